"""What stops without a sound is red within a day: on the page, in `status`, in `doctor`, on the clerk's first sheet.

Four things stop, and in each case the same four places are looked at: the status page as the service itself makes it,
the command `status`, `doctor` and its exit code, and the first sheet of the clerk's workbook as the next press shows
it.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from lxml import etree, html
from python_calamine import CalamineWorkbook

import baocao
from sheets.google.pacing import Kind
from sheets.google.transport import Client
from sync.service import doctor
from sync.service.doctor import examine
from sync.service.machine import Ward
from sync.service.nightly import Step, make_round, tick
from sync.service.page import make_page
from sync.service.remind import make_reminders
from sync.store import service
from sync.work import google as opening
from sync.work.clerkview import view
from sync.work.opening import opened
from tests.google.conftest import account, address, connect, google, key_file, time
from tests.google.office import IN_GOOGLE, lay_office
from tests.google_fake.faults import Fault
from tests.google_fake.service import Google
from tests.macros.built import built
from tests.road.conftest import Said
from tests.service.conftest import JANUARY, Bureau
from tests.service.test_doctor import well
from tests.service.test_remind import Server, mailing, port, prepared, server

__all__ = ["account", "address", "connect", "google", "key_file", "mailing", "port", "prepared", "server", "time"]
SERVICE = (Step("round", make_round), Step("remind", make_reminders), Step("page", make_page))


def ticks(bureau: Bureau, at: str) -> None:
    bureau.at(at)
    assert not tick(bureau.config, SERVICE, bureau.now).failed


def backed_up(bureau: Bureau) -> None:
    """A backup of this minute: what is red is red for another reason."""
    with bureau.office() as office, office.store.writing() as connection:
        service.add_event(connection, service.Event("backup", "", "b", office.now(), {"ok": True}))


@dataclass(frozen=True)
class Seen:
    """What is red on the page, in `status` and in `doctor`, and all that the clerk's first sheet says."""

    page: list[str]
    status: list[str]
    doctor: list[str]
    first: str

    def red(self, *words: str) -> list[str]:
        """The places that say one of these words."""
        places = (("page", self.page), ("status", self.status), ("doctor", self.doctor), ("first sheet", [self.first]))
        return [name for name, said in places if any(word in line for word in words for line in said)]

    def everywhere(self, *words: str) -> bool:
        return len(self.red(*words)) == 4 or pytest.fail(f"{words}: only {self.red(*words)}: {self}")


def seen(
    bureau: Bureau,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    dead: bool = False,
    code: int | None = 1,
) -> Seen:
    """Look at all four places; `doctor` must end with `code`. Where the service is `dead` the page is asked for."""
    config = ["--config", str(bureau.config)]
    monkeypatch.setattr(opened.__wrapped__, "__defaults__", ("", bureau.now, "command"))  # type: ignore[attr-defined]
    ward = Ward(bureau.config, now=bureau.now, run=well, version=(3, 12, 9))
    monkeypatch.setattr(doctor, "examine", partial(examine, ward=ward))
    path = bureau.folder / ("asked.html" if dead else "status.html")
    capsys.readouterr()
    asked = ["--html", str(path)] if dead else []
    assert baocao.main(["status", "--period", "2024-01", *config, *asked]) in {0, 1}
    status = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗ ")]
    baocao.main(["status", "--period", "2024-01", "--format", "json", *config])
    assert [f"✗ {each['message']}" for each in json.loads(capsys.readouterr().out)["service"]] == status
    ended = baocao.main(["doctor", *config])
    wrong = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗ ")]
    assert code is None or ended == code, wrong
    return Seen(reds(path), status, wrong, first_sheet(bureau))


def first_sheet(bureau: Bureau) -> str:
    """All that the first sheet of the clerk's workbook says once it was made or refreshed."""
    with bureau.office() as office:
        made = built(view(office, JANUARY), bureau.folder)
    with closing(CalamineWorkbook.from_filelike(io.BytesIO(made))) as book:
        rows = book.get_sheet_by_index(0).to_python()
    return "\n".join(str(cell) for row in rows for cell in row)


def reds(path: Path) -> list[str]:
    """What is red on a page."""
    lights = html.document_fromstring(path.read_bytes()).cssselect(".lights li")
    return [text_of(li) for li in lights if li.cssselect("strong.bad")]


def text_of(element: html.HtmlElement | etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


@pytest.mark.parametrize("last", ["09/01/2024 01:31", "09/01/2024 08:00", "09/01/2024 23:00"])
def test_a_night_run_that_is_dead_for_two_nights(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], last: str
) -> None:
    """A dead service makes no page: the old one bears its date and says what an old date means; who asks gets red."""
    ticks(bureau, last)
    backed_up(bureau)
    (head,) = html.document_fromstring((bureau.folder / "status.html").read_bytes()).cssselect("header")
    lies_there = text_of(head)
    assert f"Cập nhật lúc {last[-5:]} 09/01/2024" in lies_there
    assert "nếu ngày ở trên đã cũ thì dịch vụ đã dừng" in lies_there
    since = f"Từ {last[-5:]} 09/01/2024"
    bureau.at("11/01/2024 01:29")  # one night was missed, the second round is not due yet
    assert not seen(bureau, monkeypatch, capsys, dead=True, code=None).red(since)
    bureau.at("11/01/2024 01:31")
    found = seen(bureau, monkeypatch, capsys, dead=True)
    assert found.everywhere(since)
    assert f"{since} máy không tự đọc biểu lần nào. Bấm Cập nhật từ các đơn vị" in found.first


def test_mail_that_is_refused(
    mailing: Bureau, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks(mailing, "18/01/2024 07:00")
    backed_up(mailing)
    server.refuse |= {"qlkh@example.vn", "tonghop@example.vn"}
    ticks(mailing, "18/01/2024 09:01")
    found = seen(mailing, monkeypatch, capsys)
    assert found.everywhere("Thư nhắc không gửi được tới 2 nơi nhận")
    assert "550" not in found.page[0], "what a server says may name a person's address: not for the page"
    assert "máy chủ thư từ chối (mã 550 5.1.1 no such user). Gọi điện cho đơn vị" in found.first
    server.refuse.clear()
    ticks(mailing, "18/01/2024 09:40")
    assert len(server.mails) == 2
    monkeypatch.undo()
    assert not seen(mailing, monkeypatch, capsys, code=0).red("Thư nhắc")


@pytest.mark.parametrize(
    ("free", "total", "said"), [(99, 1000, "99,0 GB (9%)"), (0.1, 0.5, "0,1 GB (19%)"), (0.002, 0.5, "2 MB (0%)")]
)
def test_a_disk_that_runs_full(
    bureau: Bureau,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    free: float,
    total: float,
    said: str,
) -> None:
    """Less than a tenth of the disk, or hardly anything: the page turns red at the next tick, not the next night."""
    ticks(bureau, "18/01/2024 09:00")
    backed_up(bureau)
    assert not seen(bureau, monkeypatch, capsys, code=0).red("Đĩa")
    usage = shutil.disk_usage(bureau.folder)._replace(free=int(free * 1024**3), total=int(total * 1024**3))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    ticks(bureau, "18/01/2024 09:02")
    found = seen(bureau, monkeypatch, capsys)
    assert found.everywhere(said)
    assert f"Đĩa của máy chỉ còn trống {said}. Báo" in found.first


def test_a_disk_of_which_a_tenth_is_free_is_well(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks(bureau, "18/01/2024 09:00")
    backed_up(bureau)
    usage = shutil.disk_usage(bureau.folder)._replace(free=100 * 1024**3, total=1000 * 1024**3)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert not seen(bureau, monkeypatch, capsys, code=0).red("Đĩa")


@pytest.mark.parametrize("kind", ["sheets_read", "sheets_write"])
def test_a_quota_of_google_that_is_spent(
    tmp_path: Path,
    google: Google,
    connect: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: Kind,
) -> None:
    """Whether nothing could be read or, where all was read, no remark be written."""

    def unsaid(*_: str) -> Said:
        raise AssertionError

    monkeypatch.setattr(opening, "open_client", lambda _: connect())
    monkeypatch.setattr("sync.work.google.open_client", lambda _: connect())
    desk = lay_office(tmp_path / "so", google, unsaid, IN_GOOGLE)
    office = Bureau(desk.folder)
    desk.type("QLCN", "Chỉ tiêu 2024-01", "E6", "khoảng 15")
    office.at("29/01/2024 08:00")
    google.faults.add(Fault("status", kind, times=10**6, status=429))
    tick(office.config, SERVICE, office.now)
    google.faults.clear()
    backed_up(office)
    monkeypatch.setattr(doctor, "open_client", lambda _: connect())
    found = seen(office, monkeypatch, capsys)
    assert found.everywhere("không dùng được Google", "hết lượt gọi Google")
    assert (
        "Lượt đọc lúc 08:00 29/01/2024 không dùng được Google: hết lượt gọi Google. Chờ một lúc rồi bấm" in found.first
    )
    office.at("30/01/2024 08:00")
    assert not tick(office.config, SERVICE, office.now).failed
    backed_up(office)
    assert not seen(office, monkeypatch, capsys, code=None).red("không dùng được Google")
