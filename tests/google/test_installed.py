"""The `baocao` command as an office runs it: a process of its own, real TLS through its proxy, gspread as it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.google.office import GoogleDesk, lay_office
from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.reading import told
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.tls import authority, proxying
from tests.road.conftest import Said


@pytest.fixture
def google(account: Account) -> Iterator[Google]:
    made = Google(account=Account(account.address, account.private))
    yield made
    assert made.violations == []


def unsaid(*_: str) -> Said:
    raise AssertionError


@pytest.fixture
def desk(tmp_path: Path, google: Google) -> GoogleDesk:
    return lay_google(tmp_path, google)


def lay_google(folder: Path, google: Google) -> GoogleDesk:
    """Lay out an office in which the spreadsheet of QLCN is all that came in; config.yaml names the key file."""
    made = lay_office(folder / "so", google, unsaid, ("QLCN",))
    for form in (made.folder / "2024-01").glob("*.xlsx"):
        form.unlink()
    config = made.folder / "config.yaml"
    config.write_text(config.read_text("utf-8") + "\ngoogle: {key_file: khoa.json}\n", "utf-8")
    key = made.folder / "khoa.json"
    key.touch(0o600)
    key.write_text(google.account.key_file("https://oauth2.googleapis.com/token"), "utf-8")
    return made


def run(desk: GoogleDesk, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command (CI installs the wheel, with the checkout out of the way) through the proxy."""
    installed = shutil.which("baocao", path=sysconfig.get_path("scripts"))
    assert installed is not None
    authorities = desk.folder.parent / "ca"
    authorities.mkdir(exist_ok=True)
    ca, chain = authority(authorities)
    with serving(desk.google) as address, proxying(chain, address) as proxy:
        env = {**os.environ, "HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
        env = {name: value for name, value in env.items() if name not in {"CURL_CA_BUNDLE", "BAOCAO_GOOGLE_KEY"}}
        env |= {"REQUESTS_CA_BUNDLE": str(ca), "PYTHONUTF8": "1"}
        return subprocess.run(
            [installed, *words, "--config", str(desk.folder / "config.yaml")],
            cwd=desk.folder,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


def test_a_round_reads_a_spreadsheet_through_the_offices_proxy(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("drop", "sheets_read"))
    done = run(desk, "sync", "--period", "2024-01", "--format", "json")
    assert done.returncode == 1, done.stderr  # the others have not handed in
    answer = json.loads(done.stdout)
    assert {row["division"]: row["outcome"] for row in answer["divisions"]}["QLCN"] == "read"
    assert (answer["calls"]["drive"], desk.google.calls["token"]) == (1, 1)
    assert answer["calls"]["sheets_read"] == desk.google.calls["sheets_read"] == 2
    assert done.stderr == ""


MARCH = ("--period", "2024-03")


def month(desk: GoogleDesk, *faults: tuple[Fault, ...]) -> list[subprocess.CompletedProcess[str]]:
    """Let a small month go by, the faults of each command before it: forms, staff, round, answer, round, feedback."""
    said = []
    for step, command in enumerate(("templates", "sync", "sync", "feedback")):
        if step == 1:
            desk.type("QLCN", "Thông tin chung 2024-03", "B7", "Nguyễn Thị Hoa")
            desk.type("QLCN", "Thông tin chung 2024-03", "B11", "Đã gửi")
            desk.type("QLCN", "Kết quả 2024-03", "C6", "Tham mưu ban hành 02 văn bản về chuyển giao công nghệ.")
            desk.type("QLCN", "Chỉ tiêu 2024-03", "E6", "khoảng 15")
        if step == 2:
            desk.type("QLCN", "Ý kiến rà soát 2024-03", f"G{warned(desk)}", "Đúng, giữ nguyên")
            desk.type("QLCN", "Ý kiến rà soát 2024-03", f"H{warned(desk)}", "Đã đối chiếu hồ sơ.")
        desk.google.faults.add(*(faults[step] if faults else ()))
        said.append(run(desk, command, *MARCH))
        assert desk.google.faults.left == 0, said[-1].stderr
    return said


def warned(desk: GoogleDesk) -> int:
    """The row, from 1, of the first warning in Ý kiến rà soát."""
    cells = desk.books["QLCN"].tab("Ý kiến rà soát 2024-03").cells
    says = {row: cells.get((row, 0), {}).get("userEnteredValue", {}).get("stringValue") for row in range(5, 60)}
    return 1 + next(row for row, text in says.items() if text == "! Cần xem lại")


def ended(desk: GoogleDesk) -> Any:
    """What the spreadsheet holds, but for the time of the reading and ids that Google gives."""
    answer = json.loads(json.dumps(told(desk.books["QLCN"], None, grid=True, sizes=False)))
    remarks = next(one for one in answer["sheets"] if one["properties"]["title"] == "Ý kiến rà soát 2024-03")
    assert "Đọc" in remarks["data"][0]["rowData"][1]["values"].pop(0)["formattedValue"]
    assert [one.pop("namedRangeId") for one in answer["namedRanges"]]
    return answer


FAULTS = (
    (Fault("drop", "sheets_write", effect=True), Fault("html", "token", status=502)),
    (Fault("half", "sheets_read"), Fault("drop", "drive"), Fault("half", "sheets_write", effect=True)),
    (Fault("status", "sheets_read", status=429), Fault("html", "sheets_write", status=502)),
    (),
)


def test_a_small_month_ends_the_same_with_the_line_in_order_and_with_faults_in_each_command(
    tmp_path: Path, account: Account, desk: GoogleDesk
) -> None:
    done = month(desk)
    assert [one.returncode for one in done] == [0, 1, 1, 0], [one.stderr for one in done]
    assert [one.stderr for one in done] == [""] * 4
    made, read, heard, _ = (one.stdout for one in done)
    assert "QLCN: đã tạo các tờ biểu tháng 03/2024 trong bảng tính “QLCN 2024”" in made
    assert "QLCN: đã ghi " in read
    assert "QLCN: đã nhận 1 câu trả lời của đơn vị." in heard
    (tmp_path / "again").mkdir()
    other = lay_google(tmp_path / "again", Google(account=Account(account.address, account.private)))
    again = month(other, *FAULTS)
    assert [one.returncode for one in again] == [0, 1, 1, 0], [one.stderr for one in again]
    assert ended(other) == ended(desk)
    assert other.google.violations == []
