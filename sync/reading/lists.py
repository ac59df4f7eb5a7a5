"""Numbers and the lists that name what they count: in the sentence, numbered, in a bracket, after "là"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.model.sentences import Listed, Quantity
from sync.normalise.searching import UPPER
from sync.reading.bracketed import each_in_bracket
from sync.reading.joints import HIDDEN, QUIET, Stretch
from sync.reading.names import (
    COMMA,
    NAME,
    OPEN_END,
    ORDINAL,
    PLACES,
    Names,
    by_comma,
    by_semicolon,
    cites_others,
    counted,
    directly,
    fits_name,
    named,
    pieces_of,
    without_other_places,
)
from sync.reading.notelists import documents_by_kind, items_of_note
from sync.reading.nouns import kind_of
from sync.reading.quantities import begins_with
from sync.reading.ratiocounts import of_ratios

_NUMBERED = re.compile(rf"(?:^|[\s;:,.])\((\d{{1,2}}|[ivx]{{1,4}})\)\s|(?:^|[;:]\s)(\d{{1,2}})[.)]\s(?=[{UPPER}])")
# "còn 05 đơn vị giải ngân dưới 30%, gồm: …": which ones are meant, and no number of its own.
_THRESHOLD = (
    r"(?:trên|dưới|từ|hơn|đạt|không quá|ít nhất|tối thiểu|bằng) \d[\d.,]*\s?"
    r"(?:%|tỷ đồng|triệu đồng|tỷ|triệu|m³|m3|ha|km|sao|năm|tháng|ngày|tuổi|điểm|tiêu chí|/\d+ [^\W\d]+)"
)
_OPENS = re.compile(
    rf"(?P<words>(?:{_THRESHOLD}|\({QUIET}*\)|[^.;:,()\d]"
    r"|,(?=\s(?:thành phố|phường|thị trấn|thị xã|huyện|ngành|địa phương|cá nhân)\b)){1,90}?)"
    r"(?:,\s*)?(?P<by>\s*(?:như sau|sau đây|sau|cụ thể|gồm có|bao gồm|gồm|đó là|là)\s*:"
    r"|\s*:|\s(?:bao gồm|gồm có|gồm|đó là|là)(?=\s))\s*"
)
# Before (1) nothing else can be meant: "04 vụ việc phức tạp, kéo dài: (1) …".
_OPENS_NUMBERED = re.compile(r"[^.;:()\d]{1,120}:\s*(?=\((?:1|i)\)\s)")
# "04 lớp tại: …", "05 quyết định của các địa phương: …": the names may be those of something else.
_OF_OTHERS = re.compile(
    r"\b(?:tại|ở|của|cho|từ|về|do|trong|theo|bởi|với|cùng|đi|sang|tham gia|tham dự|dự(?! (?:án|toán|thảo|bị))|đối với"
    r"|thuộc|đến|liên quan|các|những|trên địa bàn)\b",
    re.IGNORECASE,
)
# "(các ông, bà: Nguyễn Văn An, …)": what they are, before their names.
_WHO = re.compile(r"\s*(?:(?:gồm|bao gồm|gồm có|là|đó là)\b\s*:?\s*)?(?:các\s[^.;:()\d]{2,40}:\s*)?", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:và )?(?:đã|đang|sẽ|tiếp tục|đồng thời|riêng|còn|có|trong đó|ngoài ra|hiện|đến nay|lũy kế|luỹ kế|nâng|chưa"
    r"|không|chỉ đạo|công nhận|tổ chức|thực hiện|triển khai|kiểm tra|xử lý|trình|ban hành|tham mưu|hoàn thành|phối hợp"
    r"|xây|cấp|thu hồi|đăng|đưa|hướng dẫn|tiếp nhận|thẩm định|phê duyệt|mở|hỗ trợ|giải quyết|trong tháng|tước|phát hiện"
    r"|khởi công|nghiệm thu|thanh tra|giám sát|cử|tặng|khen|trao|vận động|thành lập|sản xuất|đạt|tăng|giảm)\b",
)
_BEFORE_MARK = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,9}\s*$")
_BEFORE_NEXT = re.compile(r"\s*[^\W\d_]+(?:[ -][^\W\d_]+){0,5}\s*(?:,|;|\svà)\s*")
_NO_LIST = re.compile(r"^(?:do|để|của|những|các|một|từ|theo|trong|vì|không|việc)\b", re.IGNORECASE)
_NAMED_AT_ONCE = re.compile(  # "tại 03 xã Phước Hà, Nhị Hà và Phước Minh": up to where a sentence ends or goes on
    r" (?:xã|huyện|tỉnh|phường|thôn) (?P<names>"
    rf"(?:[{UPPER}][^\W\d_]*)(?: [{UPPER}][^\W\d_]*){{1,3}}"
    rf"(?:(?:, | và )(?:[{UPPER}][^\W\d_]*)(?: [{UPPER}][^\W\d_]*){{1,3}})+)(?=[.;:(]|$| [a-zđà-ỹ]| \()(?! và )"
)
_SOME = re.compile(r"\b(?:như|điển hình|tiêu biểu|nổi bật|chủ yếu|nhất là|đặc biệt)\s*$|\btrong đó\b", re.IGNORECASE)
_NUMBERS_OF_NAMES = re.compile(r"(?:[^\d]|(?<=[^\W\d_] )\d{1,2}(?:\.\d)?(?=\s*(?:[,;]|\bvà\b|$)))+")
_BEHIND_BRACKET = re.compile(r"\)\s*(?:(?:gồm|bao gồm|là)\s*)?:\s*")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SYMBOLS = re.compile(r"\s*(?:số )?\d+/[^\s,;]+(?:\s*(?:,|;|\bvà)\s*(?:số )?\d+/[^\s,;]+)+\s*")
_COUNTED_ANEW = re.compile(r"[^:;]*?\b\d{1,3} [^\W\d_][^:;]{1,60}:\s")  # "Đoàn số 2 kiểm tra 03 đơn vị: …"
_FIRST = re.compile(r"(?:[:(]|\bgồm)\s*[^\W\d_]+ (?:số )?1\b", re.IGNORECASE)  # before a pattern is made for the noun
_LEAST = 2
_LIST = 2_000  # characters of a list that is counted off
_NEAR = 60
_ONLY_COUNT = re.compile(r"\s*\d+ [^\W\d_]+(?: [^\W\d_]+)?\s*")
_SEVERAL_OF = re.compile(
    rf"\b[Cc]ác (?P<noun>[a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?)\s*:?\s+(?P<names>[{UPPER}][^.;:()\d]{{3,300}})$"
)


def lists_of(text: str, found: Sequence[Stretch], notes: Sequence[tuple[int, str]]) -> Iterator[Listed]:
    """Yield every number of a text with the list that names what it counts; `notes` are (place of the mark, text)."""
    brackets = {s.start - 1: s for s in found if s.owner is not None}
    named: set[int] = set()
    for stretch in found:
        for quantity in (*stretch.quantities, *of_ratios(stretch)):
            if not _counts(quantity):
                continue
            names = (
                _in_sentence(text, stretch, quantity)
                or _in_bracket(stretch, quantity, brackets)
                or _labelled(text, stretch, quantity)
            )
            if names and not cites_others(quantity, names):
                named.add(quantity.start)
                yield Listed(quantity, names.items, names.most)
        yield from _counted_behind(stretch)
        yield from _counted_before(stretch)
    yield from (listed for listed in each_in_bracket(found) if listed.count.start not in named)
    for place, note in notes:
        counts = _marked(text, found, place)
        items = items_of_note(note, counts[-1].head) if counts else ()
        if items:
            yield Listed(counts[-1], items, len(items))
        elif len(counts) > 1:  # "02 chỉ thị và 03 kế hoạch[1]": of each kind as many
            of_kinds = documents_by_kind(note, [count.head for count in counts])
            yield from (Listed(count, of, len(of)) for count, of in zip(counts, of_kinds, strict=False))


def _labelled(text: str, stretch: Stretch, quantity: Quantity) -> Names | None:
    """ "04 lớp: lớp 1 (…) 85 học viên, lớp 2 …": counted off one by one, right behind what opens them."""
    if not quantity.head or stretch.owner is not None:
        return None
    behind = text[quantity.end : min(stretch.end, quantity.end + _LIST)]
    if not _FIRST.search(behind):
        return None
    noun = re.escape(behind.split()[0])
    opened = re.search(rf"(?:[:(]|\bgồm)\s*(?={noun} (?:số )?1\b)", behind, re.IGNORECASE)
    if not opened or _SOME.search(behind[: opened.start()]):
        return None
    label = rf"(?<!\d )\b{noun} (?:số )?(\d{{1,2}})\b(?!,? (?:và |đến )?\d)"
    if re.match(rf"{noun} (?:số )?1\b[^,;)]*?\d[\d.]* {noun}\b", behind[opened.end() :], re.IGNORECASE):
        return None  # "412 phiếu (phiếu số 1: 280 phiếu, …)": how many of each
    numbers = [int(number) for number in re.findall(label, behind[opened.end() :], re.IGNORECASE)]
    if len(numbers) < _LEAST or numbers != list(range(1, len(numbers) + 1)):
        return None
    return Names(tuple(f"{quantity.head[0]} {number}" for number in numbers), len(numbers))


def _counted_behind(stretch: Stretch) -> Iterator[Listed]:
    """Yield "tại các huyện Ninh Sơn, Bác Ái và Thuận Bắc (03 huyện)": the bracket counts the names before it."""
    only = stretch.quantities[0] if stretch.owner is not None and len(stretch.quantities) == 1 else None
    if only is None or not _counts(only) or not _ONLY_COUNT.fullmatch(stretch.shown) or stretch.owner is None:
        return
    before = stretch.owner.between(stretch.owner.start, stretch.start - 1)
    listed = [piece for piece in pieces_of(before.rsplit(":", 1)[-1])[0] if piece]
    if ":" in before and len(listed) >= _LEAST and all(begins_with(piece, only.head) for piece in listed):
        yield Listed(only, tuple(listed), len(listed))
        return
    opened = _SEVERAL_OF.search(before)
    if opened is None or not begins_with(opened["noun"], only.head) or kind_of(only.head) not in PLACES:
        return
    pieces, _ = pieces_of(before[opened.start("names") :])
    if len(pieces) >= 2 and all(NAME.fullmatch(piece) for piece in pieces):
        yield Listed(only, tuple(pieces), len(pieces))


def _counted_before(stretch: Stretch) -> Iterator[Listed]:
    """Yield "Các đơn vị chưa gửi báo cáo (03 đơn vị): Sở A, Sở B, Sở C": the bracket counts the names behind it."""
    only = stretch.quantities[0] if stretch.owner is not None and len(stretch.quantities) == 1 else None
    if only is None or not _counts(only) or not _ONLY_COUNT.fullmatch(stretch.shown) or stretch.owner is None:
        return
    opened = _BEHIND_BRACKET.match(stretch.owner.shown, stretch.end - stretch.owner.start)
    if not opened:
        return
    rest = _to_next_clause(stretch.owner, stretch.owner.start + opened.end())
    names = None
    if not OPEN_END.search(rest) and not _NO_LIST.match(rest):
        parted = by_semicolon(rest, only) if ";" in rest else None
        first = by_comma(rest.split(";")[0], only, short=False, colon=True)
        names = first if not parted or (first and _rather(first, parted, only)) else parted
    if names:
        yield Listed(only, names.items, names.most)


def _counts(quantity: Quantity) -> bool:
    whole = quantity.value == int(quantity.value) and 1 <= quantity.value <= 300
    return quantity.unit is None and not quantity.approximate and whole and bool(quantity.head)


def _marked(text: str, found: Sequence[Stretch], place: int) -> list[Quantity]:
    """Return the number that a note mark stands behind, with its noun and no sign between, and those joined with it."""
    before = sorted((q for stretch in found for q in stretch.quantities if q.end <= place), key=lambda q: q.start)
    counts: list[Quantity] = []
    for count in reversed(before):
        until = counts[0].start if counts else place
        pattern = _BEFORE_NEXT if counts else _BEFORE_MARK
        whole = count.unit is None and not count.approximate and count.value == int(count.value)
        if not whole or not pattern.fullmatch(text, count.end, until):
            break
        counts.insert(0, count)
    return counts


def _in_sentence(text: str, stretch: Stretch, quantity: Quantity) -> Names | None:
    shown = stretch.shown
    opened = _OPENS.match(shown, quantity.end - stretch.start)
    if kind_of(quantity.head) in PLACES and (named := _NAMED_AT_ONCE.match(shown, quantity.end - stretch.start)):
        at_once = tuple(name for name in COMMA.split(named["names"]) if name)
        return Names(at_once, len(at_once))
    counted_off = _OPENS_NUMBERED.match(text, quantity.end)
    if counted_off and (numbered := numbered_items(text[counted_off.end() : _numbered_end(text, stretch)])):
        return Names(numbered, len(numbered))
    if not opened or opened["words"].strip().startswith((HIDDEN, QUIET)) or _SOME.search(opened["words"]):
        return None
    begin = stretch.start + opened.end()
    if numbered := numbered_items(text[begin : _numbered_end(text, stretch)]):
        return Names(numbered, len(numbered))
    rest = _to_next_clause(stretch, begin)
    if OPEN_END.search(rest) or (_NO_LIST.match(rest) and not ORDINAL.match(rest)):
        return None
    colon = ":" in opened["by"]
    gom = "gồm" in opened["by"]
    if ";" in rest and not (colon or gom):
        return None
    if ";" in rest and (parted := by_semicolon(rest, quantity)):
        of_itself = not _OF_OTHERS.search(opened["words"])
        first = by_comma(rest.split(";")[0], quantity, short=False, colon=colon, gom=gom, of_itself=of_itself)
        return first if first and _rather(first, parted, quantity) else parted
    if ";" in rest:
        return None
    of_itself = not _OF_OTHERS.search(opened["words"])
    who = _WHO.match(rest)
    rest = rest[who.end() :] if who else rest
    short = not colon and "là" in opened["by"]
    names = by_comma(rest, quantity, short=short, colon=colon, gom=gom, of_itself=of_itself)
    return without_other_places(names, quantity, opened["words"]) if names else None


def _rather(first: Names, parted: Names, quantity: Quantity) -> bool:
    """True where the names before a semicolon are the list, and what stands behind is told next."""
    agrees, other = (len(names.items) <= quantity.value <= names.most for names in (first, parted))
    return not other and (agrees or len(first.items) > len(parted.items))


def _to_next_clause(stretch: Stretch, begin: int) -> str:
    """Return what stands behind a list's opening, up to where a semicolon begins another deed with its own number.

    "02 công trình: trạm A và đường dây B; đang thi công 03 công trình: …"
    """
    rest = stretch.between(begin, stretch.end)
    names = rest[:1].isupper() or rest[:1] in '“"'
    for sign in re.finditer(r";\s*", rest):
        until = rest.find(";", sign.end())
        piece = rest[sign.end() : until if until > 0 else len(rest)]
        other = _CLAUSE.match(piece) or (names and (piece[:1].islower() or piece[:1].isdigit()))
        if (other and re.search(r"\d", piece)) or _COUNTED_ANEW.match(piece):
            return rest[: sign.start()]
    return rest


def _numbered_end(text: str, stretch: Stretch) -> int:
    """A numbered list goes on over full stops: to the end of the text where its sentence ends in the middle of it."""
    return len(text) if _NUMBERED.search(text, stretch.end) else stretch.end


def numbered_items(text: str) -> tuple[str, ...]:
    """Return the pieces of "(1) … (2) … (3) …", () unless they count from 1 one by one."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [_value(m[1] or m[2]) for m in marks]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)) or text[: marks[0].start()].strip():
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    items = tuple(text[m.end() : end].strip(" ;.") for m, end in zip(marks, ends, strict=True))
    return items if all(items) else ()


def _only_names_with_numbers(shown: str) -> bool:
    """ "Thiên Tân 1.2, Phước Thái 2, Bầu Zôn": where one name has none, the numbers of the others are no counts."""
    return _NUMBERS_OF_NAMES.fullmatch(shown) is not None and not all(
        re.search(r"\d", piece) for piece in pieces_of(shown)[0]
    )


def _value(number: str) -> int:
    """Return what "3" or "iii" says, 0 of any other letters."""
    return int(number) if number.isdigit() else _ROMAN.index(number) if number in _ROMAN else 0


def _in_bracket(stretch: Stretch, quantity: Quantity, brackets: dict[int, Stretch]) -> Names | None:
    """ "03 xã (Phước Hải, An Hải, Phước Dinh)": nothing but names, each of the kind that is counted."""
    at = stretch.shown.find("(", quantity.end - stretch.start)
    bracket = brackets.get(stretch.start + at) if at >= 0 else None
    if bracket is not None and kind_of(quantity.head) == "document" and _SYMBOLS.fullmatch(bracket.shown):
        near = len(stretch.between(quantity.end, stretch.start + at)) <= _NEAR
        symbols = re.split(r"\s*(?:,|;|\bvà)\s*", bracket.shown.strip())
        return Names(tuple(symbols), len(symbols)) if near else None
    if bracket is None or ((bracket.quantities or bracket.others) and not _only_names_with_numbers(bracket.shown)):
        return None
    between = stretch.between(quantity.end, stretch.start + at)
    far = len(between) > (30 if "," in between else 70)
    if far or re.search(r"[;:.\d]", between) or OPEN_END.search(bracket.shown):
        return None
    who = _WHO.match(bracket.shown)
    pieces, joints = pieces_of(bracket.shown[who.end() if who else 0 :])
    if len(pieces) > 1 and all(begins_with(piece, quantity.head) for piece in pieces):
        return Names(tuple(pieces), len(pieces))
    kept = named(pieces, quantity)
    if not kept and not _OF_OTHERS.search(between) and kind_of(quantity.head) not in PLACES:
        return directly(pieces, joints, quantity, colon=False)
    if len(kept) != len(pieces) or len(kept) < 2:
        return None
    if kind_of(quantity.head) in PLACES and not all(NAME.fullmatch(p) or fits_name(p) for p in kept):
        return None
    names = counted(kept, joints, quantity)
    return names if names and len(names.items) >= 2 else None
