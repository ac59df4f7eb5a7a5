"""The status page: what it says, and that a browser shows it to everybody: no network, no script, one A4 page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html

import baocao
import sync.service.page as page_module
from sync.service.nightly import Step, make_round, tick
from sync.service.page import make_page, status_page, write_page
from sync.store import service
from sync.work.decide import Judged
from sync.work.office import Office
from sync.work.overview import Status, status_of
from sync.work.publish import publish
from tests.service.conftest import JANUARY, Bureau, laid_out, moment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
browser = pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
# Personal data that stands in the sheets or in config, and never on the page.
PERSONS = ("Trần Thị Bình", "tonghop@example.vn", "0259", "Trương Thị Yến")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """January's office: QLKH has not handed in, a draft was made; Monday 22/1/2024, two days overdue."""
    made = laid_out(tmp_path_factory.mktemp("prepared") / "Sở KH&CN")
    made.form("QLKH").unlink()
    made.at("22/01/2024 09:00")
    assert not tick(made.config, (Step("round", make_round),), made.now).failed
    with made.office() as office:
        publish(office, JANUARY, draft=True)
        write_page(replace(office, round="a1b2c3d4e5f6"), JANUARY, made.folder / "status.html")
    return made.folder


@pytest.fixture
def bureau_read(prepared: Path, tmp_path: Path) -> Bureau:
    made = Bureau(shutil.copytree(prepared, tmp_path / prepared.name))
    made.at("22/01/2024 09:00")
    return made


def page_of(folder: Path) -> html.HtmlElement:
    return html.document_fromstring((folder / "status.html").read_bytes())


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(path)]


def test_it_says_who_handed_in_who_did_not_and_how_late_that_is(prepared: Path) -> None:
    page = page_of(prepared)
    assert texts(page, "h1") == ["Tình hình biểu và báo cáo tháng 01/2024"]
    assert texts(page, ".lead") == ["6/7 đơn vị đã gửi; còn 1 điểm phải sửa."]
    rows = {row[0]: row[1:] for row in (texts(tr, "th, td") for tr in page.cssselect(".divisions tbody tr"))}
    assert rows["VP"][:2] == ["Văn phòng Sở", "✓ Đã gửi"]
    assert rows["QLKH"] == [
        "Phòng Quản lý Khoa học",
        "✗ Chưa gửi",
        "–",
        "quá 1 ngày làm việc",
        "✗ 1 phải sửa",
    ]
    assert [texts(tr, "th, td") for tr in page.cssselect(".due tr")] == [
        ["Hạn của các đơn vị", "19/01/2024", "quá 1 ngày làm việc"],
        ["Hạn của sở", "25/01/2024", "còn 3 ngày làm việc"],
    ]


def test_a_form_that_was_handed_in_is_green_and_what_is_wrong_in_it_stands_beside_it_in_red(
    bureau_read: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {"VP": (2, 1), "TTRA": (0, 3), "TDC": (0, 0)}  # errors, warnings

    def shown(office: Office, judged: Judged) -> Status:
        found = status_of(office, judged)
        counted = [(d, *wrong.get(d.division, (d.errors, d.warnings))) for d in found.divisions]
        return replace(found, divisions=tuple(replace(d, errors=e, warnings=w) for d, e, w in counted))

    monkeypatch.setattr(page_module, "status_of", shown)
    with bureau_read.office() as office:
        page = html.document_fromstring(status_page(office, JANUARY, bureau_read.folder))
    told = {
        texts(row, "td")[0]: [(each.get("class"), *texts(each.getparent(), "span")) for each in row.cssselect("span")]
        for row in page.cssselect(".divisions tbody tr")
    }
    assert told["VP"] == [("state good", "✓ Đã gửi"), ("bad", "✗ 2 phải sửa, 1 cần xem lại")]
    assert told["TTRA"] == [("state good", "✓ Đã gửi"), ("wait", "! 3 cần xem lại")]
    assert told["TDC"] == [("state good", "✓ Đã gửi"), ("none", "–")]
    assert told["QLKH"][0] == ("state bad", "✗ Chưa gửi")


@pytest.mark.parametrize(
    ("due", "today", "told"),
    [
        ("19/01/2024", "19/01/2024", "hôm nay"),
        ("19/01/2024", "18/01/2024", "còn 1 ngày làm việc"),
        ("19/01/2024", "20/01/2024", "vừa hết hạn"),
        ("19/01/2024", "21/01/2024", "vừa hết hạn"),
        ("19/01/2024", "22/01/2024", "quá 1 ngày làm việc"),
        ("07/02/2024", "14/02/2024", "vừa hết hạn"),  # Tết: from the 8th to the 14th nobody works
        ("07/02/2024", "15/02/2024", "quá 1 ngày làm việc"),
        ("21/01/2024", "20/01/2024", "chỉ còn ngày nghỉ"),  # put off to a Sunday
    ],
)
def test_days_off_are_never_told_as_nought_working_days(bureau_read: Bureau, due: str, today: str, told: str) -> None:
    with bureau_read.office() as office:
        off = page_module.days_told(moment(f"{due} 09:00").date(), moment(f"{today} 09:00").date(), office)
    assert off == told


def test_it_bears_the_time_with_its_zone_and_the_rounds_id(prepared: Path) -> None:
    assert "Cập nhật lúc 09:00 22/01/2024 (giờ Việt Nam) (lượt a1b2c3d4e5f6)" in texts(page_of(prepared), "header p")


def test_reports_are_links_that_lead_somewhere_from_any_machine_of_the_share(prepared: Path) -> None:
    links = [link.get("href") for link in page_of(prepared).cssselect("a")]
    assert links == ["2024-01/BaoCao_2024-01_v1_DU-THAO.docx", "2024-01/SoLieu_2024-01_v1_DU-THAO.xlsx"]
    for link in links:
        assert (prepared / link).is_file()


def test_it_shows_no_personal_data(prepared: Path) -> None:
    text = (prepared / "status.html").read_text(encoding="utf-8")
    assert [person for person in PERSONS if person in text] == []


def test_it_needs_nothing_but_itself(prepared: Path) -> None:
    text = (prepared / "status.html").read_text(encoding="utf-8")
    assert len(text) < 100_000
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_it_turns_red_where_nothing_was_backed_up_and_where_rounds_have_stopped(bureau_read: Bureau) -> None:
    def lights() -> list[str]:
        with bureau_read.office() as office:
            page = html.document_fromstring(status_page(office, JANUARY, bureau_read.folder))
            return texts(page, ".lights li")

    assert lights() == [
        "✓ Lượt đọc tự động gần nhất: 09:00 22/01/2024.",
        "✗ Chưa có bản sao lưu nào; chạy: baocao backup.",
    ]
    with bureau_read.office() as office, office.store.writing() as connection:
        service.add_event(connection, service.Event("backup", "", "b", office.now(), {"ok": True}))
    assert lights()[1] == "✓ Bản sao lưu gần nhất: 09:00 22/01/2024."
    bureau_read.at("25/01/2024 09:00")
    assert lights() == [
        "✗ Từ 09:00 22/01/2024 chưa có lượt đọc tự động nào; kiểm tra máy và dịch vụ: baocao service status.",
        "✗ Bản sao lưu gần nhất đã cũ (09:00 22/01/2024); chạy: baocao backup.",
    ]


def test_names_of_divisions_are_never_markup(bureau_read: Bureau) -> None:
    hostile = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    with bureau_read.office() as found:
        divisions = tuple(replace(d, name=hostile) if d.code == "VP" else d for d in found.config.divisions)
        office = replace(found, config=replace(found.config, divisions=divisions))
        page = html.document_fromstring(status_page(office, JANUARY, bureau_read.folder))
    assert page.cssselect("img") == []
    assert hostile in texts(page, ".divisions th")


def test_the_service_makes_it_after_each_round_and_each_morning_and_else_leaves_it(bureau_read: Bureau) -> None:
    path, steps = bureau_read.folder / "status.html", (Step("page", make_page),)

    def made_anew(at: str) -> bool:
        """Say whether a tick at this time makes the page anew; it lies there as it was made at nine."""
        with bureau_read.office() as office:
            shown = status_page(office, JANUARY, bureau_read.folder)
        path.write_text(f"{shown}<!-- as it was -->", encoding="utf-8")
        nine = moment("22/01/2024 09:01").timestamp()
        os.utime(path, (nine, nine))
        bureau_read.at(at)
        assert not tick(bureau_read.config, steps, bureau_read.now).failed
        return "<!-- as it was -->" not in path.read_text(encoding="utf-8")

    assert not made_anew("22/01/2024 09:02")
    assert made_anew("23/01/2024 00:01"), "the days left have changed"
    bureau_read.at("22/01/2024 10:00")
    assert tick(bureau_read.config, (Step("round", make_round),), bureau_read.now).told
    assert made_anew("22/01/2024 10:01")


def test_the_command_makes_it_on_demand(bureau_read: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    target = bureau_read.folder / "bảng tình hình.html"
    baocao.main(["status", "--period", "2024-01", "--config", str(bureau_read.config), "--html", str(target)])
    assert f"Đã làm trang tình hình: {target}" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def _chromium(folder: Path, *words: str) -> str:
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'chromium'}", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    return done.stdout


def _with_script(prepared: Path, folder: Path, script: str) -> Path:
    """Return a copy of the page that runs a script of ours when it has loaded, and shows its answer as its title."""
    text = (prepared / "status.html").read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    path = folder / "page.html"
    path.write_text(text.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    return path


@browser
@pytest.mark.parametrize("width", [1280, 500])
def test_axe_finds_no_barrier(prepared: Path, tmp_path: Path, width: int) -> None:
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    asks = (
        "axe.run().then(r => { document.body.innerHTML = ''; const p = document.createElement('pre'); "
        "p.textContent = JSON.stringify({v: r.violations.map(x => [x.id, x.nodes.map(n => n.html)]), "
        "n: r.passes.length}); document.body.append(p); });"
    )
    page = _with_script(prepared, tmp_path, axe.replace("</script", "<\\/script") + asks)
    dom = _chromium(tmp_path, f"--window-size={width},1600", "--virtual-time-budget=20000", "--dump-dom", page.as_uri())
    told = json.loads(texts(html.document_fromstring(dom), "pre")[0])
    assert told["v"] == []
    assert told["n"] > 20, "it looked at something"


def _framed(page: Path, folder: Path, width: int, asks: str) -> str:
    """Return what a script answers of a page (`d` is its document) in a frame as wide as a telephone."""
    text = (
        '<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body style="margin:0">'
        f'<iframe src="{page.as_uri()}" style="width:{width}px;height:3000px;border:0"></iframe>'
        "<script>onload = () => { const w = document.querySelector('iframe').contentWindow, d = w.document; "
        f"document.title = JSON.stringify({asks}); }};</script></body></html>"
    )
    frame = folder / "frame.html"
    frame.write_text(text, encoding="utf-8")
    dom = _chromium(
        folder, "--allow-file-access-from-files", "--virtual-time-budget=5000", "--dump-dom", frame.as_uri()
    )
    return html.document_fromstring(dom).findtext(".//title") or ""


@browser
@pytest.mark.parametrize("width", [320, 360])
def test_on_a_telephone_nothing_is_too_wide_or_too_small_and_no_date_breaks(
    prepared: Path, tmp_path: Path, width: int
) -> None:
    asks = (
        "{screen: d.documentElement.clientWidth, wide: d.documentElement.scrollWidth, "
        "sizes: [...d.querySelectorAll('svg text')]"
        ".map(t => parseFloat(w.getComputedStyle(t).fontSize) * t.getScreenCTM().a), "
        "lines: [...d.querySelectorAll('.day, .one:not(.none), .state')].map(e => { const r = d.createRange(); "
        "r.selectNodeContents(e); return [e.textContent, new Set([...r.getClientRects()].map(c => c.top)).size]; })}"
    )
    told = json.loads(_framed(prepared / "status.html", tmp_path, width, asks))
    assert told["screen"] == width
    assert told["wide"] <= width
    assert len(told["sizes"]) >= 3
    assert min(told["sizes"]) >= 11
    assert len(told["lines"]) > 10
    assert [text for text, lines in told["lines"] if lines != 1] == []


NAMES = (
    "Trung tâm Ứng dụng Tiến bộ Khoa học và Công nghệ",
    "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng và Kiểm nghiệm sản phẩm hàng hóa",
)


@browser
@pytest.mark.parametrize("count", [7, 22, 30])
def test_it_prints_on_one_a4_page(
    bureau_read: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    def grown(office: Office, judged: Judged) -> Status:
        """A department as big as asked, with long names, much to mend and late forms."""
        found = status_of(office, judged)
        rows = [(found.divisions[n % len(found.divisions)], n) for n in range(count)]
        many = [
            replace(
                d, division=f"{d.division[:4]}{n:02d}", name=NAMES[n % 3], errors=n % 20, warnings=12, late=n % 2 == 0
            )
            for d, n in rows
        ]
        return replace(found, divisions=tuple(many))

    monkeypatch.setattr(page_module, "status_of", grown)
    year = [page_module.Month(f"{month:02d}/2023", count - 3, 2, 1) for month in range(1, 13)]
    monkeypatch.setattr(page_module, "_months", lambda *_: year)
    path, pdf = bureau_read.folder / "status.html", tmp_path / "page.pdf"
    with bureau_read.office() as office:
        publish(office, JANUARY, draft=True)
        write_page(office, JANUARY, path)
    _chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", path.as_uri())
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    assert "A4" in told
    sizes = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", str(pdf)], capture_output=True, text=True, check=True)
    # it counts 108 to the inch, so that 8 pt are 12, and takes the signs' boxes for their size
    assert min(int(size) for size in re.findall(r'<fontspec [^>]*size="(\d+)"', sizes.stdout)) >= 11
