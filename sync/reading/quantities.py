"""The quantities of a text: each number with the words it counts."""

from __future__ import annotations

import re
from decimal import Decimal

from sheets.text import fold
from sync.model.sentences import Quantity
from sync.normalise.numbers import FoundNumber

_WORD = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
# The counted words end at a sign or at one of these.
_STOPS = frozenset(
    {"và", "với", "cho", "của", "tại", "ở", "đạt", "được", "do", "bởi", "để", "là", "có", "trong", "theo", "từ", "đến"}
    | {"bằng", "trên", "dưới", "gồm", "nhằm", "về", "thuộc", "không", "chưa", "đã", "đang", "sẽ", "bị", "cũng", "khi"}
    | {"còn", "lên", "xuống", "so", "cụ", "bao", "kể", "vào", "qua"}
)
# Nouns that begin with such a word, or end in one: "bị can", "thiết bị", "công cụ".
_STOPPED_NOUN = re.compile(
    r"bị (?:can|cáo|hại|đơn)\b|có công\b|(?<=thiết )bị\b|(?<=trang )bị\b|(?<=công )cụ\b|(?<=dụng )cụ\b", re.IGNORECASE
)
# Nouns of one syllable: "12 đơn khiếu nại" and "03 đơn tố cáo" count the same, "hồ sơ" and "hồ chứa" do not.
_ONE_SYLLABLE = frozenset(
    {"đơn", "vụ", "ca", "lớp", "xã", "huyện", "hộ", "người", "giấy", "mẫu", "con", "cây", "tàu", "xe", "tin", "bài"}
    | {"trường", "lượt", "giải", "bản", "cuộc", "buổi", "cột", "máy", "trạm", "chợ", "thôn", "cháu", "việc", "suất"}
    | {"phiếu", "cơn", "ổ", "nhà", "căn", "cầu", "đợt", "khóa", "khoá", "phòng", "cửa", "ấp", "bộ", "chiếc", "cái"}
    | {"kỳ", "phiên", "tấm", "thẻ", "tờ", "cuốn", "số", "sổ", "đội", "đoàn", "tổ", "điểm", "hồ", "đập", "mỏ", "lô"}
)
COMPOUNDS = frozenset(
    {"đơn vị", "đơn giá", "giải pháp", "bản tin", "bản đồ", "người dân", "trường hợp", "số liệu", "điểm số", "hồ sơ"}
    | {"tin học", "máy tính", "máy in", "bộ phận", "tổ chức", "đoàn viên", "đội viên", "con dấu", "nhà máy", "cửa hàng"}
    | {"xe máy", "xe tải", "cầu thủ", "phòng học", "cơ sở", "hộ tịch", "hộ chiếu", "việc làm", "mẫu vật", "phòng ban"}
)
CLASSIFIERS = frozenset({("cái",), ("chiếc",), ("bộ",), ("cuốn",)})  # stand for whatever is counted
_DIGITS = re.compile(r"[\d.]*\d(?:,(\d+))?")
_WORTH = {"nghìn": Decimal(10**3), "ngàn": Decimal(10**3), "triệu": Decimal(10**6), "tỷ": Decimal(10**9)}
_WORTH["tỉ"] = _WORTH["tỷ"]
_SCALES = re.compile(r"(?<=\d )(nghìn|ngàn|triệu|tỷ|tỉ)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?<![^\W\d_])(?:khoảng|gần|(?<!thấp )(?<!cao )(?<!nhiều )(?<!ít )hơn|trên|dưới|xấp xỉ|chừng|ít nhất"
    r"|tối thiểu|tối đa|không quá)\s*$|[~><≥≤≈]\s*$",
    re.IGNORECASE,
)
_STARS = re.compile(r"\ssao\b(?! (?:đen|la|biển))", re.IGNORECASE)
_DATED = re.compile(r"(?<=[^\W\d_] )\d{1,2} ngày \d{1,2}(?:\s?[-–,]\s?\d{1,2})*/\d")
_NAMED = re.compile(r"\s+(?:có|gồm|là)\s+\d|\s?:\s*\d")
_NOUN = re.compile(
    r"(?<![^\W\d_])(?:tổ|đoàn|nhóm|đội|lớp|đợt|khối|cụm|khu|bảng|lần|điểm|trạm|kho|số|mức|độ|loại)\s$", re.IGNORECASE
)
_WHICH_TIME = re.compile(r"(?<![^\W\d_])(?<!\d )(?:đợt|lần|giai đoạn|vòng)\s$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:tổng đài|đường dây nóng|đầu số|quốc lộ|tỉnh lộ|nhà số)(?: số)?:?\s*$", re.IGNORECASE)
_NOT_MONEY = frozenset({"chí", "hồ", "bào", "nghiệp"})  # "12 đồng chí", "08 đồng hồ nước"
HEAD_WORDS = 3
_BRACKET = 600  # characters that a bracket may be long
_ON = re.compile(r"[ \u00a0]+\d")  # "03 doanh nghiệp ngày 05/01": the last word belongs to the number behind it


def quantity_of(text: str, found: FoundNumber) -> Quantity | None:
    """Return the quantity of a number, or None where it is no single number."""
    if found.quantity is None or found.problem is not None or names_one(text, found):
        return None
    unit, head = found.quantity.unit, head_of(text, found.end)
    if unit == "điểm" and found.quantity.value == int(found.quantity.value):  # "38 điểm sạt lở": places, or marks
        unit, head = None, ("điểm", *head)[:HEAD_WORDS]
    end = found.end
    if unit is not None and unit.startswith("%/"):  # "chiếm 78,3%/tổng nguồn vốn": of it
        unit, end = "%", found.start + text[found.start : found.end].index("%") + 1
    if found.quantity.unit == "điểm" and unit is None and found.text.casefold().endswith(" điểm"):
        end = found.end - len(" điểm")
    if unit == "đồng" and head[:1] and head[0] in _NOT_MONEY and found.text.casefold().endswith(" đồng"):
        unit, head, end = None, ("đồng", *head)[:HEAD_WORDS], found.end - len(" đồng")
    return Quantity(
        found.start,
        end,
        text[found.start : end],
        found.quantity.value,
        unit,
        head,
        found.quantity.approximate and _is_about(text, found.start),
    )


def names_one(text: str, found: FoundNumber) -> bool:
    """ "Tổ 1 có 05 đồng chí": a number behind its noun, and no noun behind it, tells which one it is."""
    if _DATED.match(text, found.start):
        return True  # "chuyến 1 ngày 05/10": which one, and when
    if _CALLED.search(text[max(0, found.start - 20) : found.start]):
        return True  # "tổng đài 1022: 2.412 cuộc"
    small = found.text.isdigit() and len(found.text) <= 2
    if small and text[found.end : found.end + 1] == ")":  # "nội dung 1): …": no bracket is open
        before = text[max(0, found.start - _BRACKET) : found.start]
        return before.rfind("(") <= before.rfind(")")
    if small and _WHICH_TIME.search(text[max(0, found.start - 12) : found.start]):
        return True  # "đợt 1 cấp 620 triệu đồng": which one, whatever word stands behind
    if small and _STARS.match(text, found.end) and int(found.text) <= 5:
        return True  # "khách sạn 3 sao", "sản phẩm đạt từ 3 sao trở lên"
    return (
        small
        and _NAMED.match(text, found.end) is not None
        and _NOUN.search(text[max(0, found.start - 12) : found.start]) is not None
    )


def _is_about(text: str, start: int) -> bool:
    """ "ước 12" is about twelve, "nhà nước 12 tỷ" and "Ninh Phước 12 ca" are not."""
    return _ABOUT.search(text[max(0, start - 14) : start]) is not None


def head_of(text: str, at: int) -> tuple[str, ...]:
    """Return the folded words that are counted from `at` on: at most three, up to a sign or a connecting word."""
    words = [word for word, _ in _counted(text, at)]
    return tuple(words[: HEAD_WORDS + (words[:1] == ["lượt"])])


def counted_words(text: str, at: int) -> str:
    """Return what is counted from `at` on as it stands there, for a sentence that quotes it; "" where nothing is.

    All of it where it is short; of a longer phrase its noun, never cut in the middle: "dự án" of "dự án đầu tư công".
    """
    words = _counted(text, at)
    whole = len(words) <= HEAD_WORDS and not _ON.match(text, words[-1][1] if words else at)
    if not whole:
        first = [word for word, _ in words[:2]]
        words = words[: 1 if first[0] in _ONE_SYLLABLE and " ".join(first) not in COMPOUNDS else 2]
    return " ".join(text[at : words[-1][1]].split()) if words else ""


def _counted(text: str, at: int) -> list[tuple[str, int]]:
    """Return the folded words from `at` on with their ends, up to a sign, a digit or a connecting word."""
    words: list[tuple[str, int]] = []
    while len(words) <= HEAD_WORDS:
        while text[at : at + 1] in {" ", "\u00a0"}:
            at += 1
        found = _WORD.match(text, at)
        word = fold(found[0]) if found else ""
        if not found or word[0].isdigit() or (word in _STOPS and not _STOPPED_NOUN.match(text, at)):
            break
        words.append((word, found.end()))
        at = found.end()
    return words


def same_head(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two heads count the same thing: their nouns agree, whatever is said of them behind."""
    if not one or not other:
        return False
    if one[0] != other[0]:
        return is_short_for(other[0], one) or is_short_for(one[0], other)
    if len(one) < 2 or len(other) < 2 or one[1] == other[1]:
        return True
    compound = {" ".join(one[:2]), " ".join(other[:2])} & COMPOUNDS
    return one[0] in _ONE_SYLLABLE and not compound


def is_short_for(word: str, words: tuple[str, ...]) -> bool:
    """True where a word is made of the first letters of words: "ptđ" of "phương tiện đo"."""
    initials = "".join(w[0] for w in words)
    return len(word) >= 2 and len(initials) >= 2 and (word.startswith(initials) or initials.startswith(word))


def begins_with(piece: str, head: tuple[str, ...]) -> bool:
    """True where a piece begins with the counted noun."""
    return same_head(head_of(piece, 0), head)


def grain(quantity: Quantity) -> Decimal:
    """Return what the last written digit of a quantity is worth: 100 of "45,6 nghìn tấn", 1 of "25 vụ".

    Of "470 tỷ 581 triệu đồng" it is that of the last piece.
    """
    if len(scales := _SCALES.findall(quantity.text)) > 1:
        return _WORTH[scales[-1].casefold()]
    digits = _DIGITS.match(quantity.text)
    if not digits:
        return Decimal(1)
    written = Decimal(digits[0].replace(".", "").replace(",", "."))
    worth = quantity.value / written if written else Decimal(1)
    return abs(worth) * Decimal(1).scaleb(-len(digits[1] or ""))


def rate_rounding(part: Quantity, whole: Quantity) -> Decimal:
    """Return by how many per cent a rate of two numbers may differ by the rounding of measured ones."""
    if part.unit is None:
        return Decimal(0)
    return 50 * (grain(part) + part.value / whole.value * grain(whole)) / whole.value
