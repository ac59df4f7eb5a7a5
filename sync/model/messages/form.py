"""What is wrong with the form and its cells: tabs, columns, identity, what is required, numbers, dates, lists."""

from __future__ import annotations

from sync.model.messages.message import Message

FORM: dict[str, Message] = {
    "identity-mismatch": Message(
        "Mã biểu không khớp",
        "Dòng “Mã biểu” ghi {visible}, nhưng mã lưu kèm trong biểu là {hidden}.",
        "Kiểm tra xem có chép nhầm biểu của đơn vị hay kỳ khác; nếu có, điền lại vào đúng biểu mẫu.",
    ),
    "form-unknown": Message(
        "Phiên bản biểu lạ",
        "Mã biểu ghi phiên bản v{version}, là phiên bản chưa từng có.",
        "Dùng biểu mẫu mới nhất do phòng tổng hợp gửi; không sửa dòng “Mã biểu”.",
    ),
    "form-old": Message(
        "Biểu mẫu cũ",
        "Biểu này là phiên bản v{version}; phiên bản đang dùng là v{current}.",
        "Kỳ này vẫn đọc được; kỳ sau xin dùng biểu mẫu mới.",
    ),
    "tab-missing": Message(
        "Thiếu tờ",
        "Không tìm thấy tờ “{tab}” trong biểu.",
        "Đặt lại đúng tên tờ. Nếu tờ đã bị xóa: tệp Excel thì chép tờ này từ biểu mẫu sang; bảng tính Google thì mở "
        "Tệp › Nhật ký phiên bản, hoặc nhờ người tổng hợp chạy baocao templates.",
    ),
    "headings-missing": Message(
        "Thiếu dòng tiêu đề",
        "Tờ “{tab}” không còn dòng tiêu đề cột nên không đọc được.",
        "Chép lại dòng tiêu đề cột từ biểu mẫu; ở bảng tính Google, khôi phục bằng Tệp › Nhật ký phiên bản.",
    ),
    "column-missing": Message(
        "Thiếu cột",
        "Thiếu cột “{heading}” nên không đọc được số liệu của tờ này.",
        "Thêm lại cột với đúng tiêu đề như trong biểu mẫu.",
    ),
    "column-left-out": Message(
        "Cột bị bỏ đi",
        "Tờ này không còn cột “{heading}”.",
        "Nếu cần ghi nội dung đó, thêm lại cột với đúng tiêu đề như trong biểu mẫu.",
    ),
    "column-doubled": Message(
        "Cột bị lặp",
        "Có hai cột cùng mang tiêu đề “{heading}”.",
        "Giữ lại một cột, xóa hoặc đổi tên cột kia.",
    ),
    "column-moved": Message(
        "Cột bị dời chỗ",
        "Cột “{heading}” không còn ở chỗ cũ; hệ thống đọc theo tiêu đề cột.",
        "Không cần sửa nếu nội dung nằm đúng dưới tiêu đề.",
    ),
    "column-unknown": Message(
        "Cột thêm vào",
        "Cột “{typed}” không có trong biểu mẫu nên không được đọc.",
        "Nếu cần in nội dung này, chuyển vào cột Nội dung.",
    ),
    "heading-near": Message(
        "Tiêu đề cột bị sửa",
        "Tiêu đề cột ghi “{typed}”; hệ thống hiểu là “{heading}”.",
        "Sửa lại tiêu đề cho đúng biểu mẫu nếu hiểu như vậy là đúng; nếu không, bỏ cột này.",
    ),
    "beside-table": Message(
        "Ghi ngoài bảng",
        "Có {count} ô ghi ở cột không có tiêu đề, ví dụ “{typed}”; những ô này không được đọc.",
        "Chuyển nội dung vào đúng cột của nó; nếu chỉ là ghi nháp thì xóa đi.",
    ),
    "info-altered": Message(
        "Ô có sẵn bị sửa",
        "Ô “{heading}” ghi “{typed}”, nhưng theo mã biểu thì đây là biểu của {expected}.",
        "Kiểm tra có điền nhầm biểu không; nếu đúng biểu, ghi lại “{expected}”.",
    ),
    "hidden-row": Message(
        "Dòng bị ẩn",
        "Dòng này đang bị ẩn hoặc bị lọc đi nhưng vẫn được đọc vào báo cáo: “{typed}”.",
        "Bỏ ẩn hoặc bỏ lọc để xem lại; nếu không báo cáo thì xóa hẳn dòng.",
        bare="Dòng này đang bị ẩn hoặc bị lọc đi nhưng vẫn được đọc vào báo cáo.",
    ),
    "legacy-font": Message(
        "Phông chữ cũ",
        "Tờ này có {count} ô gõ bằng bảng mã {encoding}; hệ thống đã đổi sang Unicode, ví dụ: “{read}”.",
        "Đọc lại các ô đã đổi; lần sau nên gõ bằng bảng mã Unicode.",
    ),
    "merged-across": Message(
        "Ô trộn ngang nhiều cột",
        "Ô “{typed}” trộn ngang qua các cột {headings}; hệ thống chỉ đọc ô này vào cột “{first}”.",
        "Bỏ trộn ô rồi ghi nội dung vào đúng cột của nó.",
    ),
    "annex-no-entry": Message(
        "Dòng nhóm hoặc dòng cộng",
        "Dòng “{typed}” là tiêu đề nhóm hoặc dòng cộng, không phải một mục của phụ lục, nên không được in.",
        "Bỏ dòng này; nếu là một mục thật thì bỏ trộn ô và điền đủ các cột.",
    ),
    "required": Message(
        "Thiếu nội dung bắt buộc",
        "Chưa điền “{heading}”.",
        "Điền vào ô này; đây là nội dung bắt buộc.",
    ),
    "cell-too-long": Message(
        "Ô quá dài",
        "Nội dung “{text}” dài {length} ký tự, trong khi một ô của Excel chỉ chứa được {limit}; báo cáo Word in đủ, "
        "nhưng bảng tổng hợp và biểu kỳ sau sẽ bị cắt phần cuối.",
        "Chia nội dung này thành nhiều dòng.",
    ),
    "section-unknown": Message(
        "Mục không có trong danh sách",
        "Mục “{typed}” không có trong danh sách mục của đơn vị nên nội dung chưa vào được báo cáo.",
        "Chọn một mục trong danh sách của ô; nếu thiếu mục, xin báo phòng tổng hợp.",
    ),
    "section-near": Message(
        "Mục gõ chưa đúng",
        "Mục “{typed}” gõ chưa đúng hẳn; hệ thống đã xếp vào mục có tên gần giống nhất.",
        "Chọn lại mục trong danh sách của ô.",
    ),
    "section-missing": Message(
        "Chưa chọn mục",
        "Nội dung này chưa chọn Mục nên chưa biết đưa vào đâu trong báo cáo.",
        "Chọn một mục trong danh sách ở cột Mục.",
    ),
    "section-doubtful": Message(
        "Mục lấy theo dòng trên",
        "Dòng này để trống Mục nên theo dòng trên vào “{section}”, nhưng {why} “{other}”.",
        "Chọn Mục cho dòng này; nếu vừa sắp xếp lại các dòng, xem lại Mục của cả tờ.",
    ),
    "rows-sorted": Message(
        "Dòng đã bị sắp xếp lại",
        "Các dòng có vẻ đã được sắp xếp lại; {count} dòng để trống Mục đang được xếp vào mục của dòng đứng trên.",
        "Chọn Mục cho từng dòng còn để trống; nếu thứ tự này là đúng thì giữ nguyên.",
    ),
    "nothing-said": Message(
        "Dòng không nói gì",
        "Dòng này chỉ ghi “{text}”; báo cáo sẽ in đúng như vậy.",
        "Không có việc thì xóa dòng này; cần nói rõ là không có thì viết trọn câu.",
    ),
    "numbered-by-hand": Message(
        "Số thứ tự gõ tay",
        "Nội dung bắt đầu bằng số thứ tự “{typed}”, sẽ in thành “- {text}”.",
        "Bỏ số thứ tự; báo cáo tự gạch đầu dòng. Muốn giữ số thì chọn Trình bày là “Đoạn văn”.",
    ),
    "space-before-sign": Message(
        "Khoảng trắng trước dấu câu",
        "Có khoảng trắng giữa “{text}” và dấu “{sign}” đứng sau.",
        "Bỏ khoảng trắng trước dấu câu.",
    ),
    "text-missing": Message(
        "Thiếu nội dung",
        "Dòng này đã có Mục hoặc Chú thích nhưng cột Nội dung còn trống.",
        "Viết Nội dung, hoặc xóa cả dòng.",
    ),
    "not-a-number": Message(
        "Không phải số",
        "Chỉ tiêu “{name}” ghi “{typed}”, không phải là một số.",
        "Chỉ ghi một số, ví dụ 147 hoặc 1007; không có thì ghi 0, giải thích ở Ghi chú.",
        bare="Ô này ghi “{typed}”, không phải là một số.",
    ),
    "ambiguous-number": Message(
        "Số có thể hiểu hai cách",
        "Chỉ tiêu “{name}” ghi “{typed}”, có thể hiểu là {choices}.",
        "Gõ lại số liền nhau, không dấu chấm, không dấu phẩy, ví dụ 1007; "
        "nếu có phần lẻ thì dùng dấu thập phân mà bảng tính này đang đặt.",
        bare="Ô này ghi “{typed}”, có thể hiểu là {choices}.",
    ),
    "foreign-decimal": Message(
        "Số hiểu theo cách viết nước ngoài",
        "Bảng tính đặt theo nước ngoài nên chỉ tiêu “{name}” được hiểu là {read}; có thể đơn vị muốn ghi {other}.",
        "Mở Tệp › Cài đặt, chọn Ngôn ngữ: Việt Nam, rồi gõ lại số ở ô này: các chữ số liền nhau, phần lẻ (nếu có) "
        "sau dấu phẩy.",
        bare="Bảng tính đặt theo nước ngoài nên số ở ô này được hiểu là {read}; có thể đơn vị muốn ghi {other}.",
    ),
    "foreign-before": Message(
        "Số gõ từ khi bảng tính đặt theo nước ngoài",
        "Khi gõ chỉ tiêu “{name}”, bảng tính đặt theo nước ngoài nên số được hiểu là {read}; đổi ngôn ngữ không làm số "
        "này đổi theo, có thể đơn vị muốn ghi {other}.",
        "Nếu {read} là đúng thì giữ nguyên; nếu không, gõ lại số ở ô này: các chữ số liền nhau, phần lẻ (nếu có) sau "
        "dấu phẩy.",
        bare="Khi gõ số ở ô này, bảng tính đặt theo nước ngoài nên số được hiểu là {read}; đổi ngôn ngữ không làm số "
        "này đổi theo, có thể đơn vị muốn ghi {other}.",
    ),
    "foreign-whole": Message(
        "Số có thể đã mất dấu phẩy",
        "Khi gõ, bảng tính đặt theo nước ngoài nên chỉ tiêu “{name}” được hiểu là {read}; nếu đã gõ dấu phẩy trước "
        "phần lẻ thì đơn vị muốn ghi {other}.",
        "Nếu {read} là đúng thì giữ nguyên; nếu không, mở Tệp › Cài đặt, chọn Ngôn ngữ: Việt Nam, rồi gõ lại số ở ô "
        "này.",
        bare="Khi gõ, bảng tính đặt theo nước ngoài nên số ở ô này được hiểu là {read}; nếu đã gõ dấu phẩy trước phần "
        "lẻ thì đơn vị muốn ghi {other}.",
    ),
    "fraction-under-count": Message(
        "Số lẻ của đơn vị đếm",
        "Chỉ tiêu “{name}” ghi “{typed}”, nhưng {unit} được đếm nguyên, không có số lẻ.",
        "Ghi lại số nguyên, không dùng dấu phân nhóm, ví dụ 147 hoặc 1500.",
        bare="Ô này ghi “{typed}”, nhưng {unit} được đếm nguyên, không có số lẻ.",
    ),
    "approximate-number": Message(
        "Số ước chừng",
        "Chỉ tiêu “{name}” ghi “{typed}”, là số ước chừng; báo cáo sẽ in {read}.",
        "Ghi số chính xác; nếu chưa có số chính xác thì giữ nguyên và nói rõ ở cột Ghi chú.",
        bare="Ô này ghi “{typed}”, là số ước chừng; báo cáo sẽ in {read}.",
    ),
    "odd-number": Message(
        "Cách ghi số lạ",
        "Chỉ tiêu “{name}” ghi “{typed}”; hệ thống hiểu là {read}.",
        "Nếu hiểu như vậy là đúng thì giữ nguyên; nếu không, gõ lại số theo đơn vị tính của cột.",
        bare="Ô này ghi “{typed}”; hệ thống hiểu là {read}.",
    ),
    "day-as-number": Message(
        "Ngày gõ vào ô số",
        "Chỉ tiêu “{name}” ghi {typed}, đúng bằng số mà bảng tính dùng để giữ ngày {day}; có thể đã gõ một ngày vào "
        "ô số.",
        "Nếu {typed} là đúng thì giữ nguyên; nếu không, gõ lại số ở ô này.",
        bare="Ô này ghi {typed}, đúng bằng số mà bảng tính dùng để giữ ngày {day}; có thể đã gõ một ngày vào ô số.",
    ),
    "not-a-date": Message(
        "Không phải ngày",
        "Ô này ghi “{typed}”, không phải là một ngày có thật.",
        "Ghi theo thứ tự ngày/tháng/năm, ví dụ {example}.",
    ),
    "ambiguous-date": Message(
        "Ngày có thể hiểu hai cách",
        "Khi gõ, bảng tính đặt theo nước ngoài nên ngày ở ô này được hiểu là {read}; có thể đơn vị muốn ghi {other}.",
        "Mở Tệp › Cài đặt, chọn Ngôn ngữ: Việt Nam, rồi xem lại ngày ở ô này; nếu đã đúng thì giữ nguyên.",
    ),
    "date-in-future": Message(
        "Ngày duyệt ở tương lai",
        "Ngày duyệt ghi {typed}, sau ngày rà soát ({today}).",
        "Xem lại ngày, tháng và năm của Ngày duyệt.",
    ),
    "annex-day-ahead": Message(
        "Ngày ở phụ lục còn ở tương lai",
        "Cột “{column}” ghi {typed}, sau ngày rà soát ({today}).",
        "Xem lại ngày, tháng và năm ở ô này.",
    ),
    "date-outside-period": Message(
        "Ngày duyệt ngoài kỳ báo cáo",
        "Ngày duyệt ghi {typed}, nằm ngoài kỳ báo cáo {period}.",
        "Xem lại ngày, tháng và năm; nếu đúng thì giữ nguyên.",
    ),
    "not-in-list": Message(
        "Không có trong danh sách",
        "Ô này ghi “{typed}”, không có trong danh sách chọn.",
        "Chọn một trong các giá trị: {choices}.",
    ),
    "excel-error": Message(
        "Ô báo lỗi",
        "Chỉ tiêu “{name}” đang báo lỗi {typed}.",
        "Gõ thẳng số hoặc nội dung đúng vào ô thay cho công thức.",
        bare="Ô này đang báo lỗi {typed}.",
    ),
    "not-calculated": Message(
        "Công thức chưa tính",
        "Ô của chỉ tiêu “{name}” có công thức nhưng chưa có kết quả.",
        "Mở biểu, chờ tính xong rồi lưu lại; hoặc gõ thẳng kết quả vào ô.",
        bare="Ô này có công thức nhưng chưa có kết quả.",
    ),
    "external-value": Message(
        "Số lấy từ nơi khác",
        "Ô này lấy “{typed}” từ một tệp hay bảng tính khác nên có thể đã cũ.",
        "Kiểm tra lại, rồi chép thành giá trị (Dán đặc biệt › Giá trị).",
        bare="Ô này lấy số liệu từ một tệp hay bảng tính khác nên có thể đã cũ.",
    ),
    "struck-text": Message(
        "Chữ gạch ngang",
        "Ô này có chữ bị gạch ngang; phần gạch ngang không được đưa vào báo cáo. Còn lại: “{typed}”.",
        "Xóa hẳn phần đã gạch; nếu vẫn cần in thì bỏ gạch ngang.",
        bare="Ô này có chữ bị gạch ngang; phần gạch ngang không được đưa vào báo cáo.",
    ),
    "struck-row": Message(
        "Dòng bị gạch bỏ",
        "Nội dung của dòng này bị gạch ngang toàn bộ nên cả dòng không được đưa vào báo cáo: “{typed}”.",
        "Nếu bỏ thật thì xóa hẳn dòng; nếu vẫn cần in thì bỏ gạch ngang.",
    ),
    "struck-cell": Message(
        "Ô bị gạch bỏ",
        "Ô này bị gạch ngang toàn bộ nên được coi như để trống: “{typed}”.",
        "Nếu bỏ thật thì xóa nội dung của ô; nếu vẫn cần thì bỏ gạch ngang.",
    ),
    "not-text": Message(
        "Không phải câu chữ",
        "Ô này chỉ ghi “{typed}”, là số, ngày hoặc giá trị đúng/sai chứ không phải câu chữ.",
        "Viết thành câu; nếu gõ nhầm ô thì chuyển sang đúng ô của nó.",
    ),
    "picture": Message(
        "Có ảnh trong biểu",
        "Có một tấm ảnh nằm trên ô này; chữ và số trong ảnh không đọc được.",
        "Gõ nội dung của ảnh vào ô; ảnh không được đưa vào báo cáo.",
    ),
    "indicator-unknown": Message(
        "Mã chỉ tiêu lạ",
        "Mã “{code}” không có trong danh mục chỉ tiêu của đơn vị nên dòng này không được đọc.",
        "Sửa lại mã như trong biểu mẫu; nếu cần thêm chỉ tiêu, xin báo phòng tổng hợp.",
    ),
    "indicator-missing": Message(
        "Thiếu dòng chỉ tiêu",
        "Không thấy dòng của chỉ tiêu “{name}” (mã {code}).",
        "Chép lại dòng này từ biểu mẫu và điền số.",
    ),
    "indicator-doubled": Message(
        "Chỉ tiêu bị lặp",
        "Mã “{code}” đứng ở hai dòng; hệ thống chỉ đọc dòng đầu.",
        "Giữ một dòng có số đúng, xóa dòng kia.",
    ),
    "code-unknown": Message(
        "Mã trong ngoặc không có",
        "Nội dung có “{{{code}}}”, nhưng đơn vị không có chỉ tiêu mang mã này.",
        "Sửa mã trong ngoặc cho đúng với cột Mã của tờ Chỉ tiêu, hoặc gõ thẳng số.",
    ),
    "code-without-value": Message(
        "Mã chưa có số",
        "Nội dung có “{{{code}}}”, nhưng chỉ tiêu này chưa có số trong tháng.",
        "Điền số ở tờ Chỉ tiêu, hoặc gõ thẳng số vào câu.",
    ),
}
