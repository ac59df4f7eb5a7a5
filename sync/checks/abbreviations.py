"""Abbreviations that the report never explains, and the ones that every office knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sheets.grid import Place
from sync.checks.brief import Briefs
from sync.checks.check import RoundCheck
from sync.checks.pairs import Found
from sync.checks.texts import Passage, citations, passages
from sync.model.config import Config
from sync.model.finding import Hit
from sync.model.material import Round
from sync.model.records import Submission
from sync.normalise.kinds import kinds_of
from sync.normalise.searching import UPPER
from sync.normalise.syllables import is_syllable

# What stands in reports of every field without being explained; joined ones ("VSATTP", "PCCC&CNCH") count as well.
_LIST = Path(__file__).with_suffix(".txt")
_COMMON = frozenset(
    word for line in _LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#") for word in line.split()
)
_TOKEN = re.compile(r"(?<![^\W_])[A-ZĐÂĂÊÔƠƯ]{3,10}(?:&[A-ZĐÂĂÊÔƠƯ]{2,6})*(?![^\W_])")
# Names in capitals are read as words: THACO, UNESCO, VINFAST.
_SPOKEN = re.compile("(?:[B-DF-HJ-NP-TV-XZ]{0,2}[AEIOUY]{1,2}){2,}[B-DF-HJ-NP-TV-XZ]{0,2}")
_JOINED_AFTER = re.compile(r"[-/._&+@:][^\W_]|\s\d")
_JOINTS = frozenset("-/._&+@")
_IN_BRACKETS = re.compile(
    r"\((?:gọi tắt là|viết tắt là|sau đây gọi (?:tắt )?là|gọi là)?\s*:?\s*“?([A-ZĐƯƠÂ&\-]{2,12})”?\)"
)
# What tells in brackets of use, place or parts explains nothing: "CVBXT (sử dụng thiết bị X-quang)".
_BY_BRACKETS = re.compile(
    r"([A-ZĐƯƠÂ&\-]{2,12})\s*\((?!(?:sử dụng|gồm|bao gồm|trong đó|theo|tại|kể cả|có|từ|đến|do|được|cho|chi tiết|xem"
    r"|kèm|trừ|chủ yếu|nhất là)\s)(?=[^\W\d_]{2,}\s+[^\W\d_])"
)
# A name of two words and more, each with a capital: "Nam Cấm".
_PROPER = re.compile(rf"(?:[{UPPER}][^\W\d_{UPPER}]+ ){{1,4}}[{UPPER}][^\W\d_{UPPER}]+")
_FOREIGN = re.compile(r"(?<!\w)([a-z]{5,})\s+$")  # longer than what measures: "kg", "mol", "inch"
# A name follows these, and a name needs no explaining: "Công ty TNHH STI Việt Nam", "nhà máy BIOVALLEY".
_NAMED = re.compile(
    r"(?:(?:công ty|nhà máy|tập đoàn|doanh nghiệp|hợp tác xã|htx|tnhh|cổ phần"
    r"|ngân hàng|(?<!thị )trường|viện)"
    r"(?:\s+(?!(?:của|về|cho|với|tại|từ|qua|bằng|theo|có|là|được|bị|do|đã|đang|sẽ|trong|trên|để|khi|không|chưa|phải"
    r"|hoàn|thực|triển|lập|gửi|nộp|đạt|báo|cấp|nhận|áp|sử|hưởng|tham|đăng)\s)\S+){0,5}"
    r"|(?:thương hiệu|nhãn hiệu|phần mềm|hệ thống|giống|máy|thiết bị|chuẩn|chứng chỉ|chứng nhận|quỹ|dự án|chế phẩm"
    r"|tổ chức|ứng dụng|khách sạn|siêu thị|hãng|model|mã|xăng|dầu|vắc xin|vắcxin|cơ sở|gạo|lúa|kênh|đài|mạng|nền tảng"
    r"|thẻ|cổng|diễn đàn|giải|cúp|câu lạc bộ|trung tâm|xưởng|kho|cảng|tàu|tòa nhà|tạp chí|website"
    r"|trang"
    r"|khu (?:công nghiệp|kinh tế|đô thị|du lịch|dân cư|chế xuất)|cụm công nghiệp|kcn|ccn|kđt)"
    r"(?:\s+(?!(?:sang|cho|theo|về|của|và|với|tại|từ|qua|bằng|có|là|được|do|đã|trong|trên)\s)\S+)?)\s*$",
    re.IGNORECASE,
)


def abbreviation_unexplained(this: Round, briefs: Briefs) -> Found:
    """An abbreviation that neither the report explains nor config lists nor every office knows: once a division."""
    explained = {*_of_config(this.config), *explained_in(this.office)}
    explained.update(token for brief in briefs.values() for token in brief.explained)
    for division, brief in briefs.items():
        for token, place in brief.unexplained:
            if token not in explained:
                yield division, Hit(place, {"typed": token}, token)


def first_places(submission: Submission) -> dict[str, Place | None]:
    """Return the abbreviations of a submission that not every office knows, each with its first place."""
    found: dict[str, Place | None] = {}
    for passage in passages(submission):
        for token in _tokens(passage):
            if token not in found and not _known(token):
                found[token] = passage.place
    return found


def _tokens(passage: Passage) -> Iterator[str]:
    text = passage.text
    if passage.role not in {"result", "plan"}:
        return
    spans = [(c.start, c.end) for c in citations(text)]
    for found in _TOKEN.finditer(text):
        at, end = found.span()
        if _is_code(text, at, end) or any(start <= at < stop for start, stop in spans):
            continue
        if not (_shouted(text, at, end) or _quoted(text, at) or _named(text[:at]) or _among_names(text, at, end)):
            yield found[0]


def _is_code(text: str, at: int, end: int) -> bool:
    """True for a part of a code, an address, or the name of a series: "NH04-61", "QCVN 09:2015", "A/H5N1"; and of what
    has words of its own, a code of an indicator or an error of Excel: "{XYZ}", "#REF!".
    """
    if text[max(at - 1, 0) : at] in {"{", "#"}:
        return True
    return _JOINED_AFTER.match(text, end) is not None or text[max(at - 1, 0) : at] in _JOINTS


def _shouted(text: str, at: int, end: int) -> bool:
    """True inside words that are all in capitals: a heading, not an abbreviation."""
    around = [*text[:at].split()[-1:], *text[end:].split()[:1]]
    words = [word.strip(".,;:()“”") for word in around]
    return any(len(w) > 1 and w.isupper() and w.isalpha() and is_syllable(w.lower()) for w in words)


def _quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1


def _named(before: str) -> bool:
    """True behind a word that a name follows, and behind a foreign one, of which it is the make: "flycam DJI"."""
    clause = re.split(r"[.;,:()]", before)[-1]
    foreign = _FOREIGN.search(clause)
    return _NAMED.search(clause) is not None or (foreign is not None and not is_syllable(foreign[1]))


def _among_names(text: str, at: int, end: int) -> bool:
    """True for an item of a list of which another is a name of capitals: "03 khu: Nam Cấm, WHA, VSIP"."""
    start = max(text.rfind(sign, 0, at) for sign in ":(.;") + 1
    stop = min((found for sign in ").;" if (found := text.find(sign, end)) >= 0), default=len(text))
    items = [item.strip() for item in re.split(r",| và ", text[start:stop])]
    return text[at:end] in items and any(_PROPER.fullmatch(item) for item in items)


def explained_in(submission: Submission) -> dict[str, None]:
    """Return what any text of a submission puts in brackets, or explains in brackets: "phương tiện đo (PTĐ)"."""
    found: dict[str, None] = {}
    for passage in passages(submission):
        if "(" in passage.text:
            found |= dict.fromkeys(_IN_BRACKETS.findall(passage.text))
            found |= dict.fromkeys(_BY_BRACKETS.findall(passage.text))
    return found


def _of_config(config: Config) -> frozenset[str]:
    named = " ".join([config.symbol, config.short_name, config.parent, *config.recipients, *config.abbreviations])
    own = " ".join(" ".join((d.code, d.name, *d.aliases)) for d in config.divisions)
    units = " ".join(f"{i.unit} {i.name}" for i in config.indicators)
    titles = " ".join(section.title for section in config.sections())
    return frozenset(re.findall(r"[A-ZĐÂĂÊÔƠƯ]{2,}(?:&[A-ZĐ]{2,})*", f"{named} {own} {units} {titles}"))


@cache
def _known(token: str) -> bool:
    """True for a common abbreviation, one joined of two, a name, a Vietnamese syllable, a Roman number."""
    if (
        token in _COMMON
        or _SPOKEN.fullmatch(token)
        or is_syllable(token.lower())
        or re.fullmatch("[IVXLC]+", token)
        or kinds_of(token)
    ):
        return True
    if "&" in token:
        return all(_known(part) for part in token.split("&"))
    joints = range(3, len(token) - 2)  # of two shorter ones it may be joined by chance
    return any(token[:i] in _COMMON and token[i:] in _COMMON for i in joints)


ROUND_CHECKS: tuple[RoundCheck, ...] = (RoundCheck("abbreviation-unexplained", "note", abbreviation_unexplained),)
