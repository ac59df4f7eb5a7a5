"""What is said of backups, of putting them back, and of the archive that proves a period."""

from __future__ import annotations

from sync.model.messages.message import Message

_FETCH = "Lấy một bản sao lưu khác, hoặc chép lại tệp từ nơi đã lưu."

KEEPING: dict[str, Message] = {
    "backup-exists": Message(
        "Tệp sao lưu đã có",
        "Tệp “{file}” đã có sẵn nên không ghi đè.",
        "Chọn tên khác, hoặc ghi tên một thư mục để chương trình tự đặt tên.",
    ),
    "backup-no-folder": Message(
        "Không có thư mục để sao lưu",
        "Không có thư mục “{folder}” nên chưa sao lưu.",
        "Cắm hoặc nối lại ổ đĩa ấy (USB, ổ mạng), hoặc tạo thư mục, rồi chạy lại.",
    ),
    "archive-missing": Message(
        "Không mở được gói lưu trữ", "Không mở được tệp “{file}”.", "Kiểm tra đường dẫn và quyền đọc tệp."
    ),
    "archive-none": Message(
        "Không phải gói lưu trữ của chương trình",
        "“{file}” không phải gói do baocao backup hoặc baocao export tạo ra, hoặc tệp đã hỏng.",
        _FETCH,
    ),
    "archive-kind": Message(
        "Gói lưu trữ thuộc loại khác",
        "“{file}” là gói lưu trữ thuộc loại khác.",
        "Bản sao lưu dùng với baocao restore; gói của một kỳ dùng với baocao export --verify.",
    ),
    "archive-newer": Message(
        "Gói lưu trữ của bản mới hơn",
        "Gói lưu trữ do bản mới hơn của chương trình tạo ra ({product}).",
        "Nâng cấp chương trình trên máy này rồi chạy lại.",
    ),
    "archive-unsafe": Message(
        "Gói lưu trữ không an toàn",
        "Trong gói có tên tệp không an toàn (“{member}”) nên không lấy gì ra.",
        "Đây không phải gói do chương trình tạo ra; kiểm tra lại nguồn của tệp.",
    ),
    "archive-double": Message("Gói lưu trữ có tệp trùng tên", "Trong gói có hai tệp cùng tên “{member}”.", _FETCH),
    "archive-unlisted": Message(
        "Gói lưu trữ có tệp lạ",
        "Trong gói có tệp lạ “{member}”, không phải của chương trình.",
        "Kiểm tra lại nguồn của tệp, hoặc dùng bản sao lưu khác.",
    ),
    "archive-bomb": Message(
        "Gói lưu trữ nở quá lớn",
        "Gói nén này khi mở ra lớn bất thường nên không lấy gì ra.",
        "Đây không phải gói do chương trình tạo ra; kiểm tra lại nguồn của tệp.",
    ),
    "archive-damaged": Message(
        "Gói lưu trữ bị hỏng", "Gói lưu trữ bị hỏng hoặc đã bị sửa ở “{member}” nên không lấy gì ra.", _FETCH
    ),
    "archive-no-room": Message(
        "Không đủ chỗ trên đĩa", "Ổ đĩa chứa “{folder}” không đủ chỗ để khôi phục.", "Dọn bớt đĩa rồi chạy lại."
    ),
    "restore-not-empty": Message(
        "Thư mục không trống",
        "Chỉ khôi phục vào thư mục trống; “{folder}” đang có “{file}”.",
        "Chọn thư mục khác, hoặc dời những gì đang có ở đó đi nơi khác.",
    ),
    "restore-config": Message(
        "Chưa đọc được config.yaml",
        "Đã lấy lại config.yaml, nhưng bản chương trình này chưa đọc được nó.",
        "Chạy baocao status để xem dòng nào phải sửa.",
    ),
    "restore-no-template": Message(
        "Bản sao lưu không có mẫu Word",
        "Bản sao lưu không có mẫu Word “{file}”.",
        "Chép mẫu Word của sở vào thư mục này trước khi làm báo cáo.",
    ),
    "restore-store-elsewhere": Message(
        "Kho dữ liệu ở ngoài thư mục",
        "Khóa store chỉ đến “{store}”, ở ngoài thư mục này; dữ liệu được để ở “{file}”.",
        "Dời tệp đó đến chỗ mà khóa store nêu, hoặc sửa khóa store thành baocao.db.",
    ),
    "restore-store-variable": Message(
        "Khóa store chưa chỉ đến cơ sở dữ liệu",
        "Dữ liệu đã vào cơ sở dữ liệu mà biến BAOCAO_STORE nêu, nhưng khóa store trong config.yaml vẫn là “{store}”.",
        "Ghi địa chỉ cơ sở dữ liệu (không kèm mật khẩu) vào khóa store, để lệnh thiếu biến ấy không tạo kho khác.",
    ),
    "restore-store-full": Message(
        "Cơ sở dữ liệu đã có dữ liệu",
        "Cơ sở dữ liệu ở khóa store đã có dữ liệu khác nên không ghi vào; dữ liệu khôi phục được để ở “{file}”.",
        "Trỏ khóa store đến một cơ sở dữ liệu trống rồi khôi phục lại vào thư mục khác, hoặc ghi store: baocao.db.",
    ),
    "restore-store-unreachable": Message(
        "Không vào được cơ sở dữ liệu",
        "Chưa ghi được vào cơ sở dữ liệu ở khóa store ({why}); dữ liệu khôi phục được để ở “{file}”.",
        "Mở cơ sở dữ liệu rồi khôi phục lại vào thư mục khác, hoặc ghi store: baocao.db.",
    ),
    "export-no-report": Message(
        "Kỳ chưa có báo cáo",
        "Chưa có báo cáo nào của {period} để lưu thành gói.",
        "Làm báo cáo trước: baocao report --period {code}.",
    ),
    "verify-changed": Message(
        "Tệp trong gói đã bị sửa", "“{member}” không còn như lúc lập gói (mã SHA-256 không khớp).", _FETCH
    ),
    "verify-lost": Message(
        "Gói thiếu một tệp", "Gói thiếu tệp “{member}”, có tên trong danh sách lúc lập gói.", _FETCH
    ),
    "verify-row": Message(
        "Một dòng dữ liệu đã bị sửa", "Một dòng của bảng “{table}” không còn như lúc được ghi.", _FETCH
    ),
    "verify-lacks": Message(
        "Gói thiếu một mắt xích",
        "Gói thiếu {what}, mà báo cáo dẫn đến.",
        "Lập lại gói ở máy của sở: baocao export.",
    ),
    "verify-cell": Message(
        "Nguồn không có trong biểu",
        "“{text}” được ghi là lấy từ {source}, nhưng trong biểu không có ô đó.",
        "Nhờ người quản trị xem; báo cáo hoặc biểu có thể đã bị tráo.",
    ),
    "verify-trail": Message(
        "Truy nguồn khác",
        "Truy nguồn ghi trong gói khác với truy nguồn làm lại được từ các biểu.",
        "Nhờ người quản trị xem; truy nguồn trong gói có thể đã bị sửa.",
    ),
    "verify-table": Message(
        "Bảng khác dữ liệu gốc",
        "Bảng “{member}” khác với dữ liệu gốc trong gói.",
        "Đừng dùng bảng này; nhờ người quản trị xem, bảng có thể đã bị sửa.",
    ),
    "verify-unreadable": Message(
        "Không đọc lại được biểu", "Không đọc lại được biểu “{member}”.", "Mở tệp bằng Excel hoặc LibreOffice để xem."
    ),
    "verify-differs": Message(
        "Báo cáo làm lại khác ở một chỗ",
        "{where}: trong gói ghi “{inside}”, làm lại được “{rebuilt}”.",
        "Nếu chương trình là bản khác lúc lập gói, thử lại bằng bản {product}.",
    ),
    "verify-sheet": Message(
        "Tệp số liệu làm lại khác ở một ô",
        "Tệp số liệu, {where}: trong gói ghi “{inside}”, làm lại được “{rebuilt}”.",
        "Nếu chương trình là bản khác lúc lập gói, thử lại bằng bản {product}.",
    ),
    "verify-not-rebuilt": Message(
        "Không làm lại được báo cáo",
        "Không làm lại được báo cáo từ các biểu trong gói ({why}).",
        "Thử lại bằng bản {product} của chương trình; các tệp trong gói vẫn xem được bằng tay.",
    ),
}

# ── Sentences of the commands; facts in braces ────────────────────────────────────────────────────────────────────

BACKED_UP = "Đã sao lưu vào {file} ({size}, {rows} dòng dữ liệu) và đã đọc lại kiểm tra."
NIGHTLY = "Đã sao lưu đêm nay vào {name} ({size}) và đã đọc lại kiểm tra."
DROPPED = " Đã xóa {count} bản sao lưu cũ quá hạn giữ."
DIGEST = "SHA-256: {digest}"
NO_SECRETS = "Khóa Google và mật khẩu (thư, cơ sở dữ liệu) không nằm trong bản sao lưu; cất chúng ở chỗ khác."
RESTORED = "Đã khôi phục vào {folder} bản sao lưu lúc {at}: {rows} dòng dữ liệu, đã kiểm tra từng dòng."
RESTORED_NEXT = (
    "Việc tiếp theo: đặt lại khóa Google, mật khẩu nếu có dùng, rồi chạy ở đó: baocao status; baocao workbook."
)
EXPORTED = "Đã lưu gói {period} vào {file} ({size}, {count} tệp)."
EXPORTED_NEXT = "Kiểm tra trên máy bất kỳ: baocao export --verify {name}"
VERIFIED_ARCHIVE = "SHA-256 của cả gói: {digest} (so với mã đã ghi lại khi lập gói)"
VERIFIED_FILES = "✓ {count} tệp trong gói đều đúng mã SHA-256 đã ghi."
VERIFIED_CHAIN = "✓ Mọi con số và đoạn văn của báo cáo đều dẫn được về ô trong biểu ({cells} ô, {forms} biểu)."
SAME_BYTES = "✓ Làm lại {name} từ các biểu: giống từng byte."
SAME_WORDS = "✓ Làm lại {name} từ các biểu: nội dung giống hệt (cách trình bày tệp có khác)."
OTHER_WORDS = "✗ Làm lại {name} từ các biểu: khác {count} chỗ."
OTHER_PRODUCT = "i Gói do bản {made} lập, đang kiểm tra bằng bản {here}."
NOT_REBUILT = "! Chưa làm lại báo cáo, vì các tệp trong gói không còn nguyên vẹn."
MORE = "… và {count} chỗ nữa."
