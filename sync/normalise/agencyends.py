"""The words that end a name of an agency, begin what follows it, or cannot close it."""

from __future__ import annotations

import re

from sync.normalise.searching import any_of, words

# What agencies do, in the order of the alphabet.
VERBS = any_of(
    r"""ấn định|bác|bác bỏ|bán|bàn giao|bảo đảm|bảo trì|bắt giữ|bầu|bế mạc|biên soạn|biệt phái|biểu diễn|biểu dương
    bình chọn|bổ nhiệm|bồi dưỡng|bồi thường|cách chức|cài đặt|cải thiện|cam kết|cảnh báo|cắm mốc
    cắt (?:điện|nước|giảm)|cấp|cập nhật|cấp phát|chào (?:hàng|giá)|chấm (?:thầu|thi|điểm)|chấn chỉnh|chất vấn
    chỉ rõ|chi trả|chia buồn|chia sẻ|cho (?:biết|phép)|cho mượn|cho thôi|cho thuê|cho vay|cho ý kiến|chủ trì
    chuẩn bị|chuẩn hóa|chúc mừng|chuyển (?:đơn|hồ sơ|nội dung|kinh phí)|chuyển nhượng|chuyển\s(?:giao|trả|đến)
    còn|công chứng|công khai|cung cấp|cưỡng chế|dâng hương|di dời|duyệt|dự (?:hội|họp|lễ)|dự báo|dự kiến|dừng
    đánh giá|đánh số|đạt|đăng|đăng cai|đăng ký|đăng tải|đặt hàng|đấu nối|đầu tư|đề bạt|đề cử|đề xuất|đền bù
    điều chuyển|điều động|điều tiết|đình chỉ|đính kèm|đo(?! lường| đạc)|đòi|đón|đối chiếu|đối thoại|đôn đốc
    động viên|gặp mặt|ghi|ghi nhận|giải ngân|giải trình|giảm|giám định mẫu|giới thiệu|góp|gỡ bỏ|hiến máu|hiệp y
    hiệu chỉnh|hoãn|hoàn thành|hoàn thiện|hoàn trả|hoạt động|họp|hội ý|hợp tác(?! (?:và|quốc|xã)(?!\w))|huỷ|hủy
    hủy bỏ|hưởng ứng|in ấn|kê khai|kết nạp|kết thúc|kêu gọi|khai báo|khai mạc|khai trương|khám (?!đa|chữa)
    kháng cáo|kháng nghị|khánh thành|khảo nghiệm|khảo sát|khắc phục|khẳng định|khen ngợi|khiển trách|khoán
    khoanh vùng|khởi công|khởi động|khởi tố|khuyến cáo|kiểm điểm|kiến nghị|ký kết|kỷ luật|làm|làm rõ|làm việc
    lập|lấy mẫu|liên quan|lồng ghép|luân chuyển|lựa chọn|lưu ý|miễn (?:giảm|thuế|phạt)|miễn nhiệm|mong muốn|mở
    mở đợt|mời thầu|mua sắm|mượn|nạo vét|nâng (?:mức|lương|hạng|bậc|ngạch)|nâng cấp|nêu|ngăn chặn|nghiệm thu
    nghiên cứu|ngừng|nhắc|nhắc nhở|nhận|nhấn mạnh|nhập liệu|niêm yết|nộp|phản ánh|phản hồi|phạt|phát hành
    phân cấp|phân khai|phân loại|phân luồng|phân phát|phân tích|phê bình|phổ biến|phủ nhận|phục dựng|phúc tra
    phun|quảng bá|quyên góp|quyết toán|ra|rà|ra quân|rà soát|rút|rút kinh nghiệm|san lấp|sao gửi|siết chặt
    sinh hoạt|soạn thảo|số hóa|sơ kết|sơ tán|sử dụng|sửa chữa|tài trợ|tạm dừng|tạm ngừng|tạm ứng|tán thành|tạo
    tăng|tặng|tặng thưởng|tập huấn|thả|thanh lý|thanh toán|tháo gỡ|thảo luận|thay đổi|thăm hỏi|thẩm định
    thẩm tra|thẩm vấn|theo dõi|thi công|thôi|thông tin|thu gom|thu mua|thu thập|thuê|thử nghiệm|thực thi
    tịch thu|tiêm|tiến hành|tiếp|tiếp nhận|tiếp thu|tiếp tục|tiêu huỷ|tiêu hủy|tôn vinh|tống đạt|tổng điều tra
    tổng hợp|tổng kết|trả|trao|trao đổi|treo|tri ân|trích|triệu tập|trồng (?:cây|rừng)|truy (?:tố|thu|nã)
    truy quét|truyền đạt|trưng bày|trưng cầu|trưng dụng|tuần tra|tuyên (?:án|bố|dương)|tuyển dụng|tuyển sinh
    tuyên truyền|tự|tường trình|ủng hộ|uỷ thác|ủy thác|vay|vẫn|vận chuyển|vận dụng|vận động|vận hành|xả|xác định
    xác minh|xem|xem xét|xét duyệt|xét tặng|xếp loại|xin lỗi|xử phạt""",
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
