"""What the buttons of the clerk's workbook say in its status cell: what runs, what was done, what could not be."""

from __future__ import annotations

from sync.model.messages.message import Message

# While a button runs.
RUNNING = "… {caption}: đang làm."
TAKING = "… {caption}: đang nhận những gì vừa gõ."
READING = "… {caption}: đang đọc {done}/{total} – {source}"
SHOWING = "… {caption}: đang ghi kết quả vào sổ."
DONE, NOT_DONE = "✓ {sentence}", "✗ {sentence}"

# What was done; {saved} is SAVED or "".
SAVED = "Đã lưu {count} thay đổi vừa gõ. "
SAVED_IN = "Đã nhận {count} thay đổi gõ trong {file}."
GONE = "{count} ý kiến vừa chấp nhận nay không còn nữa. "
NOTHING_TYPED = "Không có gì mới để lưu; sổ đã hiện lại từ kho dữ liệu."
STOOD, STOOD_EMPTY = "ghi “{text}”", "trống"
STILL_SHOWN = " Sổ vẫn hiện các dòng {shown}, chưa hiện {wanted}."
LATE = " Tờ {sheet} vừa được gõ thêm trong lúc chương trình chạy nên được giữ nguyên: bấm lại để lưu."
OPENED = "Đã làm {made} biểu kỳ {period}; biểu nằm ở {folder}. Gửi biểu cho các đơn vị."
OPENED_ANEW = (
    "Đã làm lại biểu kỳ {period} của {divisions} theo lời văn kế hoạch đã ký (chưa ai điền); biểu nằm ở {folder}. "
    "Gửi lại biểu cho các đơn vị này."
)
PUT_BACK = "Đã đặt lại biểu đã điền của {divisions} vì tệp không còn ở chỗ cũ."
OPENED_ONLINE = "Đã tạo biểu kỳ {period} trong bảng tính Google của {divisions}."
NOT_OPENED_ONLINE = "Chưa tạo được biểu trong bảng tính Google của {divisions}: {why}"
OPENED_ALREADY = "Biểu kỳ {period} đã có sẵn ở {folder}."
INBOX_EMPTY = "Hộp thư đến đang trống; đã mở thư mục {folder}. Chép tệp của đơn vị vào đó rồi bấm lại."
INBOX_EMPTY_NOT_OPENED = "Hộp thư đến đang trống. Chép tệp của đơn vị vào {folder} rồi bấm lại."
RECEIVED = "Đã nhận {taken} tệp. "
NOTHING_RECEIVED = "Chưa có biểu nào để nhận. "
NOT_RECEIVED = "{count} tệp còn nằm lại hộp thư đến:"
MORE_LEFT = "Còn nằm lại nữa: {files}."
COPIES = "{division} có hai tệp khác nhau: ghi tên tệp cần dùng vào cột Dùng tệp, kèm Lý do. "
ROUND = (
    "{period}: đọc {read} biểu, {unchanged} biểu không đổi, {failed} biểu không dùng được; "
    "còn {errors} điểm phải sửa, {warnings} điểm cần xem lại."
)
ANSWERED = "Đã ghi ý kiến rà soát cho {count} đơn vị. "
NOT_ANSWERED = "{count} đơn vị chưa ghi được ý kiến rà soát; lượt sau sẽ ghi. "
JUDGED = "{period}: còn {errors} điểm phải sửa, {warnings} điểm cần xem lại, {notes} lưu ý."
JUDGED_CLEAN = "{period}: không còn điểm nào phải sửa hay cần xem lại."
MADE = "Đã tạo {kind} {file}; còn {warnings} điểm cần xem lại."
MADE_OPEN = "Đã tạo {kind} {file}; còn {errors} điểm phải sửa (danh sách ở {list})."
MADE_BROKEN = " Thể thức còn {count} chỗ chưa đúng: {first}"
SHOWN_REPORT = "Đã mở {file}."
LOCKED = "Đã chốt số liệu {period}."
UNLOCKED = "Đã mở lại số liệu {period}."
ISSUED = "Đã ghi số {number} ngày {date}; báo cáo có số là {file}."
ISSUED_DIFFERS = " Bản ký khác bản in ở {count} chỗ: xem tờ Bản ký, chọn Có ở chỗ cần lấy rồi bấm Lưu biên tập."
ISSUED_TOLD = " Trong đó {count} chỗ chỉ để biết (phần đầu, phụ lục, chữ ký), không lấy được."
ISSUED_PDF = " Bản ký PDF khác bản in ở {count} chỗ, xem tờ Bản ký; muốn lấy thì ghi số lại với tệp Word đã ký."
ISSUED_SAME = " Bản ký giống bản in."
ISSUED_FIGURES = (
    " Số của {count} chỉ tiêu khác biểu, ví dụ {code} ({division}): biểu {ours}, bản ký {signed}. "
    "Nhờ đơn vị ghi phần chênh vào cột Điều chỉnh kỳ trước của biểu kỳ sau."
)
ISSUED_SCAN = " Bản ký là ảnh chụp nên chỉ lưu, không so được."
KINDS = {True: "bản dự thảo", False: "báo cáo"}
COPIED = " Những gì đã gõ trong sổ được chép ra {file}."
NO_SENTENCE = "✗ Chương trình không khởi động được: nhờ người phụ trách máy tính xem nhat-ky/baocao.log."
MORE = "(và {count} chỗ nữa)"

BUTTONS: dict[str, Message] = {
    "typed-no-text": Message(
        "Dòng không có nội dung",
        "Tờ {sheet}, ô {cell} đang trống nhưng dòng này vẫn còn những ô khác.",
        "Gõ lại nội dung; muốn bỏ dòng thì chọn Không ở cột Đưa vào báo cáo.",
    ),
    "typed-no-section": Message(
        "Dòng mới chưa có mục",
        "Tờ {sheet}, ô {cell}: dòng mới chưa chọn mục.",
        "Chọn một mục trong danh sách ở cột Mục rồi bấm lại.",
    ),
    "typed-unknown-section": Message(
        "Không có mục này",
        "Tờ {sheet}, ô {cell}: không có mục “{typed}” trong báo cáo.",
        "Chọn một mục trong danh sách ở cột Mục rồi bấm lại.",
    ),
    "typed-bad-number": Message(
        "Thứ tự không phải số",
        "Tờ {sheet}, ô {cell}: “{typed}” không phải là số thứ tự.",
        "Gõ một số, ví dụ 15 để đứng giữa 10 và 20, rồi bấm lại.",
    ),
    "typed-not-yes-no": Message(
        "Không phải Có hay Không",
        "Tờ {sheet}, ô {cell}: “{typed}” không phải là Có hay Không.",
        "Chọn Có hoặc Không trong danh sách rồi bấm lại.",
    ),
    "typed-first-joined": Message(
        "Không có dòng trên để gộp vào",
        "Tờ {sheet}, ô {cell}: dòng này đứng đầu mục nên không có dòng trên để gộp vào.",
        "Chọn Không ở ô đó, hoặc sửa Thứ tự cho dòng đứng dưới một dòng khác, rồi bấm lại.",
    ),
    "typed-locked": Message(
        "Gõ vào kỳ đã chốt",
        "Tờ {sheet}, ô {cell}: số liệu {period} đã chốt ngày {at} ({who}) nên không nhận sửa đổi này. "
        "Trước khi gõ, ô đó {before}.",
        "Trả ô về như cũ, hoặc xóa cả dòng (bấm Lưu biên tập thì dòng hiện lại như cũ); cần sửa thì ghi Lý do rồi bấm "
        "Mở lại.",
    ),
    "typed-issued": Message(
        "Gõ vào kỳ đã ban hành",
        "Tờ {sheet}, ô {cell}: báo cáo {period} đã ban hành, số {number} ngày {date}, nên không nhận sửa đổi này. "
        "Trước khi gõ, ô đó {before}.",
        "Trả ô về như cũ, hoặc xóa cả dòng (bấm Lưu biên tập thì dòng hiện lại như cũ); phần sửa ghi vào cột "
        "Điều chỉnh kỳ trước của biểu kỳ sau.",
    ),
    "typed-bad-choice": Message(
        "Không có lựa chọn này",
        "Tờ {sheet}, ô {cell}: “{typed}” không phải là một lựa chọn.",
        "Chọn Giữ bản này hoặc Theo đơn vị trong danh sách rồi bấm lại.",
    ),
    "typed-needless-choice": Message(
        "Không có gì để chọn",
        "Tờ {sheet}, ô {cell}: dòng này chỉ có một bản nên “{typed}” không có tác dụng.",
        "Xóa chữ ở cột Chọn của dòng đó rồi bấm lại; chỉ chọn ở dòng có dấu ! trong cột Tình trạng.",
    ),
    "typed-no-reason": Message(
        "Thiếu lý do",
        "Tờ {sheet}, ô {cell}: chưa ghi lý do.",
        "Ghi lý do vào cột Lý do của dòng đó rồi bấm lại.",
    ),
    "typed-only-reason": Message(
        "Có lý do nhưng chưa chọn",
        "Tờ {sheet}, ô {cell}: đã ghi lý do nhưng chưa chọn làm gì.",
        "Chọn ở cột bên cạnh, hoặc xóa lý do, rồi bấm lại.",
    ),
    "typed-not-shown": Message(
        "Chỗ khác này đã thay đổi",
        "Tờ {sheet}, ô {cell}: chỗ khác này không còn như đang hiện.",
        "Xóa chữ ở cột Lấy bản ký rồi bấm lại để xem danh sách mới.",
    ),
    "typed-cannot-take": Message(
        "Chỗ này không lấy được",
        "Tờ {sheet}, ô {cell}: chỗ này chỉ để biết (phần đầu, phụ lục, chữ ký hoặc tệp PDF), không lấy được.",
        "Xóa chữ ở cột Lấy bản ký rồi bấm lại; bản ký PDF thì ghi số lại với tệp Word đã ký.",
    ),
    "typed-no-heading": Message(
        "Thiếu cột",
        "Tờ {sheet} không còn cột “{heading}” nên không đọc được những gì đã gõ.",
        "Bấm Ctrl+Z để lấy lại tiêu đề cột, hoặc gõ lại đúng tên cột, rồi bấm lại.",
    ),
    "typed-no-sheet": Message(
        "Thiếu tờ",
        "Sổ không còn tờ “{sheet}” nên không đọc được những gì đã gõ ở đó.",
        "Bấm Ctrl+Z hoặc đổi lại tên tờ; nếu đã mất, nhờ người phụ trách máy tính làm lại sổ (baocao workbook).",
    ),
    "typed-bad-period": Message(
        "Kỳ báo cáo sai",
        "“{typed}” ở ô Kỳ của tờ Theo dõi không phải là một tháng báo cáo.",
        "Chọn kỳ trong danh sách hoặc gõ năm-tháng, ví dụ 2024-01, rồi bấm lại.",
    ),
    "typed-bad-signer": Message(
        "Không có người ký này",
        "“{typed}” ở ô Người ký của tờ Theo dõi không có trong danh sách của kỳ này.",
        "Chọn một người trong danh sách, hoặc để trống, rồi bấm lại.",
    ),
    "typed-bad-kind": Message(
        "Không có loại báo cáo này",
        "“{typed}” ở ô Loại báo cáo của tờ Theo dõi không phải là Chính thức hay Dự thảo.",
        "Chọn trong danh sách rồi bấm lại.",
    ),
    "typed-bad-version": Message(
        "Không phải số bản",
        "“{typed}” ở ô Số bản đã ký của tờ Theo dõi không phải là số của một bản báo cáo.",
        "Gõ số bản như ở tên tệp, ví dụ 1 cho bản v1, hoặc để trống, rồi bấm lại.",
    ),
    "typed-saved-open": Message(
        "Sổ đang mở",
        "{file} đang mở nên chưa thấy hết những gì đã gõ trong đó.",
        "Lưu sổ (Ctrl+S), đóng sổ, rồi chạy lại.",
    ),
    "typed-saved-unreadable": Message(
        "Không đọc được sổ",
        "{file} bị hỏng hoặc có mật khẩu nên không đọc được những gì đã gõ trong đó.",
        "Mở sổ, lưu lại thành tệp mới cùng tên, đóng sổ, rồi chạy lại.",
    ),
    "typed-saved-foreign": Message(
        "Sổ không nối với kho dữ liệu này",
        "{file} không khớp với kho dữ liệu nên chưa nhận những gì đã gõ trong đó.",
        "Chạy baocao workbook để làm sổ mới (sổ này được giữ lại dưới tên khác), rồi chép những gì đã gõ sang.",
    ),
    "button-runs": Message(
        "Nút khác đang chạy",
        "Chương trình đang làm việc của lần bấm trước ({caption}).",
        "Đợi xong rồi bấm lại.",
    ),
    "button-unknown": Message(
        "Không có nút này",
        "Chương trình trên máy này không có việc “{name}”.",
        "Nhờ người phụ trách máy tính làm lại sổ bằng lệnh baocao workbook.",
    ),
    "button-foreign-workbook": Message(
        "Sổ không nối với kho dữ liệu này",
        "Sổ này không khớp với kho dữ liệu nên chưa nhận những gì đã gõ; sổ đã hiện lại từ kho dữ liệu.",
        "Xem lại rồi bấm nút lần nữa.",
    ),
    "button-web-path": Message(
        "Sổ nằm trên mạng",
        "Sổ đang mở từ địa chỉ mạng “{path}” (OneDrive hoặc SharePoint) nên không tìm được dữ liệu của sở.",
        "Chép sổ vào thư mục làm việc trên ổ đĩa của máy này rồi mở lại từ đó.",
    ),
    "button-no-config": Message(
        "Không thấy config.yaml",
        "Không thấy tệp “{file}”.",
        "Để sổ cạnh config.yaml, trong thư mục làm việc của sở, rồi mở lại.",
    ),
    "button-not-locked": Message(
        "Kỳ này chưa chốt",
        "Số liệu {period} chưa chốt nên chưa mở được kỳ sau.",
        "Chốt số liệu, hoặc Ghi số, ngày ban hành, rồi bấm Mở kỳ mới.",
    ),
    "button-report-open-errors": Message(
        "Còn điểm phải sửa",
        "Chưa tạo báo cáo chính thức: còn {count} điểm phải sửa.",
        "Xem tờ Ý kiến rà soát: sửa, hoặc chấp nhận kèm lý do; muốn in ngay thì chọn Loại báo cáo là Dự thảo.",
    ),
    "button-no-report": Message(
        "Chưa có báo cáo",
        "Kỳ {period} chưa có báo cáo nào.",
        "Bấm Tạo báo cáo trước.",
    ),
    "button-report-gone": Message(
        "Không còn tệp báo cáo",
        "Không thấy tệp “{file}”: có thể đã bị dời hoặc xóa.",
        "Bấm Tạo báo cáo để làm lại.",
    ),
    "button-cannot-open": Message(
        "Không mở được",
        "Máy này không mở được “{file}”.",
        "Mở bằng tay từ thư mục của kỳ.",
    ),
}

# What to do where a command's own words would send the clerk to a command line: said instead of them.
ACTIONS = {
    "report-never-read": "Bấm Cập nhật từ các đơn vị trước.",
    "issue-already": "Nếu ghi nhầm, sửa số hoặc ngày, ghi vì sao vào ô Lý do của tờ Theo dõi rồi bấm lại.",
    "issue-stale-report": "Bấm Tạo báo cáo rồi ghi số; bản cũ đã ký trên giấy thì gõ số bản vào ô Số bản đã ký.",
    "issue-version-edited": "Bấm Tạo báo cáo, ghi số kèm tệp Word đã ký, rồi lấy lời văn đã ký ở tờ Bản ký.",
    "issue-odd-date": "Xem lại ngày; nếu đúng là ngày đó, ghi vì sao vào ô Lý do của tờ Theo dõi rồi bấm lại ngay.",
    "issue-other-document": "Chọn lại tệp; nếu đúng tệp đó, ghi vì sao vào ô Lý do của tờ Theo dõi rồi bấm lại ngay.",
    "unlock-no-reason": "Ghi vì sao vào ô Lý do của tờ Theo dõi rồi bấm lại.",
    "period-locked": "Nếu cần sửa, ghi lý do rồi bấm Mở lại; nếu không, trả ô đã sửa về như cũ.",
    "decided-issued": "Trả ô vừa chọn về như cũ; số liệu cần đính chính thì đơn vị ghi vào cột Điều chỉnh kỳ trước "
    "của biểu kỳ sau.",
    "period-issued": "Trả ô đã sửa về như cũ; phần sửa ghi vào cột Điều chỉnh kỳ trước của biểu kỳ sau.",
    "report-outdated": "Bấm Tạo báo cáo để làm bản mới.",
    "copy-unwritten": "Đóng tệp đang mở ở thư mục đó, kiểm tra chỗ trống trên đĩa, rồi bấm Cập nhật từ các đơn vị.",
    "inbox-waiting": "Bấm Nhận tệp để nhận, hoặc để xem vì sao chưa nhận được.",
    "lock-already": "Không cần làm gì.",
    "accept-unknown-copy": "Chép đúng tên tệp ở cột Biểu đang dùng hoặc Tệp khác vào cột Dùng tệp.",
    "accept-unknown-division": "Bấm Cập nhật từ các đơn vị để lấy lại danh sách.",
    "accept-unknown-finding": "Bấm Rà soát để lấy lại danh sách.",
    "accept-not-accepted": "Điểm này được bỏ qua theo đơn vị: chọn Không ở cột Không chờ của tờ Theo dõi, kèm lý do.",
    "file-busy": "Đóng tệp đang mở, kiểm tra chỗ trống trên đĩa rồi bấm lại.",
    "folder-taken": "Đổi tên hoặc dời tệp đó đi rồi bấm lại.",
    "store-busy": "Đợi một phút rồi bấm lại.",
    "round-running": "Đợi lượt đó xong (thường dưới một phút) rồi bấm lại.",
    "store-full": "Dọn bớt đĩa rồi bấm lại.",
    "unforeseen": "Bấm lại; nếu vẫn vậy, gửi tệp nhat-ky/baocao.log cho người quản trị.",
}
