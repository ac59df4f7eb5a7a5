"""What doctor says of a PostgreSQL store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sync.service.soundness import of_store
from sync.work.collect import collect
from tests.postgres import Server
from tests.service.conftest import JANUARY, Bureau
from tests.store.tampering import tampering


@pytest.fixture
def url(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with postgres.database() as made:
        monkeypatch.setenv("BAOCAO_STORE", made)
        yield made


def test_doctor_reads_every_fact_and_says_where_pages_have_no_checksums(
    bureau: Bureau, url: str, postgres: Server
) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        told = [each.code for each in of_store(office)]
    control = postgres.run("pg_controldata", "-D", str(postgres.data))
    version = next(line for line in control.splitlines() if line.startswith("Data page checksum version"))
    off = version.split()[-1] == "0"
    assert told == ["doctor-store", *(["doctor-no-checksums"] if off else [])]


def test_doctor_names_a_row_that_somebody_changed(bureau: Bureau, url: str) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        with tampering(url, bureau.folder, "version") as raw:
            raw.exec_driver_sql("UPDATE version SET source = 'khác' WHERE division = 'VP'")
        (said,) = [each.line for each in of_store(office) if each.code == "doctor-row-damaged"]
    assert "bảng version, dòng 1 (kỳ 2024-01, đơn vị VP, bản 1)." in said
