"""Whether a text of the outline points to the report's own annex."""

from __future__ import annotations

import re
import unicodedata

# "(Chi tiết theo phụ lục kèm theo)", "Phụ lục II đính kèm"; never the annex of a document that is cited.
_ANNEX = re.compile(r"\b(?:phụ lục|biểu kèm theo|bảng kèm theo|danh mục kèm theo|danh sách kèm theo)\b", re.IGNORECASE)
_OF_A_DOCUMENT = re.compile(
    r"\bphụ lục(?:\s+(?:số\s+)?[IVXLC\d]+)?,?\s+(?:(?:được\s+)?ban hành\s+)?(?:(?:kèm theo|của|tại)\s+)?"
    r"(?:luật|nghị định|nghị quyết|thông tư|quyết định|kế hoạch|công văn|hợp đồng|văn bản|chỉ thị|chương trình)\b",
    re.IGNORECASE,
)


def points_to_annex(text: str) -> bool:
    """True where a text speaks of an annex that must be that of the report: nothing says that it is another's."""
    text = unicodedata.normalize("NFC", text)
    return bool(_ANNEX.search(_OF_A_DOCUMENT.sub("", text)))
