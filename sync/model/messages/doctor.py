"""What `baocao doctor --macro` says of a machine: what stands well, and what is missing and what to do about it."""

from __future__ import annotations

from sync.model.messages.message import Message

# Where nothing needs doing.
GOOD = {
    "macro-python": "Python {version} chạy được: {python}.",
    "macro-program": "Chương trình baocao {version} và xlwings có đủ trong Python đó.",
    "macro-excel": "Excel {version} đã cài trên máy này.",
    "macro-allowed": "Thư mục {folder} nằm trong nơi tin cậy của Excel: nút bấm chạy ngay.",
    "macro-office": "LibreOffice đã cài trên máy này: {program}.",
    "macro-office-python": "Python nối được với LibreOffice.",
    "macro-office-allowed": "Thư mục {folder} nằm trong nơi tin cậy của LibreOffice: nút bấm chạy ngay.",
}

DOCTOR: dict[str, Message] = {
    "macro-no-workbook": Message(
        "Chưa có sổ tổng hợp",
        "Thư mục {folder} chưa có {file}.",
        "Chạy lệnh baocao workbook để làm sổ.",
    ),
    "macro-no-settings": Message(
        "Sổ không đọc được",
        "Không đọc được {file} hoặc sổ đã mất trang cấu hình ẩn.",
        "Đóng sổ, chạy lệnh baocao workbook để làm lại; sổ cũ được giữ dưới tên khác.",
    ),
    "macro-no-config": Message(
        "Sổ chỉ sai chỗ config.yaml",
        "{file} tìm cấu hình ở “{config}” nhưng không có tệp đó.",
        "Chạy lệnh baocao workbook trong thư mục của sở để làm lại sổ.",
    ),
    "macro-python-gone": Message(
        "Không thấy Python",
        "{file} gọi Python ở “{python}” nhưng máy này không có tệp đó.",
        "Cài chương trình trên máy này, rồi chạy lệnh baocao workbook để làm lại sổ.",
    ),
    "macro-python-store": Message(
        "Python chỉ là lối tắt",
        "“{python}” chỉ là lối tắt đến cửa hàng ứng dụng của Windows, không phải Python.",
        "Cài Python từ python.org, cài lại chương trình, rồi chạy lệnh baocao workbook.",
    ),
    "macro-python-broken": Message(
        "Python không chạy",
        "Python ở “{python}” không chạy được ({detail}).",
        "Xem phần mềm bảo vệ có chặn không; nếu không, cài lại Python và chương trình.",
    ),
    "macro-python-old": Message(
        "Python cũ",
        "Python ở “{python}” là bản {version}, chương trình cần bản 3.11 trở lên.",
        "Cài Python mới, cài lại chương trình, rồi chạy lệnh baocao workbook.",
    ),
    "macro-no-program": Message(
        "Python thiếu chương trình",
        "Python ở “{python}” không có chương trình baocao ({detail}).",
        "Cài chương trình vào Python đó, hoặc chạy lệnh baocao workbook để sổ gọi Python khác.",
    ),
    "macro-no-xlwings": Message(
        "Thiếu xlwings",
        "Python ở “{python}” không dùng được xlwings ({detail}).",
        "Cài lại chương trình để có đủ các phần đi kèm.",
    ),
    "macro-no-pywin32": Message(
        "Thiếu pywin32",
        "Python ở “{python}” không nói chuyện được với Excel ({detail}).",
        "Cài pywin32 vào Python đó: pip install pywin32.",
    ),
    "macro-other-version": Message(
        "Hai bản chương trình",
        "Nút bấm dùng chương trình bản {theirs}, còn lệnh này là bản {ours}.",
        "Chạy lệnh baocao workbook bằng bản mới để nút bấm dùng cùng một bản.",
    ),
    "macro-onedrive": Message(
        "Sổ nằm trong OneDrive",
        "{file} nằm trong thư mục đồng bộ OneDrive nên nút bấm không tìm được dữ liệu.",
        "Chuyển cả thư mục của sở ra ổ đĩa thường, ví dụ D:\\BaoCao.",
    ),
    "macro-no-excel": Message(
        "Không có Excel",
        "Máy này chưa cài Excel nên không dùng được {file}.",
        "Cài Excel, hoặc dùng TongHop.ods với LibreOffice.",
    ),
    "macro-web-mark": Message(
        "Tệp bị đánh dấu tải về",
        "Windows đánh dấu {file} là tệp tải từ mạng nên Excel chặn nút bấm.",
        "Đóng Excel, bấm chuột phải vào tệp, Properties, chọn Unblock, OK.",
    ),
    "macro-vba-off": Message(
        "Macro bị tắt hẳn",
        "Cơ quan đã tắt hẳn macro của Office trên máy này.",
        "Nhờ quản trị mạng cho phép, hoặc bấm đúp 1-Cap-nhat.cmd và 2-Tao-bao-cao.cmd.",
    ),
    "macro-forbidden": Message(
        "Excel không cho chạy macro",
        "Excel trên máy này không chạy macro chưa ký, và {folder} chưa nằm trong nơi tin cậy.",
        "Thêm thư mục vào File, Options, Trust Center, Trust Center Settings, Trusted Locations.",
    ),
    "macro-asked": Message(
        "Excel còn hỏi",
        "{folder} chưa nằm trong nơi tin cậy nên mở sổ lần đầu Excel còn hỏi.",
        "Bấm Enable Content, hoặc thêm thư mục vào Trusted Locations của Excel.",
    ),
    "macro-no-office": Message(
        "Không có LibreOffice",
        "Không thấy LibreOffice trên máy này nên không dùng được {file}.",
        "Cài LibreOffice Calc, hoặc dùng TongHop.xlsm với Excel.",
    ),
    "macro-office-forbidden": Message(
        "LibreOffice không cho chạy macro",
        "{folder} chưa nằm trong nơi tin cậy nên LibreOffice không chạy nút bấm.",
        "Thêm thư mục ở Tools, Options, LibreOffice, Security, Macro Security, Trusted Sources; mở lại sổ.",
    ),
}
