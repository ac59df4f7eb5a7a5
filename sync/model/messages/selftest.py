"""What `baocao google selftest` says: each question, what an answer looks like, what follows where it is another."""

from __future__ import annotations

from sync.model.messages.message import Message

SAME = "✓ {what}: {got}"
OTHER = "≠ {what}: chờ đợi {expected}, Google cho {got}"
FACT = "i {what}: {got}"
SUMMARY = "Đã hỏi Google {count} điều: {same} đúng như chương trình chờ đợi, {other} khác, {facts} chỉ để biết."
CLEAN = "Đã dọn bảng tính thử về như lúc đầu."
NOT_CLEAN = (
    "Chưa dọn được hết bảng tính thử: hãy xóa các tờ “baocao …” và các tờ có chữ 2000-01, hoặc xóa cả bảng tính."
)
WRITTEN = "Báo cáo: {report}\nKết quả cho máy: {json}\nBản ghi để thử lại (không có khóa, địa chỉ, mã): {recording}"
SEND = "Có điều khác: gửi ba tệp này cho người phụ trách chương trình."
TITLE = "THỬ GOOGLE NGÀY {day}"
MORE = "   Vì sao hỏi: {why}"

NUMBER, TEXT, TRUTH, ERROR, BLANK = "số {value}", "chữ “{value}”", "đúng/sai {value}", "lỗi {value}", "ô trống"
FORMATTED = "{value}, định dạng {format}"
YES, NO = "có", "không"
COUNT = "{count}"
SECONDS = "sau {seconds} giây"
LONGER = "chưa thấy sau {seconds} giây"
REFUSED = "bị từ chối ({code})"
TAKEN = "được nhận"
NONE_MET = "không bị từ chối lần nào trong {count} lượt"
ALL_TABS = "tất cả các tờ ({count})"
SOME_TABS = "{count} tờ"

TYPED = "Gõ “{text}” vào bảng tính {locale}"
TYPED_IN_NUMBERS = "Gõ “{text}” vào ô định dạng số của bảng tính vi_VN"
TYPED_WHY = "Số và ngày đơn vị gõ được hiểu theo cách Google đổi; khác đi thì có số bị đọc sai."

# question → what is asked, why
QUESTIONS: dict[str, tuple[str, str]] = {
    "form-again": (
        "Số việc còn phải làm khi lập biểu lần thứ hai",
        "Chạy lại baocao templates phải không đổi gì; khác 0 là Google trả lại khác với cái đã gửi.",
    ),
    "form-strict": (
        "Số việc còn phải làm sau khi đổi protect từ warn sang strict",
        "Bảo vệ thật và bảo vệ có nhắc phải đổi được cho nhau.",
    ),
    "guards": ("Vùng bảo vệ giữ mã và tên do chương trình đặt", "Vùng bảo vệ của chương trình được nhận ra nhờ tên."),
    "metadata": ("Dữ liệu ẩn của tờ giữ mã do chương trình đặt", "Tờ được nhận ra nhờ dữ liệu ẩn."),
    "rules": ("Số định dạng có điều kiện đọc lại được", "Ô được nêu trong ý kiến được tô màu nhờ chúng."),
    "by-filter-developerMetadata": ("Đọc theo kỳ: số dữ liệu ẩn của các tờ", "Mỗi lượt đọc chỉ lấy các tờ của một kỳ."),
    "by-filter-protectedRanges": ("Đọc theo kỳ: số vùng bảo vệ", "Mỗi lượt đọc chỉ lấy các tờ của một kỳ."),
    "by-filter-conditionalFormats": ("Đọc theo kỳ: số định dạng có điều kiện", "Chưa ai thấy Google trả lời ra sao."),
    "by-filter-validation": ("Đọc theo kỳ: số ô có danh sách hoặc quy tắc nhập", "Chưa ai thấy Google trả lời ra sao."),
    "by-filter-nothing": ("Đọc theo một kỳ không có tờ nào, Google trả về", "Chương trình phải tự chọn lại tờ của kỳ."),
    "read": ("Số tờ của biểu mà chương trình đọc được", "Biểu vừa lập phải đọc lại được nguyên vẹn."),
    "heading": ("Tiêu đề một cột phải điền hiện ra là", "Dấu ✎ nằm trong định dạng của ô."),
    "remarks-again": ("Số ô còn khác khi ghi ý kiến rà soát lần thứ hai", "Không có gì mới thì không được ghi gì."),
    "copy": ("Tờ sao chép có mang theo dữ liệu ẩn không", "Chương trình chọn đúng tờ gốc trong cả hai trường hợp."),
    "copy-form": ("Số việc còn phải làm khi có một tờ sao chép", "Tờ sao chép không được coi là tờ của biểu."),
    "equals-sign": ("Chữ bắt đầu bằng dấu “=” do chương trình ghi", "Chữ phải ở lại là chữ, không thành công thức."),
    "semicolon": ("Công thức dùng dấu “;” do chương trình ghi cho", "Công thức lũy kế dùng dấu này ở mọi khu vực."),
    "link": ("Liên kết tới một ô trong cùng bảng tính đọc lại là", "Đơn vị bấm vào đó để tới ô cần xem."),
    "metadata-twice": ("Dữ liệu ẩn trùng mã đã có", "Mã do chương trình chọn phải chưa ai dùng."),
    "all-or-none": (
        "Tờ đi cùng một yêu cầu bị từ chối có được tạo không",
        "Một lần ghi phải được nhận cả hoặc không gì cả.",
    ),
    "cell-too-long": ("Ghi ô 50.001 ký tự", "Câu báo lỗi cho người dùng dựa vào lời của Google."),
    "too-many-cells": ("Thêm tờ làm vượt 10 triệu ô", "Câu báo lỗi cho người dùng dựa vào lời của Google."),
    "tab-gone": ("Ghi vào tờ không còn", "Câu báo lỗi cho người dùng dựa vào lời của Google."),
    "not-found": ("Đọc bảng tính không có", "Câu báo lỗi cho người dùng dựa vào lời của Google."),
    "lag": (
        "Drive cho biết giờ sửa mới",
        "Bảng tính sửa trong mười phút qua được đọc lại; chậm hơn thế thì đến lượt đọc hằng ngày mới thấy.",
    ),
    "quota": ("Gọi nhanh hơn hạn mức", "Chương trình phải nhận ra lời từ chối vì hết lượt và chờ."),
    "wait-asked": ("Khi hết lượt, Google bảo chờ (Retry-After)", "Có thì chương trình chờ đúng bấy nhiêu."),
}

SELFTEST: dict[str, Message] = {
    "selftest-division": Message(
        "Bảng tính của đơn vị",
        "Bảng tính này là của đơn vị {division}, không dùng để thử được.",
        "Tạo một bảng tính trống ở https://sheets.new, chia sẻ cho tài khoản dịch vụ rồi dùng liên kết của nó.",
    ),
    "selftest-not-empty": Message(
        "Bảng tính không trống",
        "Bảng tính “{title}” đang có nội dung, không dùng để thử được.",
        "Tạo một bảng tính trống ở https://sheets.new, chia sẻ cho tài khoản dịch vụ rồi dùng liên kết của nó.",
    ),
    "selftest-no-sheet": Message(
        "Chưa chỉ ra bảng tính thử",
        "Phép thử cần một bảng tính trống của riêng nó.",
        "Ghi: baocao google selftest --spreadsheet <liên kết của bảng tính trống đã chia sẻ cho tài khoản dịch vụ>.",
    ),
}
