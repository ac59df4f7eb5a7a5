"""What came back signed: people change things in Word at the last moment, and next month starts from what they sent."""

from __future__ import annotations

import copy
import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

import baocao
from sync.model.messages import MESSAGES
from sync.model.report import NoteMark, Run
from sync.render.as_read import SignedError, read_docx
from sync.render.signed import Difference, differences
from sync.render.template import default_template
from sync.render.word import render
from tests.render.reports import block, report
from tests.road.conftest import ROOT

LAB = "Thực hiện công tác thống kê khoa học và công nghệ năm 2023."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """January's report, made by the product from the example forms."""
    folder = tmp_path_factory.mktemp("so")
    shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    shutil.copytree(ROOT / "examples" / "2024-01", folder / "2024-01")
    config = str(folder / "config.yaml")
    baocao.main(["sync", "--config", config, "--period", "2024-01"])
    assert baocao.main(["report", "--config", config, "--period", "2024-01"]) == 0
    return (folder / "2024-01" / "BaoCao_2024-01_v1.docx").read_bytes()


def in_word(data: bytes, change: Callable[[Document], object]) -> bytes:
    """What a person does in Word, by python-docx."""
    document = docx.Document(io.BytesIO(data))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def in_xml(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """What a person does in Word that python-docx cannot do."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            new.writestr(name, content)
    return target.getvalue()


def body(data: bytes, old: str, new: str) -> bytes:
    return in_xml(data, "word/document.xml", lambda text: text.replace(old, new))


def paragraph(document: Document, begins: str) -> Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(begins))


def retype(old: str, new: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        runs = [run for p in document.paragraphs for run in p.runs if old in run.text]
        assert len(runs) == 1
        runs[0].text = runs[0].text.replace(old, new)

    return change


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.ours, one.signed) for one in found]


class TestJanuary:
    def test_signed_as_it_was(self, january: bytes) -> None:
        assert differences(january, january) == ()
        assert differences(january, in_word(january, lambda _: None)) == ()

    def test_two_sentences_changed_in_word(self, january: bytes) -> None:
        def change(document: Document) -> None:
            retype("thống kê khoa học và công nghệ năm 2023", "thống kê KH&CN năm 2023 theo Thông tư 15")(document)
            retype("(Chi tiết theo phụ lục kèm theo).", "(Chi tiết theo danh mục kèm theo).")(document)

        first, second = differences(january, in_word(january, change))
        assert first.signed == "(Chi tiết theo danh mục kèm theo)."
        assert first.section.startswith("3.1. Hoạt động nghiên cứu khoa học")
        assert re.fullmatch(r"o[0-9a-f]{12}", first.block)
        assert (second.kind, second.ours, second.note) == ("changed", LAB, None)
        assert second.signed == "Thực hiện công tác thống kê KH&CN năm 2023 theo Thông tư 15."
        assert second.section == "3.4. Hoạt động thông tin, thống kê khoa học và công nghệ:"
        assert re.fullmatch(r"d[0-9a-f]{12}", second.block)

    @pytest.mark.office
    def test_the_same_after_libreoffice_saved_it(self, january: bytes, tmp_path: Path) -> None:
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        changed = in_word(january, retype("thống kê khoa học và công nghệ năm 2023", "thống kê KH&CN"))
        (tmp_path / "a.docx").write_bytes(changed)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
        subprocess.run([*convert, str(tmp_path / "out"), str(tmp_path / "a.docx")], check=True, capture_output=True)
        saved = (tmp_path / "out" / "a.docx").read_bytes()
        assert differences(january, saved) == differences(january, changed)
        assert told(differences(january, saved)) == [("changed", LAB, "Thực hiện công tác thống kê KH&CN.")]

    def test_number_and_date_filled_in_by_hand_are_no_difference(self, january: bytes) -> None:
        def change(document: Document) -> None:
            head = document.tables[0].rows[1].cells
            head[0].paragraphs[0].runs[0].text = "Số: 05/BC-SKHCN"
            head[1].paragraphs[0].runs[0].text = "Ninh Thuận, ngày 22 tháng 01 năm 2024"
            retype("số …/BC-SKHCN ngày … tháng … năm 2024", "số 05/BC-SKHCN ngày 22 tháng 01 năm 2024")(document)

        assert differences(january, in_word(january, change)) == ()

    def test_another_place_recipient_and_subject_are_told(self, january: bytes) -> None:
        def change(document: Document) -> None:
            document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "Phan Rang, ngày 22 tháng 01 năm 2024"
            recipients = document.tables[1].rows[0].cells[0].paragraphs
            recipients[1].runs[0].text = "- Bộ KH&CN (báo cáo);"
            retype("phương hướng nhiệm vụ tháng 02/2024", "nhiệm vụ tháng 02/2024")(document)

        found = differences(january, in_word(january, change))
        assert [one.section for one in found][:2] == ["Phần đầu văn bản", "Phần đầu văn bản"]
        assert {one.section for one in found[2:]} == {"Nơi nhận, chữ ký"}
        assert "- Bộ KH&CN (báo cáo);" in [one.signed for one in found]

    def test_a_word_of_a_footnote_and_a_cell_of_the_annex(self, january: bytes) -> None:
        noted = in_xml(january, "word/footnotes.xml", lambda text: text.replace("93/BC-SKHCh", "93/BC-SKHCN"))
        found = differences(january, body(noted, ">1.260<", ">1.620<"))
        note, cell = found
        assert (note.kind, note.ours, note.signed, note.note) == (
            "changed",
            "Báo cáo số 93/BC-SKHCh ngày 15/01/2023.",
            "Báo cáo số 93/BC-SKHCN ngày 15/01/2023.",
            1,
        )
        assert note.notes == (note.signed,)
        assert (cell.kind, cell.ours, cell.signed) == ("changed", "1.260", "1.620")
        assert cell.section.startswith("Phụ lục. DANH MỤC NHIỆM VỤ")
        assert cell.cell == "dòng 24, cột “Kinh phí (triệu đồng)”"

    def test_a_row_put_into_the_annex_does_not_change_the_numbers_below(self, january: bytes) -> None:
        def change(document: Document) -> None:
            rows = document.tables[2].rows
            rows[1]._tr.addnext(copy.deepcopy(rows[2]._tr))
            for at, row in enumerate(document.tables[2].rows):
                if at:
                    row.cells[0].paragraphs[0].runs[0].text = str(at)
            document.tables[2].rows[2].cells[1].paragraphs[0].runs[0].text = "Đo kiểm bức xạ tại các cơ sở y tế"

        found = differences(january, in_word(january, change))
        assert {one.kind for one in found} == {"added"}
        assert "Đo kiểm bức xạ tại các cơ sở y tế" in [one.signed for one in found]
        assert {one.cell.partition(",")[0] for one in found} == {"dòng 3"}


COURT = "Phối hợp với Tòa án nhân dân tỉnh giám định 02 nhãn hiệu"
SCALES = "Kiểm định 147 phương tiện đo, trong đó có 134 cân và 13 đồng hồ nước"
MARKET = "Thanh tra việc ghi nhãn hàng hóa tại chợ Phan Rang và chợ Tháp Chàm"
IDS = {COURT: "d00000000000a", SCALES: "d00000000000b", MARKET: "d00000000000c"}


def made(*texts: str, notes: tuple[str, ...] = ()) -> bytes:
    blocks = []
    for text in texts:
        spans = [
            NoteMark(int(piece[1:-1])) if piece[:1] == "[" else Run(piece) for piece in re.split(r"(\[\d\])", text)
        ]
        plain = re.sub(r"\[\d\]|\.$", "", text)
        blocks.append(block(*spans, name=IDS.get(plain, "d00000000000f")))
    return render(report(*blocks, notes=notes), default_template())


OURS = made(f"{COURT}.", f"{SCALES}.", f"{MARKET}.")


class TestHowWordKeepsParagraphs:
    def test_a_paragraph_that_lost_its_bookmark(self) -> None:
        bare = in_xml(OURS, "word/document.xml", lambda text: re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text))
        (found,) = differences(OURS, body(bare, "134 cân", "135 cân"))
        assert (found.block, found.kind) == (IDS[SCALES], "changed")
        assert found.signed == f"{SCALES}.".replace("134", "135")

    def test_a_paragraph_that_was_written_anew_keeps_its_place_by_its_bookmark(self) -> None:
        (found,) = differences(OURS, body(OURS, f"{SCALES}.", "Không có việc nào khác."))
        assert (found.block, found.ours, found.signed) == (IDS[SCALES], f"{SCALES}.", "Không có việc nào khác.")

    def test_runs_split_by_word_are_one_text(self) -> None:
        split = body(OURS, "134 cân", '13</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>4 cân')
        assert differences(OURS, split) == ()

    def test_a_split_paragraph_goes_on_as_its_longer_piece(self) -> None:
        cut = "; </w:t></w:r></w:p><w:p><w:r><w:t>"
        first, second = differences(OURS, body(OURS, " tại chợ Phan Rang và", f" tại chợ Phan Rang{cut}cả"))
        assert (first.kind, first.block) == ("changed", IDS[MARKET])
        assert (second.kind, second.block, second.signed) == ("added", "", "cả chợ Tháp Chàm.")

    def test_joined_paragraphs_go_on_as_the_longer_one(self) -> None:
        def change(text: str) -> str:
            between = re.compile(r"(nhãn hiệu\.</w:t></w:r><w:bookmarkEnd[^>]*/>)</w:p><w:p><w:pPr>.*?</w:pPr>", re.S)
            return between.sub(r"\1", text, count=1)

        found = differences(OURS, in_xml(OURS, "word/document.xml", change))
        assert [(one.kind, one.block) for one in found] == [("removed", IDS[COURT]), ("changed", IDS[SCALES])]

    def test_a_paragraph_taken_out_and_one_put_in(self) -> None:
        def change(document: Document) -> None:
            gone = paragraph(document, f"- {COURT}")
            gone._p.getparent().remove(gone._p)  # type: ignore[union-attr]  # it stands in a body
            paragraph(document, f"- {MARKET}").insert_paragraph_before("- Làm việc với Đoàn công tác của Bộ KH&CN.")

        found = differences(OURS, in_word(OURS, change))
        assert told(found) == [
            ("removed", f"{COURT}.", ""),
            ("added", "", "Làm việc với Đoàn công tác của Bộ KH&CN."),
        ]
        assert {one.section for one in found} == {"1. Việc đã làm:"}

    def test_a_paragraph_moved_to_another_section_is_told_once_from_where_to_where(self) -> None:
        def change(document: Document) -> None:
            moved = paragraph(document, f"- {SCALES}")
            paragraph(document, "II. PHƯƠNG HƯỚNG")._p.addnext(moved._p)

        (found,) = differences(OURS, in_word(OURS, change))
        assert (found.kind, found.block, found.section) == ("moved", IDS[SCALES], "1. Việc đã làm:")
        assert (found.into, found.follows) == ("II. PHƯƠNG HƯỚNG", "")
        assert found.ours == found.signed

    def test_a_paragraph_that_only_stands_elsewhere_is_told_with_the_one_it_now_follows(self) -> None:
        def change(document: Document) -> None:
            moved = paragraph(document, f"- {COURT}")
            paragraph(document, f"- {MARKET}")._p.addnext(moved._p)

        (found,) = differences(OURS, in_word(OURS, change))
        assert (found.kind, found.block, found.section) == ("moved", IDS[COURT], "1. Việc đã làm:")
        assert (found.ours, found.signed, found.follows) == (f"{COURT}.", f"{COURT}.", f"{MARKET}.")
        assert found.above == (IDS[MARKET], IDS[SCALES])

    def test_a_paragraph_that_was_reworded_and_moved_is_told_as_both(self) -> None:
        def change(document: Document) -> None:
            moved = paragraph(document, f"- {MARKET}")
            moved.runs[-1].text = moved.runs[-1].text.replace("Thanh tra", "Kiểm tra")
            paragraph(document, f"- {COURT}")._p.addprevious(moved._p)

        found = differences(OURS, in_word(OURS, change))
        assert [(one.kind, one.block) for one in found] == [("changed", IDS[MARKET]), ("moved", IDS[MARKET])]
        assert (found[1].above, found[1].follows) == ((), "")

    def test_a_new_paragraph_says_behind_which_it_stands(self) -> None:
        def change(document: Document) -> None:
            for text in ("- Họp giao ban.", "- Cấp 02 giấy phép."):
                paragraph(document, f"- {MARKET}").insert_paragraph_before(text)

        first, second = differences(OURS, in_word(OURS, change))
        assert (first.follows, first.above) == (f"{SCALES}.", (IDS[SCALES], IDS[COURT]))
        assert (second.follows, second.above) == ("Họp giao ban.", (first.mark, IDS[SCALES], IDS[COURT]))

    def test_headings_that_changed_places_are_told_too(self) -> None:
        def change(document: Document) -> None:
            body_ = paragraph(document, "II. PHƯƠNG HƯỚNG")._p
            item = body_.getnext()
            first = paragraph(document, "I. KẾT QUẢ")._p
            first.addprevious(body_)
            first.addprevious(item)  # type: ignore[arg-type]  # it is there

        assert ("moved", "") in [(one.kind, one.block) for one in differences(OURS, in_word(OURS, change))]

    def test_a_heading_is_compared_too(self) -> None:
        (found,) = differences(OURS, body(OURS, "Việc đã làm:", "Kết quả đạt được:"))
        assert (found.ours, found.signed, found.block) == ("1. Việc đã làm:", "1. Kết quả đạt được:", "")

    def test_a_heading_in_plain_style_still_begins_its_section(self) -> None:
        plain = body(body(OURS, '<w:pStyle w:val="Heading2"/>', ""), "134 cân", "135 cân")
        (found,) = differences(OURS, plain)
        assert found.section == "1. Việc đã làm:"


class TestWhatIsNoText:
    def test_tracked_changes_are_read_as_accepted(self) -> None:
        marked = (
            '</w:t></w:r><w:del w:id="90" w:author="a"><w:r><w:delText>134</w:delText></w:r></w:del>'
            '<w:ins w:id="91" w:author="a"><w:r><w:t>135</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">'
        )
        (found,) = differences(OURS, body(OURS, "134 cân", marked + " cân"))
        assert found.signed == f"{SCALES}.".replace("134", "135")

    def test_a_struck_paragraph_mark_joins_the_next(self) -> None:
        style = '<w:pPr><w:pStyle w:val="GachDauDong"/>'
        struck = f'{style}<w:rPr><w:del w:id="92" w:author="a"/></w:rPr>'
        found = differences(OURS, in_xml(OURS, "word/document.xml", lambda text: text.replace(style, struck, 1)))
        assert [(one.kind, one.block) for one in found] == [("removed", IDS[COURT]), ("changed", IDS[SCALES])]

    def test_comments_and_boxes_are_not_read(self) -> None:
        extra = (
            '</w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:pict>'
            f'<w:txbxContent xmlns:w="{W}"><w:p><w:r><w:t>CÔNG VĂN ĐẾN</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'
            '<w:r><w:t xml:space="preserve">134'
        )
        assert differences(OURS, body(OURS, "134 cân", extra + " cân")) == ()

    def test_quotes_dashes_and_spaces_that_word_sets_itself(self) -> None:
        ours = made('Ban hành "Quy chế" - đợt 1.')
        assert differences(ours, body(ours, '"Quy chế" - đợt 1', "“Quy chế”\u00a0– đợt  1")) == ()
        (found,) = differences(ours, body(ours, '"Quy chế" - đợt 1', "“Quy chế” – đợt 2"))
        assert found.signed == "Ban hành “Quy chế” – đợt 2."

    def test_a_capital_letter_is_a_difference(self) -> None:
        (found,) = differences(OURS, body(OURS, "Tòa án", "tòa án"))
        assert found.signed.startswith("Phối hợp với tòa án")


class TestNotes:
    OURS = made(f"{COURT}[1] và[2].", f"{SCALES}[3].", notes=("Văn bản 12.", "Công văn số 5/CV.", "Biên bản số 7."))

    def test_marks_are_counted_in_their_paragraph(self) -> None:
        first, second = differences(self.OURS, body(body(self.OURS, "134", "135"), "giám định", "thẩm định"))
        assert first.signed.endswith("02 nhãn hiệu[1] và[2].")
        assert first.notes == ("Văn bản 12.", "Công văn số 5/CV.")
        assert second.signed.endswith("đồng hồ nước[1].")

    def test_a_note_that_was_taken_out(self) -> None:
        mark = re.compile(
            r'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
        )
        changed, removed = differences(
            self.OURS, in_xml(self.OURS, "word/document.xml", lambda text: mark.sub("", text))
        )
        assert changed.signed == f"{COURT} và[1]."
        assert (removed.kind, removed.note, removed.ours) == ("removed", 1, "Văn bản 12.")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([COURT, SCALES, MARKET, "Họp giao ban", "Cấp 02 giấy phép"]), max_size=5, unique=True))
def test_a_report_never_differs_from_itself_and_all_its_words_from_nothing(texts: list[str]) -> None:
    data = made(*texts) if texts else made("Họp.")
    assert differences(data, data) == ()
    assert all(one.kind in {"changed", "added", "removed", "moved"} for one in differences(OURS, data))


@settings(max_examples=25, deadline=None)
@given(st.permutations([COURT, SCALES, MARKET, "Họp giao ban", "Cấp 02 giấy phép"]))
def test_whatever_order_the_paragraphs_are_put_in_no_word_differs_and_as_few_as_can_be_are_moved(
    texts: list[str],
) -> None:
    ours = [COURT, SCALES, MARKET, "Họp giao ban", "Cấp 02 giấy phép"]
    found = differences(made(*ours), made(*texts))
    assert {one.kind for one in found} <= {"moved"}
    places = [ours.index(text) for text in texts]
    longest = max(len(run) for n in range(6) for run in itertools.combinations(places, n) if list(run) == sorted(run))
    assert len(found) == len(ours) - longest


class TestWhatIsNoReport:
    def _code(self, data: bytes) -> str:
        with pytest.raises(SignedError) as caught:
            differences(OURS, data)
        assert caught.value.code in MESSAGES
        return caught.value.code

    def test_something_else(self) -> None:
        assert self._code(b"") == "signed-not-docx"
        assert self._code(b"%PDF-1.7") == "signed-not-docx"
        assert self._code((ROOT / "examples/2024-01/QLCN_BaoCao_2024-01.xlsx").read_bytes()) == "signed-not-docx"

    def test_half_a_file(self) -> None:
        assert self._code(OURS[: len(OURS) // 2]) == "signed-broken"

    def test_a_password(self) -> None:
        assert self._code(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "signed-password"

    def test_a_bomb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self._code(body(OURS, "<w:body>", f"<w:body>{' ' * 21 * 2**20}")) == "signed-too-big"
        monkeypatch.setattr("sheets.excel.package.INFLATED_LIMIT", 10_000)
        with pytest.raises(SignedError, match="signed-too-big"):
            read_docx(OURS)

    def test_more_paragraphs_than_any_report_has(self) -> None:
        many = "<w:p><w:r><w:t>Họp.</w:t></w:r></w:p>" * 5_001
        assert self._code(body(OURS, "<w:body>", f"<w:body>{many}")) == "signed-too-big"

    def test_entities(self) -> None:
        declared = '<!DOCTYPE a [<!ENTITY x "aaaa">]>'
        hostile = in_xml(OURS, "word/document.xml", lambda text: text.replace("?>", f"?>{declared}", 1))
        assert self._code(hostile) == "signed-broken"

    def test_elements_inside_one_another_without_end(self) -> None:
        deep = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
        assert self._code(body(OURS, "<w:body>", f"<w:body>{deep}")) == "signed-broken"
