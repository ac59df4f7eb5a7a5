"""The words that end a name of an agency, begin what follows it, or cannot close it."""

from __future__ import annotations

import re

from sync.normalise.searching import any_of, words

VERBS = any_of(
    r"""nêu|cho (?:biết|phép)|tạo|đạt|hoàn thành|chủ trì|đăng|đề xuất|kiến nghị|thẩm định|đánh giá|khảo sát|rà soát
    tổng hợp|theo dõi|cập nhật|công khai|lập|mở|nhận|tiếp nhận|trả|nộp|phản ánh|chỉ rõ|khẳng định|liên quan
    thẩm tra|thảo luận|cho ý kiến|xem xét|tiếp thu|dừng|hoãn|hủy|bổ nhiệm|điều động|phân cấp|phân loại|xếp loại
    xác định|kỷ luật|phát hành|tặng|trao|tổng kết|sơ kết|khắc phục|bàn giao|hợp tác(?! (?:và|quốc|xã)(?!\w))
    nghiệm thu|họp|ra|đôn đốc|rút
    thông tin|tuyên truyền|đầu tư|cấp|hoạt động|làm|ghi|sử dụng|nghiên cứu|đăng ký|tự|vẫn|còn|bảo đảm
    cung cấp|tháo gỡ|cảnh báo|đăng tải|đính kèm|giới thiệu|khởi công|khởi động|ra quân|hưởng ứng|kêu gọi
    vận động
    lưu ý|nhắc nhở|phổ biến|chấn chỉnh|siết chặt|làm rõ|làm việc|tạm dừng|tạm ngừng|truyền đạt|trích|sao gửi
    hủy bỏ
    đình chỉ|phản hồi|xác minh|triệu tập|duyệt|phúc tra|truy (?:tố|thu|nã)|ấn định|tịch thu|cưỡng chế|khởi tố
    tống đạt
    hiệu chỉnh|đặt hàng|chào (?:hàng|giá)|mời thầu|chúc mừng|biểu dương|phê bình|khiển trách|nhấn mạnh
    tuyên (?:án|bố|dương)
    tôn vinh|tiêu hủy|tiêu huỷ|thu mua|vận chuyển|khánh thành|khai trương|ký kết|gặp mặt|miễn (?:giảm|thuế|phạt)
    kết thúc
    đền bù|bồi thường|hiệp y|giải trình|tường trình|đề bạt|luân chuyển|biệt phái|cho thôi|thôi|đấu nối
    cắt (?:điện|nước|giảm)
    ghi nhận|tán thành|kháng nghị|kháng cáo|thanh lý|điều chuyển|góp|thay đổi|huỷ|chất vấn|phân luồng
    chuyển\s(?:giao|trả|đến)
    đình chỉ|miễn nhiệm|cách chức|tuyển dụng|tuyển sinh|xét duyệt|xét tặng|mở đợt|tiến hành|bình chọn|đối chiếu
    số hóa
    chi trả|nâng (?:mức|lương|hạng|bậc|ngạch)|tăng|giảm|chuyển (?:đơn|hồ sơ|nội dung|kinh phí)|khai mạc|bế mạc
    đón
    tiếp|hội ý|tập huấn|bồi dưỡng|rút kinh nghiệm|ngăn chặn|cải thiện|hoàn trả|bác|đòi|phạt|xử phạt|thu thập
    khai báo
    tặng thưởng|cam kết|thực thi|hoàn thiện|tổng điều tra|lựa chọn|mua sắm|thuê|bán|di dời|trưng dụng|trưng cầu
    phân tích|dự kiến|dự báo|rà|xem|quyết toán|thanh toán|tạm ứng|giải ngân|phân khai|đánh số|niêm yết
    công chứng
    ngừng|vay|cho vay|cho thuê|tiếp tục|chuẩn bị|chuẩn hóa|mong muốn|ủng hộ|đề cử|giám định mẫu|kết nạp|bầu
    sửa chữa|nạo vét|nâng cấp|tài trợ|dự (?:hội|họp|lễ)|lấy mẫu|đo(?! lường| đạc)|thi công|vận hành|quảng bá
    trao đổi
    chia sẻ|sinh hoạt|đăng cai|khảo nghiệm|thử nghiệm|trưng bày|biểu diễn|kiểm điểm|khám (?!đa|chữa)|tiêm|phun
    nhắc
    mượn|điều tiết|cho mượn""",
    after=r"(?!\w)",
)
# Pairs of names that are verbs as well: behind a proper name or an abbreviation they say what it did.
VERBAL = words(
    """kiem dinh, phat trien, dau tu, xay dung, giam dinh, quan trac, bao ve, kiem nghiem, xet nghiem, dao tao,
    san xuat, khen thuong, thong ke, luu tru, kiem dich, to chuc, tro giup, phuc hoi, cuu ho, giai phong, tim kiem,
    giao duc, doi moi, quy hoach, cong chung, ban giao, thi hanh, chuyen doi"""
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
