"""What `baocao doctor` says of a machine and its office: what stands well, and what is wrong and what to do."""

from __future__ import annotations

from sync.model.messages.message import Message

# Of a damaged or missing row: whose it is.
PERIOD, DIVISION, VERSION, REPORT, ROUND = "kỳ", "đơn vị", "bản", "báo cáo bản", "lượt"

# Where nothing needs doing.
AND_MORE = " và {count} nơi khác"

GOOD = {
    "doctor-python": "Python {version} trên {system}.",
    "doctor-libraries": "Chương trình baocao {version} có đủ {count} thư viện, đúng bản cần dùng.",
    "doctor-locale": "Tên tệp tiếng Việt đọc, ghi được (UTF-8).",
    "doctor-zone": "Đồng hồ máy theo giờ Việt Nam: {time}.",
    "doctor-config": "{file} đọc được, {divisions} đơn vị.",
    "doctor-folders": "Thư mục {folder} và hộp thư đến đọc, ghi được.",
    "doctor-disk": "Đĩa còn trống {room}.",
    "doctor-store": "Kho dữ liệu nguyên vẹn: {count} dòng, bản {head}.",
    "doctor-google": "Google nhận tài khoản {account}, thấy {count} bảng tính được chia sẻ.",
    "doctor-outbox": "Chưa khai máy chủ thư: thư nhắc được để ở thư mục thu-di.",
    "doctor-mail": "Máy chủ thư {host} nối và đăng nhập được.",
    "doctor-cluster": "Cụm máy tính Dask {address} nối được, có {count} tiến trình tính toán.",
    "doctor-office": "LibreOffice có trên máy này: {program}.",
    "doctor-font": "Có phông Times New Roman hoặc phông cùng khổ chữ.",
    "doctor-round-ok": "Lượt đọc tự động gần nhất: {time}.",
    "doctor-backup-ok": "Bản sao lưu gần nhất: {time}.",
}

MACHINE: dict[str, Message] = {
    "doctor-python-old": Message(
        "Python cũ",
        "Python {version} quá cũ, chương trình cần bản 3.11 trở lên.",
        "Cài Python mới (64 bit) rồi cài lại chương trình.",
    ),
    "doctor-python-unmended": Message(
        "Python chưa vá lỗi",
        "Python {version} chưa có bản vá bảo mật mới nhất.",
        "Cài bản 3.11.15 trở lên khi có dịp; chương trình vẫn chạy.",
    ),
    "doctor-32-bit": Message(
        "Python 32 bit", "Python trên máy này là bản 32 bit.", "Cài Python 64 bit để đọc được tệp lớn."
    ),
    "doctor-library-missing": Message(
        "Thiếu thư viện", "Thiếu thư viện: {names}.", "Cài lại chương trình theo docs/quan-tri.md."
    ),
    "doctor-library-other": Message(
        "Thư viện khác bản",
        "Thư viện không đúng bản mà chương trình cần: {names}.",
        "Cài lại chương trình theo docs/quan-tri.md.",
    ),
    "doctor-locale": Message(
        "Bảng mã của máy",
        "Máy dùng bảng mã {encoding} cho tên tệp, nên không đọc, ghi được tệp có tên tiếng Việt.",
        "Đặt biến môi trường LANG=C.UTF-8 (hoặc PYTHONUTF8=1) cho tài khoản chạy chương trình.",
    ),
    "doctor-zone": Message(
        "Múi giờ của máy",
        "Đồng hồ máy không theo giờ Việt Nam (đang là {here}).",
        "Đặt múi giờ của máy là UTC+07:00 để người dùng khỏi nhầm; chương trình vẫn tính theo giờ Việt Nam.",
    ),
    "doctor-clock": Message(
        "Đồng hồ máy chạy chậm",
        "Đồng hồ máy đang là {time}, trong khi kho dữ liệu đã ghi việc lúc {last}.",
        "Chỉnh lại ngày giờ của máy. Nếu giờ này đúng thì trước đây đồng hồ đã chạy nhanh; không cần làm gì thêm.",
    ),
    "doctor-folder-missing": Message(
        "Không có thư mục", "Không thấy thư mục {folder}.", "Tạo thư mục đó, hoặc nối lại ổ mạng."
    ),
    "doctor-folder-unreadable": Message(
        "Không đọc được thư mục",
        "Không đọc được thư mục {folder}.",
        "Cấp quyền đọc cho tài khoản chạy chương trình, hoặc nối lại ổ mạng.",
    ),
    "doctor-folder-readonly": Message(
        "Không ghi được thư mục",
        "Không ghi được vào thư mục {folder}.",
        "Cấp quyền ghi cho tài khoản chạy chương trình.",
    ),
    "doctor-no-template": Message(
        "Thiếu mẫu Word",
        "Không thấy mẫu Word {file}; báo cáo dùng mẫu có sẵn của chương trình.",
        "Chép lại mẫu của sở vào thư mục chứa config.yaml.",
    ),
    "doctor-disk-low": Message("Đĩa sắp đầy", "Đĩa chỉ còn trống {room} ({percent}%).", "Dọn bớt đĩa."),
    "doctor-disk-full": Message(
        "Đĩa đầy", "Đĩa chỉ còn trống {room} ({percent}%).", "Dọn đĩa ngay, trước lượt đọc kế tiếp."
    ),
    "doctor-store-broken": Message(
        "Kho dữ liệu hỏng",
        "Kho dữ liệu bị hỏng: {detail}.",
        "Dừng dịch vụ, khôi phục từ bản sao lưu gần nhất: baocao restore.",
    ),
    "doctor-row-damaged": Message(
        "Dòng dữ liệu hỏng",
        "Kho dữ liệu có dòng không còn như lúc ghi: bảng {table}, dòng {row}.",
        "Dừng dịch vụ, khôi phục từ bản sao lưu gần nhất: baocao restore.",
    ),
    "doctor-table-unread": Message(
        "Bảng dữ liệu hỏng",
        "Bảng {table} của kho dữ liệu không đọc hết được.",
        "Dừng dịch vụ, khôi phục từ bản sao lưu gần nhất: baocao restore.",
    ),
    "doctor-rows-damaged": Message(
        "Nhiều dòng dữ liệu hỏng",
        "Tất cả có {count} dòng không còn như lúc ghi.",
        "Kiểm tra đĩa của máy rồi khôi phục từ bản sao lưu.",
    ),
    "doctor-link-missing": Message(
        "Kho dữ liệu thiếu dòng",
        "Kho dữ liệu thiếu {what} mà chỗ khác trong kho còn dẫn đến: có thể đã bị xóa bằng tay.",
        "Dừng dịch vụ, khôi phục từ bản sao lưu gần nhất: baocao restore.",
    ),
    "doctor-unguarded": Message(
        "Kho dữ liệu mất khóa chống sửa, xóa",
        "Trong kho dữ liệu có người đã gỡ khóa chống sửa, xóa của bảng: {tables}.",
        "Sao lưu rồi khôi phục vào một thư mục trống, khóa sẽ có lại: baocao backup, baocao restore.",
    ),
    "doctor-links-missing": Message(
        "Kho dữ liệu thiếu nhiều dòng",
        "Tất cả có {count} chỗ thiếu như vậy.",
        "Dừng dịch vụ, khôi phục từ bản sao lưu gần nhất: baocao restore.",
    ),
    "doctor-no-checksums": Message(
        "PostgreSQL không kiểm tra trang",
        "Máy chủ PostgreSQL chưa bật data checksums.",
        "Nhờ người quản trị bật bằng pg_checksums để phát hiện đĩa hỏng sớm.",
    ),
    "doctor-round-running": Message(
        "Đang có lượt cập nhật", "Đang có lượt cập nhật chạy ({doing}, {who}, máy {host}).", "Không cần làm gì."
    ),
    "doctor-google-key-old": Message(
        "Khóa Google đã cũ",
        "Tệp khóa Google đã dùng {days} ngày.",
        "Tạo khóa mới, thay tệp, rồi xóa khóa cũ ở trang Google Cloud.",
    ),
    "doctor-google-key-windows": Message(
        "Quyền của tệp khóa",
        "Windows không cho biết ai đọc được tệp khóa {file}.",
        "Bấm chuột phải vào tệp, Properties, Security: chỉ để tài khoản chạy chương trình.",
    ),
    "doctor-mail": Message(
        "Chưa gửi được thư", "Chưa dùng được máy chủ thư: {reason}.", "Sửa mục mail trong config.yaml rồi thử lại."
    ),
    "doctor-cluster-unreachable": Message(
        "Không nối được cụm máy tính",
        "Không nối được cụm máy tính Dask {address}; biểu được đọc ngay trên máy này.",
        "Xem lại máy điều phối (dask scheduler) và đường mạng, hoặc ghi executor: local trong config.yaml.",
    ),
    "doctor-cluster-empty": Message(
        "Cụm máy tính chưa có tiến trình nào",
        "Cụm máy tính Dask {address} chưa có tiến trình tính toán nào; biểu được đọc ngay trên máy này.",
        "Mở các tiến trình tính toán (dask worker), hoặc ghi executor: local trong config.yaml.",
    ),
    "doctor-cluster-gone": Message(
        "Cụm máy tính không làm việc",
        "Cụm máy tính Dask {address} nối được nhưng không làm được việc giao thử; biểu được đọc ngay trên máy này.",
        "Xem nhật ký của cụm máy tính.",
    ),
    "doctor-cluster-other-code": Message(
        "Cụm máy tính chạy bản khác",
        "Cụm máy tính Dask {address} chạy bản chương trình khác với máy này; biểu được đọc ngay trên máy này.",
        "Cài cùng một bản chương trình và Python ở mọi máy của cụm.",
    ),
    "doctor-cluster-no-library": Message(
        "Thiếu phần nối với cụm máy tính",
        "Máy này chưa có phần nối với cụm máy tính Dask {address}; biểu được đọc ngay trên máy này.",
        'Cài thêm bằng lệnh: python -m pip install "baocao[dask]", hoặc ghi executor: local trong config.yaml.',
    ),
    "doctor-no-office": Message(
        "Không có LibreOffice",
        "Không thấy LibreOffice: không in được PDF và không làm được TongHop.ods.",
        "Cài LibreOffice nếu cần; báo cáo Word vẫn làm được.",
    ),
    "doctor-no-font": Message(
        "Thiếu phông chữ",
        "Máy này không có Times New Roman hay phông cùng khổ chữ.",
        "Cài gói fonts-liberation2 để bản PDF đúng trang.",
    ),
    "doctor-round-never": Message(
        "Chưa chạy tự động",
        "Chưa có lượt đọc tự động nào.",
        "Cài dịch vụ bằng baocao service install, hoặc tự chạy baocao sync.",
    ),
    "doctor-round-slept": Message(
        "Lượt tự động đã dừng",
        "Từ {time} không có lượt đọc tự động nào.",
        "Xem máy có bật ban đêm không và dịch vụ có chạy không: baocao service status.",
    ),
    "doctor-round-failed": Message(
        "Lượt tự động không xong", "Lượt đọc tự động lúc {time} không xong: {detail}.", "Xem nhat-ky/baocao.log."
    ),
    "doctor-backup-never": Message("Chưa sao lưu", "Chưa có bản sao lưu nào.", "Chạy lệnh baocao backup."),
    "doctor-backup-old": Message(
        "Bản sao lưu đã cũ",
        "Bản sao lưu gần nhất từ {time}, đã quá hai ngày.",
        "Chạy lệnh baocao backup và xem dịch vụ có chạy không.",
    ),
    "doctor-step-failed": Message(
        "Một bước tự động không xong", "{detail}.", "Xem nhat-ky/baocao.log; chương trình sẽ tự thử lại."
    ),
    "doctor-letters-unknown": Message(
        "Không rõ thư đã đi chưa",
        "{count} thư nhắc không rõ đã đi chưa, vì máy chủ thư ngắt giữa chừng.",
        "Hỏi lại đơn vị; thư không được gửi lại. Xem baocao remind --dry-run.",
    ),
    "doctor-letters-failed": Message(
        "Thư nhắc không gửi được",
        "Thư nhắc không gửi được tới {count} nơi nhận, gần nhất lúc {time}: {detail}.",
        "Kiểm tra máy chủ thư và địa chỉ trong config.yaml; gọi điện cho nơi không nhận được.",
    ),
    "doctor-forms-away": Message(
        "Không thấy biểu của kỳ",
        "Lượt đọc lúc {time} không thấy biểu nào của {period} ở chỗ cũ; số liệu đã đọc vẫn còn đủ.",
        "Kiểm tra ổ mạng và thư mục {code}; nếu thư mục đã mất hẳn, baocao templates --period {code} đặt lại các bản "
        "đã điền.",
    ),
    "doctor-google-away": Message(
        "Lượt trước không dùng được Google",
        "Lượt đọc lúc {time} không dùng được Google: {detail}.",
        "Xem dòng về Google ở trên; nếu đã thông thì chạy lại baocao sync.",
    ),
    # What the clerk's workbook says of them.
    "watch-round-slept": Message(
        "Lượt tự động đã dừng",
        "Từ {time} máy không tự đọc biểu lần nào.",
        "Bấm Cập nhật từ các đơn vị, và báo người quản trị.",
    ),
    "watch-round-failed": Message(
        "Lượt tự động không xong", "Lượt tự đọc biểu lúc {time} không xong.", "Báo người quản trị."
    ),
    "watch-backup-old": Message(
        "Bản sao lưu đã cũ", "Dữ liệu chưa được sao lưu từ {time}.", "Báo người quản trị chạy baocao backup."
    ),
    "watch-backup-never": Message(
        "Chưa sao lưu", "Dữ liệu chưa được sao lưu lần nào.", "Báo người quản trị chạy baocao backup."
    ),
    "watch-letters-unknown": Message(
        "Không rõ thư đã đi chưa", "{count} thư nhắc không rõ đã đi chưa.", "Gọi điện hỏi lại đơn vị."
    ),
    "watch-letters-failed": Message(
        "Thư nhắc không gửi được",
        "Thư nhắc không gửi được tới {count} nơi nhận, gần nhất lúc {time}: {detail}.",
        "Gọi điện cho đơn vị, và báo người quản trị.",
    ),
    "watch-forms-away": Message(
        "Không thấy biểu của kỳ",
        "Lượt đọc lúc {time} không thấy biểu nào của {period} ở chỗ cũ; số liệu đã đọc vẫn còn đủ.",
        "Kiểm tra ổ mạng, hoặc báo người quản trị.",
    ),
    "watch-google-away": Message(
        "Không dùng được Google",
        "Lượt đọc lúc {time} không dùng được Google: {detail}.",
        "Chờ một lúc rồi bấm Cập nhật từ các đơn vị; nếu vẫn vậy, báo người quản trị.",
    ),
    "watch-disk-low": Message(
        "Đĩa sắp đầy", "Đĩa của máy chỉ còn trống {room} ({percent}%).", "Báo người quản trị dọn đĩa."
    ),
    "watch-disk-full": Message(
        "Đĩa đầy", "Đĩa của máy chỉ còn trống {room} ({percent}%).", "Báo ngay người quản trị dọn đĩa."
    ),
    "watch-step-failed": Message("Một bước tự động không xong", "{detail}.", "Báo người quản trị."),
}
