"""`baocao doctor` names what is wrong on a machine and what to do: each fault is planted, and found by its own line."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest

import baocao
from sync.service import doctor, soundness
from sync.service.doctor import examine
from sync.service.examined import Examined
from sync.service.machine import Ward
from sync.service.nightly import Step, make_round, tick
from sync.store import leases, service
from sync.work.collect import collect
from sync.work.publish import publish
from tests.service.conftest import JANUARY, Bureau, laid_out

ROOT_SEES_ALL = sys.platform != "win32" and os.geteuid() == 0


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    with made.office() as office:
        collect(office, JANUARY)
    return made.folder


@pytest.fixture
def bureau(prepared: Path, tmp_path: Path) -> Bureau:
    """January's office, read, with nothing wrong but that nothing runs by itself."""
    return Bureau(shutil.copytree(prepared, tmp_path / prepared.name))


def well(command: Sequence[str]) -> tuple[int, str]:
    """Answer as a system on which everything is there."""
    return 0, "Liberation Serif" if command[0] == "fc-list" else "active"


def found(bureau: Bureau, **there: object) -> dict[str, Examined]:
    ward = Ward(bureau.config, now=bureau.now, run=well, version=(3, 12, 9))
    for name, value in there.items():
        setattr(ward, name, value)
    return {each.code: each for each in examine(bureau.config, ward)}


def amiss(looked: dict[str, Examined]) -> set[str]:
    return {code for code, each in looked.items() if each.state != "ok"} - USUAL


# Of this machine and of an office that has just begun: not what a test has planted.
USUAL = {
    "doctor-zone",
    "doctor-round-never",
    "doctor-backup-never",
    "service-not-there",
    "doctor-no-office",
    "doctor-disk-low",
}


def change(bureau: Bureau, old: str, new: str) -> None:
    text = bureau.config.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    bureau.config.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(bureau: Bureau, text: str) -> None:
    with bureau.config.open("a", encoding="utf-8") as config:
        config.write(f"\n{text}\n")


def test_an_office_that_is_well_is_said_to_be(bureau: Bureau) -> None:
    looked = found(bureau)
    assert amiss(looked) == set()
    assert looked["doctor-config"].line == "✓ config.yaml đọc được, 7 đơn vị."
    assert looked["doctor-store"].message.startswith("Kho dữ liệu nguyên vẹn: ")


def _no_template(bureau: Bureau) -> None:
    (bureau.folder / "mau-bao-cao.docx").unlink()


def _no_inbox(bureau: Bureau) -> None:
    shutil.rmtree(bureau.folder / "hop-thu-den")


def _inbox_is_a_file(bureau: Bureau) -> None:
    shutil.rmtree(bureau.folder / "hop-thu-den")
    (bureau.folder / "hop-thu-den").write_bytes(b"")


def _config_misspelt(bureau: Bureau) -> None:
    change(bureau, "due_report: 25", "due_report: 99")


def _config_not_utf8(bureau: Bureau) -> None:
    bureau.config.write_bytes(bureau.config.read_text(encoding="utf-8").encode("utf-16"))


def _example_left(bureau: Bureau) -> None:
    change(bureau, "place: Ninh Thuận", "place: Ninh Thuận # ĐIỀN tên tỉnh")


def _store_remote(bureau: Bureau) -> None:
    change(bureau, "store: baocao.db", "store: OneDrive/baocao.db")


def _store_no_folder(bureau: Bureau) -> None:
    change(bureau, "store: baocao.db", "store: khong-co/baocao.db")


def _store_of_no_kind(bureau: Bureau) -> None:
    change(bureau, "store: baocao.db", "store: oracle://may-chu/x")


def _store_not_one(bureau: Bureau) -> None:
    (bureau.folder / "baocao.db").write_bytes(b"not a database" * 100)


def _store_newer(bureau: Bureau) -> None:
    _sql(bureau, "UPDATE alembic_version SET version_num = '9999'")


def _row_changed(bureau: Bureau) -> None:
    _sql(bureau, "DROP TRIGGER version_no_update", "UPDATE version SET source = 'other.xlsx' WHERE division = 'VP'")


def _bytes_changed(bureau: Bureau) -> None:
    first = "(SELECT digest FROM version LIMIT 1)"
    _sql(bureau, "DROP TRIGGER blob_no_update", f"UPDATE blob SET bytes = X'00' WHERE digest = {first}")


def _guard_taken_away(bureau: Bureau) -> None:
    _sql(bureau, "DROP TRIGGER finding_log_no_delete")


def _mail_nobody(bureau: Bureau) -> None:
    add(bureau, "mail: {host: 127.0.0.1, port: 1, security: none, sender: b@example.vn}")


def _mail_no_password(bureau: Bureau) -> None:
    add(bureau, "mail: {host: 127.0.0.1, port: 1, user: b, sender: b@example.vn}")


def _google_no_key(bureau: Bureau) -> None:
    link = "https://docs.google.com/spreadsheets/d/1AbcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO/edit"
    change(bureau, "  - code: VP\n", f'  - code: VP\n    sheet: {{google: "{link}"}}\n')


def _google_key_exposed(bureau: Bureau) -> None:
    _google_no_key(bureau)
    key = bureau.folder / "khoa.json"
    key.write_text("{}", encoding="utf-8")
    key.chmod(0o644)
    add(bureau, "google: {key_file: khoa.json}")


def _google_key_is_none(bureau: Bureau) -> None:
    _google_key_exposed(bureau)
    (bureau.folder / "khoa.json").chmod(0o600)


def _folder_of_a_division_gone(bureau: Bureau) -> None:
    change(bureau, "  - code: VP\n", '  - code: VP\n    sheet: {excel: "o-mang/{period}/VP_{period}.xlsx"}\n')


FAULTS: list[tuple[Callable[[Bureau], None], str]] = [
    (_no_template, "doctor-no-template"),
    (_no_inbox, "doctor-folder-missing"),
    (_inbox_is_a_file, "doctor-folder-missing"),
    (_config_misspelt, "config-out-of-range"),
    (_config_not_utf8, "config-utf16"),
    (_example_left, "config-example-left"),
    (_store_remote, "store-remote"),
    (_store_no_folder, "store-no-folder"),
    (_store_of_no_kind, "store-address"),
    (_store_not_one, "store-damaged"),
    (_store_newer, "store-newer"),
    (_row_changed, "doctor-row-damaged"),
    (_bytes_changed, "doctor-row-damaged"),
    (_guard_taken_away, "doctor-unguarded"),
    (_mail_nobody, "doctor-mail"),
    (_mail_no_password, "doctor-mail"),
    (_google_no_key, "google-no-key-named"),
    (_google_key_exposed, "google-key-exposed"),
    (_google_key_is_none, "google-key-invalid"),
    (_folder_of_a_division_gone, "doctor-folder-missing"),
]


@pytest.mark.parametrize(("plant", "code"), FAULTS, ids=[plant.__name__.strip("_") for plant, _ in FAULTS])
def test_each_fault_is_found_and_says_what_to_do(
    bureau: Bureau, plant: Callable[[Bureau], None], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BAOCAO_STORE", raising=False)
    plant(bureau)
    looked = found(bureau)
    assert code in amiss(looked), sorted(looked)
    assert looked[code].action, "what to do"
    assert looked[code].line[0] in "✗!"
    assert "{" not in looked[code].line


def test_a_changed_row_is_named_by_table_division_and_version(bureau: Bureau) -> None:
    _row_changed(bureau)
    assert found(bureau)["doctor-row-damaged"].message == (
        "Kho dữ liệu có dòng không còn như lúc ghi: bảng version, dòng 1 (kỳ 2024-01, đơn vị VP, bản 1)."
    )


ISSUED_WITHOUT = (
    "INSERT INTO issue (period, number, date, version, file, who, at, row_digest) "
    "VALUES ('2024-01', '05', '2024-01-22', 9, '', 'an', '2024-01-18T09:00:00+07:00', '')"
)
GONE: list[tuple[tuple[str, ...], str]] = [
    (("DELETE FROM version WHERE division = 'VP'",), "bản 1 (kỳ 2024-01, đơn vị VP)"),
    (("DELETE FROM version WHERE division = 'VP'", "DELETE FROM report"), "bản (kỳ 2024-01, đơn vị VP)"),
    (("UPDATE version SET version = 3 WHERE division = 'TDC'",), "bản 1 (kỳ 2024-01, đơn vị TDC)"),
    ((ISSUED_WITHOUT,), "báo cáo bản 9 (kỳ 2024-01)"),
    (("DELETE FROM run_order",), "lượt "),
]


@pytest.mark.parametrize(("deeds", "said"), GONE)
def test_a_row_that_somebody_took_out_is_missed_where_others_name_it(
    bureau: Bureau, deeds: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bureau.office() as office:
        publish(office, JANUARY, draft=True)
        publish(office, JANUARY, draft=True)
    monkeypatch.setattr(soundness, "intact", lambda *_: True)  # one that was changed knows how to seal its rows anew
    for table in ("version", "report", "run_order"):
        _sql(bureau, *(f"DROP TRIGGER {table}_no_{deed}" for deed in ("update", "delete")))
    _sql(bureau, *deeds)
    looked = found(bureau)
    assert looked["doctor-link-missing"].state == "error"
    assert f"Kho dữ liệu thiếu {said}" in "".join(
        each.message for each in soundness_of(bureau) if each.code == "doctor-link-missing"
    )
    assert "doctor-store" not in looked


def test_a_number_that_a_report_passed_over_is_missed_by_nobody(bureau: Bureau) -> None:
    (bureau.folder / "2024-01" / "BaoCao_2024-01_v1.docx").write_bytes(b"somebody else's")
    with bureau.office() as office:
        assert publish(office, JANUARY, draft=True).version == 2
    assert amiss(found(bureau)) == set()


def soundness_of(bureau: Bureau) -> list[Examined]:
    with bureau.office() as office:
        return list(soundness.of_store(office))


def test_a_clock_that_stands_before_what_the_store_knows_is_told(bureau: Bureau) -> None:
    assert "doctor-clock" not in found(bureau)
    bureau.at("01/01/1970 07:03")
    assert found(bureau)["doctor-clock"].line == (
        "! Đồng hồ máy đang là 07:03 01/01/1970, trong khi kho dữ liệu đã ghi việc lúc 09:00 18/01/2024. "
        "Chỉnh lại ngày giờ của máy. Nếu giờ này đúng thì trước đây đồng hồ đã chạy nhanh; không cần làm gì thêm."
    )


def test_a_dask_cluster_is_looked_at_where_there_is_one(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [code for code in found(bureau) if code.startswith("doctor-cluster")]
    add(bureau, 'executor: {dask: "tcp://127.0.0.1:1"}')
    told = next(each for code, each in found(bureau).items() if code.startswith("doctor-cluster"))
    assert told.state == "warning", "the round is done here"
    assert "cụm máy tính Dask tcp://127.0.0.1:1" in told.message
    for code in ("cluster-empty", "cluster-gone", "cluster-other-code", "cluster-no-library", "cluster-unreachable"):
        monkeypatch.setattr(doctor, "looked_at", lambda _, code=code: (0, code))
        assert found(bureau)[f"doctor-{code}"].action
    monkeypatch.setattr(doctor, "looked_at", lambda _: (2, ""))
    assert found(bureau)["doctor-cluster"].message == (
        "Cụm máy tính Dask tcp://127.0.0.1:1 nối được, có 2 tiến trình tính toán."
    )


def test_a_folder_for_backups_on_a_disk_that_is_away_is_told(bureau: Bureau, tmp_path: Path) -> None:
    add(bureau, f"backups: {{folder: '{tmp_path / 'USB'}'}}")
    assert found(bureau)["doctor-folder-missing"].message == f"Không thấy thư mục {tmp_path / 'USB'}."


@pytest.mark.parametrize(
    ("version", "code"), [((3, 10, 1), "doctor-python-old"), ((3, 11, 7), "doctor-python-unmended")]
)
def test_an_old_python_is_named(bureau: Bureau, version: tuple[int, int, int], code: str) -> None:
    looked = found(bureau, version=version)
    assert ".".join(map(str, version)) in looked[code].message


def test_a_library_of_another_version_is_named_with_what_is_needed(bureau: Bureau) -> None:
    """As pip leaves it where somebody installed something else into the same Python."""
    told = found(bureau, needs=("schedule>=99", "Jinja2>=3,<3.0.1", "lxml>=5.3", 'psycopg>=99; extra == "postgres"'))
    line = told["doctor-library-other"].line
    assert line.startswith("✗ Thư viện không đúng bản mà chương trình cần: schedule ")
    assert f"Jinja2 {metadata.version('Jinja2')} (>=3,<3.0.1)" in line
    assert "lxml" not in line
    assert "psycopg" not in line, "who has no server needs none"
    assert "doctor-libraries" not in told


@pytest.mark.parametrize(
    ("version", "bounds", "within"),
    [
        ("1.2.0", ">=1.2", True), ("1.2", ">=1.2.0", True), ("1.10", ">=1.9", True), ("2.0", ">=1.2,<2", False),
        ("1.9.9", "<2,>=1.2", True), ("0.9", ">=1", False), ("3.1.6rc1", ">=3.1.6", True), ("5", "", True),
    ],
)  # fmt: skip
def test_versions_are_compared_as_numbers(bureau: Bureau, version: str, bounds: str, within: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(metadata, "version", lambda _: version)
        assert ("doctor-library-other" not in found(bureau, needs=(f"lxml{bounds}",))) == within


def test_a_machine_whose_file_names_hold_no_vietnamese_is_told(bureau: Bureau) -> None:
    assert found(bureau)["doctor-locale"].state == "ok"
    told = found(bureau, letters="iso8859-1")["doctor-locale"]
    assert told.line.startswith("✗ Máy dùng bảng mã iso8859-1 cho tên tệp")


def test_a_library_that_is_missing_is_named(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def without_gspread(name: str) -> str:
        if name == "gspread":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", without_gspread)
    assert found(bureau)["doctor-library-missing"].message == "Thiếu thư viện: gspread."


@pytest.mark.parametrize(("free", "code"), [(100 * 1024**2, "doctor-disk-full"), (1024**3, "doctor-disk-low")])
def test_a_disk_that_fills_up_is_told(bureau: Bureau, monkeypatch: pytest.MonkeyPatch, free: int, code: str) -> None:
    usage = shutil.disk_usage(bureau.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    assert "GB" in found(bureau)[code].message


@pytest.mark.skipif(ROOT_SEES_ALL, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(bureau: Bureau) -> None:
    (bureau.folder / "hop-thu-den").chmod(0o500)
    assert "doctor-folder-readonly" in found(bureau)


def test_a_machine_without_the_font_is_told(bureau: Bureau) -> None:
    def bare(command: Sequence[str]) -> tuple[int, str]:
        return 0, "DejaVu Sans"

    assert "doctor-no-font" in amiss(found(bureau, run=bare))


def test_rounds_that_stopped_and_backups_that_are_old_are_red(bureau: Bureau) -> None:
    assert tick(bureau.config, (Step("round", make_round),), bureau.now).told
    with bureau.office() as office, office.store.writing() as connection:
        service.add_event(connection, service.Event("backup", "", "b", office.now(), {"ok": True}))
    looked = found(bureau)
    assert (looked["doctor-round-ok"].state, looked["doctor-backup-ok"].state) == ("ok", "ok")
    bureau.at("22/01/2024 09:00")
    looked = found(bureau)
    assert looked["doctor-round-slept"].line.startswith("✗ Từ 09:00 18/01/2024 không có lượt đọc tự động nào.")
    assert looked["doctor-backup-old"].state == "error"


def test_a_round_that_runs_is_told_with_who_began_it(bureau: Bureau) -> None:
    with bureau.office() as office:
        other = leases.this_process("an", "button")
        leases.take(office.store, "round", other)
        assert "nút trong TongHop, an" in found(bureau)["doctor-round-running"].message


def test_the_command_prints_a_line_each_and_ends_with_one_where_something_must_be_done(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["doctor", "--config", str(bureau.config)]
    assert baocao.main(words) == 0
    assert all(line[0] in "✓!✗" for line in capsys.readouterr().out.splitlines())
    _no_inbox(bureau)
    assert baocao.main([*words, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    wrong = [check for check in answer["checks"] if check["state"] == "error"]
    assert [check["code"] for check in wrong] == ["doctor-folder-missing"]
    assert baocao.main(["doctor", "--config", str(bureau.folder / "khong-co" / "config.yaml")]) == 2


def _sql(bureau: Bureau, *statements: str) -> None:
    with closing(sqlite3.connect(bureau.folder / "baocao.db")) as store, store:
        for statement in statements:
            store.execute(statement)
