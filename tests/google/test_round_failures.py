"""What `baocao sync` prints where a Google spreadsheet cannot be read, and that the others are read all the same."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sheets.google.credentials import read_key
from sheets.google.errors import GoogleError
from sheets.google.listing import Listing, Seen
from sheets.google.transport import Client
from sync.work import google as opening
from tests.google.conftest import Time
from tests.google.office import IN_GOOGLE, GoogleDesk
from tests.google.test_causes import XLSX
from tests.google.test_round import JANUARY, desk, outcomes, quiet
from tests.google_fake.faults import Fault
from tests.google_fake.forms import lay
from tests.google_fake.origins import session
from tests.road.conftest import ROOT, Said

__all__ = ["desk"]
ACCOUNT_LINE = "Mở bảng tính, bấm Chia sẻ, thêm địa chỉ {account} với quyền Người chỉnh sửa."


def message(said: Said, division: str = "QLCN") -> str:
    return str(next(row["message"] for row in said.json["divisions"] if row["division"] == division))


def failing(said: Said) -> set[str]:
    return {code for code, outcome in outcomes(said).items() if outcome == "failed"}


def told(desk: GoogleDesk, *, kept: bool = False) -> str:
    """Run a round in which QLCN alone fails; return what is printed about it."""
    said = desk.sync("--format", "json")
    assert failing(said) == {"QLCN"}
    assert message(said) in desk.sync().out.replace("\n", " ")
    checked = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    [found] = [f for f in checked if f["division"] == "QLCN" and f["code"].startswith(("google-", "sheet-"))]
    assert f"{found['message']} {found['action']}" == message(said)
    assert ("Bản 1 đã đọc trước đó vẫn được giữ." in message(said)) is kept
    return message(said)


def test_not_shared(desk: GoogleDesk) -> None:
    desk.books["QLCN"].shares.clear()
    assert told(desk) == (
        f"Bảng tính “{desk.id('QLCN')}” chưa được chia sẻ cho {desk.google.account.address}. "
        + ACCOUNT_LINE.format(account=desk.google.account.address)
    )


def test_no_longer_shared_keeps_what_was_read(desk: GoogleDesk) -> None:
    assert desk.sync().code == 0
    desk.books["QLCN"].shares.clear()
    assert told(desk, kept=True) == (
        f"Bảng tính “QLCN 2024” chưa được chia sẻ cho {desk.google.account.address}. "
        f"Bản 1 đã đọc trước đó vẫn được giữ. {ACCOUNT_LINE.format(account=desk.google.account.address)}"
    )
    assert desk.say("report", *JANUARY, "--draft").code == 1
    report = desk.folder / "2024-01" / "BaoCao_2024-01_v1_DU-THAO.docx"
    assert report.exists()


def test_a_wrong_link_or_a_file_deleted_for_good(desk: GoogleDesk) -> None:
    del desk.google.spreadsheets[desk.id("QLCN")]
    assert told(desk).startswith(f"Google không tìm thấy bảng tính “{desk.id('QLCN')}”: liên kết chép sai")


def test_a_link_that_names_no_spreadsheet(desk: GoogleDesk) -> None:
    config = desk.folder / "config.yaml"
    config.write_text(
        config.read_text("utf-8").replace(f"{{google: {desk.id('QLCN')}}}", "{google: bảng-QLCN}"), "utf-8"
    )
    assert told(desk).startswith("“bảng-QLCN” không phải là liên kết của một bảng tính Google.")


def test_in_the_bin(desk: GoogleDesk) -> None:
    desk.books["QLCN"].trashed = True
    assert told(desk) == (
        "Bảng tính “QLCN 2024” đang nằm trong thùng rác của Google Drive. "
        "Nhờ chủ bảng tính mở Thùng rác trong Google Drive và bấm Khôi phục."
    )


def test_an_excel_file_in_drive(desk: GoogleDesk) -> None:
    desk.books["QLCN"].mime = XLSX
    assert told(desk).startswith("“QLCN 2024” là tệp Excel tải lên Google Drive, không phải bảng tính Google.")


def test_a_document(desk: GoogleDesk) -> None:
    desk.books["QLCN"].mime = "application/vnd.google-apps.document"
    assert told(desk).startswith(f"Liên kết của “{desk.id('QLCN')}” dẫn tới tài liệu hoặc thư mục")


def test_a_quota_that_stays_used_up(desk: GoogleDesk) -> None:
    desk.google.faults.add(Fault("status", "sheets_read", times=6, status=429, spreadsheet=desk.id("QLCN")))
    said = desk.sync("--format", "json")
    assert failing(said) == {"QLCN"}
    assert message(said).startswith(
        f"Google tạm từ chối vì tài khoản {desk.google.account.address} đã gọi quá số lượt cho phép."
    )


@pytest.fixture
def away(
    desk: GoogleDesk, connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, time: Time
) -> Iterator[None]:
    """No network: nobody answers at the other end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    key = connect().key
    with session(f"http://127.0.0.1:{port}") as nowhere:
        monkeypatch.setattr(opening, "open_client", lambda _: Client(key, time.clock(), nowhere))
        yield


def test_no_network_fails_the_google_divisions_alone(desk: GoogleDesk, away: None) -> None:
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert said.json["read"] == 4
    assert message(said).startswith("Không kết nối được với Google.")


def test_what_was_read_before_counts_while_there_is_no_network_and_the_next_round_reads_no_more_than_it_must(
    desk: GoogleDesk, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(desk, time)
    calling = opening.open_client

    def unplugged(_: object) -> Client:
        raise GoogleError("google-network")

    monkeypatch.setattr(opening, "open_client", unplugged)
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert message(said).startswith("Không kết nối được với Google. Bản 1 đã đọc trước đó vẫn được giữ.")
    states = {
        row["division"]: row["version"] for row in desk.say("status", *JANUARY, "--format", "json").json["divisions"]
    }
    assert states["QLCN"] == 1
    monkeypatch.setattr(opening, "open_client", calling)
    desk.calls()
    said = desk.sync("--format", "json")
    assert set(outcomes(said).values()) == {"unchanged"}
    assert desk.calls()[1:] == (1, 0, 0)


def test_a_wrong_clock(desk: GoogleDesk, time: Time) -> None:
    time.off = 7200
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert message(said).startswith("Google từ chối vì đồng hồ của máy này lệch khoảng 120 phút.")


def test_a_revoked_key(desk: GoogleDesk) -> None:
    desk.google.account.revoked = True
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert message(said).startswith(f"Google không còn nhận tệp khóa của tài khoản {desk.google.account.address}")


def test_no_key_at_all(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv("BAOCAO_GOOGLE_KEY", raising=False)
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert said.json["read"] == 4
    assert "BAOCAO_GOOGLE_KEY" in message(said)


def test_a_key_that_others_can_read(desk: GoogleDesk, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key_file.chmod(0o644)
    monkeypatch.setattr(opening, "open_client", lambda _: Client(read_key(key_file)))
    assert "Người khác dùng máy này cũng đọc được tệp khóa Google" in message(desk.sync("--format", "json"))


def test_a_tab_that_staff_deleted(desk: GoogleDesk) -> None:
    tab = desk.books["QLCN"].tab("Kế hoạch 2024-01")
    desk.books["QLCN"].tabs.remove(tab)
    desk.sync()
    findings = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    [found] = [f for f in findings if f["code"] == "tab-missing"]
    assert "Kế hoạch" in found["message"]
    assert "bảng tính Google thì mở Tệp › Nhật ký phiên bản" in found["action"]


def test_all_tabs_of_the_period_deleted(desk: GoogleDesk) -> None:
    desk.sync()
    book = desk.books["QLCN"]
    book.tabs[:] = [tab for tab in book.tabs if not tab.properties["title"].endswith("2024-01")]
    desk.google.touch(book)
    expected = "Bảng tính “QLCN 2024” không còn tờ nào của biểu tháng 01/2024; bản 1 đã đọc trước đó vẫn được giữ."
    said = desk.sync("--format", "json")
    assert message(said).startswith(expected)
    desk.sync()
    codes = [f["code"] for f in desk.say("check", *JANUARY, "--format", "json").json["findings"]]
    assert "sheet-form-gone" in codes


def test_a_form_that_was_not_made_yet_is_not_handed_in(desk: GoogleDesk, time: Time) -> None:
    book = desk.books["QLCN"]
    book.tabs[:] = [tab for tab in book.tabs if not tab.properties["title"].endswith("2024-01")]
    quiet(desk, time)
    desk.calls()
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "missing"
    assert desk.calls()[1:] == (1, 0, 0)


def test_columns_that_were_moved_and_inserted_are_found_by_their_headings(desk: GoogleDesk) -> None:
    tab = desk.books["QLCN"].tab("Kế hoạch 2024-01")
    text = {at: cell.get("userEnteredValue", {}).get("stringValue", "") for at, cell in tab.cells.items()}
    heading = next(row for (row, column), words in sorted(text.items()) if "Thời hạn" in words and column == 2)
    places = {0: 3, 1: 0, 2: 1}  # Nội dung goes behind the others, and a column of their own comes between
    tab.cells = {(row, places.get(column, column + 1)): cell for (row, column), cell in tab.cells.items()}
    tab.cells[heading, 2] = {"userEnteredValue": {"stringValue": "Ghi thêm"}}
    desk.sync()
    findings = desk.say("check", *JANUARY, "--format", "json").json["findings"]
    codes = {f["code"] for f in findings if f["tab"] == tab.properties["title"]}
    assert {code for code in codes if code.startswith(("column", "heading"))} == {"column-unknown"}
    plan = " ".join(text[heading + 1, 0].split()[:6])
    hits = desk.say("trace", *JANUARY, plan, "--format", "json").json["hits"]
    assert f"D{heading + 2}" in {origin["cell"] for hit in hits for origin in hit["origins"]}


def test_a_protected_tab_is_read_like_any_other(desk: GoogleDesk) -> None:
    tab = desk.books["QLCN"].tab("Kết quả 2024-01")
    tab.protected.append(
        {"protectedRangeId": 1, "range": {"sheetId": tab.id}, "editors": {"users": [desk.google.owner]}}
    )
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "read"


def test_ten_million_cells_of_which_few_hold_anything(desk: GoogleDesk) -> None:
    desk.books["QLCN"].tab("Kết quả 2024-01").properties["gridProperties"] |= {"rowCount": 50_000, "columnCount": 26}
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "read"


def test_a_form_with_more_cells_than_a_form_can_have(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.google.kept.CELLS", 100)
    said = desk.sync("--format", "json")
    assert message(said).startswith("Bảng tính Google “QLCN 2024” quá lớn so với một biểu báo cáo.")


def test_a_cell_of_fifty_thousand_characters_goes_through_to_the_report(desk: GoogleDesk) -> None:
    tab = desk.books["QLCN"].tab("Kết quả 2024-01")
    at = max((at for at in tab.cells if at[1] == 2 and tab.cells[at].get("userEnteredValue")), default=(9, 2))
    tab.put(at, userEnteredValue={"stringValue": "Kiểm tra tại các đơn vị. " * 1999})
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "read"
    said = desk.say("report", *JANUARY, "--draft")
    assert said.code in {0, 1}, said.err
    assert (desk.folder / "2024-01" / "BaoCao_2024-01_v1_DU-THAO.docx").exists() or said.code == 0


def test_a_copy_of_another_divisions_spreadsheet(desk: GoogleDesk) -> None:
    book = desk.books["QLCN"]
    del book.tabs[1:], book.metadata[:]
    lay(book, ROOT / "examples" / "2024-01" / "TTKT_BaoCao_2024-01.xlsx", "2024-01")
    said = desk.sync("--format", "json")
    assert {code: outcomes(said)[code] for code in IN_GOOGLE} == {"QLCN": "failed", "TTKT": "read", "VP": "read"}
    assert message(said).startswith(
        "Liên kết của Phòng Quản lý Công nghệ và Chuyên ngành dẫn tới bảng tính “QLCN 2024”, "
        "nhưng bảng tính này chứa biểu của TTKT."
    )


def test_an_answer_too_big_to_hold(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.google.sending.BIGGEST", 50_000)
    said = desk.sync("--format", "json")
    assert failing(said) == set(IN_GOOGLE)
    assert message(said).startswith("Bảng tính “QLCN 2024” quá lớn so với một biểu báo cáo nên không đọc được.")


def test_what_drive_does_not_list_is_read_all_the_same(desk: GoogleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    from sheets.google import transport

    def partly(client: Client, seen: Mapping[str, Seen]) -> Listing:
        found = listing_of(client, seen)
        files = {name: file for name, file in found.files.items() if name != desk.id("QLCN")}
        return replace(found, files=files, changed=found.changed - {desk.id("QLCN")}, complete=False)

    listing_of = transport.list_changed
    monkeypatch.setattr(transport, "list_changed", partly)
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "read"
    assert outcomes(desk.sync("--format", "json"))["QLCN"] == "unchanged"


def test_a_tab_that_lost_its_metadata_costs_one_more_reading_and_is_found_by_its_title(desk: GoogleDesk) -> None:
    book = desk.books["QLCN"]
    gid = book.tab("Kế hoạch 2024-01").id
    book.metadata[:] = [one for one in book.metadata if one["location"].get("sheetId") != gid]
    said = desk.sync("--format", "json")
    assert said.json["calls"]["sheets_read"] == 4
    codes = {f["code"] for f in desk.say("check", *JANUARY, "--format", "json").json["findings"]}
    assert "tab-missing" not in codes
