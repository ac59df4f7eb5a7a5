"""Who has handed in and what lies there instead."""

from __future__ import annotations

from sync.model.messages.message import Message

HANDIN: dict[str, Message] = {
    "nil-with-content": Message(
        "Không phát sinh nhưng có nội dung",
        "Trạng thái là “Không phát sinh”, nhưng biểu có {activities} nội dung và {figures} chỉ tiêu có số.",
        "Nếu có việc để báo cáo, chọn “Đã gửi”; nếu không, xóa các nội dung đó.",
    ),
    "submitted-empty": Message(
        "Đã gửi nhưng biểu trống",
        "Trạng thái là “Đã gửi”, nhưng biểu chưa có nội dung hay số liệu nào.",
        "Điền kết quả của kỳ này; nếu không có việc để báo cáo, chọn “Không phát sinh”.",
    ),
    "results-empty": Message(
        "Có số liệu nhưng không có kết quả",
        "Biểu đã gửi có {figures} chỉ tiêu có số, nhưng tờ Kết quả chưa có nội dung nào.",
        "Viết kết quả ở tờ Kết quả; nếu để trống, lời văn của báo cáo sẽ không nhắc đến các số này.",
    ),
    "plan-empty": Message(
        "Chưa có kế hoạch",
        "Biểu đã gửi, nhưng tờ Kế hoạch chưa có việc nào cho {period}.",
        "Ghi những việc của kỳ sau; nếu đúng là không có thì trả lời ở tờ Ý kiến rà soát.",
    ),
    "item-twice": Message(
        "Ghi hai lần trong một ô",
        "“{text}” được ghi hai lần trong ô này.",
        "Xóa lần ghi thừa; nếu là hai việc khác nhau thì ghi rõ khác ở điểm nào.",
    ),
    "row-twice": Message(
        "Nội dung ghi hai lần",
        "“{text}” đã ghi ở {first} nên sẽ bị in hai lần.",
        "Xóa một trong hai dòng; nếu là hai việc khác nhau thì viết rõ chỗ khác nhau.",
    ),
    "annex-stale": Message(
        "Phụ lục còn dòng của kỳ trước",
        "Phụ lục này còn {count} dòng có ngày của {period}, giống hệt kỳ trước, nên sẽ bị in lại.",
        "Xóa hoặc cập nhật các dòng của kỳ trước; nếu vẫn cần in thì giữ nguyên.",
    ),
    "not-handed-in": Message(
        "Chưa gửi",
        "{name} chưa gửi biểu {period}; hạn gửi là {due}.",
        "Đôn đốc đơn vị; nếu không chờ được, cho phép làm báo cáo không có đơn vị này, kèm lý do.",
    ),
    "form-untouched": Message(
        "Biểu chưa ai điền",
        "Biểu “{source}” của {name} còn nguyên như khi phát nên chưa coi là đã gửi.",
        "Nhắc đơn vị điền và gửi lại biểu.",
    ),
    "still-draft": Message(
        "Còn đang soạn",
        "Biểu chưa được chọn trạng thái “Đã gửi” nên chưa được đưa vào báo cáo; hạn gửi là {due}.",
        "Soạn xong, chọn Trạng thái là “Đã gửi” ở tờ Thông tin chung và lưu lại.",
    ),
    "late": Message(
        "Gửi sau hạn",
        "{name} gửi biểu ngày {typed}, sau hạn {due}.",
        "Không cần làm gì; số liệu vẫn được đưa vào báo cáo.",
    ),
    "handed-in-nil": Message(
        "Không phát sinh",
        "{name} báo không phát sinh công việc trong {period}.",
        "Không cần làm gì; báo cáo không có nội dung của đơn vị này.",
    ),
    "two-copies": Message(
        "Hai tệp khác nhau",
        "{name} có nhiều biểu khác nội dung: đang dùng “{source}”, ngoài ra còn {files}.",
        "Chọn tệp đúng: ghi tên tệp vào cột Dùng tệp của tờ Theo dõi, hoặc baocao accept --use TỆP --reason LÝ-DO.",
    ),
    "same-copy-twice": Message(
        "Hai tệp giống nhau",
        "{name} có tệp trùng nội dung với “{source}”: {files}.",
        "Không cần làm gì; có thể xóa tệp thừa.",
    ),
    "named-as-other": Message(
        "Tên tệp không khớp mã biểu",
        "Tên tệp “{source}” nói đến đơn vị hoặc kỳ khác, nhưng mã biểu là của {name}, {period}.",
        "Mở tệp xem có đúng là số liệu của đơn vị và kỳ này; đúng thì đổi lại tên tệp.",
    ),
    "annex-empty": Message(
        "Phụ lục không có dòng nào",
        "Không đơn vị nào ghi dòng nào cho phụ lục “{annex}”, nên báo cáo không có phụ lục này và bỏ câu {dropped}.",
        "Hỏi đơn vị phụ trách xem có bỏ sót phụ lục không; nếu kỳ này không có gì thì không cần làm gì.",
        bare="Không đơn vị nào ghi dòng nào cho phụ lục “{annex}”, nên báo cáo không có phụ lục này.",
    ),
    "part-empty": Message(
        "Phần báo cáo không có nội dung",
        "Phần “{part}” của báo cáo chưa có nội dung nào, chỉ có tiêu đề.",
        "Bổ sung nội dung của kỳ này cho phần đó, hoặc nhắc các đơn vị ghi vào biểu.",
    ),
    "review-empty": Message(
        "Phần do phòng tổng hợp viết còn trống",
        "Phần “{part}” của báo cáo chưa có lời văn của kỳ này, chỉ có tiêu đề.",
        "Phần này không đơn vị nào ghi: viết lời văn của kỳ này ở khóa texts của phần đó trong tệp cấu hình.",
    ),
}
