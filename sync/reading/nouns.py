"""What kind of thing a counted noun is, and which words tell the pieces of a whole from one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sync.normalise.units import listed
from sync.reading.quantities import COMPOUNDS


def _phrases(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


_KINDS: dict[str, frozenset[str]] = {
    "person": _phrases(
        "người, nam, nữ, cá nhân, học sinh, học viên, sinh viên, giáo viên, giảng viên, cán bộ, công chức, viên chức, "
        "nhân viên, lao động, đảng viên, đoàn viên, hội viên, đại biểu, bệnh nhân, thí sinh, đối tượng, trẻ, trẻ em, "
        "em, cháu, nông dân, bị can, bị cáo, chuyên gia, vận động viên, thành viên, phụ nữ, thanh niên, chiến sĩ, "
        "bác sĩ, điều dưỡng, công dân, khẩu, nhân khẩu, tình nguyện viên, phạm nhân, nạn nhân, "
        "phó giám đốc, chuyên viên, thạc sĩ, tiến sĩ, kỹ sư, giáo sư, phó giáo sư, cử nhân, dược sĩ, y sĩ, hộ sinh, "
        "kỹ thuật viên, trưởng phòng, hộ lý, ứng cử viên, cử tri, công nhân, hòa giải viên, cộng tác viên, "
        "báo cáo viên, tuyên truyền viên, cấp ủy viên, ủy viên, thuyền viên, hành khách, du khách, người bệnh, "
        "đồng bào, giáo dân"
    ),
    "event": _phrases(
        "vụ, cuộc, lớp, hội nghị, hội thảo, buổi, đợt, khóa, chương trình, phiên, lễ, tọa đàm, chuyến, trận, ca trực"
    ),
    "province": _phrases("tỉnh, tỉnh thành, quốc gia, nước"),
    "district": _phrases("địa phương, huyện, thị xã, thành phố, quận"),
    "commune": _phrases("xã, phường, thị trấn"),
    "village": _phrases("thôn, khu phố, tổ dân phố, bản, làng, ấp, khu dân cư"),
    "organisation": _phrases(
        "cơ sở, đơn vị, doanh nghiệp, công ty, hợp tác xã, sở, cửa hàng, trạm, htx, cơ quan, nhà hàng, khách sạn, "
        "nhà nghỉ, quán, chợ, "
        "trường, phòng, chi cục, cục, ban, văn phòng, trung tâm, bệnh viện, viện, trạm y tế, công đoàn cơ sở, chi bộ, "
        "đại lý, quầy, siêu thị, nhà máy, quầy thuốc, nhà thuốc, phòng khám, xưởng, trang trại, gia trại, tổ hợp tác, "
        "chi nhánh, điểm bán, đảng bộ, đảng ủy, công đoàn, tổ chức cơ, tổ chức đảng, chi hội"
    ),
    "household": _phrases("hộ, gia đình"),
    "document": _phrases(
        "văn bản, kế hoạch, quyết định, công văn, tờ trình, báo cáo, thông báo, nghị quyết, chỉ thị, hướng dẫn, "
        "quy chế, kết luận, giấy mời, thông tư, nghị định, luật, đề án, chương trình"
    ),
    "animal": _phrases("con, bò, dê, cừu, lợn, gia cầm, trâu"),
    "vehicle": _phrases("xe, ô tô, mô tô, xe máy, tàu, tàu cá, phương tiện"),
    "machine": _phrases(
        "phương tiện đo, ptđ, máy, máy tính, máy in, thiết bị, phần mềm, camera, cột, cột đo, bình, bộ, "
        "cân, đồng hồ, công tơ, áp kế, huyết áp kế, nhiệt kế, quả cân, cột bơm"
    ),
    "time": _phrases("ngày, tháng, giờ, tuần, năm, phút, tiết"),
    "speech": _phrases("tham luận, chuyên đề, ý kiến, câu hỏi, bài, tin, tin bài, bản tin, tờ rơi, băng rôn"),
    "matter": _phrases("nội dung, nhiệm vụ, chỉ tiêu, giải pháp, tiêu chí, điều, khoản, chương, mục"),
}
_NO_PERSON = {("công", "viên"), ("thuốc", "viên"), ("đá", "viên")}
_KIND_OF = {phrase: kind for kind, phrases in _KINDS.items() for phrase in phrases}

# Nouns that hold other things: what stands in a bracket behind them need not be more of them.
_CONTAINERS = frozenset(
    {
        "event",
        "province",
        "district",
        "commune",
        "village",
        "organisation",
        "household",
        "vehicle",
        "machine",
        "time",
        "matter",
    }
)
_HOLDERS = _phrases(
    "kế hoạch, đề án, dự án, đoàn, tổ, gói, gói thầu, hợp đồng, bộ, phòng, nhà, khu, công trình, hệ thống, mô hình, "
    "trung tâm, trường, kho, điểm, tuyến, hạng mục, nhóm, khối, đội, cụm, vùng, nơi, quyết định, thửa, vị trí, hồ, lô"
)

_QUALITY = listed("""
    cấp đạt không chưa ở tại do của thuộc về nam nữ mới cũ qua đúng trước quá trễ loại mức theo từ bị được đã đang
    trên dưới trong ngoài đủ thiếu giỏi khá tốt kém là lần hết còn vượt vàng bạc hcv hcb hcđ ít sớm toàn một
    """) | _phrases(
    "trực tuyến, trực tiếp, xuất sắc, trung bình, công lập, tập trung, gia hạn, nghiêm trọng, hoàn thành"
)
_GENERIC = frozenset({"người", "đồng chí", "em", "cháu"})
_GENERAL_PLACES = _phrases("đơn vị, địa phương")
# These may be anything of which there are several: what follows in a bracket tells them apart.
_NEUTRAL = _phrases("trường hợp, tổ chức, cá nhân, tập thể, đối tượng, danh hiệu, đồng chí, bộ phận, nhà khoa")
# What one person or thing may be at once: pieces told by these may overlap.
_OVERLAP = re.compile(
    r"\b(?:nữ|dân tộc(?! (?:nội|bán) trú)|đoàn viên|đảng viên|nghèo|trẻ em|cao tuổi|tôn giáo|khuyết tật"
    r"|(?:hộ|gia đình|diện|đối tượng) chính sách|(?:trên|dưới) \d+(?![\d.,]*\s?%)"
    r"|trên chuẩn|(?:không|chưa) (?:kể|tính|bao gồm)|cả (?:hai|0?2)|trẻ tuổi|vùng sâu|miền núi"
    r"|từ \d+|\d[^,;]{0,12} trở lên|công đoàn viên)\b"
)
_INSURED = re.compile(r"\bbảo hiểm\b|\bbh(?:xh|yt|tn)\b")  # one and the same may be insured in several ways
# Words that tell the pieces of one whole apart, and leave nothing between them.
_OPPOSED: tuple[tuple[str, ...], ...] = (
    ("mới", "gia hạn", "cấp lại", "cấp đổi", "sửa đổi", "bổ sung", "điều chỉnh", "lần đầu", "thay đổi"),
    ("trực tuyến", "trực tiếp", "bưu chính", "bưu điện"),
    ("quốc gia", "cấp tỉnh", "cấp cơ sở", "cấp bộ", "cấp huyện", "cấp xã"),
    ("trước hạn", "đúng hạn", "quá hạn", "trễ hạn", "sớm hạn", "trước thời hạn", "chưa đến hạn"),
    ("nam", "nữ"),
    ("toàn trình", "một phần"),
    ("xuất khẩu", "nhập khẩu"),
    ("quốc tế", "nội địa", "trong nước", "nước ngoài", "ngoài nước"),
    ("thu nội địa", "xuất nhập khẩu"),
    ("tập thể", "cá nhân", "tổ chức"),
    ("xuất sắc", "giỏi", "khá", "trung bình", "yếu", "tốt", "đạt"),
    ("hoàn thành", "đang", "chưa"),
    ("thành lập mới", "giải thể"),
    ("công chức", "viên chức", "hợp đồng"),
    ("khiếu nại", "tố cáo", "kiến nghị", "phản ánh"),
    ("giải nhất", "giải nhì", "giải ba", "khuyến khích"),
    ("kỳ trước", "năm trước", "tháng trước", "quý trước", "chuyển sang", "trong kỳ", "mới", "tồn"),
    ("thành thị", "nông thôn"),
    ("tập trung", "cộng đồng"),
    ("đất nông nghiệp", "phi nông nghiệp", "chưa sử dụng"),
    ("tiếp thu", "giải trình"),
    ("rất nghiêm trọng", "nghiêm trọng", "ít nghiêm trọng", "đặc biệt nghiêm trọng"),
    ("còn hiệu lực", "hết hiệu lực"),
    ("đúng tiến độ", "chậm tiến độ", "vượt tiến độ"),
    ("âm tính", "dương tính"),
    ("chuyển tiếp", "mới"),
    ("đang hoạt động", "ngừng hoạt động", "giải thể"),
    ("đạt", "vi phạm", "khắc phục"),
    ("chấp hành", "vi phạm"),
    ("tố tụng", "tư vấn", "ngoài tố tụng"),
    ("người lớn", "trẻ em"),
    ("nội trú", "ngoại trú"),
    ("trong tỉnh", "ngoài tỉnh", "nước ngoài"),
    ("công lập", "ngoài công lập", "tư thục", "dân lập"),
    ("định kỳ", "đột xuất"),
    ("theo kế hoạch", "đột xuất"),
    ("bắt buộc", "tự nguyện"),
    ("bảo hiểm y tế", "bhyt", "viện phí", "thu phí", "dịch vụ"),
    ("hộ tịch", "chứng thực"),
    ("nông thôn", "đô thị"),
    ("khai thác", "nuôi trồng"),
    ("chính thức", "dự bị"),
    ("nước mặn", "nước ngọt", "nước lợ"),
    ("phía bắc", "phía nam", "phía đông", "phía tây"),
    ("miền bắc", "miền trung", "miền nam"),
    ("đường bộ", "đường sắt", "đường thủy", "đường thuỷ"),
    ("cố định", "di động"),
    ("trả trước", "trả sau"),
    ("đúng", "sai", "có đúng có sai", "đúng một phần"),
    ("thường xuyên", "đầu tư"),
    ("rừng tự nhiên", "rừng trồng"),
    ("phòng hộ", "sản xuất", "đặc dụng"),
    ("ngân sách", "đối ứng", "xã hội hóa", "xã hội hoá", "lồng ghép", "nhân dân đóng góp", "vốn vay"),
    ("số cũ", "mới"),
    ("nhà nước", "tư nhân", "ngoài nhà nước"),
    ("ngân sách trung ương", "ngân sách địa phương", "ngân sách tỉnh", "ngân sách huyện"),
    ("công an", "quân đội", "dân sự"),
    ("bộ đội", "dân quân"),
    ("chính quy", "không chính quy", "vừa làm vừa học"),
    ("lần đầu", "lần hai", "lần 2"),
    ("khách quan", "chủ quan"),
    ("đường tỉnh", "quốc lộ", "đường huyện"),
)
# These exclude one another, but leave others.
_DISJOINT = ("nghèo", "cận nghèo", "thoát nghèo")
_RESULTS: tuple[tuple[str, ...], ...] = (
    ("âm tính", "dương tính"),
    ("hoàn thành", "đang"),
    ("tiếp thu", "giải trình"),
    ("còn hiệu lực", "hết hiệu lực"),
    ("đúng tiến độ", "chậm tiến độ", "vượt tiến độ"),
    ("trước hạn", "đúng hạn", "quá hạn", "trễ hạn"),
    ("có mặt", "vắng", "thiếu"),
    ("chính thức", "dự bị"),
    ("nam", "nữ"),
    ("dự họp", "vắng"),
    ("đã sử dụng", "còn tồn", "còn lại", "chưa sử dụng"),
    ("đã giải ngân", "còn lại", "chưa giải ngân"),
    ("đã hoàn thành", "còn lại", "chưa hoàn thành"),
    ("đã ra quyết định", "đang xem xét", "đang giải quyết"),
    ("đã giải quyết", "đang giải quyết", "đang xem xét"),
    ("đạt", "vi phạm"),
    ("chấp hành", "vi phạm"),
    ("chọn", "loại"),
    ("chấp nhận", "từ chối"),
    ("chấp thuận", "từ chối"),
    ("đồng ý", "từ chối"),
    ("tiếp nhận", "trả lại"),
    ("chấp thuận", "trả lại"),
    ("trúng tuyển", "trượt"),
    ("đỗ", "trượt"),
)
_DENIED = re.compile(r"\b(?:không|chưa)\s+(?:được\s+|có\s+)?([^\W\d_]+)")
_PERFECT = re.compile(r"\bđã (?:được )?([^\W\d_]+ [^\W\d_]+)")
_STILL = re.compile(r"\b(?:đang|chưa) (?:được |trong quá trình )?([^\W\d_]+ [^\W\d_]+)")
_LEFT = re.compile(r"^(?:và\s+)?(?:số\s+)?còn(?: lại)?\b|\bkhác$|\bkhác\b(?=\s*$)|\bcòn lại$")


def kind_of(head: tuple[str, ...]) -> str | None:
    """Return the kind of the thing that a head counts, None where it is not known; "lượt người" are persons."""
    head = head[1:] if head[:1] == ("lượt",) else head
    if "viên" in head[1:3] and head[:2] not in _NO_PERSON:
        return "person"  # "kiểm định viên", "giao dịch viên"
    lengths = (3, 2) if " ".join(head[:2]) in _NEUTRAL else (3, 2, 1)  # "trường hợp" is no "trường"
    return next((_KIND_OF[p] for n in lengths if (p := " ".join(head[:n])) in _KIND_OF and len(head) >= n), None)


def tells_quality(head: tuple[str, ...]) -> bool:
    """True where words say which or how they are, and not what: "03 cấp quốc gia", "42 nam", "08 không đạt"."""
    return any(" ".join(head[:n]) in _QUALITY for n in (1, 2))


def is_one_of(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """True where a part is counted by the general word for what the whole is.

    "11 người" of "18 viên chức", "06 đơn vị" of "15 xã, phường".
    """
    if " ".join(part[:2]) in _GENERAL_PLACES:
        return kind_of(whole) in {"district", "commune", "village", "organisation"}
    general = any(" ".join(part[:n]) in _GENERIC for n in (1, 2))
    return general and kind_of(whole) == "person"


def is_neutral(head: tuple[str, ...]) -> bool:
    """True of words that stand for whatever is counted: "trường hợp", "đối tượng"."""
    return " ".join(head[:2]) in _NEUTRAL


def holds_others(head: tuple[str, ...]) -> bool:
    """True where a noun counts things that hold other things: classes, projects, districts."""
    if is_neutral(head):
        return False
    lengths = (2,) if " ".join(head[:2]) in COMPOUNDS else (1, 2)  # "hồ sơ" is no "hồ"
    named = any(" ".join(head[:n]) in _HOLDERS for n in lengths)
    return named or kind_of(head) in _CONTAINERS


def tell_apart(phrases: Sequence[str]) -> bool:
    """True where the folded phrases name all there is: one denies another, one is the rest, or all are opposed."""
    return left_over(phrases) or denied(phrases) or any(_covered(phrases, words) for words in _OPPOSED)


def overlap(phrases: Sequence[str], *, counted: bool = False) -> bool:
    """True where one thing may be `counted` in two of the phrases: "nữ" and "đảng viên"; money goes to one fund."""
    told = any(_OVERLAP.search(phrase) or (counted and _INSURED.search(phrase)) for phrase in phrases)
    return told and not tell_apart(phrases) and not _covered(phrases, _DISJOINT)


def left_over(phrases: Sequence[str]) -> bool:
    """True where the last phrase is the rest: "còn lại …", "… khác"."""
    return bool(phrases) and bool(_LEFT.search(phrases[-1]))


def results(phrases: Sequence[str]) -> bool:
    """True where phrases name the two ends of one work, so that no joining word is needed."""
    return denied(phrases) or under_way(phrases) or any(_covered(phrases, words) for words in _RESULTS)


def under_way(phrases: Sequence[str]) -> bool:
    """ "đã phân tích xong 79 mẫu, 06 mẫu đang phân tích": one deed, done with some and not yet with others."""
    done = {word for phrase in phrases for word in _PERFECT.findall(phrase)}
    return any(word in done for phrase in phrases for word in _STILL.findall(phrase))


def denied(phrases: Sequence[str]) -> bool:
    """True where a phrase denies what another says: "đạt yêu cầu" and "không đạt"."""
    for at, phrase in enumerate(phrases):
        for word in _DENIED.findall(phrase):
            for other in (*phrases[:at], *phrases[at + 1 :]):
                if re.search(rf"(?<!không )(?<!chưa )(?<!trái )\b{word}\b", other):
                    return True
    return False


def _covered(phrases: Sequence[str], words: Sequence[str]) -> bool:
    """True where each phrase has one of the words, the longest of those it has, and not all have the same."""
    if len(phrases) < 2:
        return False
    pattern, said = _pattern(tuple(words)), set()
    for phrase in phrases:
        if not (found := pattern.findall(phrase)):
            return False
        said.add(max(found, key=len))
    return len(said) > 1


@lru_cache(maxsize=256)  # one for each group of words
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
