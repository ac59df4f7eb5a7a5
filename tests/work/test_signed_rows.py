"""Bản ký tells every difference of the signed file, also those that no line of the report can take."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from sync.render import signed_kin, signed_pdf
from sync.work.clerkview import view
from sync.work.closing import issue
from sync.work.office import Office
from sync.work.publish import publish
from sync.work.signedrows import cannot_be_taken, signed_differences
from sync.work.spokenissue import said_of_issue
from tests.work.offices import JANUARY


def test_a_cell_of_an_annex_and_a_recipient_are_told_and_said_to_be_only_told(office: Office, tmp_path: Path) -> None:
    published = publish(office, JANUARY)
    document = docx.Document(str(published.docx))
    document.tables[1].rows[0].cells[0].paragraphs[1].runs[0].text = "- Bộ KH&CN (để báo cáo);"
    document.tables[2].rows[2].cells[1].paragraphs[0].runs[0].text = "Một nhiệm vụ khác"
    document.save(str(tmp_path / "ký.docx"))
    sent = issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.docx")
    rows = view(office, JANUARY).signed
    assert "Một nhiệm vụ khác" in [row["signed"] for row in rows]
    assert {row["state"] for row in rows} == {"chỉ để biết: ngoài các dòng nội dung"}
    assert sent.left == sent.differences
    assert "ngoài các dòng nội dung" in "\n".join(said_of_issue(sent))


def test_a_signed_pdf_is_listed_row_by_row_to_be_read(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = publish(office, JANUARY)
    paragraphs = docx.Document(str(published.docx)).paragraphs
    line = next(p.text for p in paragraphs if "147 phương tiện đo" in p.text)
    texts = [p.text.replace("147 phương tiện đo", "150 phương tiện đo") for p in paragraphs]
    for module in (signed_pdf, signed_kin):
        monkeypatch.setattr(module, "pdf_pages", lambda _: ["\n".join(texts)])
    (tmp_path / "ký.pdf").write_bytes(b"%PDF-1.7")
    sent = issue(office, JANUARY, "05", "19/01/2024", tmp_path / "ký.pdf", anyway=True)
    rows = view(office, JANUARY).signed
    assert any("150 phương tiện đo" in str(row["signed"]) for row in rows), line
    assert {row["state"] for row in rows} == {"chỉ để biết: bản ký là PDF"}
    found = signed_differences(office, JANUARY)
    assert all(cannot_be_taken(each, view(office, JANUARY).lines, found, "ký.pdf") for each in found)
    assert "chạy lại với tệp Word đã ký" in "\n".join(said_of_issue(sent))
