"""Numbers of a sentence, and numbers against the lists and figures they speak of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Round
from sync.model.outline import AnnexCount
from tests.checks.builders import Right, Sheet, Wrong, round_of

SECTION = "Hoạt động của đơn vị sự nghiệp"


def row(text: str, notes: str = "") -> Sheet:
    """A sheet whose only activity is this text with these notes."""
    return Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n| {SECTION} | {text} | {notes} |")


def rows(*texts: str) -> Sheet:
    """A sheet whose activities are these texts, all of one section."""
    return Sheet("## Kết quả\n| Mục | Nội dung |\n" + "\n".join(f"| {SECTION} | {text} |" for text in texts))


def months(*figures: int) -> Sheet:
    """A sheet whose indicator TC-MOI has these figures: this month's first, then those of the months before."""
    tabs = [f"## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | {figure} |" for figure in figures]
    return Sheet(tabs[0], before={f"2023-{12 - at:02d}": tab for at, tab in enumerate(tabs[1:])})


def after(text: str, now: int, last: int) -> Sheet:
    """A sheet of February whose only activity is this text; TC-MOI has these figures, now and in January."""
    figures = "\n## Chỉ tiêu\n| Mã | Trong tháng |\n| TC-MOI | {} |"
    before = {"2024-01": figures.format(last)}
    return replace(row(text), text=row(text).text + figures.format(now), period="2024-02", before=before)


def counted(broken: int) -> Callable[[], Round]:
    """A round whose indicator PTD-HONG is to count the rows of the annex (there is one), and says `broken`."""

    def made() -> Round:
        this = round_of(Sheet(f"## Chỉ tiêu\n| Mã | Trong tháng |\n| PTD-HONG | {broken} |"))
        annexes = tuple(replace(annex, counts=(AnnexCount("PTD-HONG"),)) for annex in this.config.annexes)
        return replace(this, config=replace(this.config, annexes=annexes))

    return made


WRONG: dict[str, Wrong] = {
    "sum-of-parts": Wrong(
        row("Đang thực hiện 25 nhiệm vụ (03 nhiệm vụ cấp quốc gia và 21 nhiệm vụ cấp tỉnh)."),
        "Kết quả!C5",
        "03 + 21 = 24, nhưng câu ghi “25 nhiệm vụ”.",
        "24",
    ),
    "part-over-whole": Wrong(
        row("Hướng dẫn cho 03 trường hợp (có 05 trường hợp chuyển nhượng đơn)."),
        "Kết quả!C5",
        "Phần nêu trong câu (05) lớn hơn tổng “03 trường hợp”.",
    ),
    "product-against-total": Wrong(
        row("Hỗ trợ 1.125 hộ bị hạn hán, mỗi hộ 500.000 đồng, tổng kinh phí 526,5 triệu đồng."),
        "Kết quả!C5",
        "1.125 × 500.000 đồng = 562,5 triệu đồng, nhưng câu ghi 526,5 triệu đồng.",
        "562,5 triệu đồng",
    ),
    "list-numbering": Wrong(
        row("Triển khai: (1) mô hình trồng nho; (2) mô hình trồng táo; (2) mô hình nuôi tôm."),
        "Kết quả!C5",
        "Các mục trong ô này được đánh số (1), (2), (2): có số trùng hoặc thiếu một số.",
    ),
    "share-over-all": Wrong(
        row("Cấp 05 giấy phép; 101% hồ sơ được giải quyết đúng hạn."),
        "Kết quả!C5",
        "Câu ghi “101%” của những đối tượng đếm được; tỷ lệ này không thể quá 100%.",
    ),
    "stock-in-text": Wrong(
        row("Cập nhật 147 tiêu chuẩn quốc gia, nâng tổng số trong kho từ 860 lên 1.070 tiêu chuẩn."),
        "Kết quả!C5",
        "860 + 147 = 1.007, nhưng câu ghi 1.070.",
        "1.007",
    ),
    "stock-over-months": Wrong(
        replace(
            row("Cập nhật 147 tiêu chuẩn vào kho, nâng tổng số tiêu chuẩn trong kho lên 1.070 tiêu chuẩn."),
            before={
                "2023-12": row(
                    "Cập nhật 35 tiêu chuẩn vào kho, nâng tổng số tiêu chuẩn trong kho lên 860 tiêu chuẩn."
                ).text
            },
        ),
        "Kết quả!C5",
        "Tháng trước ghi 860, thêm 147 là 1.007, nhưng câu ghi 1.070.",
        "1.007",
    ),
    "count-against-rows": Wrong(
        rows("Ban hành 03 kế hoạch sau:", "Kế hoạch kiểm tra chợ.", "Kế hoạch kiểm định cân."),
        "Kết quả!C5",
        "Câu ghi 03 nhưng các dòng tiếp theo kể ra 2: Kế hoạch kiểm tra chợ; Kế hoạch kiểm định cân.",
        "02",
    ),
    "jump-against-history": Wrong(
        months(1470, 147, 140, 151, 139, 144),
        "Chỉ tiêu!E8",
        "Chỉ tiêu TC-MOI (Tiêu chuẩn được cập nhật) ghi 1.470, trong khi 5 tháng trước thường vào khoảng 144.",
    ),
    "rate-against-ratio": Wrong(
        row("Giải quyết 45/50 hồ sơ, đạt 95%."), "Kết quả!C5", "“45/50” là 90%, nhưng câu ghi 95%.", "90%"
    ),
    "shares-of-whole": Wrong(
        row("Mẫu thử nghiệm đạt 95%, không đạt 7%."),
        "Kết quả!C5",
        "95% + 7% = 102%, trong khi các tỷ lệ này chia hết một tổng.",
    ),
    "ratio-over-one": Wrong(
        row("Kiểm tra 47/45 cơ sở trên địa bàn."), "Kết quả!C5", "“47/45”: số trước lớn hơn số sau."
    ),
    "count-against-list": Wrong(
        row("Ban hành 03 Kế hoạch: Kế hoạch kiểm tra chợ; Kế hoạch kiểm định cân."),
        "Kết quả!C5",
        "Câu ghi 03 nhưng kể ra 2: Kế hoạch kiểm tra chợ; Kế hoạch kiểm định cân.",
        "02",
    ),
    "count-against-note": Wrong(
        row("Góp ý 03 dự án[1] trên địa bàn.", "[1] Dự án điện gió Phước Hữu; dự án muối Quán Thẻ."),
        "Kết quả!D5",
        "Câu ghi 03 nhưng chú thích kể ra 2: Dự án điện gió Phước Hữu; dự án muối Quán Thẻ.",
        "02",
    ),
    "figure-against-indicator": Wrong(
        row("Cập nhật 174 tiêu chuẩn vào kho tài liệu."),
        "Kết quả!C5",
        "Câu ghi “174 tiêu chuẩn”, nhưng chỉ tiêu TC-MOI (Tiêu chuẩn được cập nhật) ghi 147.",
        "147",
    ),
    "cumulative-in-text": Wrong(
        after("Cập nhật 52 tiêu chuẩn vào kho tài liệu, lũy kế từ đầu năm 209 tiêu chuẩn.", 52, 147),
        "Kết quả!C5",
        "Câu ghi lũy kế 209, nhưng cộng các tháng từ đầu năm của chỉ tiêu TC-MOI (Tiêu chuẩn được cập nhật) là "
        "199 tiêu chuẩn.",
        "199",
    ),
    "change-in-text": Wrong(
        after("Cập nhật 52 tiêu chuẩn vào kho tài liệu, giảm 59 tiêu chuẩn so với tháng trước.", 52, 147),
        "Kết quả!C5",
        "Chỉ tiêu TC-MOI (Tiêu chuẩn được cập nhật) tháng trước 147, kỳ này 52, tức giảm 95, nhưng câu ghi “giảm 59 "
        "tiêu chuẩn so với tháng trước”.",
        "giảm 95",
    ),
    "plan-share-in-text": Wrong(
        row("Kiểm định 147 phương tiện đo, đạt 73,5% kế hoạch năm."),
        "Kết quả!C5",
        "Câu ghi 73,5% kế hoạch, nhưng 147 so với kế hoạch năm 2.000 của chỉ tiêu PTD (Phương tiện đo được kiểm định) "
        "là 7,4%.",
        "7,4%",
    ),
    "figure-against-annex": Wrong(
        counted(2),
        "Chỉ tiêu!E7",
        "Chỉ tiêu PTD-HONG (Trong đó: phương tiện đo không đạt) ghi 02, nhưng phụ lục “PL nhiệm vụ” có 1 dòng.",
        "1",
    ),
}

RIGHT: dict[str, Right] = {
    "sum-of-parts": {
        "they add up": row("Thu 92 mẫu (51 mẫu nước và nước thải, 41 mẫu thực phẩm)."),
        "what follows is no part": row("Xảy ra 12 vụ tai nạn, làm chết 02 người, bị thương 05 người."),
        "one of them only": row("Cấp 40 giấy phép, trong đó có 12 giấy phép cấp lại."),
        "another thing is counted": row("Tổ chức 03 lớp (120 học viên, 02 ngày mỗi lớp)."),
    },
    "part-over-whole": {
        "smaller": row("Hướng dẫn cho 03 trường hợp (có 01 trường hợp chuyển nhượng đơn)."),
        "flow below stock": row("Cập nhật 147 tiêu chuẩn, nâng tổng số lên 1.007 tiêu chuẩn."),
    },
    "product-against-total": {
        "so much for each": row("Hỗ trợ 1.125 hộ, mỗi hộ 500.000 đồng, tổng kinh phí 562,5 triệu đồng."),
        "an average is rounded": row("Chi trả 5,8 tỷ đồng cho 356 người, bình quân 16,3 triệu đồng/người."),
        "a harvest": row("Thu hoạch 1.120 ha, năng suất 58,5 tạ/ha, sản lượng 6.552 tấn."),
        "the total holds more": row("Trao 20 suất quà, mỗi suất 500.000 đồng, kinh phí cả đợt 45 triệu đồng."),
    },
    "list-numbering": {
        "in order": row("Triển khai: (1) mô hình trồng nho; (2) mô hình trồng táo; (3) mô hình nuôi tôm."),
        "it goes on from the row above": row("(3) Mô hình trồng nho; (4) mô hình trồng táo."),
        "two lists": row("Gồm: (1) cây nho xanh; (2) cây táo ta. Và: (1) con dê cỏ; (2) con cừu lai; (3) con bò lai."),
        "lines": row("1. Mô hình trồng nho;⏎2. Mô hình trồng táo;⏎3. Mô hình nuôi tôm."),
        "items spoken of": row("Hoàn thành các nội dung tại mục (1), (3) của Kế hoạch và tiêu chí (4) về thu nhập."),
    },
    "share-over-all": {
        "all of them": row("Cấp 05 giấy phép; 100% hồ sơ được giải quyết đúng hạn."),
        "more than was planned": row("Kiểm tra 12 cơ sở, đạt 120% kế hoạch; cấp thẻ cho 105% số hộ so với kế hoạch."),
        "more than last year": row("Số hồ sơ tiếp nhận tăng 112% so với cùng kỳ; bằng 105% cùng kỳ năm trước."),
        "what is measured": row("Sản lượng đạt 135% công suất thiết kế; tỷ lệ thu hồi vốn đạt 104%."),
    },
    "stock-in-text": {
        "they add up": row("Cập nhật 147 tiêu chuẩn, nâng tổng số từ 860 lên 1.007 tiêu chuẩn."),
        "what there was is not told": row("Cập nhật 147 tiêu chuẩn, nâng tổng số lên 1.007 tiêu chuẩn."),
        "another thing is raised": row("Mở 03 lớp, nâng tỷ lệ đúng hạn từ 95% lên 98%."),
    },
    "stock-over-months": {
        "last month and what was added": replace(
            row("Cập nhật 147 tiêu chuẩn, nâng tổng số lên 1.007 tiêu chuẩn."),
            before={"2023-12": row("Cập nhật 35 tiêu chuẩn, nâng tổng số lên 860 tiêu chuẩn.").text},
        ),
        "last month spoke of another thing": replace(
            row("Cập nhật 147 tiêu chuẩn, nâng tổng số lên 1.007 tiêu chuẩn."),
            before={"2023-12": row("Kết nạp 12 hội viên của hội ngành nghề, nâng tổng số lên 320 hội viên.").text},
        ),
    },
    "count-against-rows": {
        "as many rows": rows(
            "Ban hành 02 kế hoạch sau:", "Kế hoạch kiểm tra chợ.", "Kế hoạch kiểm định cân.", "Mở lớp."
        ),
        "rows that do not name the noun may be the rest": rows(
            "Ban hành 03 kế hoạch sau:", "Kế hoạch kiểm tra chợ.", "Kế hoạch kiểm định cân.", "Kiểm tra đo lường."
        ),
        "nothing is announced": rows("Ban hành 03 kế hoạch.", "Kế hoạch kiểm tra chợ."),
    },
    "jump-against-history": {
        "as usual": months(160, 147, 140, 151, 139, 144),
        "too few months": months(1470, 147, 140, 151),
        "many months are zero": months(40, 0, 0, 0, 2, 1),
        "a series that jumps every month": months(300, 20, 150, 400, 60, 90),
        "as large as it was in another month": months(1150, 150, 180, 210, 1200, 190),
    },
    "rate-against-ratio": {
        "right as rounded": row("Giải quyết 2/3 hồ sơ, đạt 66,7%."),
        "of a plan": row("Trồng 45/50 ha so với kế hoạch, đạt 95%."),
    },
    "shares-of-whole": {
        "all of it": row("Mẫu thử nghiệm đạt 95,5%, không đạt 4,5%."),
        "rates of different things": row("Đo lường đạt 95%, thử nghiệm chưa đạt kế hoạch, mới được 60%."),
    },
    "ratio-over-one": {
        "not over": row("Kiểm tra 45/45 cơ sở."),
        "over a plan": row("Thực hiện 47/45 chỉ tiêu, vượt kế hoạch năm."),
        "a date": row("Kỷ niệm ngày 20/01 hằng năm."),
    },
    "count-against-list": {
        "all named": row("Ban hành 02 Kế hoạch: Kế hoạch kiểm tra chợ; Kế hoạch kiểm định cân; rà soát thủ tục."),
        "no list": row("Ban hành 03 Kế hoạch về đo lường; tiếp tục kiểm tra chợ."),
    },
    "count-against-note": {
        "all named": row("Góp ý 02 dự án[1].", "[1] Dự án điện gió Phước Hữu; dự án muối Quán Thẻ."),
        "the note is a document": row("Góp ý 03 dự án[1].", "[1] Công văn số 12/SKHCN-QLCN ngày 05/01/2024."),
    },
    "figure-against-indicator": {
        "the same": row("Cập nhật 147 tiêu chuẩn vào kho tài liệu."),
        "another thing": row("Phổ biến 12 tiêu chuẩn mới cho doanh nghiệp."),
        "filled in": row("Cập nhật {TC-MOI} tiêu chuẩn, nâng tổng số tiêu chuẩn trong kho lên {TC} tiêu chuẩn."),
    },
    "cumulative-in-text": {
        "they add up": after("Cập nhật 52 tiêu chuẩn, lũy kế từ đầu năm 199 tiêu chuẩn.", 52, 147),
        "counted from another beginning": after("Cập nhật 52 tiêu chuẩn, lũy kế cả dự án 4.100 tiêu chuẩn.", 52, 147),
        "another thing": after("Cập nhật 52 tiêu chuẩn, từ đầu năm đã mở 09 lớp.", 52, 147),
    },
    "change-in-text": {
        "the difference": after("Cập nhật 52 tiêu chuẩn, giảm 95 tiêu chuẩn so với tháng trước.", 52, 147),
        "in per cent": after("Cập nhật 52 tiêu chuẩn, giảm 64,6% so với tháng trước.", 52, 147),
        "another time": after("Cập nhật 52 tiêu chuẩn, giảm 20 tiêu chuẩn so với cùng kỳ năm trước.", 52, 147),
    },
    "plan-share-in-text": {
        "the share, rounded": row("Kiểm định 147 phương tiện đo, đạt 7,35% kế hoạch năm."),
        "of another thing": row("Kiểm định 147 phương tiện đo; giải ngân đạt 73,5% kế hoạch năm."),
        "of the month's own plan": row("Kiểm định 147 phương tiện đo, đạt 98% kế hoạch tháng."),
    },
    "figure-against-annex": {"as many": counted(1)},
}
