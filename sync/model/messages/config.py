"""What can be wrong with config.yaml: which file and line, what is wrong, what to write instead."""

from __future__ import annotations

from sync.model.messages.message import Message

# What a person may write where a required key is missing or empty; keys that are not here show "…".
EXAMPLES: dict[str, str] = {
    "name": "Sở Khoa học và Công nghệ",
    "short_name": "Sở KH&CN",
    "parent": "Ủy ban nhân dân tỉnh Ninh Thuận",
    "symbol": "SKHCN",
    "place": "Ninh Thuận",
    "subject": "Kết quả hoạt động ‹kỳ này›, phương hướng nhiệm vụ ‹kỳ sau›",
    "signers": "[{id: gd, title: GIÁM ĐỐC, name: Lê Tiến Dũng}]",
    "recipients": '[VP UBND tỉnh, "Lưu: VT, VP"]',
    "divisions": "[{code: QLCN, name: Phòng Quản lý Công nghệ}]",
    "outline": "[{id: ket-qua, title: KẾT QUẢ ‹kỳ này›, kind: results}]",
    "calendar": "{due_divisions: 20, due_report: 25}",
    "due_divisions": "20",
    "due_report": "25",
    "code": "QLCN",
    "id": "ket-qua",
    "title": "KẾT QUẢ HOẠT ĐỘNG ‹KỲ NÀY›",
    "role": "clerk",
    "kind": "results",
    "unit": "mẫu",
    "tab": "Phụ lục nhiệm vụ",
    "columns": "[{key: name, heading: Tên nhiệm vụ, type: longtext}]",
    "key": "name",
    "heading": "Tên nhiệm vụ",
    "type": "text",
    "choices": "[Quốc gia, Tỉnh]",
    "indicator": "NV-TS",
    "period": "2024-01",
    "due": "22/01/2024",
    "text": "Tiếp tục thực hiện các nhiệm vụ được giao.",
}


def _file(label: str, what: str, action: str) -> Message:
    return Message(label, f"Tệp cấu hình {{file}}: {what}", action)


def _line(label: str, what: str, action: str) -> Message:
    return Message(label, f"{{file}}, dòng {{line}}: {what}", action)


CONFIG: dict[str, Message] = {
    # The file as a whole.
    "config-missing": _file(
        "Không thấy tệp cấu hình",
        "không tìm thấy tệp.",
        "Kiểm tra đường dẫn sau --config, hoặc tạo mới bằng lệnh “baocao init”.",
    ),
    "config-unreadable": _file(
        "Không mở được tệp cấu hình",
        "không mở được tệp.",
        "Kiểm tra đó là tệp, không phải thư mục, và người dùng máy này có quyền đọc tệp.",
    ),
    "config-empty": _file(
        "Tệp cấu hình rỗng",
        "tệp không có nội dung.",
        "Chép lại tệp từ bản sao lưu, hoặc tạo mới bằng lệnh “baocao init”.",
    ),
    "config-utf16": _file(
        "Tệp cấu hình lưu sai bảng mã",
        "tệp được lưu theo bảng mã UTF-16.",
        "Mở bằng Notepad, chọn Lưu thành (Save as), ô Mã hóa chọn UTF-8 rồi lưu bằng UTF-8.",
    ),
    "config-not-utf8": _line(
        "Tệp cấu hình lưu sai bảng mã",
        "có ký tự không thuộc bảng mã UTF-8.",
        "Mở bằng Notepad, gõ lại chữ bị sai ở dòng này rồi lưu bằng UTF-8.",
    ),
    "config-odd-character": _line(
        "Ký tự lạ",
        "có ký tự điều khiển ({typed}) không nhìn thấy được.",
        "Xóa dòng này và gõ lại bằng tay, không dán từ chương trình khác.",
    ),
    "config-not-a-mapping": _line(
        "Tệp cấu hình sai cấu trúc",
        "tệp không bắt đầu bằng các dòng dạng “khóa: giá trị”.",
        "Viết theo mẫu, ví dụ dòng đầu là “name: Sở Khoa học và Công nghệ”.",
    ),
    # Syntax.
    "config-tab": _line(
        "Phím Tab ở đầu dòng",
        "đầu dòng có phím Tab.",
        "Xóa phím Tab và thay bằng dấu cách, mỗi cấp hai dấu cách.",
    ),
    "config-colon-in-text": _line(
        "Dấu hai chấm trong câu",
        "câu có dấu hai chấm nhưng không đặt trong ngoặc kép.",
        "Đặt cả câu trong ngoặc kép, viết: {suggestion}",
    ),
    "config-quote-open": _line(
        "Thiếu dấu ngoặc kép",
        "dấu ngoặc kép mở ra mà không được đóng đúng chỗ.",
        'Thêm dấu " ở cuối câu; dấu " ở giữa câu thì đổi thành “ và ”.',
    ),
    "config-bracket-open": _line(
        "Thiếu dấu đóng ngoặc",
        "ngoặc {typed} mở ra mà không được đóng, hoặc thiếu dấu phẩy giữa hai mục.",
        "Thêm dấu {suggestion} vào cuối danh sách, và dấu phẩy giữa các mục.",
    ),
    "config-odd-start": _line(
        "Ký tự mở đầu không hợp lệ",
        "giá trị bắt đầu bằng ký tự {typed}.",
        "Đặt cả giá trị trong ngoặc kép, viết: {suggestion}",
    ),
    "config-backslash": _line(
        "Dấu gạch chéo ngược",
        "dấu \\ không dùng được trong ngoặc kép.",
        "Viết đường dẫn bằng dấu /, ví dụ “{{period}}/QLCN.xlsx”.",
    ),
    "config-indent": _line(
        "Thụt đầu dòng sai",
        "dòng này thụt vào không khớp với các dòng cùng cấp, hoặc thiếu dấu hai chấm sau khóa.",
        "Căn cho thẳng cột với dòng cùng cấp phía trên; viết dạng “khóa: giá trị”, sau dấu hai chấm có dấu cách.",
    ),
    "config-colon-missing": _line(
        "Thiếu dấu hai chấm",
        "thiếu dấu hai chấm và dấu cách sau khóa.",
        "Viết: {suggestion}",
    ),
    "config-dash": _line(
        "Dấu gạch đầu mục sai",
        "mục của danh sách phải bắt đầu bằng dấu gạch ngắn và dấu cách, thẳng cột với mục trên.",
        "Viết, thẳng cột với các mục khác: {suggestion}",
    ),
    "config-two-documents": _line(
        "Hai bản cấu hình trong một tệp",
        "có dòng “---” bắt đầu một bản cấu hình thứ hai.",
        "Xóa dòng “---” và chỉ giữ một bản.",
    ),
    "config-alias": _line(
        "Dấu * hoặc & ở đầu giá trị",
        "giá trị bắt đầu bằng dấu * hoặc &, được hiểu là tham chiếu.",
        "Viết đầy đủ giá trị, hoặc đặt trong ngoặc kép nếu dấu đó là một phần của câu.",
    ),
    "config-tag": _line(
        "Dấu ! ở đầu giá trị",
        "giá trị bắt đầu bằng “{typed}”, dấu ! ở đầu không dùng được.",
        "Bỏ dấu !, hoặc đặt cả giá trị trong ngoặc kép.",
    ),
    # Keys.
    "config-repeated-key": _line(
        "Khóa viết hai lần",
        "“{key}” đã có ở dòng {first}.",
        "Giữ một dòng “{key}” và xóa dòng kia.",
    ),
    "config-misspelt-key": _line(
        "Khóa viết sai",
        "không có khóa “{key}” ở đây.",
        "Viết “{suggestion}:” thay cho “{key}:”.",
    ),
    "config-unknown-key": _line(
        "Khóa lạ",
        "không có khóa “{key}” ở đây.",
        "Xóa dòng này, hoặc dùng một trong các khóa: {allowed}.",
    ),
    "config-key-of-other-kind": _line(
        "Khóa không hợp với loại phần",
        "phần loại “{kind}” không có “{key}”.",
        "Chuyển nội dung sang “{suggestion}”, hoặc đổi kind.",
    ),
    "config-comma-splits": _line(
        "Dấu phẩy cắt đôi giá trị",
        "trong ngoặc nhọn, dấu phẩy tách “{key}” khỏi giá trị đứng trước.",
        "Đặt giá trị có dấu phẩy trong ngoặc kép, viết: {suggestion}",
    ),
    "config-missing-key": _line(
        "Thiếu khóa",
        "thiếu “{key}”.",
        "Thêm dòng: {key}: {example}",
    ),
    "config-empty-value": _line(
        "Bỏ trống giá trị",
        "“{key}” bị bỏ trống.",
        "Điền giá trị, viết: {key}: {example}",
    ),
    # Values.
    "config-text-wanted": _line(
        "Cần một câu",
        "“{key}” phải là một câu, không phải danh sách hay nhóm khóa.",
        "Viết trên một dòng: {key}: {example}",
    ),
    "config-list-wanted": _line(
        "Cần một danh sách",
        "“{key}” phải là một danh sách, mỗi mục một dòng bắt đầu bằng dấu gạch.",
        "Đặt dấu “- ” trước mỗi mục dưới “{key}:”, hoặc viết trong ngoặc vuông.",
    ),
    "config-fields-wanted": _line(
        "Cần các dòng khóa: giá trị",
        "mục của “{key}” phải gồm các dòng dạng “khóa: giá trị”.",
        "Viết dạng: {key}: {example}",
    ),
    "config-misspelt-choice": _line(
        "Giá trị viết sai",
        "“{key}” không nhận giá trị “{typed}”.",
        "Viết: {key}: {suggestion}",
    ),
    "config-unknown-choice": _line(
        "Giá trị không có trong danh sách",
        "“{key}” không nhận giá trị “{typed}”.",
        "Chọn một trong: {allowed}.",
    ),
    "config-not-a-number": _line(
        "Không phải số",
        "“{key}” phải là số, không phải “{typed}”.",
        "Viết số không có dấu phân nhóm, ví dụ {key}: 1500",
    ),
    "config-ambiguous-number": _line(
        "Số viết được hiểu hai cách",
        "“{typed}” ở “{key}” có thể là {whole} hoặc số lẻ.",
        "Viết {whole} nếu là số nguyên; số lẻ thì viết {fraction}.",
    ),
    "config-out-of-range": _line(
        "Số ngoài giới hạn",
        "“{key}” phải là số nguyên từ {low} đến {high}, không phải “{typed}”.",
        "Viết một số từ {low} đến {high}, ví dụ {key}: {example}",
    ),
    "config-not-yes-or-no": _line(
        "Không phải có hoặc không",
        "“{key}” chỉ nhận true hoặc false, không phải “{typed}”.",
        "Viết {key}: true (có) hoặc {key}: false (không).",
    ),
    "config-not-a-date": _line(
        "Không phải ngày",
        "“{typed}” ở “{key}” không phải một ngày có thật.",
        "Viết ngày/tháng/năm, ví dụ 22/01/2024.",
    ),
    "config-not-a-period": _line(
        "Không phải kỳ báo cáo",
        "“{typed}” ở “{key}” không phải một kỳ báo cáo.",
        "Viết 2024-01 (tháng), 2024-Q1 (quý), 2024-H1 (6 tháng), 2024-9M hoặc 2024.",
    ),
    "config-not-a-validity": _line(
        "Khoảng hiệu lực viết sai",
        "“{typed}” ở “{key}” không phải khoảng hiệu lực.",
        "Viết một kỳ (2024-01) hoặc khoảng “2024-01..2024-06”, “2024-01..”, “..2024-06”.",
    ),
    "config-validity-reversed": _line(
        "Khoảng hiệu lực ngược",
        "“{typed}” kết thúc trước khi bắt đầu.",
        "Viết kỳ đầu trước, kỳ cuối sau: {suggestion}",
    ),
    "config-not-an-email": _line(
        "Địa chỉ thư sai",
        "“{typed}” không phải địa chỉ thư điện tử.",
        "Viết dạng ten@ninhthuan.gov.vn, hoặc bỏ dòng {key}.",
    ),
    "config-not-a-time": _line(
        "Giờ viết sai",
        "“{typed}” ở “{key}” không phải giờ trong ngày.",
        'Viết giờ:phút trong dấu nháy, ví dụ {key}: "07:30".',
    ),
    "config-hours-order": _line(
        "Giờ kết thúc trước giờ bắt đầu",
        "busy_until ({typed}) sớm hơn busy_from ({other}).",
        'Viết giờ kết thúc sau giờ bắt đầu, ví dụ busy_from: "07:00" và busy_until: "18:00".',
    ),
    "config-not-a-host": _line(
        "Tên máy chủ thư sai",
        "“{typed}” không phải tên máy chủ thư.",
        "Chỉ viết tên máy, ví dụ host: mail.ninhthuan.gov.vn; cổng viết ở port.",
    ),
    "config-not-a-scheduler": _line(
        "Địa chỉ Dask sai",
        "“{typed}” không phải địa chỉ của bộ điều phối Dask.",
        'Viết dạng executor: {{dask: "tcp://may-chu:8786"}}, hoặc executor: local.',
    ),
    "config-placeholder": _line(
        "Chỗ điền kỳ viết sai",
        "“{typed}” không phải chỗ điền kỳ.",
        "Viết ‹kỳ này› hoặc ‹kỳ sau›, đúng dấu ‹ và ›.",
    ),
    # Names, and what points to them.
    "config-bad-kebab": _line(
        "Mã viết sai",
        "“{typed}” ở “{key}” chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối.",
        "Viết: {key}: {suggestion}",
    ),
    "config-bad-division-code": _line(
        "Mã đơn vị viết sai",
        "mã đơn vị “{typed}” phải gồm 1 đến 12 chữ hoa không dấu và chữ số.",
        "Viết: {key}: {suggestion}",
    ),
    "config-bad-indicator-code": _line(
        "Mã chỉ tiêu viết sai",
        "mã chỉ tiêu “{typed}” phải gồm chữ hoa không dấu, chữ số và dấu gạch nối.",
        "Viết: {key}: {suggestion}",
    ),
    "config-bad-symbol": _line(
        "Ký hiệu viết sai",
        "ký hiệu “{typed}” chỉ được gồm chữ hoa, chữ số, dấu & và dấu gạch nối.",
        "Viết: {key}: {suggestion}",
    ),
    "config-bad-column-key": _line(
        "Khóa cột viết sai",
        "khóa cột “{typed}” chỉ được gồm chữ thường không dấu, chữ số và dấu gạch dưới.",
        "Viết: {key}: {suggestion}",
    ),
    "config-twice": _line(
        "Trùng tên",
        "“{typed}” đã được dùng ở dòng {first}.",
        "Đặt tên khác cho một trong hai chỗ, hoặc xóa chỗ thừa.",
    ),
    "config-misspelt-name": _line(
        "Không có mã này",
        "“{typed}” ở “{key}” không có trong {list}.",
        "Viết “{suggestion}” thay cho “{typed}”.",
    ),
    "config-unknown-name": _line(
        "Không có mã này",
        "“{typed}” ở “{key}” không có trong {list}.",
        "Thêm “{typed}” vào {list}, hoặc dùng một trong: {allowed}.",
    ),
    "config-parts-circle": _line(
        "Chỉ tiêu thành phần vòng tròn",
        "“{typed}” là thành phần của chính nó: {circle}.",
        "Bỏ một mã khỏi “parts” để không còn vòng tròn.",
    ),
    "config-replaces-itself": _line(
        "Đơn vị thay thế chính nó",
        "đơn vị “{typed}” được ghi là thay thế chính nó.",
        "Ghi mã của đơn vị cũ ở “replaces”, hoặc bỏ dòng này.",
    ),
    "config-not-a-flow": _line(
        "Chỉ tiêu không phải số phát sinh",
        "“{typed}” ở “grows_by” phải là chỉ tiêu loại flow.",
        "Ghi mã một chỉ tiêu có kind: flow, hoặc bỏ “grows_by”.",
    ),
    # What has its own limits.
    "config-tab-too-long": _line(
        "Tên tờ quá dài",
        "tên tờ “{typed}” dài {length} ký tự, Excel chỉ nhận 31.",
        "Rút ngắn còn 31 ký tự, ví dụ: {key}: {suggestion}",
    ),
    "config-tab-character": _line(
        "Tên tờ có ký tự cấm",
        "tên tờ “{typed}” có ký tự mà Excel không nhận: {character}",
        "Bỏ ký tự đó, viết: {key}: {suggestion}",
    ),
    "config-tab-of-form": _line(
        "Tên tờ trùng với biểu",
        "biểu đã có tờ “{typed}”.",
        "Đặt tên khác, ví dụ: {key}: {suggestion}",
    ),
    "config-text-too-long": _line(
        "Câu quá dài",
        "“{key}” dài {length} ký tự, nhiều nhất là {limit}.",
        "Rút ngắn câu còn {limit} ký tự.",
    ),
    "config-choices-without-choice": _line(
        "Danh sách chọn ở cột không chọn",
        "cột “{typed}” có choices nhưng type không phải choice.",
        "Viết “type: choice”, hoặc bỏ choices.",
    ),
    "config-sheet-pattern": _line(
        "Chỗ điền trong đường dẫn sai",
        "đường dẫn có “{typed}”, chỉ được dùng {{period}} và {{code}}.",
        "Viết, ví dụ: {suggestion}",
    ),
    "config-sheet-without-period": _line(
        "Đường dẫn thiếu kỳ",
        "đường dẫn “{typed}” không có {{period}}, kỳ sau sẽ ghi trùng tệp kỳ này.",
        "Viết, ví dụ: {suggestion}",
    ),
    "config-path-outside": _line(
        "Đường dẫn ra ngoài thư mục",
        "“{typed}” không nằm trong thư mục của tệp cấu hình.",
        "Viết đường dẫn tính từ thư mục đó, bằng dấu /: {suggestion}",
    ),
    "config-two-sheets": _line(
        "Hai nơi để biểu",
        "đơn vị “{typed}” có cả excel và google.",
        "Giữ một trong hai.",
    ),
    "config-same-spreadsheet": _line(
        "Hai đơn vị chung một bảng tính",
        "đơn vị “{typed}” có cùng bảng tính Google với đơn vị “{other}” (dòng {first}).",
        "Tạo cho mỗi đơn vị một bảng tính riêng, không sao chép, rồi ghi đúng liên kết của từng bảng tính.",
    ),
    "config-due-order": _line(
        "Hạn của đơn vị sau hạn báo cáo",
        "hạn của đơn vị (ngày {typed}) sau hạn của báo cáo (ngày {other}).",
        "Viết due_divisions nhỏ hơn hoặc bằng due_report.",
    ),
    "config-day-both": _line(
        "Ngày vừa nghỉ vừa làm",
        "ngày {typed} có cả ở holidays và working_days.",
        "Xóa ngày này ở một trong hai danh sách.",
    ),
    "config-not-docx": _line(
        "Mẫu báo cáo không phải .docx",
        "“{typed}” không phải tệp Word .docx.",
        "Lưu mẫu thành .docx rồi viết: {key}: {suggestion}",
    ),
    "config-secret": _line(
        "Mật khẩu trong tệp cấu hình",
        "“{key}” có mật khẩu; tệp cấu hình không phải nơi giữ mật khẩu.",
        "Bỏ mật khẩu khỏi dòng này và đặt vào biến môi trường {variable}.",
    ),
    "config-key-itself": _line(
        "Khóa Google trong tệp cấu hình",
        "“{key}” là một phần của khóa Google; tệp cấu hình không phải nơi giữ khóa.",
        "Bỏ dòng này; giữ khóa trong một tệp riêng và chỉ ghi đường dẫn của tệp đó ở key_file.",
    ),
}

# What a name belongs to, as the sentences above call it.
LISTS: dict[str, str] = {
    "division": "danh sách đơn vị (divisions)",
    "section": "đề cương (outline)",
    "annex": "danh sách phụ lục (annexes)",
    "indicator": "danh mục chỉ tiêu (indicators)",
    "column": "các cột (columns) của phụ lục",
    "check": "danh sách phép kiểm tra",
}
