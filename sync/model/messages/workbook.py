"""Words of the clerk's workbook that stand in it from the start: titles, what each sheet is for, what a cell takes."""

from __future__ import annotations

# By the table's key in the workbook's layout.
TITLES = {
    "divisions": "Theo dõi và tổng hợp báo cáo",
    "lines": "Biên tập nội dung báo cáo",
    "findings": "Ý kiến rà soát",
    "signed": "Bản in và bản ký",
    "log": "Nhật ký",
}
PURPOSES = {
    "divisions": "Mọi việc của kỳ báo cáo bắt đầu từ các nút dưới đây. Gõ vào ô vàng có dấu ✎, "
    "chương trình lo phần còn lại.",
    "lines": "Các dòng theo thứ tự trong báo cáo. Sửa ở cột có dấu ✎; dòng của phòng tổng hợp gõ ngay dưới dòng cuối.",
    "findings": "Điểm nào đúng như vậy thì chọn Có ở cột Chấp nhận và ghi lý do; còn lại để đơn vị sửa trong biểu.",
    "signed": "Chỗ khác nhau giữa bản in và bản đã ký. Chọn Có ở cột Lấy bản ký để kỳ sau bắt đầu từ bản đã ký.",
    "log": "Ai đã làm gì, lúc nào; việc mới nhất ở trên cùng.",
}
TITLE_WITH_PERIOD = "{title} – kỳ "  # the period follows, from its cell
NOT_SHOWN_YET = (" (chưa hiện kỳ ", ": bấm Rà soát)")  # round a period that was chosen since
STATUS = "Trạng thái"
NOTICE = "Cần để ý"
READY = "Sẵn sàng."
STARTING = "… Đang khởi động; quá một phút vẫn thấy dòng này thì nhờ người phụ trách máy chạy: baocao doctor --macro"
NO_PYTHON = (
    "✗ Chưa chạy được chương trình Python trên máy này. Hãy bấm đúp tệp 1-Cap-nhat.cmd trong cùng thư mục; "
    "nếu vẫn không được thì báo người phụ trách máy tính."
)
PART_PERIOD, PART_CLOSING = "Kỳ báo cáo", "Khi chốt, mở lại hoặc ban hành"
LABELS = {
    "period": "Kỳ (năm-tháng)",
    "signer": "Người ký",
    "who": "Người làm",
    "kind": "Loại báo cáo",
    "due_divisions": "Hạn các đơn vị gửi",
    "due_report": "Hạn gửi báo cáo",
    "last_round": "Cập nhật gần nhất",
    "report": "Báo cáo",
    "report_link": "Tệp báo cáo",
    "locked": "Số liệu",
    "reason": "Lý do",
    "number": "Số văn bản",
    "date": "Ngày ban hành",
    "signed_file": "Tệp bản ký",
    "version": "Số bản đã ký",
}
STEPS = (
    "1. Mở kỳ mới, gửi biểu cho các đơn vị.",
    "2. Nhận tệp, Cập nhật, Rà soát; đơn vị sửa biểu của mình.",
    "3. Sửa câu chữ ở tờ Biên tập, rồi Tạo báo cáo.",
    "4. Chốt số liệu; ban hành xong thì Ghi số, ngày ban hành.",
)
PART_DIVISIONS = "Các đơn vị"
LEGEND = "✎ ô vàng: gõ vào được   ·   ✓ xong   ·   … đang chờ   ·   ! cần xem   ·   ✗ phải sửa"
CHART_TITLE = "Các đơn vị gửi biểu"
CHART_TOLD = "Biểu đồ thanh: số đơn vị theo trạng thái. {told}."
CHART_COUNT = "{state}: {count}"
SETTINGS = "Trang này do chương trình dùng; không sửa, không xóa."
BUTTON_TOLD = "Nút bấm: {caption}"

# What Excel says when a cell is chosen, by table and column; for the head of Theo dõi by the field's name.
HELP = {
    "period": "Chọn kỳ trong danh sách hoặc gõ năm-tháng, ví dụ 2024-01. Mọi nút đều làm cho kỳ này.",
    "signer": "Chọn người ký báo cáo; KT. hoặc TL. do chương trình ghi theo chức danh.",
    "who": "Chọn tên người đang làm. Để trống thì ghi tên đăng nhập của máy.",
    "kind": "Chính thức: chỉ làm khi không còn điểm phải sửa. Dự thảo: làm được dù còn, có ghi chữ DỰ THẢO.",
    "reason": "Ghi lý do khi Chốt, Mở lại, hoặc khi được hỏi lúc Ghi số. Sau mỗi lần bấm các nút đó, ô này được xóa.",
    "number": "Số do văn thư cấp, ví dụ 05. Gõ sao giữ nguyên vậy.",
    "date": "Ngày ban hành, viết ngày/tháng/năm, ví dụ 19/01/2024.",
    "signed_file": "Đường dẫn đầy đủ đến bản đã ký (.docx hoặc .pdf). Có thể để trống.",
    "version": "Để trống nếu bản mới nhất được ký. Bản cũ hơn đã ký trên giấy thì gõ số của bản đó, ví dụ 1 hoặc v1.",
    "divisions.use": "Khi một đơn vị có hai tệp khác nhau: chép vào đây tên tệp cần dùng.",
    "divisions.without": "Chọn Có để làm báo cáo mà không chờ đơn vị này; ghi lý do ở cột bên cạnh.",
    "divisions.reason": "Lý do không chờ đơn vị này, hoặc lý do chọn tệp này.",
    "lines.section": "Mục của báo cáo chứa dòng này. Đổi mục là chuyển dòng sang mục đó.",
    "lines.number": "Thứ tự trong mục. Muốn đặt giữa dòng 10 và dòng 20 thì ghi 15.",
    "lines.text": "Sửa câu chữ tại đây; biểu của đơn vị không bị đổi. [1], [2] là chỗ đặt chú thích.",
    "lines.notes": "Mỗi chú thích một dòng, bắt đầu bằng [1], [2]… (xuống dòng bằng Alt+Enter).",
    "lines.included": "Chọn Không để bỏ dòng này khỏi báo cáo; dòng vẫn còn ở đây.",
    "lines.joined": "Chọn Có để nối dòng này vào cuối dòng trên.",
    "lines.choice": "Chỉ chọn khi hai bên cùng sửa, hoặc đơn vị đã xóa dòng: giữ bản này hay theo đơn vị.",
    "findings.accepted": "Chọn Có khi điểm này đúng như vậy, rồi ghi lý do.",
    "findings.reason": "Vì sao chấp nhận; lý do được lưu cùng báo cáo.",
    "signed.take": "Chọn Có để lấy câu chữ của bản đã ký làm nội dung của kỳ.",
}
NOT_IN_LIST = "Ô này chỉ nhận một trong các giá trị của danh sách. Bấm mũi tên bên phải ô để chọn."
NOT_USUAL = "Giá trị này không có trong danh sách. Vẫn dùng?"
NOT_A_NUMBER = "Thứ tự là một con số, ví dụ 10 hoặc 15."
