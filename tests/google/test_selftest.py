"""`baocao google selftest`: what Google does where nobody knew, told, compared, and recorded for the replay."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest

import baocao
from sheets.google.credentials import read_key
from sheets.google.ids import chosen
from sheets.google.recording import ACCOUNT, Recorder, Scrub
from sheets.google.transport import Client
from sync.work import google as opening
from sync.work.google_questions import lag
from sync.work.google_scratch import TYPING, Scratch
from tests.google.conftest import Time
from tests.google.office import GoogleDesk, lay_office
from tests.google.recordings import Tally, replay
from tests.google_fake import locales
from tests.google_fake.faults import Fault
from tests.google_fake.oauth import Account
from tests.google_fake.origins import session
from tests.google_fake.reading import told
from tests.google_fake.server import serving
from tests.google_fake.service import Google
from tests.google_fake.spreadsheet import Spreadsheet
from tests.road.conftest import Said

SCRATCH = "1ScratchScratchScratchScratchScratchScratch44"
TITLE = "Chị Hoa thử"


@pytest.fixture
def desk(lay: Callable[..., GoogleDesk]) -> GoogleDesk:
    return lay("QLCN")


@pytest.fixture
def scratch(google: Google) -> Spreadsheet:
    return google.create(SCRATCH, TITLE, "en_US")


def ask(desk: GoogleDesk, *more: str) -> Said:
    return desk.say("google", "selftest", "--spreadsheet", SCRATCH, *more)


def left(desk: GoogleDesk, name: str) -> Path:
    (found,) = desk.folder.glob(f"thu-google-*/{name}")
    return found


def others(desk: GoogleDesk) -> dict[str, str]:
    """What was not as expected, by question."""
    answers = json.loads(left(desk, "ket-qua.json").read_text("utf-8"))["answers"]
    return {one["question"]: one["got"] for one in answers if one["state"] == "other"}


@dataclass(frozen=True, slots=True)
class Done:
    """A self-test that was run once for several tests: what it said, left, and made of the spreadsheet."""

    said: Said
    kept: dict[str, str]
    before: object
    after: object
    google: Google


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, account: Account) -> Iterator[Done]:
    """A self-test on a spreadsheet in which nothing was done yet, the quota asked too."""
    time, folder = Time(), tmp_path_factory.mktemp("selftest")
    google = Google(now=time.world, account=Account(account.address, account.private))
    google.create(SCRATCH, TITLE, "en_US")
    before = told(google.spreadsheets[SCRATCH], None, grid=True)
    with serving(google) as address, session(address) as opened, pytest.MonkeyPatch.context() as patch:
        key = folder / "khoa.json"
        key.touch(0o600)
        key.write_text(google.account.key_file(f"{address}/token"), encoding="utf-8")
        patch.setattr(opening, "open_client", lambda _: Client(read_key(key), time.clock(), opened))
        out, err = StringIO(), StringIO()

        def say(*words: str) -> Said:
            with redirect_stdout(out), redirect_stderr(err):
                return Said(baocao.main([*words, "--config", str(folder / "so" / "config.yaml")]), out.getvalue(), "")

        desk = lay_office(folder / "so", google, say, ("QLCN",))
        said = ask(desk, "--quota")
        kept = {name: left(desk, name).read_text("utf-8") for name in ("bao-cao.txt", "ket-qua.json", "ban-ghi.json")}
    yield Done(said, kept, before, told(google.spreadsheets[SCRATCH], None, grid=True), google)
    assert google.violations == []


def test_the_fake_answers_as_the_product_expects(done: Done) -> None:
    answers = json.loads(done.kept["ket-qua.json"])["answers"]
    assert [one for one in answers if one["state"] == "other"] == []
    assert done.said.code == 0
    assert "✓ Gõ “1.007” vào bảng tính vi_VN: số 1007, định dạng NUMBER" in done.said.out
    assert "✓ Gõ “5/3/2026” vào ô định dạng số của bảng tính vi_VN: số 46086, định dạng NUMBER" in done.said.out
    assert "✓ Số việc còn phải làm khi lập biểu lần thứ hai: 0" in done.said.out
    assert "i Drive cho biết giờ sửa mới: sau 0 giây" in done.said.out
    assert done.kept["bao-cao.txt"].startswith("THỬ GOOGLE NGÀY ")


def test_the_spreadsheet_is_left_as_it_was(done: Done) -> None:
    assert done.after == done.before
    assert "Đã dọn bảng tính thử về như lúc đầu." in done.said.out


def _unnumbered(value: object) -> object:
    """An answer without the ids of protected ranges: a copied tab's are Google's own choice, and in no answer to it."""
    if isinstance(value, dict):
        return {key: _unnumbered(inner) for key, inner in value.items() if key != "protectedRangeId"}
    return [_unnumbered(one) for one in value] if isinstance(value, list) else value


def test_its_recording_can_be_replayed(done: Done, account: Account, tmp_path: Path) -> None:
    (tmp_path / "ban-ghi.json").write_text(done.kept["ban-ghi.json"], encoding="utf-8")
    tally = Tally()
    replay(tmp_path / "ban-ghi.json", Account(ACCOUNT, account.private), tally)
    assert [each for each in tally.different if _unnumbered(each[2]) != _unnumbered(each[3])] == []
    assert tally.same > 40
    assert set(tally.left_out) == {"a call that the product does not make"}  # what was typed


def test_nothing_that_it_leaves_tells_whose_it_is(done: Done) -> None:
    for name, kept in done.kept.items():
        for secret in (SCRATCH, TITLE, done.google.account.address, done.google.owner, "ya29.", "Bearer"):
            assert secret not in kept, (name, secret)


def test_what_google_says_over_quota_is_kept(done: Done) -> None:
    assert "✓ Gọi nhanh hơn hạn mức: bị từ chối (google-quota)" in done.said.out
    (refusal, *_) = json.loads(done.kept["ket-qua.json"])["refusals"]
    assert refusal["status"] == 429
    assert "Quota exceeded for quota metric" in refusal["body"]


def test_what_google_does_otherwise_is_told_and_ends_with_1(
    desk: GoogleDesk, scratch: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(locales.HABITS, "vi_VN", locales.Habits(",", " ", "dmy", "/"))
    said = ask(desk)  # without --quota
    assert said.code == 1
    assert "≠ Gõ “1.007” vào bảng tính vi_VN: chờ đợi số 1007, định dạng NUMBER, Google cho chữ “1.007”" in said.out
    assert "typed:vi_VN:1.007" in others(desk)
    assert "gửi ba tệp này cho người phụ trách chương trình" in said.out
    assert "hạn mức" not in said.out
    assert json.loads(left(desk, "ket-qua.json").read_text("utf-8"))["refusals"] == []


SECRETS = [
    (
        "The caller nguyen.hoa@so.gov.vn does not have permission",
        "The caller chu-so-huu@vi-du.vn does not have permission",
    ),
    ("for consumer 'project_number:123456789012'", "for consumer 'project_number:0'"),
    ("projects/so-khcn-123/services", "projects/0/services"),
    ("token ya29.a0AfH6SMBx-yz_1 is bad", "token … is bad"),
    ("file 1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCd", f"file {'y' * 43}"),
    ("Kết quả 2000-01", "Kết quả 2000-01"),
]


@pytest.mark.parametrize(("said", "kept"), SECRETS)
def test_what_an_answer_may_tell_is_taken_out(said: str, kept: str) -> None:
    assert Scrub(SCRATCH, TITLE, "dv@x.iam.gserviceaccount.com").text(said) == kept


@pytest.fixture
def apart(client: Client, google: Google, scratch: Spreadsheet) -> Scratch:
    """The spreadsheet with the tab into which is typed, nothing else asked yet."""
    made = Scratch(Recorder(client), SCRATCH)
    made.write({"addSheet": {"properties": {"sheetId": chosen(frozenset(), "selftest", TYPING), "title": TYPING}}})
    return made


def test_the_lag_of_drive_is_measured(apart: Scratch, google: Google) -> None:
    google.lag = dt.timedelta(seconds=95)
    (one,) = lag(apart)
    assert (one.state, one.got) == ("fact", "sau 100 giây")


def test_a_lag_that_is_longer_than_the_patience_is_told(apart: Scratch, google: Google) -> None:
    google.lag = dt.timedelta(minutes=20)
    (one,) = lag(replace(apart, wait=60.0))
    assert (one.state, one.got) == ("fact", "chưa thấy sau 60 giây")


def test_a_lag_beyond_the_margin_in_which_sheets_are_read_again_is_not_as_expected(
    apart: Scratch, google: Google
) -> None:
    google.lag = dt.timedelta(minutes=20)
    (one,) = lag(replace(apart, wait=700.0))
    assert (one.state, one.got) == ("other", "chưa thấy sau 700 giây")


def test_a_divisions_spreadsheet_is_refused(desk: GoogleDesk) -> None:
    said = desk.say("google", "selftest", "--spreadsheet", desk.id("QLCN"))
    assert said.code == 2
    assert "Bảng tính này là của đơn vị QLCN" in said.err
    assert not desk.google.calls


@pytest.mark.parametrize("what", ["text", "tab", "note"])
def test_one_that_holds_anything_is_refused(desk: GoogleDesk, scratch: Spreadsheet, what: str) -> None:
    if what == "tab":
        scratch.tabs.append(desk.books["QLCN"].tabs[1])
        scratch.number()
    else:
        scratch.tabs[0].cells[5, 5] = {"note": "x"} if what == "note" else {"userEnteredValue": {"numberValue": 1}}
    said = ask(desk)
    assert said.code == 2
    assert "đang có nội dung" in said.err
    assert desk.google.calls["sheets_write"] == 0
    assert not list(desk.folder.glob("thu-google-*"))


def test_without_a_spreadsheet_it_says_what_it_needs(desk: GoogleDesk) -> None:
    said = desk.say("google", "selftest")
    assert said.code == 2
    assert "baocao google selftest --spreadsheet" in said.err


def test_one_that_is_not_shared_names_the_address(desk: GoogleDesk, scratch: Spreadsheet) -> None:
    scratch.shares.clear()
    said = ask(desk)
    assert said.code == 2
    assert desk.google.account.address in said.err


def test_a_part_that_breaks_off_stops_no_other_and_all_is_cleaned(
    desk: GoogleDesk, scratch: Spreadsheet, time: Time
) -> None:
    before = told(scratch, None, grid=True)
    desk.google.faults.add(Fault("status", "sheets_write", times=6, skip=4))
    said = ask(desk)
    assert said.code == 1
    assert "Drive cho biết giờ sửa mới" in said.out
    assert told(desk.google.spreadsheets[SCRATCH], None, grid=True) == before
