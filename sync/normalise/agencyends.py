"""The words that end a name of an agency, begin what follows it, or cannot close it."""

from __future__ import annotations

import re

from sync.normalise.searching import any_of, words

# What agencies do, in the order of the alphabet.
VERBS = any_of(
    r"""ấn định|bàn giao|bác|bác bỏ|bán|bảo đảm|bảo trì|bãi nhiệm|bắt|bắt giữ|bầu|bế mạc|biên soạn|biểu diễn|biểu dương
    biệt phái|bình chọn|bình xét|bồi dưỡng|bồi thường|bổ nhiệm|buộc|cam kết|cài đặt|cách chức|cải tạo|cải thiện
    cảnh báo|cảnh cáo|cắm mốc|cắt (?:điện|nước|giảm)|cấm|cấp|cấp phát|cập nhật|chào (?:hàng|giá)|chào mừng
    chấm (?:thầu|thi|điểm)|chấn chỉnh|chấp nhận|chất vấn|chi trả|chia buồn|chia sẻ|chia tách|chỉ rõ|chỉnh (?:lý|sửa)
    cho (?:biết|phép)|cho mượn|cho thôi|cho thuê|cho vay|cho ý kiến|chuẩn bị|chuẩn hóa
    chuyển (?:đơn|hồ sơ|nội dung|kinh phí)|chuyển mục đích|chuyển nhượng|chuyển tiếp|chuyển\s(?:giao|trả|đến)
    chúc mừng|chúc tết|chủ động|chủ trì|còn|công chứng|công khai|cung cấp|củng cố|cưỡng chế|dâng hương|dập dịch
    di dời|duyệt|dừng|dự báo|dự (?:hội|họp|lễ)|dự kiến|đánh giá|đánh số|đáp|đảm bảo|đạt|đăng|đăng cai|đăng ký
    đăng tải|đặt hàng|đặt tên|đầu tư|đấu nối|đẩy|đề bạt|đề cử|đề đạt|đề xuất|đền bù|điều chuyển|điều động|điều tiết
    đình chỉ|đính kèm|đo(?! lường| đạc)|đòi|đón|đóng (?:điện|cửa)|đôn đốc|đối chiếu|đối thoại|đổi tên|động thổ
    động viên|gặp mặt|ghi|ghi nhận|giám định mẫu|giải đáp|giải ngân|giải thể|giải trình|giảm|giới thiệu|giữ nguyên
    góp|gọi|gỡ bỏ|hiến máu|hiệp y|hiệu chỉnh|hoàn thành|hoàn thiện|hoàn thuế|hoàn trả|hoàn ứng|hoãn|hoạt động|hỏi|họp
    hội ý|hợp tác(?! (?:và|quốc|xã)(?!\w))|huỷ|hủy|hủy bỏ|hưởng ứng|in ấn|kê biên|kê khai|kêu gọi|kết nạp|kết thúc
    khai báo|khai giảng|khai mạc|khai trương|khai trừ|khám (?!đa|chữa)|kháng cáo|kháng nghị|khánh thành|khảo nghiệm
    khảo sát|khắc phục|khẳng định|khẩn trương|khen ngợi|khiển trách|khoanh vùng|khoán|khôi phục|khởi công|khởi động
    khởi tố|khuyến cáo|khuyến nghị|khử trùng|kiến nghị|kiểm đếm|kiểm điểm|kiểm kê|kiện toàn|kính (?:trình|gửi|báo|đề)
    kịp thời|ký kết|kỷ luật|làm|làm rõ|làm việc|lắp đặt|lấy mẫu|lập|liên hệ|liên quan|lồng ghép|luân chuyển|lùi|lưu ý
    lựa chọn|miễn (?:giảm|thuế|phạt)|miễn nhiệm|mong muốn|mời thầu|mở|mở đợt|mua sắm|mượn|nạo vét|nâng cấp
    nâng (?:mức|lương|hạng|bậc|ngạch)|nêu|ngăn chặn|nghiêm cấm|nghiên cứu|nghiệm thu|nghỉ|ngưng|ngừng|nhắc|nhắc nhở
    nhân dịp|nhân rộng|nhấn mạnh|nhận|nhập liệu|nhờ|niêm phong|niêm yết|nộp|phát hành|phát sóng|phản ánh|phản đối
    phản hồi|phạt|phân cấp|phân (?:giao|chia|định|quyền)|phân khai|phân loại|phân luồng|phân phát|phân tích|phê bình
    phê chuẩn|phong tặng|phong tỏa|phổ biến|phun|phúc đáp|phúc tra|phủ nhận|phục dựng|quảng bá|quyên góp|quyết nghị
    quyết toán|ra|ra quân|rà|rà soát|rút|rút kinh nghiệm|san lấp|sao gửi|sáp nhập|siết chặt|sinh hoạt|soạn thảo
    số hóa|sơ kết|sơ tán|suy tôn|sử dụng|sửa chữa|tài trợ|tán thành|tạm dừng|tạm (?:giữ|giam|hoãn|đình chỉ)|tạm ngừng
    tạm ứng|tạo|tăng|tặng|tặng thưởng|tất toán|tập huấn|tập trung|tham dự|tham vấn|thanh lý|thanh toán|thay đổi
    tháo gỡ|thả|thảo luận|thăm hỏi|thẩm duyệt|thẩm định|thẩm tra|thẩm vấn|theo dõi|thi công|thi tuyển|thí điểm
    thoả thuận|thỏa thuận|thôi|thông tin|thông xe|thu gom|thu mua|thu (?:phí|thuế|giữ)|thu thập|thuê|thúc đẩy|thụ lý
    thừa nhận|thử nghiệm|thực thi|tiêm|tiêu độc|tiêu huỷ|tiêu hủy|tiến hành|tiếp|tiếp nhận|tiếp thu|tiếp tục
    tinh (?:giản|gọn)|tích hợp|tịch thu|tôn vinh|tống đạt|tổng điều tra|tổng hợp|tổng kết|trang bị|trao|trao đổi|trả
    trân trọng|treo|tri ân|triệu hồi|triệu tập|trích|trồng (?:cây|rừng)|trợ cấp|truy quét|truy tặng
    truy (?:tố|thu|nã)|truyền đạt|trùng tu|trưng bày|trưng cầu|trưng dụng|trực ban|tu bổ|tuần tra
    tuyên (?:án|bố|dương)|tuyên phạt|tuyên truyền|tuyển dụng|tuyển sinh|tường trình|tự|uỷ thác|ủng hộ|ủy nhiệm
    ủy thác|ưu tiên|ứng cử|vay|vẫn|vận chuyển|vận dụng|vận động|vận hành|viếng|xác định|xác lập|xác minh|xả|xem
    xem xét|xét chọn|xét duyệt|xét tặng|xét xử|xếp loại|xếp lương|xin lỗi|xuất cấp|xử phạt""",
    after=r"(?!\w)",
)
# Pairs of names that are verbs as well: behind a proper name or an abbreviation they say what it did.
VERBAL = words(
    """kiem dinh, phat trien, dau tu, xay dung, giam dinh, quan trac, bao ve, kiem nghiem, xet nghiem, dao tao,
    san xuat, khen thuong, thong ke, luu tru, kiem dich, tro giup, phuc hoi, cuu ho, giai phong, tim kiem,
    giao duc, doi moi, quy hoach, cong chung, ban giao, thi hanh, chuyen doi, truyen thong, thong tin, dau thau,
    dau gia, do dac, thi dua, cuu tro, quan tri, tai tao, so hoa"""
)
# Words, with their marks, that end a name: "đưa" does, "đua" of "Thi đua" does not.
STOPS = words(
    """về, ngày, tại, trên, trong, cho, đối, để, nhằm, đã, đang, sẽ, được, bị, là, gồm, thì, theo, từ, đến, khi,
    này, do, và, hoặc, với, như, năm, tháng, các, những, một, mới, gửi, sau, trước, vào, qua, không, chưa,
    phải, cần, nên, cùng, vừa, cũng, lại, chỉ, đều, luôn, kèm, thuộc, có, giao, trình, cấp, xin,
    đưa, mời, cử, ký, nhất, số"""
)
STOP_PHRASES = any_of(
    r"""ban hành|qu[yi] định|hướng dẫn|sửa đổi|bổ sung|phê duyệt|quyết định|thành lập|công bố|yêu cầu|đề nghị
    chỉ đạo|chỉ định|thông qua|thông báo|kết luận|thực hiện|triển khai|tăng cường|điều chỉnh|tham gia
    tham mưu|bãi bỏ|thay thế|xử lý|v/v|giải quyết|trả lời|phân công|phối hợp|tổ chức|kiểm tra|báo cáo
    lấy ý kiến|góp ý|ủy quyền|uỷ quyền|công nhận|giải thích|áp dụng|quản lý|xác nhận|hợp nhất|chấp thuận
    lãnh đạo|chấp hành|thống nhất|bố trí|phân bổ|kéo dài|gia hạn|tiếp tục|xây dựng|phát động|thi hành|nhất trí
    đính chính|quán triệt|nâng cao|đồng ý|đẩy mạnh|khuyến khích|hỗ trợ|chuyển giao|thu hồi
    kết quả|tình hình|nội dung|danh sách|thời gian|số liệu|báo giá|lịch(?! sử)""",
    after=r"(?!\w)",
)
# What an agency has, asks or sends, right behind what it does with it: "kiểm định kết quả", "thống kê số liệu".
OBJECTS = any_of(
    r"[0-9][\w.,]*|kết quả|tình hình|nội dung|danh sách|thời gian|số liệu|báo giá|lịch(?! sử)", after=r"(?!\w)"
)
# What begins a clause behind a comma, no further field of a name.
CLAUSES = any_of(
    r"""[Cc]ác|[Tt]rong|[Nn]gày|[Cc]ăn cứ|[Tt]heo|[Tt]rên|[Qq]ua|[Ss]au|[Đđ]ể|[Nn]hằm|[Tt]ại|[Đđ]ến|[Dd]o|[Kk]hi|[Nn]ay
    [Tt]ừ|[Ôô]ng|[Bb]à|những|đã|đang|sẽ|với|về|gồm|như|năm|tháng|đồng thời|kịp thời|trước|hiện|hằng|hàng|còn|có|không
    cùng|mỗi|từng|một|được|nếu|và|là|giao|nhưng|song|ý kiến|tỉnh|huyện|xã|phường|thành phố|thị xã|quận|ngành|cơ quan
    đơn vị|địa phương|lãnh đạo|cán bộ|công chức|người|nhân dân|doanh nghiệp|tổ chức|cá nhân|đoàn thể|công ty|nhà|trường
    phòng|ban|sở|bộ|văn bản|công văn|số|lần|kèm|nội dung|việc|chúng tôi|tôi|đồng chí|đ/c|ThS|TS|GS|PGS
    Thủ|Tỉnh|Huyện|Thành|Hội|[0-9]+""",
    after=r"(?!\w)",
)
# What bodies are named by, in small letters right behind their kind: "Văn phòng đăng ký đất đai", "Tổ kiểm tra".
NAMING_DEEDS = any_of(
    r"""đăng ký|quản lý|tổ chức|thẩm định|đánh giá|kiểm tra|điều phối|chỉ đạo|hỗ trợ|phát triển|xây dựng|tư vấn|giám sát
    thanh tra|kiểm định|nghiên cứu|đào tạo|thực hiện|triển khai|tuyển (?:dụng|sinh|chọn)|tiếp (?:nhận|công dân)|phối hợp
    điều hành|vận động|bảo vệ|phòng|chống|xét|nghiệm thu|kiểm soát|giải quyết|dịch vụ""",
    after=r"(?!\w)",
)
# What a name cannot end with, as something must be managed, inspected, developed: "Cục Quản lý" of what?
OBJECTLESS = re.compile(
    r"(?<![a-z])(?:quan ly|giam sat|giam dinh|kiem tra|tham dinh|dang ky|kiem soat|danh gia|phat trien|bao ve|xuc tien"
    r"|ho tro|ung dung|quy hoach|khai thac|dieu tiet|van hanh|xu ly|dieu phoi|dau tu va|chuyen doi|bao ton|phong ngua)$"
)
