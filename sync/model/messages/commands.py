"""What a command could not do, and what to do about it."""

from __future__ import annotations

from sync.model.messages.message import Message

COMMANDS: dict[str, Message] = {
    "layout-violation": Message(
        "Thể thức chưa đúng",
        "Kiểu “{element}” có {what} là {found}, quy định là {allowed} (Nghị định 30/2020, {source}).",
        "Mở mẫu Word, sửa kiểu “{element}” rồi làm lại báo cáo.",
    ),
    "layout-page": Message(
        "Thể thức chưa đúng",
        "{element} là {found}, quy định là {allowed} (Nghị định 30/2020, {source}).",
        "Mở mẫu Word, sửa ở Bố trí trang (Page Setup) rồi làm lại báo cáo.",
    ),
    "not-a-period": Message(
        "Kỳ báo cáo sai",
        "“{typed}” không phải là kỳ báo cáo.",
        "Viết năm-tháng, ví dụ: --period 2024-01.",
    ),
    "period-not-yet": Message(
        "Kỳ báo cáo chưa dùng được",
        "Kỳ {label} chưa làm được ở bản này; hiện chỉ có báo cáo tháng.",
        "Chọn một tháng, ví dụ: --period {month}.",
    ),
    "config-not-found": Message(
        "Không thấy config.yaml",
        "Không thấy tệp config.yaml ở thư mục này và các thư mục trên nó.",
        "Vào thư mục của sở, thêm --config ĐƯỜNG-DẪN, hoặc tạo mới bằng lệnh: baocao init THƯ-MỤC.",
    ),
    "config-unreadable": Message(
        "Không mở được config.yaml",
        "Không mở được tệp cấu hình “{file}”.",
        "Kiểm tra đường dẫn và quyền đọc tệp.",
    ),
    "accept-no-reason": Message(
        "Thiếu lý do", "Chưa ghi lý do.", 'Thêm --reason "lý do"; lý do được lưu cùng báo cáo.'
    ),
    "accept-nothing": Message(
        "Không có gì để chấp nhận",
        "Chưa nêu điểm nào được chấp nhận.",
        "Ghi mã của điểm cần chấp nhận (xem bằng lệnh baocao check), hoặc --without MÃ-ĐƠN-VỊ, hoặc --use TỆP.",
    ),
    "withdraw-nothing": Message(
        "Không có gì để rút lại",
        "Chưa nêu điểm, đơn vị hay tệp nào cần rút lại.",
        "Ghi sau --withdraw mã của điểm, mã đơn vị hoặc tên tệp đã chấp nhận (xem bằng baocao check, baocao status).",
    ),
    "accept-unknown-finding": Message(
        "Không có điểm này",
        "Kỳ này không có điểm nào mang mã “{id}”.",
        "Xem mã ở cột đầu của lệnh baocao check; mã đổi khi số liệu đổi.",
    ),
    "accept-unknown-division": Message(
        "Không có đơn vị này", "Không có đơn vị “{division}”.", "Các đơn vị của kỳ này: {known}."
    ),
    "accept-unknown-copy": Message(
        "Không có tệp này",
        "“{file}” không phải là bản của đơn vị nào trong kỳ này.",
        "Ghi đúng tên một trong hai tệp như lệnh baocao check đã nêu.",
    ),
    "accept-not-accepted": Message(
        "Chưa từng chấp nhận",
        "“{given}” không phải là điểm, đơn vị hay tệp đang được chấp nhận trong kỳ này.",
        "Xem những gì đã chấp nhận bằng lệnh baocao check và baocao status.",
    ),
    "config-example-left": Message(
        "Còn chỗ chưa điền",
        "{file} còn {count} chỗ ĐIỀN theo ví dụ của sở khác (dòng {lines}).",
        "Sửa cho đúng với sở mình, xóa chữ ĐIỀN; biểu đã làm theo ví dụ thì xóa đi rồi chạy lại baocao templates.",
    ),
    "report-outdated": Message(
        "Báo cáo đã cũ",
        "Báo cáo v{version} đã cũ: {count} chỗ trong nội dung đã thay đổi từ khi tạo.",
        "Làm lại báo cáo: baocao report.",
    ),
    "copy-unwritten": Message(
        "Chưa chép được biểu đã nộp",
        "Chưa chép được biểu đã nộp của {division} vào thư mục “{place}” nên chưa bấm mở được từ tờ Theo dõi.",
        "Đóng tệp đang mở ở thư mục đó, kiểm tra chỗ trống trên đĩa, rồi làm lại.",
    ),
    "unread-file": Message(
        "Không phải biểu Excel",
        "“{source}” không phải biểu Excel nên không được đọc.",
        "Nếu là báo cáo của đơn vị, nhờ đơn vị điền và gửi biểu Excel.",
    ),
    "unread-picture": Message(
        "Ảnh chụp",
        "“{source}” là ảnh, không phải biểu, nên không được đọc.",
        "Nhờ đơn vị gửi biểu Excel đã điền.",
    ),
    "unread-word": Message(
        "Tệp Word",
        "“{source}” là tệp Word, không phải biểu Excel, nên không được đọc.",
        "Nếu là báo cáo của đơn vị, nhờ đơn vị điền và gửi biểu Excel.",
    ),
    "unread-pdf": Message(
        "Tệp PDF",
        "“{source}” là tệp PDF, không phải biểu Excel, nên không được đọc.",
        "Nếu là báo cáo của đơn vị, nhờ đơn vị gửi biểu Excel.",
    ),
    "unread-mail": Message(
        "Thư lưu ra tệp",
        "“{source}” là thư lưu ra tệp nên không được đọc.",
        "Mở thư, lưu tệp Excel đính kèm vào thư mục “{place}”.",
    ),
    "unread-archive": Message(
        "Tệp nén",
        "“{source}” là tệp nén nên không được đọc.",
        "Giải nén, rồi bỏ tệp Excel ở trong vào thư mục “{place}”.",
    ),
    "unread-copy": Message(
        "Bản chép của biểu đã nộp",
        "“{source}” mang tên của bản chép biểu đã nộp nên không được đọc.",
        "Nếu đơn vị đã sửa trong tệp này, đổi tên tệp rồi để lại vào thư mục “{place}”; nếu không thì xóa đi.",
    ),
    "unread-ours": Message(
        "Tệp của chương trình",
        "“{source}” là tệp của chương trình, không phải biểu, nên không được đọc.",
        "Chuyển tệp này ra khỏi thư mục “{place}”; nếu là biểu của đơn vị thì đổi tên rồi để lại vào đó.",
    ),
    "unread-folder": Message(
        "Thư mục con",
        "Thư mục “{source}” không được xem đến.",
        "Nếu trong đó có biểu của đơn vị, chuyển các tệp ấy ra thư mục “{place}”.",
    ),
    "inbox-missing": Message(
        "Không có hộp thư đến",
        "Không có thư mục hộp thư đến “{source}” nên không nhận được tệp nào từ đó.",
        "Tạo thư mục này, hoặc sửa khóa inbox trong config.yaml cho đúng.",
    ),
    "inbox-waiting": Message(
        "Còn ở hộp thư đến",
        "“{source}” còn nằm ở hộp thư đến, chưa được nhận.",
        "Chạy baocao sync để nhận tệp hoặc xem vì sao chưa nhận được.",
    ),
    "report-unknown-signer": Message(
        "Không có người ký này",
        "Trong config.yaml không có người ký “{signer}”.",
        "Chọn một trong các người ký: {known}.",
    ),
    "report-never-read": Message(
        "Chưa đọc biểu của kỳ này",
        "Chưa đọc biểu của đơn vị nào cho kỳ {period}.",
        "Chạy lệnh: baocao sync --period {month}.",
    ),
    "report-no-template": Message(
        "Thiếu mẫu Word",
        "Không mở được mẫu Word “{file}”.",
        "Chép lại tệp mẫu vào thư mục của sở; baocao init THƯ-MỤC-MỚI tạo ra một tệp mẫu mới.",
    ),
    "report-bad-template": Message(
        "Mẫu Word hỏng",
        "Mẫu Word “{file}” không dùng được.",
        "Dùng lại tệp mẫu trước khi sửa; baocao init THƯ-MỤC-MỚI tạo ra một tệp mẫu mới.",
    ),
    "templates-from-no-form": Message(
        "Không phải biểu của sở",
        "Tệp “{file}” không có mã biểu của đơn vị nào trong config.yaml.",
        "Chọn đúng tệp biểu mà đơn vị đã điền.",
    ),
    "templates-from-taken": Message(
        "Đã có biểu của kỳ này",
        "Biểu “{file}” đã có nên chưa chuyển nội dung sang.",
        "Chuyển tệp đó ra chỗ khác hoặc đổi tên, rồi chạy lại lệnh.",
    ),
    "templates-from-google": Message(
        "Đơn vị điền bảng tính Google",
        "{division} điền biểu trong bảng tính Google nên không chuyển nội dung từ tệp sang được.",
        "Chạy baocao templates không có --from, rồi chép nội dung cũ vào các tờ của kỳ mới trong bảng tính.",
    ),
    "signer-unnamed": Message(
        "Chưa có họ tên người ký",
        "Người ký “{signer}” chưa có họ tên trong config.yaml; báo cáo chừa chỗ trống.",
        "Điền name ở mục signers của config.yaml rồi làm lại báo cáo.",
    ),
    "trace-empty": Message(
        "Chưa nêu cần tìm gì",
        "Chưa nêu con số, chữ hay mục cần truy nguồn.",
        "Ví dụ: baocao trace 147 --period 2024-01.",
    ),
    "init-not-empty": Message(
        "Thư mục đã có tệp",
        "Thư mục “{folder}” đã có tệp “{file}”.",
        "Chọn một thư mục khác; init không ghi đè lên tệp nào.",
    ),
    "init-network": Message(
        "Thư mục không dùng được",
        "Thư mục “{folder}” nằm trên ổ mạng hoặc OneDrive, kho dữ liệu để ở đó sẽ hỏng.",
        "Chọn một thư mục trên ổ đĩa của máy này.",
    ),
    "answer-not-written": Message(
        "Không ghi được kết quả",
        "Không ghi được kết quả ra tệp mà lệnh này chuyển đến (có thể hết chỗ trên đĩa); chưa có gì bị mất.",
        "Kiểm tra chỗ trống rồi chạy lại lệnh.",
    ),
    "file-busy": Message(
        "Không ghi được tệp",
        "Không ghi được tệp “{file}” (có thể đang mở, hoặc không có quyền ghi, hoặc hết chỗ trên đĩa).",
        "Đóng tệp đang mở, kiểm tra chỗ trống rồi chạy lại lệnh.",
    ),
    "folder-taken": Message(
        "Tên thư mục bị tệp chiếm",
        "“{file}” phải là thư mục, nhưng ở đó đang có một tệp mang tên này.",
        "Đổi tên hoặc dời tệp đó đi rồi chạy lại lệnh.",
    ),
    "demo-not-empty": Message(
        "Thư mục có tệp của người dùng",
        "Thư mục “{folder}” có tệp “{file}” không phải do lệnh demo tạo ra, hoặc đã được sửa; demo không xóa tệp này.",
        "Chọn một thư mục khác, hoặc dời tệp đó đi rồi chạy lại lệnh.",
    ),
    "file-missing": Message("Không thấy tệp", "Không thấy tệp “{file}”.", "Kiểm tra lại đường dẫn."),
    "round-running": Message(
        "Đang có lượt cập nhật khác",
        "Đang có lượt cập nhật khác ({doing}, {who}, máy {host}) đọc biểu của các đơn vị.",
        "Đợi lượt đó xong (thường dưới một phút) rồi chạy lại.",
    ),
    "store-busy": Message(
        "Kho dữ liệu đang bận",
        "Đang có lượt cập nhật khác dùng kho dữ liệu.",
        "Đợi một phút rồi chạy lại lệnh.",
    ),
    "store-full": Message(
        "Hết chỗ trên đĩa", "Không ghi được vào kho dữ liệu: đĩa đã đầy.", "Dọn bớt đĩa rồi chạy lại."
    ),
    "store-damaged": Message(
        "Kho dữ liệu hỏng",
        "Kho dữ liệu không còn nguyên vẹn: tệp bị hỏng, hoặc bị sửa bằng chương trình khác.",
        "Đừng xóa gì; nhờ người quản trị khôi phục từ bản sao lưu gần nhất (chi tiết ở nhat-ky/baocao.log).",
    ),
    "store-newer": Message(
        "Kho dữ liệu của bản mới hơn",
        "Kho dữ liệu được tạo bởi một bản mới hơn của chương trình.",
        "Nâng cấp chương trình trên máy này.",
    ),
    "store-remote": Message(
        "Kho dữ liệu ở chỗ không an toàn",
        "Kho dữ liệu “{detail}” nằm trên ổ mạng hoặc trong OneDrive; để ở đó dữ liệu sẽ hỏng.",
        "Đặt khóa store trong config.yaml sang một đường dẫn trên ổ đĩa của máy này, hoặc dùng PostgreSQL.",
    ),
    "store-in-memory": Message(
        "Kho dữ liệu không được lưu",
        "Địa chỉ kho dữ liệu “{detail}” không nêu tên tệp nên không lưu lại gì.",
        "Ghi tên tệp ở khóa store trong config.yaml hoặc ở biến BAOCAO_STORE, ví dụ: baocao.db.",
    ),
    "store-no-folder": Message(
        "Không mở được kho dữ liệu",
        "Không mở được kho dữ liệu: không có thư mục “{detail}”.",
        "Tạo thư mục đó, hoặc sửa khóa store trong config.yaml.",
    ),
    "store-lost": Message(
        "Mất kho dữ liệu",
        "Không thấy kho dữ liệu (khóa store trong config.yaml), mà ở đây đã có “{detail}” của những lần làm trước.",
        "Đừng làm lại từ đầu: để tệp kho dữ liệu về chỗ cũ, hoặc chạy baocao restore vào một thư mục trống rồi làm "
        "việc ở đó. Nếu kho nằm trên máy chủ, ghi địa chỉ vào khóa store. Nếu thật sự bắt đầu lại, dời các bản sao lưu "
        "và báo cáo cũ đi nơi khác.",
    ),
    "store-shut": Message(
        "Không mở được kho dữ liệu",
        "Không mở được tệp kho dữ liệu.",
        "Kiểm tra quyền ghi ở thư mục chứa tệp, chỗ trống trên đĩa và khóa store trong config.yaml.",
    ),
    "store-unreachable": Message(
        "Không mở được kho dữ liệu",
        "Không mở được kho dữ liệu ({detail}).",
        "Kiểm tra khóa store trong config.yaml, quyền ghi ở thư mục và chỗ trống trên đĩa.",
    ),
    "store-address": Message(
        "Không mở được kho dữ liệu",
        "Không mở được kho dữ liệu: địa chỉ ở khóa store (hoặc biến BAOCAO_STORE) viết chưa đúng.",
        "Viết như: postgresql+psycopg://taikhoan@maychu:5432/csdl; ký tự @ : / ? # % trong mật khẩu viết bằng mã, "
        "ví dụ %40 thay cho @.",
    ),
    "store-no-server": Message(
        "Không kết nối được máy chủ cơ sở dữ liệu",
        "Không kết nối được máy chủ cơ sở dữ liệu “{detail}”.",
        "Kiểm tra máy chủ đang chạy, tên máy và cổng ở khóa store (hoặc biến BAOCAO_STORE), mạng và tường lửa.",
    ),
    "store-login": Message(
        "Máy chủ cơ sở dữ liệu không cho vào",
        "Máy chủ cơ sở dữ liệu không nhận tài khoản “{detail}” hoặc mật khẩu của tài khoản này.",
        "Ghi mật khẩu vào tệp mà biến PGPASSFILE chỉ đến (chỉ chủ tệp được đọc), hoặc vào địa chỉ ở biến BAOCAO_STORE.",
    ),
    "store-passfile-open": Message(
        "Tệp mật khẩu để lộ",
        "Người khác trên máy cũng đọc được tệp mật khẩu {detail}, nên chưa kết nối cơ sở dữ liệu.",
        "Chạy: chmod 600 {detail}",
    ),
    "store-no-database": Message(
        "Không có cơ sở dữ liệu",
        "Trên máy chủ không có cơ sở dữ liệu “{detail}”.",
        "Tạo cơ sở dữ liệu đó trên máy chủ, hoặc sửa tên ở khóa store trong config.yaml.",
    ),
    "store-denied": Message(
        "Không có quyền trên cơ sở dữ liệu",
        "Tài khoản “{detail}” không được ghi hoặc không được tạo bảng trong cơ sở dữ liệu.",
        "Nhờ người quản trị máy chủ cho tài khoản này làm chủ cơ sở dữ liệu (CREATE DATABASE … OWNER …).",
    ),
    "store-encoding": Message(
        "Cơ sở dữ liệu không chứa được tiếng Việt",
        "Cơ sở dữ liệu dùng bảng mã {detail}, không chứa được mọi chữ tiếng Việt.",
        "Tạo cơ sở dữ liệu khác với ENCODING 'UTF8' rồi sửa khóa store trong config.yaml.",
    ),
    "store-no-driver": Message(
        "Thiếu phần nối với PostgreSQL",
        "Chương trình trên máy này chưa có phần nối với PostgreSQL.",
        'Cài thêm bằng lệnh: python -m pip install "baocao[postgres]".',
    ),
    "no-libreoffice": Message(
        "Không có LibreOffice",
        "Máy này không có LibreOffice nên chưa in ra PDF.",
        "Cài LibreOffice, hoặc mở báo cáo bằng Word rồi lưu thành PDF.",
    ),
    "ods-no-libreoffice": Message(
        "Không có LibreOffice",
        "Máy này không có LibreOffice nên không làm TongHop.ods.",
        "Làm việc bằng Excel thì mở TongHop.xlsm, không cần tệp .ods.",
    ),
    "ods-failed": Message(
        "Chưa làm được TongHop.ods",
        "LibreOffice không làm được TongHop.ods; TongHop.xlsm vẫn dùng được.",
        "Đóng bớt chương trình đang mở rồi chạy lại: baocao workbook; nguyên nhân ghi ở nhat-ky/baocao.log.",
    ),
    "pdf-failed": Message(
        "Không in được PDF",
        "LibreOffice không in được PDF; báo cáo Word vẫn còn nguyên.",
        "Mở báo cáo bằng Word rồi lưu thành PDF; nguyên nhân ghi ở nhat-ky/baocao.log.",
    ),
    "pdf-timeout": Message(
        "In PDF quá lâu",
        "LibreOffice không in xong PDF trong thời gian cho phép nên đã bị dừng; báo cáo Word vẫn còn nguyên.",
        "Đóng bớt chương trình đang mở rồi chạy lại, hoặc mở báo cáo bằng Word rồi lưu thành PDF.",
    ),
    "pdf-not-written": Message(
        "Không ghi được tệp PDF",
        "PDF đã in xong nhưng không ghi được vào cạnh báo cáo (có thể bản PDF cũ đang mở, hoặc không có quyền ghi).",
        "Đóng tệp PDF đang mở rồi chạy lại lệnh.",
    ),
    "unforeseen": Message(
        "Lỗi của chương trình",
        "Chương trình gặp lỗi ngoài dự kiến; chưa có gì bị mất.",
        "Gửi tệp nhat-ky/baocao.log cho người quản trị; thêm --debug để xem chi tiết.",
    ),
}

# Who runs a round, as another comer hears of it.
