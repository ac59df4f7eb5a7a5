"""The words before a number in its piece, which say what of the whole it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sync.reading.joints import HIDDEN

# "đã giải quyết, xét xử 415 vụ" is one deed in two words; "thu nội địa không kể tiền đất, xổ số 19.836" leaves out two.
_GOES_ON = re.compile(
    r"\s*(?:(?:và |đến nay )?(?:đã|được) [^\W\d_]+(?: [^\W\d_]+){0,2}"
    r"|[^,;.\d]{0,60}\b(?:không|chưa) (?:kể|tính|bao gồm)\b[^,;.\d]{0,40})",
    re.IGNORECASE,
)
NUMBERED_NOUN = re.compile(r"[^\W\d_]+ \d{1,2}(?: (?:có|gồm|là)\b|:)")  # "Tổ 1 có 05 đồng chí", "lớp 2: 38 học viên"
_WHEN = re.compile(r"\b(?:tháng|quý|năm|kỳ|đợt|lần) \d{1,4}(?:/\d{4})?\b", re.IGNORECASE)  # when, not how many
_UNREAD = re.compile(rf"[\d{HIDDEN}]")  # a number that is no quantity, or a bracket, before a part's own number
_ASIDE_TOLD = re.compile(
    r",?\s+với (?:tổng [^,;.:\d]{0,24})?(?:hơn |gần |trên |khoảng )?\d[\d.,]*(?: [^\W\d_]+\d?){1,2}(?=[;,])",
    re.IGNORECASE,
)
_BESIDES = re.compile(r"\s*(?:đồng thời|ngoài ra|bên cạnh đó|song song đó)\b", re.IGNORECASE)  # another statement
# "gồm vốn trung ương 980 tỷ đồng, …; giải ngân đến 31/10 đạt 1.221 tỷ đồng": how far it got, and no part.
_DEED = re.compile(
    r";(?=\s*(?:đến nay,? |hiện |kết quả )*(?:đã|giải ngân|lũy kế|luỹ kế|đến (?:ngày|hết|tháng|nay)|tính đến)\b)",
    re.IGNORECASE,
)


def label_of(gap: str, cuts: Sequence[re.Match[str]]) -> str:
    """Return what stands between two numbers from the cut on that begins the second one's piece."""
    if len(cuts) > 1 and _GOES_ON.fullmatch(gap, cuts[-2].end(), cuts[-1].start()):
        return gap[cuts[-2].end() :]
    return gap[cuts[-1].end() :]


def deed_behind(words: str) -> int:
    """Return where a semicolon ends a list and a deed follows, 0 where none does."""
    found = _DEED.search(words)
    return found.start() if found else 0


def begins_anew(label: str) -> bool:
    """True where the words before a number begin another statement: "đồng thời đình chỉ hoạt động của …"."""
    return _BESIDES.match(label) is not None


def unread(label: str) -> bool:
    """True where a number that was not read, or a bracket, stands among the words before a number."""
    return _UNREAD.search(_WHEN.sub("", NUMBERED_NOUN.sub("", label))) is not None


def passes_over(text: str, gap: str) -> bool:
    """True where a piece has a number that was not read as one: "tốc độ 22, …" among counts."""
    if _ASIDE_TOLD.search(gap):
        return False
    return re.search(r"\d", _WHEN.sub("", NUMBERED_NOUN.sub("", text))) is not None
