"""How a text is written: brackets and quotation marks in pairs, footnote digits apart, no letter lost, no gap left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sync.checks.check import Check
from sync.checks.notes import short
from sync.checks.openers import whole_words
from sync.checks.texts import Passage, citations, passages, whole_cells
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission
from sync.normalise.searching import words
from sync.normalise.syllables import is_syllable
from sync.normalise.tables import KNOWN

_PAIRS = {")": "(", "]": "["}
# "a)", "1)" and "iv)" begin an item of a list and close nothing.
_ITEM = re.compile(r"(?:^|[\s(;:.,–-])(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]\d?|[ivx]{1,4}|[A-Z]|[IVX]{1,4})\)$")
_QUOTES = re.compile('[“”"„«»]')
_INCHES = re.compile(r"(?<!\d)\d{1,3}\"(?=[\s,.;)]|$)")
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,7})([1-9]\d?)(?=[\s.,;:)”]|$)")
_AFTER_QUOTE = re.compile(r"(?<=[^\W\d_][”)])([1-9]\d?)(?=[\s.,;:]|$)")
# After these a number is a number even where the space is missing; the last ones are units and names with a digit.
_NUMBERED = words(
    """ngày, tháng, năm, quý, số, lần, khóa, khoá, lớp, cấp, tổ, đợt, bậc, điều, khoản, mục, phần, chương, kỳ,
    hạng, nhóm, loại, tầng, khu, đội, quận, phường, ấp, thôn, xã, tuyến, đường, lô, tờ, thửa, bài, câu, trang,
    bước, vòng, giải, top, tuần, thứ, từ, đến, hơn, gần, trên, dưới, là, có, còn, được, đạt, tăng, giảm,
    khoảng, với, cho, gồm, hay, hoặc, tại, về, trong, của, thêm, chỉ, cả, mức, chiếm, bằng, hệ, vùng, bảng,
    hình, quyển, tập, mẫu, biểu, dạng, ca, ô, ha, kg, cm, dm, mm, km, lo, xe, pin, bo, can, tiết, phòng,
    nhà, hẻm, ngõ, kiệt, chi, cụm, đoạn, vitamin, phiên, gói, đời, thế, mốc, xếp, cỡ,
    size, web, tivi, vai"""
)
_DOUBLED = re.compile(
    r"(?<![^\W_])(của|và|các|với|được|tại|về|theo|những|từ|việc|trên|trong|cho|là|để|đã|thuộc|tỉnh|thực|hiện|nhiệm|công)"
    r"[ \n]+\1(?![^\W_])",
    re.IGNORECASE,
)
_TWICE_RIGHT = re.compile(r"(?:công công|hiện hiện|là là|thực thực)", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"(?<![^\W_])[xX]{3,}(?![^\W_])|_{3,}"
    r"|\((?:ghi|nêu|điền|nói|bổ sung|cập nhật) (?:rõ|cụ thể|sau|thêm|số liệu)[^)]{0,60}\)"
    r"|\[\s*(?:…|\.{2,})\s*\]|…\s*/\s*…|\.{3,}\s*/\s*\.{3,}"
    r"|ngày\s*(?:…|\.{2,})+\s*(?:tháng|/)|tháng\s*(?:…|\.{2,})+\s*(?:năm|/)"
    r"|(?:\.{6,}|…{2,}|(?:\. ){4,})(?=\s*[^\W\d_\s])|(?<![,;.…])\s(?:…+|\.{3,})\s(?=[^\W\d_A-ZĐÀ-Ỹ])"
    r"|(?i:\b(?:todo|tbd|lorem ipsum)\b)"
)


def brackets_unbalanced(submission: Submission, _: Context) -> Iterator[Hit]:
    """A round or square bracket that is opened and never closed, or closed and never opened."""
    for passage in whole_cells(submission):
        odd = _odd_bracket(passage.text)
        if odd is not None:
            yield _hit(passage, sign=passage.text[odd], near=_near(passage.text, odd))


def _odd_bracket(text: str) -> int | None:
    waiting: list[int] = []
    for found in re.finditer(r"[()\[\]]", text):
        sign, at = found[0], found.start()
        if sign in "([":
            waiting.append(at)
        elif waiting and text[waiting[-1]] == _PAIRS[sign]:
            waiting.pop()
        elif sign == "]" or not _ITEM.search(text[max(0, at - 8) : at + 1]):
            return at
    return waiting[-1] if waiting else None


def quotes_unbalanced(submission: Submission, _: Context) -> Iterator[Hit]:
    """A quotation mark without its partner; inches (24") are none, and both kinds of marks may be mixed."""
    for passage in whole_cells(submission):
        text = _INCHES.sub(lambda found: "x" * len(found[0]), passage.text) if '"' in passage.text else passage.text
        marks = [found.start() for found in _QUOTES.finditer(text)]
        if len(marks) % 2:
            at = _odd_quote(text, marks)
            yield _hit(passage, sign=passage.text[at], near=_near(passage.text, at))


def _odd_quote(text: str, marks: list[int]) -> int:
    """Return the mark that most likely stands alone: two of a kind in a row, else the last."""
    for at, following in pairwise(marks):
        if text[at] == text[following] and text[at] in "“”":
            return at if text[at] == "“" else following
    return marks[0] if text[marks[0]] == "”" else marks[-1]


def glued_digit(submission: Submission, _: Context) -> Iterator[Hit]:
    """A footnote's digit typed onto a word ("dự án1"); codes, units and numbered things (A1, m2, quý1) are none."""
    for passage in passages(submission):
        spans = [(c.start, c.end) for c in citations(passage.text)]
        for found in (*_GLUED.finditer(passage.text), *_AFTER_QUOTE.finditer(passage.text)):
            if not any(start <= found.start() < end for start, end in spans) and _is_note_digit(found, passage):
                yield _glued(passage, found[0], found[found.re.groups])
        for citation in citations(passage.text):
            if citation.glued and citation.symbol and not citation.symbol.endswith(citation.glued):
                yield _glued(passage, f"{citation.symbol}{citation.glued}", citation.glued)


def _glued(passage: Passage, typed: str, digit: str) -> Hit:
    facts = {"typed": typed, "digit": digit}
    return Hit(passage.place, facts, f"{typed} {passage.text}", f"{typed.removesuffix(digit)}[{digit}]")


def _is_note_digit(found: re.Match[str], passage: Passage) -> bool:
    if found.re is _AFTER_QUOTE:
        return passage.role == "result" and found.start() > 8
    word = found[1].lower()
    if word in _NUMBERED or found[1][1:] != word[1:] or not is_syllable(word):
        return False
    before = passage.text[: found.start()]
    if before.endswith(("-", "/", "_", ".", "@", "&", "+")) or not before.strip():
        return False
    return not word.isascii() or (len(word) >= 3 and word in KNOWN and found[1] == word)


def first_letter_lost(submission: Submission, _: Context) -> Iterator[Hit]:
    """A text whose first word has lost its first letter, as keyboard tools do when a cell is opened by typing."""
    for passage in passages(submission):
        may_be = whole_words(passage.text)
        if may_be:
            first = re.split(r"\s", passage.text.strip(), maxsplit=1)[0]
            choices = " hoặc ".join(f"“{word}”" for word in may_be[:3])
            facts = {"typed": first, "text": short(passage.text), "choices": choices}
            yield Hit(passage.place, facts, passage.text, may_be[0] if len(may_be) == 1 else None)


def double_word(submission: Submission, _: Context) -> Iterator[Hit]:
    """A small word typed twice ("của của"); words that are doubled on purpose are left alone."""
    for passage in passages(submission):
        for found in _DOUBLED.finditer(passage.text):
            if not _TWICE_RIGHT.fullmatch(" ".join(found[0].split())):
                facts = {"typed": " ".join(found[0].split()), "near": _near(passage.text, found.start())}
                yield Hit(passage.place, facts, f"{found[0]} {passage.text}", found[1])


def text_leftover(submission: Submission, _: Context) -> Iterator[Hit]:
    """A gap that was to be filled: dots before a word, "xxx", "(ghi rõ …)"."""
    for passage in passages(submission):
        found = _LEFTOVER.search(passage.text)
        if found and not _quoted(passage.text, found.start()):
            yield _hit(passage, sign=found[0].strip(), near=_near(passage.text, found.start()))


def _quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _near(text: str, at: int) -> str:
    """Return the words around a place, for a sentence that quotes it."""
    start, end = max(0, at - 24), at + 26
    piece = text[start:end].replace("\u2063", "")
    if start:
        piece = piece.partition(" ")[2] or piece
    if end < len(text):
        piece = piece.rpartition(" ")[0] or piece
    return re.sub('[“”"]', "'", " ".join(piece.split()))


def _hit(passage: Passage, **facts: str) -> Hit:
    return Hit(passage.place, facts, passage.text)


CHECKS: tuple[Check, ...] = (
    Check("brackets-unbalanced", "warning", brackets_unbalanced),
    Check("quotes-unbalanced", "warning", quotes_unbalanced),
    Check("glued-digit", "warning", glued_digit),
    Check("first-letter-lost", "warning", first_letter_lost),
    Check("double-word", "note", double_word),
    Check("text-leftover", "warning", text_leftover),
)
