"""A signed PDF: what differs in its words is listed; a scan is said to be one."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from sync.model.messages import MESSAGES
from sync.render.as_read import SignedError
from sync.render.signed import Difference
from sync.render.signed_pdf import Scan, pdf_text_differences, text_differences
from tests.render.test_signed import COURT, IDS, LAB, MARKET, SCALES, in_word, january, made, retype  # noqa: F401

OURS = made(
    f"{COURT}[1].",
    f"{SCALES}.",
    f"{MARKET}[2].",
    notes=("Công văn số 15/TA ngày 08/01/2024.", "Quyết định số 7/QĐ-SKHCN ngày 05/01/2024."),
)
# As pypdf reads it: lines as printed, page numbers, notes at the foot of the page and one after the other on a line.
PAGES = (
    "ỦY BAN NHÂN DÂN TỈNH NINH THUẬN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nSố: 05/BC-SKHCN Ninh Thuận, ngày 22 tháng 01 năm 2024\nBÁO CÁO\n"
    "Kết quả hoạt động khoa học và công nghệ tháng 01/2024\nI. KẾT QUẢ\n1. Việc đã làm:\n"
    "- Phối hợp với Tòa án nhân dân tỉnh giám định 02 nhãn hiệu1.\n- Kiểm định 147 phương tiện đo, trong đó có\n"
    "1 Công văn số 15/TA ngày",
    "2\n134 cân và 13 đồng hồ nước.\n- Thanh tra việc ghi nhãn hàng hóa tại chợ Phan\nRang và chợ Tháp Chàm2.\n"
    "II. PHƯƠNG HƯỚNG\n1. Kiểm tra chợ./.\nNơi nhận:\n- VP UBND tỉnh;\n- Lưu: VT, VP.\nGIÁM ĐỐC\nLê Tiến Dũng\n"
    "08/01/2024.2 Quyết định số 7/QĐ-SKHCN ngày 05/01/2024.",
)


def changed(old: str, new: str) -> tuple[Difference, ...]:
    assert old in "\f".join(PAGES)
    return text_differences(OURS, "\f".join(PAGES).replace(old, new).split("\f"))


def test_the_same_words_on_other_lines_and_pages_are_no_difference() -> None:
    assert text_differences(OURS, PAGES) == ()


def test_a_changed_figure() -> None:
    (found,) = changed("147 phương tiện", "152 phương tiện")
    assert (found.kind, found.block, found.section) == ("changed", IDS[SCALES], "1. Việc đã làm:")
    assert (found.ours, found.signed) == (f"{SCALES}.", f"{SCALES}.".replace("147", "152"))


def test_a_paragraph_longer_at_its_end_and_one_begun_otherwise() -> None:
    (longer,) = changed("Tháp Chàm2.", "Tháp Chàm2 và\nchợ Đông Hải.")
    assert longer.signed.endswith("chợ Tháp Chàm2 và chợ Đông Hải.")
    (begun,) = changed("- Thanh tra việc", "- Kiểm tra, thanh tra việc")
    assert begun.signed.startswith("Kiểm tra, thanh tra việc ghi nhãn")


def test_a_paragraph_taken_out() -> None:
    (found,) = changed("- Phối hợp với Tòa án nhân dân tỉnh giám định 02 nhãn hiệu1.\n", "")
    assert (found.kind, found.block) == ("removed", IDS[COURT])


def test_a_paragraph_put_in() -> None:
    (found,) = changed("- Thanh tra việc", "- Làm việc với Đoàn công tác của Bộ.\n- Thanh tra việc")
    assert (found.kind, found.signed) == ("added", "Làm việc với Đoàn công tác của Bộ.")
    assert found.section == "1. Việc đã làm:"


def test_a_changed_note() -> None:
    (found,) = changed("Quyết định số 7/QĐ-SKHCN ngày 05", "Quyết định số 8/QĐ-SKHCN ngày 06")
    assert (found.kind, found.block, found.note) == ("changed", IDS[MARKET], 1)
    assert found.signed == "Quyết định số 8/QĐ-SKHCN ngày 06/01/2024."


def test_a_signature_put_on_by_the_system_is_told_where_it_stands() -> None:
    found = changed("Lê Tiến Dũng", "Người ký: Sở KH&CN\nLê Tiến Dũng")
    assert [(one.kind, one.signed) for one in found] == [("added", "Người ký: Sở KH&CN")]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_lines_may_break_anywhere(seed: int) -> None:
    chance = random.Random(seed)
    first, second = PAGES
    words = f"{first}\f{second.removeprefix('2' + chr(10))}".split(" ")
    broken = "".join(word + chance.choice("  \n") for word in words)
    assert text_differences(OURS, broken.split("\f")) == ()


def _pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_scan_is_said_to_be_one() -> None:
    assert pdf_text_differences(OURS, _pdf(3)) == Scan(3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "signed-not-pdf"),
        (OURS, "signed-not-pdf"),
        (b"%PDF-1.7\nxref", "signed-pdf-broken"),
        (_pdf(1)[:200], "signed-pdf-broken"),
        (_pdf(1, "mat-khau"), "signed-pdf-password"),
    ],
)
def test_what_cannot_be_read_has_a_code_and_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(SignedError) as caught:
        pdf_text_differences(OURS, data)
    assert caught.value.code == code
    assert code in MESSAGES


@pytest.mark.office
def test_january_printed_by_libreoffice(january: bytes, tmp_path: Path) -> None:  # noqa: F811
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    signed = in_word(january, retype("thống kê khoa học và công nghệ năm 2023", "thống kê KH&CN"))
    names = {"ours": january, "signed": signed}
    for name, data in names.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, *(str(tmp_path / f"{name}.docx") for name in names)], check=True, capture_output=True)
    assert pdf_text_differences(january, (tmp_path / "ours.pdf").read_bytes()) == ()
    found = pdf_text_differences(january, (tmp_path / "signed.pdf").read_bytes())
    assert not isinstance(found, Scan)
    assert [(one.ours, one.signed) for one in found] == [(LAB, "Thực hiện công tác thống kê KH&CN.")]
