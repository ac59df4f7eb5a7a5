"""One archive proves a period on any machine: whatever is changed in it is named, and the report can be made again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

import baocao
from sync.service.evidencetables import csv_of
from sync.service.export import export, main_report
from sync.service.proof import told_of, verify
from sync.service.sealed import ArchiveError
from sync.store import facts
from sync.store.rows import row_digest
from sync.work.closing import issue
from sync.work.collect import collect
from sync.work.decide import accept, judge
from sync.work.editing import edit_lines
from sync.work.office import Office
from sync.work.outdated import is_outdated
from sync.work.publish import publish
from sync.work.taking import take
from tests.service.conftest import JANUARY, ROOT, Bureau, laid_out, moment
from tests.work.offices import a_line, as_shown

FEBRUARY = JANUARY.next()
Members = dict[str, bytes]


def main(office: Office) -> facts.Made:
    with office.store.reading() as connection:
        found = main_report(connection, "2024-01")
    assert found is not None
    return found


def february_comes(bureau: Bureau) -> None:
    (bureau.folder / "2024-02").mkdir()
    came = moment("19/02/2024 09:00").timestamp()
    for example in sorted((ROOT / "examples" / "2024-02").glob("*.xlsx")):
        shutil.copyfile(example, bureau.folder / "2024-02" / example.name)
        os.utime(bureau.folder / "2024-02" / example.name, (came, came))


def edited(bureau: Bureau, words: str) -> None:
    """The clerk writes words before a line of January's."""
    with bureau.office() as office:
        lines, line = edit_lines(office, JANUARY), a_line(office)
        typed = [as_shown(x) for x in lines]
        take(office, JANUARY, lines, [replace(t, text=f"{words} {t.text}") if t.id == line.id else t for t in typed])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """An office whose January is issued, the signed file kept, and whose February was reported as a draft."""
    bureau = laid_out(tmp_path_factory.mktemp("office") / "Sở KH&CN")
    with bureau.office() as office:
        collect(office, JANUARY)
    edited(bureau, "Trong kỳ,")
    bureau.at("19/01/2024 15:00")
    with bureau.office() as office:
        for found in judge(office, JANUARY).open_errors:
            accept(office, JANUARY, [found.id], "đã đối chiếu")
        made = publish(office, JANUARY).docx
    assert made is not None
    signed = docx.Document(str(made))
    signed.add_paragraph("Đã ký.")
    signed.save(str(bureau.folder.parent / "đã ký.docx"))
    bureau.at("22/01/2024 09:00")
    with bureau.office() as office:
        issue(office, JANUARY, "05", "22/01/2024", bureau.folder.parent / "đã ký.docx")
    february_comes(bureau)
    bureau.at("20/02/2024 09:00")
    with bureau.office() as office:
        collect(office, FEBRUARY)
        publish(office, FEBRUARY, draft=True)
    return bureau


@pytest.fixture(scope="module")
def january(first: Bureau) -> Path:
    with first.office() as office:
        return export(office, JANUARY, first.folder.parent / "thang-1.zip").path


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist()}


def sealed(members: Members, path: Path) -> Path:
    """Write an archive as somebody does who knows how to seal it."""
    told = json.loads(members["manifest.json"])
    told["members"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in members.items()
        if name != "manifest.json"
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in {**members, "manifest.json": json.dumps(told).encode()}.items():
            made.writestr(name, data)
    return path


def test_an_archive_is_verified_on_a_machine_without_store_and_config(january: Path, tmp_path: Path) -> None:
    shutil.copyfile(january, tmp_path / "goi.zip")
    env = {**os.environ, "PYTHONPATH": str(Path(baocao.__file__).parent), "HOME": str(tmp_path)}
    command = [sys.executable, "-X", "utf8", "-m", "baocao", "export", "--verify", "goi.zip"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    whole, files, chain, word, sheet = done.stdout.splitlines()
    assert hashlib.sha256(january.read_bytes()).hexdigest() in whole
    assert files.startswith("✓ ")
    assert "ô, 7 biểu" in chain
    assert word == "✓ Làm lại BaoCao_2024-01_v2.docx từ các biểu: giống từng byte."
    assert sheet == "✓ Làm lại SoLieu_2024-01_v2.xlsx từ các biểu: giống từng byte."
    assert [path.name for path in tmp_path.iterdir()] == ["goi.zip"], "nothing is left behind"


def test_it_is_understood_with_a_zip_tool_alone(january: Path, first: Bureau) -> None:
    members = members_of(january)
    assert "mở được bằng mọi chương trình giải nén" in members["README.txt"].decode("utf-8-sig")
    form = first.form("TTKT").read_bytes()
    assert members["bieu/2024-01/TTKT_BaoCao_2024-01_v1.xlsx"] == form
    assert members["ban-ky/2024-01_1.docx"] == (first.folder.parent / "đã ký.docx").read_bytes()
    report = members["bao-cao/BaoCao_2024-01_v2.docx"]
    assert report == (first.folder / "2024-01" / "BaoCao_2024-01_v2.docx").read_bytes()
    lines = list(csv.DictReader(io.StringIO(members["du-lieu/truy-nguon.csv"].decode("utf-8-sig"))))
    cells = {(x["Tệp"], x["Tờ"], x["Ô"]) for x in lines if x["Chữ trong báo cáo"] == "147"}
    assert ("bieu/2024-01/TTKT_BaoCao_2024-01_v1.xlsx", "Chỉ tiêu", "E6") in cells
    edits = list(csv.DictReader(io.StringIO(members["du-lieu/bien-tap.csv"].decode("utf-8-sig"))))
    assert [edit["Sau"].startswith("Trong kỳ, ") for edit in edits] == [True]
    sent = list(csv.DictReader(io.StringIO(members["du-lieu/ban-hanh.csv"].decode("utf-8-sig"))))
    assert [(one["Số"], one["Ngày"], one["Tệp trong gói"]) for one in sent] == [
        ("05", "2024-01-22", "ban-ky/2024-01_1.docx")
    ]
    told = json.loads(members["manifest.json"])
    for name, entry in told["members"].items():
        assert hashlib.sha256(members[name]).hexdigest() == entry["sha256"]


def test_a_month_that_looks_back_carries_what_it_looks_back_on(first: Bureau, tmp_path: Path) -> None:
    with first.office() as office:
        path = export(office, FEBRUARY, tmp_path / "thang-2.zip").path
    assert "bieu/2024-01/TTKT_BaoCao_2024-01_v1.xlsx" in members_of(path)
    found = verify(path)
    assert found.good, list(told_of(found))
    assert [each.same for each in found.again] == ["bytes", "bytes"]


def copy_of(first: Bureau, tmp_path: Path) -> Bureau:
    shutil.copytree(first.folder, tmp_path / "cũ" / "sở")
    return Bureau(tmp_path / "cũ" / "sở", first.time)


def test_what_came_after_the_report_has_no_part_in_it(first: Bureau, tmp_path: Path) -> None:
    bureau = copy_of(first, tmp_path)
    bureau.at("21/02/2024 09:00")
    form = bureau.folder / "2024-02" / "QLCN_BaoCao_2024-02.xlsx"
    shutil.copyfile(bureau.folder / "2024-02" / "VP_BaoCao_2024-02.xlsx", form.with_name("thừa.xlsx"))
    data = members_of(form)
    with zipfile.ZipFile(form, "w") as made:
        for name, part in data.items():
            made.writestr(name, part.replace("Đã gửi".encode(), "Đang soạn".encode()))
    with bureau.office() as office:
        collect(office, FEBRUARY)
        with office.store.reading() as connection:
            assert [v.version for v in facts.versions(connection, "2024-02") if v.division == "QLCN"] == [1, 2]
        without = next(s.division for s in judge(office, FEBRUARY).round.standings if s.copy)
        accept(office, FEBRUARY, [], "nộp trễ", without=[without])
        path = export(office, FEBRUARY, tmp_path / "goi.zip").path
    found = verify(path)
    assert found.good, list(told_of(found))
    assert [each.same for each in found.again] == ["bytes", "bytes"]


def reworded(bureau: Bureau, division: str, number: int) -> None:
    """A division changes a sentence of January's form."""
    path = bureau.form(division)
    book = openpyxl.load_workbook(path)
    sheet = book["Kết quả"]
    row = next(row for row in range(sheet.max_row, 1, -1) if len(str(sheet.cell(row, 3).value or "").split()) > 8)
    sheet.cell(row, 3).value = f"{sheet.cell(row, 3).value} Lần {number}."
    book.save(path)


def test_a_report_that_forms_and_clerk_have_left_behind_is_made_again_as_it_was(bureau: Bureau, tmp_path: Path) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
    edited(bureau, "Trong kỳ,")
    with bureau.office() as office:
        publish(office, JANUARY)
    bureau.at("18/01/2024 10:00")
    edited(bureau, "Thật ra,")
    reworded(bureau, "QLKH", 2)
    with bureau.office() as office:
        collect(office, JANUARY)
        assert is_outdated(office, judge(office, JANUARY), main(office))
        path = export(office, JANUARY, tmp_path / "goi.zip").path
    found = verify(path)
    assert found.good, list(told_of(found))
    assert [each.same for each in found.again] == ["bytes", "bytes"]


def test_a_clock_that_was_set_back_after_the_report_changes_nothing_of_it(bureau: Bureau, tmp_path: Path) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY)
    bureau.at("17/01/2024 09:00")
    reworded(bureau, "QLKH", 2)
    with bureau.office() as office:
        collect(office, JANUARY)
        assert is_outdated(office, judge(office, JANUARY), main(office))
        path = export(office, JANUARY, tmp_path / "goi.zip").path
    found = verify(path)
    assert found.again[0].same == "bytes", list(told_of(found))


def test_an_older_version_that_was_signed_is_the_one_that_is_made_again(bureau: Bureau, tmp_path: Path) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY)
    bureau.at("19/01/2024 09:00")
    reworded(bureau, "QLKH", 2)
    with bureau.office() as office:
        collect(office, JANUARY)
        publish(office, JANUARY)
    bureau.at("22/01/2024 09:00")
    with bureau.office() as office:
        issue(office, JANUARY, "05", "22/01/2024", version=1)
        path = export(office, JANUARY, tmp_path / "goi.zip").path
    found = verify(path)
    assert found.good, list(told_of(found))
    assert [(each.name, each.same) for each in found.again] == [
        ("BaoCao_2024-01_v3.docx", "bytes"),
        ("SoLieu_2024-01_v3.xlsx", "bytes"),
    ]


def test_words_taken_from_the_signed_file_are_in_the_report_that_is_made_again(bureau: Bureau, tmp_path: Path) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        made = publish(office, JANUARY).docx
    assert made is not None
    signed = docx.Document(str(made))
    line = next(p for p in signed.paragraphs if len(p.text.split()) > 30 and not p.text.startswith("Sở"))
    line.runs[-1].text += " Đã rà soát."
    signed.save(str(tmp_path / "ký.docx"))
    bureau.at("22/01/2024 09:00")
    with bureau.office() as office:
        sent = issue(office, JANUARY, "05", "22/01/2024", tmp_path / "ký.docx", take_over=True)
        assert sent.taken
        path = export(office, JANUARY, tmp_path / "goi.zip").path
    found = verify(path)
    assert found.good, list(told_of(found))


def test_the_archive_of_a_month_without_report_is_refused(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert baocao.main(["export", "--period", "2024-01", "--config", str(bureau.config)]) == 2
    assert capsys.readouterr().err.startswith("Chưa có báo cáo nào của tháng 01/2024 để lưu thành gói.")


def test_it_lies_in_the_offices_folder_and_takes_no_others_place(
    first: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau = copy_of(first, tmp_path)
    for name in ("MinhChung_2024-01.zip", "MinhChung_2024-01_2.zip"):
        assert baocao.main(["export", "--period", "2024-01", "--config", str(bureau.config)]) == 0
        said = capsys.readouterr().out
        assert str(bureau.folder / name) in said
        assert hashlib.sha256((bureau.folder / name).read_bytes()).hexdigest() in said
        assert f"baocao export --verify {name}" in said
    words = ["export", str(bureau.folder / "MinhChung_2024-01.zip"), "--period", "2024-01"]
    assert baocao.main([*words, "--config", str(bureau.config)]) == 2


def _form_replaced(members: Members) -> None:
    other = members["bieu/2024-01/VP_BaoCao_2024-01_v1.xlsx"]
    members["bieu/2024-01/QLCN_BaoCao_2024-01_v1.xlsx"] = other


def _form_gone(members: Members) -> None:
    del members["bieu/2024-01/QLCN_BaoCao_2024-01_v1.xlsx"]


def _row_changed(members: Members) -> None:
    name = "du-lieu/bang/edit.json"
    members[name] = members[name].replace("Trong kỳ,".encode(), "Trong tháng,".encode())


def _resealed(members: Members, table: str, change: Callable[[dict[str, object]], None]) -> None:
    """Change rows as somebody does who knows how they are sealed."""
    name = f"du-lieu/bang/{table}.json"
    rows = json.loads(members[name])
    for row in rows:
        change(row)
        bare = {key: value for key, value in row.items() if key != "row_digest"}
        row["row_digest"] = row_digest(table, bare)
    members[name] = json.dumps(rows, ensure_ascii=False).encode()


def _edit_forged(members: Members) -> None:
    def change(row: dict[str, object]) -> None:
        row["after"] = str(row["after"]).replace("Trong kỳ,", "Trong tháng,")

    _resealed(members, "edit", change)


def _report_forged(before: bytes, after: bytes) -> Callable[[Members], None]:
    """Return what writes other words into the Word file, its record sealed over it."""
    name = "bao-cao/BaoCao_2024-01_v2.docx"

    def forge(members: Members) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(members[name])) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                data = old.read(part)
                assert part != "word/document.xml" or before in data
                new.writestr(part, data.replace(before, after) if part == "word/document.xml" else data)
        members[name] = out.getvalue()

        def change(row: dict[str, object]) -> None:
            if row["version"] == 2:
                row["docx_digest"] = hashlib.sha256(out.getvalue()).hexdigest()

        _resealed(members, "report", change)

    return forge


def _sheet_forged(members: Members) -> None:
    """Another figure in the workbook, its record sealed over it."""
    name = "bao-cao/SoLieu_2024-01_v2.xlsx"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(members[name])) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, re.sub(rb'(<c r="\w+"(?: s="\d+")?>)<v>147<', rb"\1<v>741<", old.read(part)))
    members[name] = out.getvalue()

    def change(row: dict[str, object]) -> None:
        if row["version"] == 2:
            row["xlsx_digest"] = hashlib.sha256(out.getvalue()).hexdigest()

    _resealed(members, "report", change)


def _trail_forged(members: Members) -> None:
    def change(row: dict[str, object]) -> None:
        row["body"] = str(row["body"]).replace('"cell": "E6"', '"cell": "E7"')

    _resealed(members, "report", change)


def _table_forged(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return change


TAMPERED: dict[str, tuple[Callable[[Members], None], str]] = {
    "a form put in another's place": (_form_replaced, "Gói thiếu version.digest"),
    "a form taken out": (_form_gone, "Gói thiếu version.digest"),
    "an edit rewritten": (_row_changed, "Một dòng của bảng “edit” không còn như lúc được ghi."),
    "an edit rewritten and sealed": (_edit_forged, "làm lại được “Trong tháng,"),
    "a figure of the report changed and sealed": (_report_forged(b">147<", b">741<"), "741"),
    "its number changed and sealed": (_report_forged(b"05/BC", b"50/BC"), "50/BC"),
    "a figure of the workbook changed and sealed": (_sheet_forged, "trong gói ghi “741”, làm lại được “147”"),
    "a table of the sources changed and sealed": (
        _table_forged("du-lieu/truy-nguon.csv", b",147,", b",741,"),
        "Bảng “du-lieu/truy-nguon.csv” khác với dữ liệu gốc",
    ),
    "the list of forms changed and sealed": (
        _table_forged("du-lieu/bieu.csv", b"\r\nVP,", b"\r\nTTRA,"),
        "Bảng “du-lieu/bieu.csv” khác với dữ liệu gốc",
    ),
    "the date of issue changed and sealed": (
        _table_forged("du-lieu/ban-hanh.csv", b"2024-01-", b"2024-02-"),
        "Bảng “du-lieu/ban-hanh.csv” khác với dữ liệu gốc",
    ),
    "a source changed and sealed": (_trail_forged, "Truy nguồn ghi trong gói khác"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_is_named(
    name: str, january: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, sentence = TAMPERED[name]
    members = members_of(january)
    change(members)
    path = sealed(members, tmp_path / "goi.zip")
    assert baocao.main(["export", "--verify", str(path)]) == 1
    said = capsys.readouterr().out
    assert sentence in said
    assert "✗" in said


def test_a_file_that_was_changed_without_sealing_is_named(
    january: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = members_of(january)
    members["bieu/2024-01/VP_BaoCao_2024-01_v1.xlsx"] = bytes(len(members["bieu/2024-01/VP_BaoCao_2024-01_v1.xlsx"]))
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    assert baocao.main(["export", "--verify", str(tmp_path / "goi.zip")]) == 1
    said = capsys.readouterr().out
    assert "✗ “bieu/2024-01/VP_BaoCao_2024-01_v1.xlsx” không còn như lúc lập gói" in said
    assert "! Chưa làm lại báo cáo" in said


@pytest.mark.parametrize("cut", [None, b"", b"PK"])
def test_a_file_that_is_lost_or_cut_short_is_named(
    january: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], cut: bytes | None
) -> None:
    members, lost = members_of(january), "bieu/2024-01/VP_BaoCao_2024-01_v1.xlsx"
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as made:
        for name, data in members.items():
            if name != lost or cut is not None:
                made.writestr(name, cut if name == lost and cut is not None else data)
    assert baocao.main(["export", "--verify", str(tmp_path / "goi.zip")]) == 1
    said = capsys.readouterr().out
    if cut is None:
        assert f"✗ Gói thiếu tệp “{lost}”, có tên trong danh sách lúc lập gói." in said
    else:
        assert f"✗ “{lost}” không còn như lúc lập gói" in said
    assert "! Chưa làm lại báo cáo" in said
    assert "đều đúng mã" not in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("du-lieu/bang/report.json", b"{}"),
        ("du-lieu/bang/report.json", b"[]"),
        ("du-lieu/bang/edit.json", b"[" * 100_000),
        ("du-lieu/bang/run.json", b"\xff\xfe"),
    ],
)
def test_an_archive_that_makes_no_sense_is_refused(
    name: str, data: bytes, january: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = members_of(january)
    members[name] = data
    assert baocao.main(["export", "--verify", str(sealed(members, tmp_path / "goi.zip"))]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_config_of_an_archive_reaches_nothing_outside(january: Path, tmp_path: Path) -> None:
    """A database, a cluster, a key file that its config names are not asked while an archive is looked through."""
    members = members_of(january)
    name = next(name for name in members if name.startswith("cau-hinh/"))
    text = members[name].decode().replace("store: baocao.db", f"store: {tmp_path / 'ngoai.db'}")
    members[name] = f"{text}\nexecutor: {{dask: 'tcp://192.0.2.1:8786'}}\n".encode()
    digest = hashlib.sha256(members[name]).hexdigest()
    old = hashlib.sha256(members_of(january)[name]).hexdigest()
    for table in ("run", "lock", "report"):
        _resealed(members, table, lambda row: row.update(config=digest if row["config"] == old else row["config"]))
    found = verify(sealed(members, tmp_path / "goi.zip"))
    assert not (tmp_path / "ngoai.db").exists()
    assert found.again[0].same == "bytes"


def test_a_template_that_is_a_bomb_is_refused(january: Path, tmp_path: Path) -> None:
    members = members_of(january)
    name = next(name for name in members if name.startswith("mau/"))
    old, out = hashlib.sha256(members[name]).hexdigest(), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(10):
            bomb.writestr(f"{number}.xml", bytes(20_000_000))
    members[name] = out.getvalue()
    new = hashlib.sha256(out.getvalue()).hexdigest()
    _resealed(members, "report", lambda row: row.update(template=new if row["template"] == old else row["template"]))
    with pytest.raises(ArchiveError, match=r"^archive-bomb"):
        verify(sealed(members, tmp_path / "goi.zip"))


def test_no_text_of_a_sheet_is_a_formula_in_a_table() -> None:
    payloads = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0")
    data = csv_of(["Chữ"], [[text] for text in payloads])
    for line in list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]:
        assert line[0].startswith("'")
        assert line[0][1:] in payloads
