"""What the clerk is told of edits, of periods closed and of reports issued."""

from __future__ import annotations

from sync.model.messages.message import Message

CLERK: dict[str, Message] = {
    "edit-conflict": Message(
        "Hai bên cùng sửa một chỗ",
        "Phòng tổng hợp đã sửa thành “{ours}”, sau đó đơn vị sửa chính chỗ này thành “{theirs}”.",
        "Ở tờ Biên tập, chọn giữ bản nào ở cột Chọn, hoặc sửa lại Nội dung.",
    ),
    "edited-removed": Message(
        "Đơn vị đã xóa dòng đang biên tập",
        "Đơn vị đã xóa dòng mà phòng tổng hợp đã sửa: “{ours}”.",
        "Ở tờ Biên tập, cột Chọn: “Giữ bản này” để giữ dòng, “Theo đơn vị” để bỏ.",
    ),
    "edit-unknown-line": Message(
        "Không có dòng này",
        "Không tìm thấy dòng “{line}” trong báo cáo của kỳ này.",
        "Bấm Cập nhật để lấy lại danh sách dòng mới nhất, rồi sửa lại.",
    ),
    "edit-unknown-section": Message(
        "Không có mục này",
        "Không có mục “{typed}” trong báo cáo.",
        "Chọn một mục trong danh sách ở cột Mục.",
    ),
    "edit-by-two": Message(
        "Hai người cùng sửa một chỗ",
        "Dòng “{line}…”: từ lúc mở sổ này, {who} đã sửa chính chỗ vừa gõ; dòng đó nay là “{theirs}”.",
        "Giữ chữ vừa gõ (có thể gõ gồm cả hai): chọn Giữ bản này ở cột Chọn. Lấy bản kia: xóa cả dòng đó trên tờ; "
        "dòng hiện lại sau khi bấm.",
    ),
    "edit-plan-note": Message(
        "Chú thích trong kế hoạch",
        "Dòng “{text}…” nằm trong phần kế hoạch, nơi không in chú thích.",
        "Bỏ dấu […] và ô Chú thích; cần thì ghi số, ký hiệu văn bản ngay trong câu.",
    ),
    "edit-code": Message(
        "Mã chỉ tiêu lạ trong dòng biên tập",
        "Dòng biên tập ghi “{typed}” nhưng kỳ này không có chỉ tiêu đó, nên báo cáo sẽ in nguyên chữ “{typed}”.",
        "Ở tờ Biên tập, sửa lại mã như ở tờ Chỉ tiêu, hoặc gõ thẳng con số.",
    ),
    "period-locked": Message(
        "Kỳ báo cáo đã chốt",
        "Số liệu {period} đã chốt ngày {at} ({who}); nội dung báo cáo không thay đổi nữa.",
        "Nếu cần sửa, bấm Mở lại (baocao unlock) và ghi lý do.",
    ),
    "period-issued": Message(
        "Báo cáo đã ban hành",
        "Báo cáo {period} đã ban hành, số {number} ngày {date}; kỳ này không mở lại được.",
        "Ghi phần sửa vào cột Điều chỉnh kỳ trước của biểu kỳ sau.",
    ),
    "decided-issued": Message(
        "Kỳ đã ban hành, không quyết định thêm",
        "Báo cáo {period} đã ban hành, số {number} ngày {date}, nên không chấp nhận hay rút lại gì thêm cho kỳ này.",
        "Không cần làm gì; số liệu cần đính chính thì đơn vị ghi vào cột Điều chỉnh kỳ trước của biểu kỳ sau.",
    ),
    "lock-already": Message(
        "Kỳ báo cáo đã chốt rồi",
        "Số liệu {period} đã chốt ngày {at} ({who}).",
        "Không cần làm gì.",
    ),
    "unlock-not-locked": Message(
        "Kỳ báo cáo chưa chốt",
        "Số liệu {period} chưa chốt nên không cần mở lại.",
        "Không cần làm gì.",
    ),
    "unlock-no-reason": Message(
        "Chưa ghi lý do",
        "Mở lại số liệu đã chốt phải ghi lý do.",
        "Ghi lý do: ở lệnh là --reason, ở sổ tổng hợp là ô Lý do.",
    ),
    "lock-open-errors": Message(
        "Còn điểm phải sửa",
        "Chưa chốt được: còn {count} điểm phải sửa.",
        "Sửa hoặc chấp nhận từng điểm kèm lý do, rồi chốt lại.",
    ),
    "issue-no-report": Message(
        "Chưa có báo cáo chính thức",
        "{period} chưa có báo cáo chính thức để ghi số và ngày ban hành.",
        "Tạo báo cáo chính thức (không phải dự thảo) trước.",
    ),
    "issue-bad-number": Message(
        "Số văn bản không hợp lệ",
        "Số văn bản “{typed}” không hợp lệ.",
        "Chỉ ghi số thứ tự do văn thư cấp, ví dụ 05 hoặc 128.",
        bare="Chưa ghi số văn bản.",
    ),
    "issue-bad-date": Message(
        "Ngày ban hành không hợp lệ",
        "Ngày ban hành “{typed}” không hợp lệ.",
        "Ghi ngày/tháng/năm, ví dụ 19/01/2024; ngày ban hành không thể ở tương lai.",
        bare="Chưa ghi ngày ban hành.",
    ),
    "issue-stale-report": Message(
        "Báo cáo đã cũ",
        "Nội dung đã thay đổi sau khi tạo báo cáo v{version}.",
        "Tạo lại báo cáo chính thức rồi ghi số, ngày; nếu bản v{version} đã ký trên giấy, thêm --version {version}.",
    ),
    "issue-no-version": Message(
        "Không có bản báo cáo này",
        "Báo cáo {period} không có bản chính thức v{version}.",
        "Chọn đúng bản đã ký: {known}.",
    ),
    "issue-version-edited": Message(
        "Đã biên tập sau bản đã ký",
        "Nội dung {period} đã được biên tập hoặc đổi cách đọc sau bản v{version} nên không in lại đúng bản đó được.",
        "Tạo lại báo cáo, rồi ghi số, ngày kèm --file tệp Word đã ký và --take để lấy đúng lời văn đã ký.",
    ),
    "issue-odd-date": Message(
        "Ngày ban hành lạ",
        "Ngày {date} không hợp với báo cáo {period}: quá sớm hoặc quá muộn.",
        "Xem lại ngày trên bản đã ký; nếu đúng là ngày đó, thêm --anyway.",
    ),
    "issue-other-document": Message(
        "Có vẻ nhầm tệp",
        "Tệp “{file}” có vẻ không phải bản ký của báo cáo {period}: {why}.",
        "Chọn lại tệp đã ký; nếu đúng là tệp đó, thêm --anyway.",
    ),
    "issue-take-word": Message(
        "Chỉ lấy được từ tệp Word",
        "“{file}” không phải tệp Word nên không lấy được chỗ đã sửa làm nội dung của kỳ.",
        "Chọn tệp .docx của bản đã ký, hoặc bỏ --take để chỉ lưu và so.",
    ),
    "issue-already": Message(
        "Báo cáo đã ban hành rồi",
        "Báo cáo {period} đã ghi số {number} ngày {date}.",
        "Nếu ghi nhầm, chạy lại với đúng số và ngày kèm --correct và lý do.",
    ),
    "issue-file-unreadable": Message(
        "Không đọc được bản đã ký",
        "Không đọc được tệp “{file}”.",
        "Kiểm tra lại đường dẫn; đóng tệp nếu đang mở, rồi làm lại.",
    ),
    "issue-file-kind": Message(
        "Tệp bản ký không đúng loại",
        "“{file}” không phải tệp Word (.docx) hay PDF.",
        "Chọn tệp Word hoặc PDF của bản đã ký.",
    ),
}
