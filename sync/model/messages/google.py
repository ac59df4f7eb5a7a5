"""What can be wrong with Google Sheets: the codes of GoogleError, for the clerk and whoever looks after the machine.

{account} is the service account's address, {sheet} names the division's sheet as config.yaml does.
"""

from __future__ import annotations

from sync.model.messages.message import Message

CALLS = "Gọi Google: {drive} lần liệt kê, {sheets_read} lần đọc, {sheets_write} lần ghi."
FILES = ("Tệp “{source}”", "Biểu “{source}”")  # how a sentence begins that is of a form's file
SPREADSHEET = "Bảng tính Google “{source}”"  # how it begins where the form lies in Google
KEPT = "Bản {kept} đã đọc trước đó vẫn được giữ."

# What becomes of a division's form in its spreadsheet.
MADE = "đã tạo các tờ biểu {period} trong bảng tính “{title}”: {link}"
MENDED = "đã bổ sung phần còn thiếu của biểu {period} trong bảng tính “{title}”: {link}"
THERE = "đã có, giữ nguyên: bảng tính “{title}”, {link}"

NOT_LOCKED = "chưa khóa hoặc mở được các tờ của kỳ trong bảng tính; lần làm biểu sau sẽ thử lại. {why}"

# `baocao google setup`, step by step.
SETUP_HOW = (
    "Cách làm: tạo tài khoản dịch vụ ở Google Cloud, tải tệp khóa (.json) về máy này, chỉ để mình đọc được, rồi ghi "
    "đường dẫn vào config.yaml: google: {key_file: …}. Hướng dẫn từng bước ở docs/google.md."
)
SETUP_KEY = "Tệp khóa dùng được: {file}"
SETUP_WINDOWS = (
    "Trên Windows, chương trình không biết ai khác đọc được tệp khóa: đặt tệp trong thư mục riêng của người chạy dịch "
    "vụ, không đặt ở ổ mạng hay OneDrive."
)
SETUP_ACCOUNT = "Tài khoản dịch vụ: {account}. Chia sẻ từng bảng tính cho địa chỉ này với quyền Người chỉnh sửa."
SETUP_CALLED = "Google đã nhận khóa; tài khoản này thấy {count} bảng tính."
SETUP_CLOCK = (
    "Đồng hồ máy này lệch {seconds} giây so với Google: nên bật tự động đồng bộ giờ; lệch nhiều thì bị từ chối."
)
SETUP_NO_DIVISION = (
    "Chưa có đơn vị nào điền bảng tính Google. Ghi ở đơn vị đó trong config.yaml: sheet: {google: <liên kết>}."
)
SETUP_SHEET = "{division}: bảng tính “{title}” đọc và ghi được."
SETUP_DONE = "Đã đủ. Việc tiếp theo: baocao templates --period NĂM-THÁNG"
SETUP_LACKING = "Còn bảng tính chưa dùng được; sửa rồi chạy lại: baocao google setup"

GOOGLE: dict[str, Message] = {
    "google-no-key-named": Message(
        "Chưa khai báo khóa Google",
        "Chưa khai báo tệp khóa của tài khoản dịch vụ Google.",
        "Ghi đường dẫn tệp khóa (.json) ở mục google › key_file của config.yaml hoặc ở biến BAOCAO_GOOGLE_KEY.",
    ),
    "google-key-missing": Message(
        "Không thấy tệp khóa Google",
        "Không mở được tệp khóa của tài khoản dịch vụ Google: “{file}”.",
        "Ghi đúng đường dẫn tệp khóa (.json) ở mục google › key_file của config.yaml hoặc ở biến BAOCAO_GOOGLE_KEY.",
    ),
    "google-key-exposed": Message(
        "Tệp khóa Google để hở",
        "Người khác dùng máy này cũng đọc được tệp khóa Google “{file}”, nên chương trình không dùng tệp này.",
        "Chỉ để chủ tệp đọc được: chạy lệnh chmod 600 với tệp này rồi chạy lại.",
    ),
    "google-key-invalid": Message(
        "Sai tệp khóa Google",
        "Tệp “{file}” không phải là tệp khóa của một tài khoản dịch vụ Google, hoặc đã bị sửa.",
        "Tải lại tệp khóa (.json) ở trang Google Cloud, mục tài khoản dịch vụ, phần Khóa (Keys).",
    ),
    "google-key-revoked": Message(
        "Khóa Google hết hiệu lực",
        "Google không còn nhận tệp khóa của tài khoản {account}: khóa đã bị xóa, thu hồi hoặc hết hạn.",
        "Tạo khóa mới cho tài khoản dịch vụ này, ghi đường dẫn tệp mới vào config.yaml rồi chạy lại.",
    ),
    "google-account-gone": Message(
        "Tài khoản dịch vụ không còn",
        "Tài khoản dịch vụ {account} đã bị xóa hoặc bị khóa.",
        "Nhờ người quản trị Google Cloud bật lại; nếu tạo tài khoản mới thì chia sẻ lại các bảng tính cho địa chỉ mới.",
    ),
    "google-clock": Message(
        "Đồng hồ máy sai",
        "Google từ chối vì đồng hồ của máy này lệch khoảng {minutes} phút.",
        "Chỉnh lại ngày, giờ và múi giờ của máy (nên bật tự động đồng bộ giờ) rồi chạy lại.",
        bare="Google từ chối vì đồng hồ của máy này chạy sai.",
    ),
    "google-api-off": Message(
        "Chưa bật dịch vụ Google",
        "Google Sheets API hoặc Google Drive API chưa được bật cho dự án của tài khoản {account}.",
        "Mở trang Google Cloud của dự án, bật cả Google Sheets API và Google Drive API, chờ vài phút rồi chạy lại.",
    ),
    "google-not-allowed": Message(
        "Google không cho phép",
        "Google không cho tài khoản {account} đọc và ghi bảng tính: tổ chức chặn, hoặc tài khoản thiếu quyền gọi API.",
        "Nhờ người quản trị Google Cloud và Google Workspace xem tổ chức có chặn tài khoản này không, rồi chạy lại.",
    ),
    "google-link": Message(
        "Liên kết không đúng",
        "“{link}” không phải là liên kết của một bảng tính Google.",
        "Mở bảng tính bằng trình duyệt, chép nguyên địa chỉ trên thanh địa chỉ rồi ghi lại vào config.yaml.",
    ),
    "google-not-found": Message(
        "Không thấy bảng tính",
        "Google không tìm thấy bảng tính {sheet}: liên kết chép sai, hoặc bảng tính đã bị xóa.",
        "Mở liên kết trong config.yaml bằng trình duyệt; nếu không được thì chép lại, hoặc khôi phục bảng tính.",
    ),
    "google-not-shared": Message(
        "Chưa chia sẻ bảng tính",
        "Bảng tính {sheet} chưa được chia sẻ cho {account}.",
        "Mở bảng tính, bấm Chia sẻ, thêm địa chỉ {account} với quyền Người chỉnh sửa.",
    ),
    "google-read-only": Message(
        "Chỉ được xem bảng tính",
        "Tài khoản {account} chỉ được xem bảng tính {sheet}, chưa được sửa.",
        "Mở bảng tính, bấm Chia sẻ, đổi quyền của địa chỉ {account} thành Người chỉnh sửa.",
    ),
    "google-in-bin": Message(
        "Bảng tính trong thùng rác",
        "Bảng tính {sheet} đang nằm trong thùng rác của Google Drive.",
        "Nhờ chủ bảng tính mở Thùng rác trong Google Drive và bấm Khôi phục.",
    ),
    "google-office-file": Message(
        "Tệp Excel trong Drive",
        "{sheet} là tệp Excel tải lên Google Drive, không phải bảng tính Google.",
        "Mở tệp trong Drive, chọn Tệp › Lưu dưới dạng Google Trang tính, chia sẻ bảng tính mới rồi sửa liên kết.",
    ),
    "google-other-file": Message(
        "Không phải bảng tính",
        "Liên kết của {sheet} dẫn tới tài liệu hoặc thư mục, không phải bảng tính Google.",
        "Ghi vào config.yaml liên kết của bảng tính mà đơn vị điền số liệu.",
    ),
    "google-network": Message(
        "Không có mạng",
        "Không kết nối được với Google.",
        "Kiểm tra mạng của máy rồi chạy lại; nếu trang khác vẫn vào được, hỏi người quản trị mạng về máy chủ proxy.",
    ),
    "google-certificate": Message(
        "Kết nối không an toàn",
        "Kết nối với Google không có chứng thư hợp lệ, nên chương trình không gửi gì.",
        "Kiểm tra ngày, giờ của máy; nếu cơ quan có chứng thư mạng riêng, nhờ người quản trị mạng cài chứng thư đó.",
    ),
    "google-slow": Message(
        "Google trả lời quá chậm",
        "Đã thử nhiều lần nhưng Google không trả lời kịp.",
        "Kiểm tra mạng của máy, chờ vài phút rồi chạy lại.",
    ),
    "google-quota": Message(
        "Hết lượt gọi Google",
        "Google tạm từ chối vì tài khoản {account} đã gọi quá số lượt cho phép.",
        "Chờ vài phút rồi chạy lại; kiểm tra có chương trình khác dùng chung tài khoản này không.",
    ),
    "google-unavailable": Message(
        "Google đang trục trặc",
        "Đã thử nhiều lần nhưng Google, hoặc máy chủ mạng đứng giữa, trả lời không dùng được.",
        "Chờ một lúc rồi chạy lại; nếu mạng đòi đăng nhập thì mở trình duyệt đăng nhập trước.",
    ),
    "google-protected": Message(
        "Vùng được bảo vệ",
        "Bảng tính {sheet} có vùng được bảo vệ mà {account} không được sửa.",
        "Nhờ chủ bảng tính mở Dữ liệu › Trang tính và dải ô được bảo vệ, cho địa chỉ {account} được sửa.",
    ),
    "google-tab-gone": Message(
        "Trang tính bị xóa",
        "Một trang của biểu trong bảng tính {sheet} đã bị xóa.",
        "Mở Tệp › Nhật ký phiên bản trong bảng tính để khôi phục, hoặc phát lại biểu cho kỳ này.",
    ),
    "google-too-big": Message(
        "Bảng tính quá lớn để đọc",
        "Bảng tính {sheet} quá lớn so với một biểu báo cáo nên không đọc được.",
        "Xóa bớt các trang, dòng và cột không thuộc biểu, hoặc tạo bảng tính mới cho đơn vị.",
    ),
    "google-too-many-cells": Message(
        "Bảng tính quá lớn",
        "Bảng tính {sheet} sẽ vượt 10 triệu ô, mức cao nhất mà Google cho phép.",
        "Xóa bớt các trang, dòng và cột thừa trong bảng tính, hoặc tạo bảng tính mới cho đơn vị.",
    ),
    "google-cell-too-long": Message(
        "Ô quá dài",
        "Có ô dài quá 50.000 ký tự, mức cao nhất mà Google cho phép, nên không ghi được vào bảng tính {sheet}.",
        "Tách nội dung dài thành nhiều dòng rồi chạy lại.",
    ),
    "google-storage-full": Message(
        "Hết dung lượng Drive",
        "Google Drive của chủ bảng tính {sheet} đã hết dung lượng.",
        "Nhờ chủ bảng tính xóa bớt tệp trong Google Drive hoặc mua thêm dung lượng.",
    ),
    "google-other-form": Message(
        "Bảng tính của đơn vị khác",
        "Bảng tính {sheet} đang chứa biểu của đơn vị {other} (trang “{tab}”), nên không lập biểu vào đó.",
        "Kiểm tra lại liên kết của đơn vị trong config.yaml; mỗi đơn vị cần một bảng tính riêng, không sao chép.",
    ),
    "google-no-remarks": Message(
        "Thiếu tờ Ý kiến rà soát",
        "Bảng tính {sheet} không còn tờ Ý kiến rà soát của kỳ này, hoặc tờ đó đã mất cột, nên chưa ghi ý kiến.",
        "Chạy baocao templates cho kỳ này để tạo lại tờ; trong lúc chờ, gửi bản chữ: baocao feedback --format text.",
    ),
    "google-form": Message(
        "Không lập được biểu",
        "Biểu có nội dung mà bảng tính {sheet} không chứa được.",
        "Xem chi tiết ở nhat-ky; sửa phụ lục, tiêu đề cột hoặc nội dung được nói đến rồi chạy lại.",
    ),
    "google-refused": Message(
        "Google từ chối",
        "Google không nhận yêu cầu của chương trình đối với bảng tính {sheet}.",
        "Gửi tệp nhật ký mới nhất cho người phụ trách chương trình.",
        bare="Google không nhận yêu cầu của chương trình.",
    ),
}
