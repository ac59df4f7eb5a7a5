"""Numbers in a running sentence: what is counted or measured, and not what merely names, dates or cites."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.normalise.figures import FIGURE
from sync.normalise.quantities import Quantity, values, weigh
from sync.normalise.shapes import DOCUMENT, ROAD_POINT, STRONG_NAMING, is_code_tail, name_of, names
from sync.normalise.units import UNGLUED, listed, measure_end, scaled


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number of a sentence: `text` is what stands from `start` to `end`, with multiple and measuring unit.

    `quantity` is None where `problem` says why. `parts` holds the two sides of a range, a ratio or a size, `choices`
    what the digits might mean. The counted noun behind it is not read here.
    """

    start: int
    end: int
    text: str
    quantity: Quantity | None
    problem: str | None = None
    parts: tuple[Quantity, ...] = ()
    choices: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure with the multiple and unit behind it; `end` is where in the sentence they end."""

    figure: str
    typed: str | None
    end: int


_SPACE = re.compile("[\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\n\r]")
_SCALE = re.compile(
    r"\s?((?:(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?![^\W_]) ?)+)(?! ?(?:lệ|trọng|suất|số)\b)|(tr|k)(?=[ .,;]|$|đ)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s?(?:([-–—÷~])|(đến|tới)|(/)|([xX×*]))\s?(?=\d)")
_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9]|[.,/][0-9])")
_SPLIT_DECIMAL = re.compile(r"([0-9]{1,3}), ([0-9]{3})(?=\s?%)")
_SPLIT_PERCENT = re.compile(r"([0-9]+)%,([0-9]{1,2})(?![0-9])")
_BROKEN = re.compile(r"[0-9]{1,2} (?=([0-9]{1,2},[0-9]{1,2})(?![0-9]))")
# "tăng1,36%", "đạt95%": a blank lost before a number that shows itself as one.
_GLUED = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*[0-9]+(?:[.,][0-9]+)*(?:%|(?<=[.,][0-9])|(?<=[.,][0-9]{2}))")
# "(1)" marks a footnote or an item; "(03)" counts.
_MARKER = re.compile(r"\([1-9][0-9]?\)")
_ITEM = re.compile(r"[0-9]{1,2}[.)] ")
_PERIOD = re.compile(r"[0-9]{1,2} tháng (?:đầu|cuối|năm|qua\b|vẫn|ước)")
_REVOLUTION = re.compile(r"[1-5]\.0")
# What no date, telephone number or code looks like: spares most numbers the asking.
_SIMPLE = re.compile(r"[0-9]{1,8}|[0-9]{1,3}[.,][0-9]{2,3}%?|[0-9]{1,3},[0-9]%?|[0-9]{1,3}%")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
_SECTION = re.compile(r"[\s\-+•(]*\d{1,2}(?:\.\d{1,2})*(?:[.)]|(?<=\.\d))\s+")
_LINE_HEAD = 40  # characters of a line in which its section's number stands
_COUNTED_BEFORE = re.compile(r"(?<![\d/.,-])\d[\d.]*((?: (?![^\W\d_]*[A-ZĐ])[^\W\d_]+){1,5})/$")
_RATE = re.compile(r"0?1(?:0|\.000)*")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[^\s,;:.()\[\]\"“”]+")
# fmt: off
_ABOUT = (
    "khoảng", "gần", "hơn", "trên", "dưới", "ước", "xấp xỉ", "chừng", "ít nhất", "tối thiểu", "tối đa", "không quá",
    "ước tính", "ước đạt",
)
# fmt: on
_DATE_BEFORE = re.compile(r"(?:tháng|ngày|quý|tuần) $")
_YEAR_BEFORE = listed("năm kỳ với từ đến trước sau hết nay cuối đầu giai đoạn và hạn tới nhìn")
# A year goes on with these, a number with a noun.
_NO_NOUN = listed(
    "đạt là và có của tăng giảm trên tại với được đã cho về đến do theo thì so trong từ chiếm như còn nhằm để ban năm "
    "tháng quý"
)
_TOTAL = ("tổng", "trong", "con", "một", "đa", "thiểu", "phần", "hệ", "chỉ", "dân", "doanh", "lượng")
_LEAD_PUNCTUATION = "(\"'“‘[{"


def find_numbers(text: str) -> list[FoundNumber]:
    """Return the numbers of `text` in order; dates, times, telephone numbers, codes, ordinals are passed over."""
    if not FIGURE.search(text):
        return []
    flat, found, at = _SPACE.sub(" ", text), list[FoundNumber](), 0
    for digits in FIGURE.finditer(flat):
        if digits.start() < at:
            continue
        if passed := _passed_over(text, flat, digits):
            at = passed
            continue
        number = _number(flat, digits)
        found.append(number)
        at = number.end
    return found


def _passed_over(text: str, flat: str, digits: re.Match[str]) -> int:
    """Return where to go on when the digits name something, 0 when they are a number."""
    start, end = digits.span()
    left = flat.rfind(" ", 0, start) + 1
    right = flat.find(" ", end)
    right = right if right > 0 else len(flat)
    inside = flat[left:right].lstrip(_LEAD_PUNCTUATION)
    if start and flat[start - 1] == "[":
        return end
    if flat[left] == "{" or (inside[:1].isalpha() and not _GLUED.match(inside)):
        return 0 if _counts_with(flat, digits) else right
    if _MARKER.match(flat, start - 1) or _PERIOD.match(flat, start):
        return end
    if document := DOCUMENT.match(flat, start):
        return max(document.end(), end)
    token = inside.rstrip(".,;:)]\"”’'")
    if not _SIMPLE.fullmatch(token) and (name_of(token) or _is_code(token)):
        return right
    if (section := _section_at(text, start)) and section.end() > end:
        return end
    if _sign_before(flat, start) in (";", ":") and _ITEM.match(flat, start):
        return end
    if years := _YEARS.match(flat, start) or ROAD_POINT.match(flat, start):
        return years.end()
    return right if _named(flat, digits) else 0


def _counts_with(flat: str, digits: re.Match[str]) -> bool:
    """True for the second of two counts told together, "02 lớp/120 lượt người".

    "350 người/1.000 dân" is a rate, and "07 mẫu không đạt/45 mẫu kiểm nghiệm" a part of its whole.
    """
    if _RATE.fullmatch(digits[0]) or not _noun_follows(flat, digits.end()):
        return False
    first = _COUNTED_BEFORE.search(flat, max(0, digits.start() - _LINE_HEAD), digits.start())
    return first is not None and not _is_next_word(flat, first[1].split()[0], digits.end())


def _is_next_word(flat: str, word: str, end: int) -> bool:
    following = _WORD.match(flat, end + 1)
    return following is not None and following[0] == word


def _section_at(text: str, start: int) -> re.Match[str] | None:
    """Return the number of a section ("3.1. ") that a line begins with, where the digits at `start` may be of it."""
    near = max(0, start - _LINE_HEAD)
    line = text.rfind("\n", near, start) + 1
    return _SECTION.match(text, line) if line or not near else None


def _sign_before(flat: str, start: int) -> str:
    """Return the character before a place and the blanks before it, "" at the beginning."""
    while start and flat[start - 1].isspace():
        start -= 1
    return flat[start - 1] if start else ""


def _is_code(token: str) -> bool:
    """Whether a token is a generation ("4.0", "5G") or a class ("5A"), none of them a quantity; "70Ci" is one."""
    figure = FIGURE.match(token)
    if _REVOLUTION.fullmatch(token) or not figure or not is_code_tail(token):
        return bool(_REVOLUTION.fullmatch(token))
    unit = token[figure.end() :]
    return unit in UNGLUED or measure_end(token, figure.end()) < len(token)


# Words whose second half is a naming word, and which name nothing: "giải quyết 45/50 hồ sơ", "huy chương (04 vàng".
_COMPOUNDS = frozenset({("giải", "quyết"), ("huy", "chương"), ("đổi", "số")})
# What documents do, no thing that is counted: "Nghị định 15 quy định về nhãn".
_GOES_ON = re.compile(r" (?:quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt|xác định|yêu cầu)\b")
_PERIOD_ENDS = {("đầu", "kỳ"), ("cuối", "kỳ"), ("trong", "kỳ"), ("cùng", "kỳ")}  # "số thuê bao đầu kỳ 12.400"
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")  # no name is written so


def _named(flat: str, digits: re.Match[str]) -> bool:
    before = [word.casefold() for word in _BEFORE.findall(flat[max(0, digits.start() - 40) : digits.start()])[-2:]]
    previous, earlier = (before[-1] if before else ""), (before[-2] if len(before) > 1 else "")
    if (earlier, previous) in _COMPOUNDS or (previous != "số" and _THOUSANDS.fullmatch(digits[0])):
        return False
    if (earlier, previous) in _PERIOD_ENDS and not _YEAR.fullmatch(digits[0]):
        return False
    if _sign_before(flat, digits.start()) in tuple(",;:.)") and previous not in ("và",):
        return bool(_YEAR.fullmatch(digits[0])) and not _noun_follows(flat, digits.end())
    if _measure_follows(flat, digits.end()):
        return previous in STRONG_NAMING and earlier != "thứ" and "," not in digits[0]
    if previous in ("ngày", "tháng", "quý", "tuần") and len(digits[0]) <= 2:
        return int(digits[0]) <= 31 and not (earlier == "trong" and _noun_follows(flat, digits.end()))
    if _YEAR.fullmatch(digits[0]):
        return previous in _YEAR_BEFORE or not _noun_follows(flat, digits.end())
    if previous == "số":
        return earlier not in _TOTAL
    if previous in STRONG_NAMING or _GOES_ON.match(flat, digits.end()):
        return names(previous, earlier)
    return names(previous, earlier) and not _noun_follows(flat, digits.end())


def _noun_follows(flat: str, end: int) -> bool:
    """Whether a word in small letters that may be a counted noun stands behind."""
    word = _WORD.match(flat, end + 1) if flat[end : end + 1] == " " else None
    return bool(word) and word[0].islower() and word[0] not in _NO_NOUN  # type: ignore[index]  # bool(word) has looked


def _measure_follows(flat: str, end: int) -> bool:
    at = end + (flat[end : end + 1] == " ")
    until = measure_end(flat, at)
    return bool(_SCALE.match(flat, end)) or (until > at and flat[at:until] not in ("năm", "tháng", "quý", "ngày"))


def _number(flat: str, digits: re.Match[str]) -> FoundNumber:
    start = digits.start()
    if slip := _SPLIT_DECIMAL.match(flat, start) or _SPLIT_PERCENT.match(flat, start):
        read = _read(flat, f"{slip[1]},{slip[2]}", slip.end())
        read = read if read.typed else replace(read, typed="%")
        return _plain(flat, start, read)
    if groups := _GROUPS.match(flat, start):
        return _spaced(
            flat, start, _read(flat, groups[0].replace(" ", "."), groups.end()), certain=groups[0].count(" ") > 1
        )
    if broken := _BROKEN.match(flat, start):
        return _spaced(flat, start, _read(flat, broken[0].strip() + broken[1], broken.end(1)), certain=False)
    first = _read(flat, digits[0], digits.end())
    if first.typed and (smaller := _smaller(flat, first)):
        return _compound(flat, start, [first, *smaller])
    link = _LINK.match(flat, first.end)
    if link and (other := FIGURE.match(flat, link.end())):
        return _linked(flat, start, first, link, _read(flat, other[0], other.end()))
    return _plain(flat, start, first)


def _read(flat: str, figure: str, end: int) -> _Read:
    """Take in the multiple and the measuring unit behind a figure; a bare "m" or "g" only where no letter follows."""
    at = end
    if scale := _SCALE.match(flat, at):
        at = scale.end()
    gap = at + (flat[at : at + 1] == " ")
    until = measure_end(flat, gap)
    if until > gap and (scale or gap == at or not _counted_measure(flat, gap, until)):
        at = until
    typed = flat[end:at].strip()
    return _Read(figure, typed or None, end + len(flat[end:at].rstrip()))


def _counted_measure(flat: str, start: int, end: int) -> bool:
    """ "05 điểm cầu", "03 độ tuổi": with a noun behind, these words count."""
    return flat[start:end].casefold() in ("điểm", "độ", "năm", "quý") and _noun_follows(flat, end)


def _plain(flat: str, start: int, read: _Read) -> FoundNumber:
    found = weigh(read.figure, read.typed, None, approximate=_about(flat, start))
    quantity = found.value
    if quantity and _DATE_BEFORE.search(flat, max(0, start - 6), start) and quantity.value <= 31 and not read.typed:
        return FoundNumber(start, read.end, flat[start : read.end], None, "date-or-number", (), (quantity,))
    if quantity and flat[start - 1 : start] in ("-", "−") and (start == 1 or flat[start - 2] in " (") and read.typed:
        quantity = replace(quantity, value=-quantity.value)
    return FoundNumber(start, read.end, flat[start : read.end], quantity, found.problem, (), found.choices)


def _spaced(flat: str, start: int, read: _Read, *, certain: bool) -> FoundNumber:
    """ "12 345 678" is one number; "1 007" may be two."""
    number = _plain(flat, start, read)
    if certain or not number.quantity:
        return number
    return replace(number, quantity=None, problem="several-numbers", choices=(number.quantity,))


def _smaller(flat: str, first: _Read) -> list[_Read]:
    """Return what goes on with ever smaller multiples behind a bare one: "1 tỷ", then "200 triệu", "067 nghìn đồng"."""
    told: list[_Read] = []
    last, multiple = first, scaled(first.typed or "")
    while not multiple.base and flat[last.end : last.end + 1] == " " and (digits := FIGURE.match(flat, last.end + 1)):
        last = _read(flat, digits[0].lstrip("0") or "0", digits.end())
        lesser = scaled(last.typed or "")
        if not 1 < lesser.factor < multiple.factor:
            break
        told.append(last)
        multiple = lesser
    return told


def _compound(flat: str, start: int, told: list[_Read]) -> FoundNumber:
    found = [weigh(read.figure, read.typed, None) for read in told]
    text, every = flat[start : told[-1].end], values(found)
    if not every:
        return FoundNumber(start, told[-1].end, text, None, "several-numbers")
    total = replace(every[-1], value=sum((one.value for one in every), Decimal(0)), approximate=_about(flat, start))
    return FoundNumber(start, told[-1].end, text, total)


def _linked(flat: str, start: int, first: _Read, link: re.Match[str], second: _Read) -> FoundNumber:
    kind = "range" if link[1] or link[2] else "ratio" if link[3] else "size"
    parts = values(weigh(read.figure, read.typed or second.typed, None) for read in (first, second))
    return FoundNumber(start, second.end, flat[start : second.end], None, kind, parts)


def _about(flat: str, start: int) -> bool:
    before = flat[max(0, start - 12) : start].rstrip().casefold()
    whole = any(before.endswith(word) and not before.removesuffix(word)[-1:].isalpha() for word in _ABOUT)
    return whole or before[-1:] in ("~", ">", "<", "≥", "≤")
