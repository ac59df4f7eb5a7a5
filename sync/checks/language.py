"""How a text is written: brackets and quotation marks in pairs, footnote digits apart, no letter lost, no gap left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import and_, eq

from sync.checks.check import Check
from sync.checks.notes import short
from sync.checks.openers import whole_words
from sync.checks.texts import Passage, annex_texts, citations, passages, whole_cells
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import OR
from sync.model.records import Submission
from sync.normalise.searching import words
from sync.normalise.syllables import is_syllable
from sync.normalise.tables import KNOWN
from sync.normalise.units import measure_end, scaled

_PAIRS = {")": "(", "]": "["}
# "a)", "1)" and "iv)" begin an item of a list and close nothing: at a beginning, or where others of the list stand.
_ITEM = re.compile(r"(?:^|[;:.,\n(–-])\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]\d?|[ivx]{1,4}|[A-Z]|[IVX]{1,4})\)$")
_BOTH_BRACKETS = re.compile(r"(?:^|[\s;:,.])\(\d{1,2}\)\s")
_LISTED = re.compile(r"\s(?:\d{1,2}|[a-zđ])\)$")
_QUOTES = re.compile('[“”"„«»]')
_INCHES = re.compile(r"(?<!\d)\d{1,3}\"(?=[\s,.;)]|$)")
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,7})([1-9]\d?)(?=[\s;:)”]|[.,](?!\d)|$)")
_ON_A_LETTER = re.compile(r"[1-9](?<=[^\W\d_].)")  # what _GLUED needs, and most texts lack
_ON_A_QUOTE = re.compile("[”)][1-9]")  # of _AFTER_QUOTE
_LONG_NUMBER = re.compile(r"20[0-3]\d[1-9]")  # of _AFTER_YEAR
_AFTER_YEAR = re.compile(r"(?:(?<=năm )|(?<=\d/))(20[0-3]\d)([1-9]\d?)(?![\d/])")
_NUMBER_WORD = re.compile(
    r"(?<![\w/.,&@-])(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,5})(?P<word>[a-zà-ỹđ]{2,7})(?=[ ,;.)]|$)(?!\.\w)"
)
# Three digits and more: fewer are a note's, of which `glued_digit` speaks.
_WORD_NUMBER = re.compile(
    r"(?<![\w/.,&@-])(?P<word>[a-zà-ỹđ]{2,7})(?P<number>\d{1,3}(?:\.\d{3})+|\d{3,5})(?= [^\W\d_])"
)
_TOUCHING = re.compile(r"\d(?:[a-zà-ỹđ]|(?<=[a-zà-ỹđ]\d))")  # what either needs, and most texts lack
# Behind these a number of any length is one; a note's digit stands behind no preposition.
_BEFORE_NUMBER = re.compile(
    r"(?<![\w/.,&@-])(?P<word>tại|có|được|gồm|cho|với|đến|của|là|trên|còn|đạt|hơn|gần|khoảng|và|về|trong|thêm)"
    r"(?P<number>\d{1,2})(?= [^\W\d_])"
)
_GLUED_NUMBERS = (_NUMBER_WORD, _WORD_NUMBER, _BEFORE_NUMBER)
_AFTER_QUOTE = re.compile(r"(?<=[^\W\d_][”)])([1-9]\d?)(?=[\s.,;:]|$)")
# After these a number is a number even where the space is missing; the last ones are units and names with a digit.
_NUMBERED = words(
    """ngày, tháng, năm, quý, số, lần, khóa, khoá, lớp, tổ, đợt, bậc, điều, khoản, mục, phần, chương, kỳ,
    hạng, nhóm, loại, tầng, khu, đội, quận, ấp, tuyến, lô, tờ, thửa, câu,
    bước, vòng, top, tuần, thứ, từ, đến, hơn, gần, trên, dưới, là, có, còn, được, đạt, tăng, giảm,
    khoảng, với, cho, gồm, hay, hoặc, tại, về, trong, của, thêm, chỉ, cả, mức, chiếm, bằng, hệ, vùng, bảng,
    quyển, ca, ô, ha, kg, cm, dm, mm, km, lo, xe, pin, bo, can, tiết,
    nhà, hẻm, ngõ, kiệt, chi, cụm, đoạn, vitamin, phiên, gói, đời, thế, mốc, xếp, cỡ,
    size, web, tivi, vai"""
)
_COMPLETE = re.compile(
    r"\b(?:(?:đầu|cuối|hằng|hàng|cả|mỗi|giữa|nửa) (?:năm|tháng|quý|tuần|kỳ)|(?:các|những|mỗi) (?:quận|ấp|tổ|đội|khu)"
    r"|(?:đề|đặt|xảy|diễn|đưa) ra|cùng kỳ|mặt bằng|(?:các|những|mọi) loại|(?:(?:lũy|luỹ) kế|sau|qua) \d{1,2} tháng"
    r"|[\d.,]*\d(?: (?:nghìn|ngàn|triệu))? (?:ha|kg))$",
    re.IGNORECASE,
)
_DOUBLED = re.compile(
    r"(?<![^\W_])(của|và|các|với|được|tại|về|theo|những|từ|việc|trên|trong|cho|là|để|đã|thuộc|tỉnh|thực|hiện|nhiệm|công"
    r"|qua|bởi|đến|vào|không|chưa|sẽ|đang|nhằm|nếu|hoặc|gồm|giữa|cùng|rằng|mà|sau|triển"
    r"|(?!từng bước|ngày càng|hằng ngày|hàng ngày)[^\W\d_]{2,7} [^\W\d_]{2,7})"
    r"[ \n]+\1(?![^\W_])",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[^\W_]+")
_DOUBLED_LETTERS = re.compile(r"(?<![^\W_])([A-ZĐ]{3,8})[ \n]+\1(?![^\W_])")  # "UBND UBND"
_TWICE_RIGHT = re.compile(r"(?:công công|hiện hiện|là là|thực thực)", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"(?<![^\W_])[xX]{3,}(?![^\W_])|_{3,}"
    r"|\((?:ghi|nêu|điền|nói|bổ sung|cập nhật) (?:rõ|cụ thể|sau|thêm|số liệu)[^)]{0,60}\)"
    r"|\[\s*(?:…|\.{2,})\s*\]|…\s*/\s*…|\.{3,}\s*/\s*\.{3,}"
    r"|ngày\s*(?:…|\.{2,})+\s*(?:tháng|/)|tháng\s*(?:…|\.{2,})+\s*(?:năm|/)"
    r"|(?:\.{6,}|…{2,}|(?:\. ){4,})(?=\s*[^\W\d_\s])"
    r"|(?<![,;.…])\s(?:…[….]*|\.{3,})\s(?=[^\W\d_])|\bsố\s(?:…+|\.{3,})\s|\d/(?:…+|\.{3,})(?=\s)"
    r"|(?i:\b(?:todo|tbd|lorem ipsum)\b)"
)
# One of these stands in each of them, in small letters: looked for first, being far quicker.
_SIGNS = ("…", "..", ". .", "xxx", "___", "(ghi", "(nêu", "(điền", "(nói", "(bổ", "(cập", "todo", "tbd", "lorem ipsum")


def brackets_unbalanced(submission: Submission, _: Context) -> Iterator[Hit]:
    """A round or square bracket that is opened and never closed, or closed and never opened."""
    for passage in (*whole_cells(submission), *annex_texts(submission)):
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
        elif sign == "]" or not _begins_item(text, at):
            return at
    return waiting[-1] if waiting else None


def _begins_item(text: str, at: int) -> bool:
    before = text[max(0, at - 10) : at + 1]
    if re.search(r"\d\)$", before) and _BOTH_BRACKETS.search(text):
        return False  # among "(1) … (2) …" a "3)" has lost its opening bracket
    if _ITEM.search(before):
        return True
    return _LISTED.search(before) is not None and len(re.findall(r"(?:^|[\s;:.,])(?:\d{1,2}|[a-zđ])\)", text)) > 1


def quotes_unbalanced(submission: Submission, _: Context) -> Iterator[Hit]:
    """A quotation mark without its partner; inches (24") are none, and both kinds of marks may be mixed."""
    for passage in (*whole_cells(submission), *annex_texts(submission)):
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
        spans = [(c.start, c.end) for c in citations(passage.text) if c.number]
        patterns = [_GLUED] if _ON_A_LETTER.search(passage.text) else []
        patterns += [_AFTER_QUOTE] if _ON_A_QUOTE.search(passage.text) else []
        patterns += [_AFTER_YEAR] if _LONG_NUMBER.search(passage.text) else []
        for found in (h for glued in patterns for h in glued.finditer(passage.text)):
            cited = any(start <= found.start() < end and found.end() != end for start, end in spans)
            if not cited and _is_note_digit(found, passage):
                yield _glued(passage, found[0], found[found.re.groups])
        for citation in citations(passage.text):
            if citation.glued and citation.symbol and not citation.symbol.endswith(citation.glued):
                yield _glued(passage, f"{citation.symbol}{citation.glued}", citation.glued)


def _glued(passage: Passage, typed: str, digit: str) -> Hit:
    facts = {"typed": typed, "digit": digit}
    return Hit(passage.place, facts, f"{typed} {passage.text}", f"{typed.removesuffix(digit)}[{digit}]")


def _is_note_digit(found: re.Match[str], passage: Passage) -> bool:
    if found.re is _AFTER_YEAR:
        return True
    if found.re is _AFTER_QUOTE:
        return passage.role == "result" and found.start() > 8
    word = found[1].lower()
    before = passage.text[: found.start()]
    name = re.search(r"([^\W\d_]+) $", before)  # "Việt Nam1", "Tân Kỳ3": a name of two words
    named = name is not None and name[1].istitle() and is_syllable(name[1].lower()) and found[1].istitle()
    complete = _COMPLETE.search(before + word) is not None  # "6 tháng đầu năm1", "các quận1"
    if (word in _NUMBERED and not (named or complete)) or found[1][1:] != word[1:] or not is_syllable(word):
        return False
    if before.endswith(("-", "/", "_", ".", "@", "&", "+")) or not before.strip():
        return False
    if complete or not word.isascii() or (len(word) >= 3 and word in KNOWN and found[1] == word):
        return True
    if found[1].istitle() and before.endswith(("phía ", "miền ")):  # "phía Nam2"
        return True
    return named and len(word) >= 3


def glued_number(submission: Submission, _: Context) -> Iterator[Hit]:
    """A count without the space to the word beside it ("12lớp", "định147 mẫu"); units, codes and names are none."""
    for passage in passages(submission):
        if not _TOUCHING.search(passage.text):
            continue
        spans = [(c.start, c.end) for c in citations(passage.text)]
        for found in (h for glued in _GLUED_NUMBERS for h in glued.finditer(passage.text)):
            word, number = found["word"], found["number"]
            measured = measure_end(passage.text, found.end("number")) > found.end("number") or scaled(word).factor != 1
            cited = any(start <= found.start() < end for start, end in spans)
            known = not word.isascii() or (len(word) >= 4 and word in KNOWN)
            plain = is_syllable(word) and (known or found.re is _BEFORE_NUMBER)
            if plain and not cited and not (measured and found.start("number") == found.start()):
                apart = f"{number} {word}" if found.start("number") == found.start() else f"{word} {number}"
                yield Hit(passage.place, {"typed": found[0]}, f"{found[0]} {passage.text}", apart)


def _printed(submission: Submission) -> Iterator[Passage]:
    yield from passages(submission)
    yield from annex_texts(submission)


def first_letter_lost(submission: Submission, _: Context) -> Iterator[Hit]:
    """A text whose first word has lost its first letter, as keyboard tools do when a cell is opened by typing."""
    for passage in _printed(submission):
        may_be = whole_words(passage.text)
        if may_be:
            first = re.split(r"\s", passage.text.strip(), maxsplit=1)[0]
            choices = OR.join(f"“{word}”" for word in may_be[:3])
            facts = {"typed": first, "text": short(passage.text), "choices": choices}
            yield Hit(passage.place, facts, passage.text, may_be[0] if len(may_be) == 1 else None)


def double_word(submission: Submission, _: Context) -> Iterator[Hit]:
    """A small word typed twice ("của của"); words that are doubled on purpose are left alone."""
    for passage in _printed(submission):
        if not _repeats(passage.text):
            continue
        for found in (*_DOUBLED.finditer(passage.text), *_DOUBLED_LETTERS.finditer(passage.text)):
            if not _TWICE_RIGHT.fullmatch(" ".join(found[0].split())):
                facts = {"typed": " ".join(found[0].split()), "near": _near(passage.text, found.start())}
                yield Hit(passage.place, facts, f"{found[0]} {passage.text}", found[1])


def _repeats(text: str) -> bool:
    """True where a word or two stand twice in a row at all: quicker to see than which words they are."""
    words = _WHOLE.findall(text.lower())
    if any(map(eq, words, words[1:])):
        return True
    next_but_one = list(map(eq, words, words[2:]))
    return any(map(and_, next_but_one, next_but_one[1:]))


def text_leftover(submission: Submission, _: Context) -> Iterator[Hit]:
    """A gap that was to be filled: dots before a word, "xxx", "(ghi rõ …)"."""
    for passage in _printed(submission):
        told = passage.text.lower()
        if not any(sign in told for sign in _SIGNS):
            continue
        gaps = (gap for gap in _LEFTOVER.finditer(passage.text) if not _is_ellipsis(passage.text, gap))
        found = next(gaps, None)
        if found:
            yield _hit(passage, sign=found[0].strip(), near=_near(passage.text, found.start()))


def _is_ellipsis(text: str, gap: re.Match[str]) -> bool:
    """True for dots that leave something out of a quotation, or after which a new sentence begins."""
    return _quoted(text, gap.start()) or (gap[0].endswith(" ") and text[gap.end() : gap.end() + 1].isupper())


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
    Check("glued-number", "note", glued_number),
    Check("first-letter-lost", "warning", first_letter_lost),
    Check("double-word", "note", double_word),
    Check("text-leftover", "warning", text_leftover),
)
