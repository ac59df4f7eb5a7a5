"""Beginnings of sentences in reports, to tell which word a text began with before its first letter was lost."""

from __future__ import annotations

import re

from sync.normalise.agencies import LOCAL, WHOLE
from sync.normalise.kinds import START as DOCUMENT
from sync.normalise.searching import UPPER, bare, words
from sync.normalise.syllables import lost_first_letter
from sync.normalise.tables import FREQUENT, KNOWN

# Two words each; without its first letter none of them is a phrase that a sentence begins with.
_OPENERS = """
dự thảo; các đề; các đơn; các sở; các phòng; các nội; các hoạt; cung cấp; cung ứng; cử cán; cử công; cử viên;
thu và; thu phí; thu ngân; trong số; trong tháng; trong kỳ; trong quý; trong đó; trình hội; trình ubnd; trình ủy;
trình tỉnh; trình sở; trình lãnh; trình giám; hỗ trợ; hội nghị; họp hội; họp ban; ký kết; ký hợp; làm việc;
lấy mẫu; lấy ý; lắp đặt; lập hồ; lập danh; lập biên; lập kế; mở lớp; mở các; mời các; nghiệm thu; nghiên cứu;
nâng cao; nâng cấp; nhân giống; nhân rộng; nhập dữ; nhắc nhở; nộp hồ; phân tích; phân công; phân bổ; phát động;
phát sóng; phát hiện; phát hành; phản ánh; phục vụ; phòng ngừa; phun thuốc; ra quân; ra thông; sản xuất; sản lượng;
số hóa; số hoá; số hồ; sửa chữa; soạn thảo; sắp xếp; sơ kết; tập hợp; tặng quà; tọa đàm; tham vấn; thành viên;
thay thế; theo đó; thi công; thí nghiệm; thử nghiệm; thống kê; thống nhất; thẩm tra; thu hồi; thúc đẩy; tiêm phòng;
tiêm vắc; tiến độ; tiếp thu; tính đến; toàn ngành; toàn tỉnh; tổng diện; tổng hợp; trao tặng; trao đổi; trả kết;
trả lời; treo băng; trồng mới; trồng thử; truyền thông; trực tiếp; tư vấn; tuần tra; tuyển chọn; tuyển sinh;
tuyển dụng; vận hành; vận động; viết bài; về công; về tình; vệ sinh; xác lập; xác minh; xét chọn; xét duyệt;
xử phạt; xuất bản; khen thưởng; khám bệnh; khắc phục; khởi công; không có; không phát; kiện toàn; kịp thời;
kết nối; kiểm dịch; kiểm kê; kiểm nghiệm; kỷ niệm; giao ban; giao các; giới thiệu; giảng dạy; giữ vững; gửi báo;
gửi văn; gửi hồ; duy trì; duyệt kế; duyệt hồ; dự họp; dự hội; dự báo; đang triển; đã tổ; đã tiến; đã ban; đã hoàn;
đã thực; đã tham; đề án; điều tra; đoàn kiểm; đối với; đôn đốc; đăng tải; đăng bài; đến nay; đón tiếp; động viên;
đo đạc; đưa vào; bàn giao; báo cáo; biên tập; biên soạn; bảo đảm; bảo dưỡng; bảo trì; bố trí; bồi dưỡng; bám sát;
bình xét; bước đầu; cải cách; cải tạo; cấp mới; cấp phát; cấp đổi; chăm sóc; chấp hành; chấm điểm; chi cục;
chia sẻ; chính sách; chỉnh lý; chỉnh trang; chuyển đổi; chứng nhận; công khai; công nhận; công suất; cùng với;
củng cố; quan trắc; quảng bá; quán triệt; quyên góp; rà phá; hiệu chuẩn; hiệp thương; hoàn trả; huy động;
hướng tới; kê khai; khánh thành; khẩn trương; lãnh đạo; lồng ghép; lưu trữ; nhìn chung; nhằm nâng; niêm yết;
nuôi trồng; diện tích; doanh thu; tăng cường; thăm hỏi; thăm và; thường trực; thi đua; tuyên dương; vay vốn;
xóa đói; xúc tiến; học sinh; học viên; xuất khẩu; xuất hiện; công nghiệp; công chứng; công an; công đoàn;
chất lượng; truy cập; truy quét; trợ giúp; trợ cấp; ghi nhận; bổ nhiệm; bổ trợ; gieo trồng; gieo cấy; phúc đáp;
phúc tra; ứng phó; ứng dụng; ổn định; ủy ban; uỷ ban; ủng hộ; áp dụng; ấn hành; ước đạt; ước thực; ưu tiên; ôn tập;
luân chuyển; điều động; đề bạt; giám định; giải thể; giải tỏa; giải phóng; giáo dục; giảm nghèo; gặp mặt; góp phần;
khống chế; khoanh vùng; khai trương; khai giảng; khơi thông; nạo vét; nắm bắt; nắm tình; ngăn chặn; ngành nông;
ngành y; nhận thức; nhân dân; nhân dịp; người dân; nông nghiệp; nguồn vốn; phê chuẩn; phát thanh; phạt vi; phổ cập;
phòng chống; phòng, chống; quốc phòng; quy mô; quyền lợi; rút kinh; siết chặt; so với; sáng kiến; sinh hoạt;
tái đàn; tái định; tài nguyên; tập đoàn; tập luyện; thanh niên; thương mại; thủy lợi; thuỷ lợi; thủy sản; tỉnh đã;
tỷ lệ; tiểu thủ; tín dụng; tôn giáo; tôn vinh; trật tự; trang trại; trẻ em; trung tâm; trường học; văn hóa;
văn hoá; văn nghệ; văn phòng; viễn thông; xã hội; xét nghiệm; xét xử; y tế; yêu cầu; bảo tồn; bảo tàng; bảo hiểm;
bắt giữ; bệnh viện; bồi thường; buôn lậu; cảnh báo; cảnh sát; cán bộ; cấp nước; cấp điện; chăn nuôi; chế biến;
chi ngân; chi trả; chỉ số; chính quyền; chợ đầu; chủng loại; cơ cấu; cơ quan; cung cầu; cưỡng chế; cứu hộ; cứu trợ;
dân quân; dân số; dân tộc; di dời; diễn tập; dịch bệnh; dịch tả; doanh nghiệp; du lịch; đàn bò; đàn gia; đàn heo;
đàn trâu; đánh bắt; đào hố; đảng bộ; đảng ủy; đền bù; địa phương; điện lực; đình chỉ; đô thị; đồng bào; đối thoại;
đường giao; giá trị; giao thông; hạ tầng; hàng hóa; hàng hoá; hệ thống; hiện trạng; hòa giải; hoà giải; hộ nghèo;
hợp tác; hướng nghiệp; huấn luyện; khách du; khoanh nuôi; kho bạc; không để; kim ngạch; kinh tế; lâm nghiệp;
lao động; lũy kế; luỹ kế; mạng lưới; mặt trận; môi trường; mua bán; mức độ; năng suất; nạn nhân; ngân hàng;
ngân sách; nghề cá; nhà máy; nhà ở; nuôi tôm; góp ý;
gồm các; gồm có; gia hạn; giúp đỡ; sở đã; sở kh&cn; sở khoa; sở ban; sở không; sở tiếp; sở phối; sở tham;
đo kiểm; đo lường; tai nạn; cai nghiện; phát ra; phát triển; tai biến; tỷ trọng;
tích lũy; tích luỹ; tích cực; tích hợp; tích tụ; thích ứng; đẩy nhanh; đẩy mạnh; đẩy lùi; đơn vị; đơn thư; đơn giản;
vi phạm; đi thực; đi đôi; thành phố; thành lập; thành tích; phó chủ; phó giám; phó trưởng; như vậy; nghe báo;
nghe thông; nghe ý; ngay sau; ngay từ; ngay khi; cục quản; cục thống; cục thuế; cục hải; cục thi;
ban thường; ban chỉ; ban quản;
ban tổ; ban chấp; ban tuyên; ban dân; ban nội; ban kinh; ban văn; ban pháp; ban giám; ban lãnh; trước đó; trước mắt;
trước tình; trước tiên; trước yêu; nhiều đơn; nhiều địa; nhiều doanh; nhiều hộ; hầu hết; hiện nay; hiện có;
ngoài ra; ngoài việc; bên cạnh; đồng thời; riêng trong; riêng lĩnh; tính chung; tính riêng;
kết thúc; kết luận; nguyên nhân; tuy nhiên; song song; sau khi; sau thời; sau hơn; khi có; do ảnh; do tình; do thời
"""
_CUT = {
    whole[1:]: whole.split()[0] for line in _OPENERS.replace("\n", " ").split(";") for whole in [" ".join(line.split())]
}
# Verbs that a number follows ("Trồng 12 ha"); what is left of them is no word before a number where a text begins.
_BEFORE_NUMBER = {
    verb[1:]: verb
    for verb in (
        "cấp",
        "tháng",
        "năm",
        "sau",
        "còn",
        "gần",
        "ngày",
        "thả",
        "trồng",
        "lấy",
        "mở",
        "lắp",
        "nuôi",
        "trao",
        "tặng",
        "khám",
        "cử",
        "mua",
        "phun",
        "tiêm",
        "xét",
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
    {whole.split()[0] for whole in _OPENERS.replace("\n", " ").split(";") if whole.strip()}
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
        whole = whole or _CUT_FIRST.get(first[0]) or _by_what_follows(text)
        if whole:
            return (whole.capitalize(),)
        if may_be := _wholes(first[0]):
            return may_be
    found = tuple(word[:1].upper() + word[1:] for word in lost_first_letter(text))
    return found or (_beginners(first[0]) if len(first) == 2 and text[:1].islower() else ())


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
    """Return the known words that are one consonant longer than `rest`, where `rest` is no word itself."""
    if not rest.isalpha() or not rest.islower() or rest in KNOWN | _MAY_BEGIN or rest.isascii():
        return ()
    found = [letter + rest for letter in _LETTERS if letter + rest in FREQUENT]
    found = found or [letter + rest for letter in _LETTERS if letter + rest in KNOWN]
    return tuple(word.capitalize() for word in found[:4])


def _beginners(rest: str) -> tuple[str, ...]:
    """Return the words that sentences begin with of which a rare word is the rest: "mời" of "ời", "họp" of "ọp"."""
    if rest not in KNOWN or rest in FREQUENT or rest in _MAY_BEGIN:
        return ()
    return tuple(word.capitalize() for letter in _LETTERS if (word := letter + rest) in _BEGINNERS)[:4]
