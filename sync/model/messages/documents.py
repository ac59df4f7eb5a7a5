"""What is wrong with cited documents, with periods named in texts, and with what was already said elsewhere."""

from __future__ import annotations

from sync.model.messages.message import Message

DOCUMENTS: dict[str, Message] = {
    "citation-incomplete": Message(
        "Trích dẫn văn bản chưa đủ",
        "“{typed}” chưa ghi {lacking}, và nơi khác trong biểu cũng không ghi đủ.",
        "Ghi đủ số, ký hiệu và ngày tháng năm của văn bản.",
    ),
    "citation-no-ngay": Message(
        "Thiếu chữ “ngày”",
        "“{typed}” thiếu chữ “ngày” trước ngày ban hành.",
        "Sửa thành “{suggestion}”.",
    ),
    "date-impossible": Message(
        "Ngày không có thật",
        "Ngày “{typed}” không có trong lịch.",
        "Xem lại văn bản rồi ghi đúng ngày, tháng, năm.",
    ),
    "document-after-handin": Message(
        "Văn bản ghi ngày sau khi gửi biểu",
        "“{typed}” ghi ngày sau ngày {last}, là ngày duyệt biểu hoặc ngày rà soát.",
        "Xem lại ngày, nhất là năm của văn bản.",
    ),
    "document-far": Message(
        "Văn bản cũ báo cáo như việc mới",
        "“{typed}” được báo cáo là việc của {period}, nhưng ghi ngày {date}, cách xa kỳ này.",
        "Xem lại ngày, nhất là năm; nếu là văn bản cũ thì ghi rõ là căn cứ.",
    ),
    "kind-against-symbol": Message(
        "Tên loại không khớp ký hiệu",
        "“{typed}” gọi là {kind}, nhưng ký hiệu {symbol} là của {meant}.",
        "Xem lại văn bản, sửa tên loại hoặc ký hiệu.",
    ),
    "document-two-dates": Message(
        "Một văn bản, hai ngày",
        "“{typed}” ghi ngày {date}, nhưng {where} ghi cùng văn bản này ngày {other}.",
        "Xem lại văn bản, sửa ngày cho thống nhất.",
    ),
    "document-before-its-year": Message(
        "Văn bản có ngày quá sớm",
        "“{typed}” ghi ngày {date}, nhưng nội dung văn bản là việc của năm {year}.",
        "Xem lại năm trong ngày ban hành; nếu đúng thì giữ nguyên.",
    ),
    "document-two-numbers": Message(
        "Một văn bản, hai số",
        "Văn bản này ghi “{typed}”, nhưng chỗ khác trong biểu ghi “{other}”, cùng ký hiệu, cùng ngày và cùng nội dung.",
        "Xem lại văn bản, sửa số cho thống nhất; nếu là hai văn bản khác nhau thì giữ nguyên.",
    ),
    "document-two-spellings": Message(
        "Một văn bản, hai cách ghi ký hiệu",
        "Văn bản này ghi “{typed}”, nhưng chỗ khác trong biểu ghi “{other}”.",
        "Ghi một ký hiệu thống nhất đúng như trên văn bản.",
    ),
    "agency-spelling": Message(
        "Chữ viết tắt của cơ quan không thống nhất",
        "Ký hiệu của cơ quan ghi “{typed}” ({count} chỗ, như {document}), nhưng {rule} “{expected}”.",
        "Sửa lại ký hiệu cho thống nhất là “{expected}”.",
    ),
    "document-dates-across": Message(
        "Hai đơn vị ghi hai ngày cho một văn bản",
        "“{typed}” ghi ngày {date}, nhưng {name} ghi cùng văn bản này ngày {other}.",
        "Hỏi lại hai đơn vị, sửa ngày cho thống nhất.",
    ),
    "document-spellings-across": Message(
        "Hai đơn vị ghi hai ký hiệu cho một văn bản",
        "Văn bản này ghi “{typed}”, nhưng {name} ghi “{other}”.",
        "Hỏi lại hai đơn vị, ghi một ký hiệu đúng như trên văn bản.",
    ),
    "period-in-text": Message(
        "Còn ghi kỳ khác",
        "Nội dung còn ghi “{typed}”, trong khi đang viết cho {period}.",
        "Sửa lại tháng, năm; nếu đúng là nói về kỳ đó thì giữ nguyên.",
    ),
    "unchanged-text": Message(
        "Nội dung giống hệt kỳ trước",
        "Nội dung “{text}” giống hệt {period}, kể cả số liệu, chỉ khác ngày tháng hoặc không khác gì.",
        "Ghi lại kết quả và số liệu của kỳ này; nếu đúng thì giữ nguyên.",
    ),
    "document-again": Message(
        "Văn bản đã báo cáo kỳ trước",
        "“{typed}” đã được báo cáo trong {period}, nay báo cáo lại như việc mới.",
        "Bỏ nếu đã báo cáo; nếu có việc mới thì ghi rõ việc đó.",
    ),
    "plan-contradicted": Message(
        "Kết quả mâu thuẫn với kế hoạch",
        "Việc “{text}” ghi “{result}”, nhưng {but}.",
        "Xem lại, sửa Kết quả thực hiện hoặc chỗ mâu thuẫn với nó.",
    ),
    "same-activity": Message(
        "Hai đơn vị báo cáo cùng một việc",
        "Việc “{text}” trùng với việc của {name} nhưng số liệu khác nhau: đây ghi {mine}, bên kia ghi {theirs}.",
        "Hỏi lại hai đơn vị, chỉ giữ một chỗ trong báo cáo.",
        bare="Việc “{text}” trùng với một việc của {name}.",
    ),
}
