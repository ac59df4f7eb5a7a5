"""Beginnings of sentences in reports, to tell which word a text began with before its first letter was lost."""

from __future__ import annotations

import re
from pathlib import Path

from sync.normalise.agencies import LOCAL, WHOLE
from sync.normalise.kinds import START as DOCUMENT
from sync.normalise.searching import UPPER, bare, words
from sync.normalise.syllables import lost_first_letter
from sync.normalise.tables import FREQUENT, KNOWN

# Two words each; without its first letter none of them is a phrase that a sentence begins with.
_LIST = Path(__file__).with_suffix(".txt")
_OPENERS = tuple(
    " ".join(opener.split())
    for line in _LIST.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for opener in line.split(";")
    if opener.strip()
)
_CUT = {whole[1:]: whole.split()[0] for whole in _OPENERS}
# Verbs that a number follows ("Trồng 12 ha"); what is left of them is no word before a number where a text begins.
_BEFORE_NUMBER = {
    verb[1:]: verb
    for verb in words(
        """cấp, tháng, năm, sau, còn, gần, ngày, thả, trồng, lấy, mở, lắp, nuôi, trao, tặng, khám, cử, mua, phun,
        tiêm, xét, phạt"""
    )
}
# "ấp 12 mã số" was "Cấp": what is granted or handed out is counted; of a hamlet anything else may be told.
_GRANTED = re.compile(
    r"ấp \d[\d.]* (?:(?:lượt|hồ sơ|trường hợp|tấm|loại)\s)?"
    r"(?:giấy|thẻ|mã|phép|chứng (?:chỉ|nhận|thư)|bản (?:sao|chính|trích|vẽ)|bằng (?:tốt|lái|khen|độc)|sổ|phiếu|tem"
    r"|biển số|văn bằng|phù hiệu|chữ ký|tài khoản|hộ chiếu|căn cước|con dấu|hạn ngạch|học bổng|suất|phần quà"
    r"|bộ (?:hồ sơ|sách|giống|thiết bị|máy|dụng cụ)|(?:cây|con|hom) giống"
    r"|tấn|tạ|kg|lít|chai|gói|hộp|bao|thùng|liều|viên|cuốn|quyển|chiếc|triệu|tỷ|nghìn)(?!\w)"
)
# "heo" is a word too: of pigs much is told, of "theo" only what one goes by follows.
_SINCE = re.compile(
    r"heo (?:dõi|định kỳ|ch[ỉủ] (?:đạo|trương|tiêu)|quy (?:định|trình|chế|hoạch|chuẩn)|kết (?:quả|luận)|kiến nghị"
    r"|từng (?:bước|tháng|quý|năm|giai đoạn|đợt|lĩnh vực|đơn vị|địa phương|ngành)|đúng (?:quy|tiến|kế|thời|chỉ|yêu)"
    r"|đề (?:nghị|xuất|cương)|yêu cầu|phân (?:công|cấp|kỳ|khai)|ủy quyền|hướng dẫn|ý kiến|nội dung|tinh thần|tiến độ"
    r"|lộ trình|lịch|thẩm quyền|chức năng|nhiệm vụ|số liệu|thống kê|dự (?:báo|toán)|đánh giá|tổng hợp|phản ánh"
    r"|thông tin|nguồn tin|hợp đồng|cam kết|thỏa thuận|nhu cầu|pháp luật|luật|nguyên tắc|quan điểm"
    r"|phương (?:án|châm)|danh (?:mục|sách)|cơ chế|đơn (?:thư|đề)|mẫu (?:số|của|quy)|lệnh|(?:điều|khoản) \d+)(?!\w)"
)
_GOES_BY = len("heo ")
# The fields that a province's departments are named by (decrees 24/2014 and 45/2025), and the start of such a name.
_OF_DEPARTMENTS = words(
    """y te, tu phap, noi vu, tai chinh, cong thuong, giao duc, xay dung, khoa hoc, nong nghiep, thong tin, giao thong,
    ke hoach, van hoa, du lich, lao dong, ngoai vu, dan toc, tai nguyen, quy hoach, the thao, ton giao"""
)
_AN_OFFICE = re.compile(rf"ở (?:[A-ZĐ]{{2,}}&[A-ZĐ]{{2,}}|(?P<field>[{UPPER}][^\W\d_]*\s[^\W\d_]+))(?!\w)")
# Words that sentences begin with, and of which nothing is left that one could begin with in a small letter.
_FIRST = (
    "có, tổng, giao, kỳ, vụ, mực, số, trên, thăm, thời, phạm, sát, thi, thu, trang, phong, khám, tuyến, trường, giá,"
    " nguồn, vốn, giống, mỗi, cụm, xã, phường, tỉnh, hộ, lớp"
)
_CUT_FIRST = {word[1:]: word for word in _FIRST.replace(" ", "").split(",")}
_BEGINNERS = frozenset(
    {whole.split()[0] for whole in _OPENERS}
    | set(_CUT_FIRST.values())
    | set(_BEFORE_NUMBER.values())
    | {"mời", "xin", "nêu", "kể", "dạy", "bán", "nộp", "trả", "thay", "nhằm", "song", "từ", "tất", "dịch", "cùng"}
)
# Rare words that a line may well begin with in small letters.
_MAY_BEGIN = words(
    """a, ai, an, ao, hay, heo, hát, hò, hến, in, ngô, oan, oi, ong, rắn, uy, uốn, uống, yên, yêu, yết, yếu, ách,
    ám, án, ánh, áo, âm, ân, âu, ém, én, êm, ích, ít, ôn, ông, ùn, úp, út, ý, ăn, ơn, ưng, ưu, ươm, ước, ướp,
    ải, ảnh, ảo, ấm, ấn, ấu, ẩm, ẩn, ếch, ốc, ốm, ống, ốp, ổ, ớt, ủ, ủng, ứ, ức, ứng"""
)
_LETTERS = "bcdđghklmnpqrstvx"


def whole_words(text: str) -> tuple[str, ...]:
    """Return what the first word of a text may have been before its first letter was lost, () where nothing was.

    Words come with a capital, as a sentence begins. Only a text that begins with a small letter, as one does that
    lost its capital, is looked at beyond what `lost_first_letter` knows.
    """
    first = text.split(maxsplit=2)[:2]
    if len(first) == 2 and text[:1].islower():
        whole = _CUT.get(" ".join(first).lower().rstrip(".,;:"))
        if whole is None and first[1][0].isdigit():
            if first[0] == "ấp" and not _GRANTED.match(text):
                return ()
            whole = _BEFORE_NUMBER.get(first[0])
        alone = first[0].rstrip(",")
        whole = whole or _CUT_FIRST.get(alone) or _by_what_follows(text)
        if whole:
            return (whole.capitalize(),)
        if may_be := _wholes(alone):
            return may_be
    found = tuple(word[:1].upper() + word[1:] for word in lost_first_letter(text))
    return found or (_beginners(first[0].rstrip(",")) if len(first) == 2 and text[:1].islower() else ())


def _by_what_follows(text: str) -> str | None:
    """Return the word of which a word in use is left, where what follows says which: "heo báo cáo", "ở Nội vụ"."""
    if _SINCE.match(text) or (text.startswith("heo ") and _basis(text)):
        return "theo"
    office = _AN_OFFICE.match(text)
    if office and (not office["field"] or bare(office["field"]) in _OF_DEPARTMENTS):
        return "sở"
    return "do" if re.match(r"o [a-zà-ỹđ]{2}", text) else None


def _basis(text: str) -> bool:
    """True where a document or an office follows "heo": one goes by them."""
    letters = bare(text)
    return any(head.match(letters, _GOES_BY) for head in (DOCUMENT, LOCAL, WHOLE))


def _wholes(rest: str) -> tuple[str, ...]:
    """Return the known words that are one consonant longer than `rest`, where `rest` is no word itself.

    Those that sentences begin with come first.
    """
    if not rest.isalpha() or not rest.islower() or rest in KNOWN | _MAY_BEGIN or rest.isascii():
        return ()
    found = [letter + rest for letter in _LETTERS if letter + rest in FREQUENT]
    found = found or [letter + rest for letter in _LETTERS if letter + rest in KNOWN]
    return tuple(word.capitalize() for word in sorted(found, key=lambda word: word not in _BEGINNERS)[:4])


def _beginners(rest: str) -> tuple[str, ...]:
    """Return the words that sentences begin with of which a rare word is the rest: "mời" of "ời", "họp" of "ọp"."""
    if rest not in KNOWN or rest in FREQUENT or rest in _MAY_BEGIN:
        return ()
    return tuple(word.capitalize() for letter in _LETTERS if (word := letter + rest) in _BEGINNERS)[:4]
