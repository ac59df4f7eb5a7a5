"""What is wrong among the numbers of a sentence, and between a number and what it counts."""

from __future__ import annotations

from sync.model.messages.message import Message

PROSE: dict[str, Message] = {
    "sum-of-parts": Message(
        "Các phần cộng không bằng tổng",
        "{parts} = {sum}, nhưng câu ghi “{whole}”.",
        "Xem lại tổng và từng phần trong câu này.",
    ),
    "part-over-whole": Message(
        "Phần lớn hơn tổng",
        "Phần nêu trong câu ({part}) lớn hơn tổng “{whole}”.",
        "Xem lại hai con số này.",
    ),
    "product-against-total": Message(
        "Tích không bằng tổng",
        "{count} × {each} = {right}, nhưng câu ghi {total}.",
        "Xem lại số lượng, mức của mỗi phần và tổng số.",
    ),
    "list-numbering": Message(
        "Đánh số thứ tự sai",
        "Các mục trong ô này được đánh số {typed}: có số trùng hoặc thiếu một số.",
        "Xem có bỏ sót mục nào không, rồi đánh lại số thứ tự.",
    ),
    "share-over-all": Message(
        "Tỷ lệ lớn hơn 100%",
        "Câu ghi “{typed}” của những đối tượng đếm được; tỷ lệ này không thể quá 100%.",
        "Xem lại tỷ lệ này; nếu đây là tỷ lệ so với kế hoạch hoặc cùng kỳ thì ghi rõ trong câu.",
    ),
    "stock-in-text": Message(
        "Số sau khi tăng tính sai",
        "{before} + {flow} = {sum}, nhưng câu ghi {stock}.",
        "Xem lại số trước đó, số tăng thêm và tổng số.",
    ),
    "stock-over-months": Message(
        "Tổng số không khớp tháng trước",
        "Tháng trước ghi {before}, thêm {flow} là {sum}, nhưng câu ghi {stock}.",
        "Xem lại số tăng thêm và tổng số; nếu có giảm trong tháng thì ghi rõ.",
    ),
    "rate-against-ratio": Message(
        "Tỷ lệ tính sai",
        "“{ratio}” là {right}, nhưng câu ghi {rate}.",
        "Sửa lại tỷ lệ, hoặc sửa hai con số.",
    ),
    "shares-of-whole": Message(
        "Các tỷ lệ cộng không bằng 100%",
        "{parts} = {sum}%, trong khi các tỷ lệ này chia hết một tổng.",
        "Xem lại từng tỷ lệ trong câu này.",
    ),
    "ratio-over-one": Message(
        "Phân số lớn hơn 1",
        "“{ratio}”: số trước lớn hơn số sau.",
        "Xem lại hai con số; nếu vượt kế hoạch thì ghi rõ.",
    ),
    "count-against-list": Message(
        "Số lượng khác với danh sách trong câu",
        "Câu ghi {count} nhưng kể ra {named}: {items}.",
        "Sửa con số, hoặc kể cho đủ.",
    ),
    "count-against-note": Message(
        "Số lượng khác với danh sách ở chú thích",
        "Câu ghi {count} nhưng chú thích kể ra {named}: {items}.",
        "Sửa con số, hoặc kể cho đủ ở chú thích.",
    ),
    "count-against-rows": Message(
        "Số lượng khác với các dòng kể tiếp theo",
        "Câu ghi {count} nhưng các dòng tiếp theo kể ra {named}: {items}.",
        "Sửa con số, hoặc kể cho đủ.",
    ),
    "jump-against-history": Message(
        "Số liệu khác thường so với các tháng trước",
        "Chỉ tiêu {code} ({name}) ghi {typed}, trong khi {months} tháng trước thường vào khoảng {usual}.",
        "Xem lại con số vừa nhập; nếu đúng thì không phải làm gì.",
    ),
    "figure-against-indicator": Message(
        "Số trong câu khác với chỉ tiêu",
        "Câu ghi “{text}”, nhưng chỉ tiêu {code} ({name}) ghi {figure}.",
        "Sửa cho khớp, hoặc đặt {{{code}}} vào câu để hệ thống tự điền số.",
    ),
    "cumulative-in-text": Message(
        "Lũy kế trong câu khác với số liệu",
        "Câu ghi lũy kế {typed}, nhưng cộng các tháng từ đầu năm của chỉ tiêu {code} ({name}) là {figure}.",
        "Xem lại số lũy kế; nếu số các tháng trước sai thì ghi ở cột Điều chỉnh kỳ trước.",
    ),
    "change-in-text": Message(
        "Tăng, giảm so với tháng trước không khớp số liệu",
        "Chỉ tiêu {code} ({name}) tháng trước {last}, kỳ này {now}, tức {right}, nhưng câu ghi “{typed}”.",
        "Xem lại số tăng, giảm và số của tháng trước.",
    ),
    "plan-share-in-text": Message(
        "Tỷ lệ so với kế hoạch năm không khớp số liệu",
        "Câu ghi {typed} kế hoạch, nhưng {figure} so với kế hoạch năm {plan} của chỉ tiêu {code} ({name}) là {right}.",
        "Xem lại tỷ lệ trong câu, hoặc ô Kế hoạch năm của chỉ tiêu.",
    ),
    "figure-against-annex": Message(
        "Chỉ tiêu khác với số dòng phụ lục",
        "Chỉ tiêu {code} ({name}) ghi {figure}, nhưng phụ lục “{annex}” có {rows} dòng.",
        "Sửa chỉ tiêu, hoặc bổ sung dòng của phụ lục.",
    ),
}
