"""Cited documents, periods and repetition: the row, and what staff are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync.model.material import Round, Standing
from tests.checks.builders import Right, Sheet, Wrong, a_round, submission_of

SECTION = "Hoạt động của đơn vị sự nghiệp"


def row(text: str, notes: str = "", period: str = "2024-01", division: str = "TTKT") -> Sheet:
    """A sheet whose only activity is this text with these notes (⏎ is a line break)."""
    section = SECTION if division == "TTKT" else "Hoạt động quản lý công nghệ"
    text = f"## Kết quả\n| Mục | Nội dung | Chú thích |\n| {section} | {text} | {notes} |"
    return Sheet(text + OF_FEBRUARY * (period == "2024-02"), division=division, period=period)


def plan(text: str) -> Sheet:
    """A sheet whose only plan item is this text."""
    return Sheet(f"## Kế hoạch\n| Nội dung |\n| {text} |")


def after(sheet: Sheet, january: Sheet) -> Sheet:
    """A sheet of February, another one of January before it."""
    return replace(sheet, before={"2024-01": january.text})


def carried(item: str, *, results: str = "", coming: str = "") -> Sheet:
    """A sheet with one row of Kế hoạch kỳ trước: Nội dung, Kết quả thực hiện, Lý do."""
    text = f"## Kế hoạch kỳ trước\n| Nội dung | Kết quả thực hiện | Lý do |\n{item}"
    text += f"\n## Kết quả\n| Mục | Nội dung |\n| {SECTION} | {results} |" if results else ""
    text += f"\n## Kế hoạch\n| Nội dung |\n| {coming} |" if coming else ""
    return Sheet(text)


def two(first: Sheet, other: Sheet) -> Callable[[], Round]:
    """Return the round of TTKT's sheet and QLCN's."""
    submissions = tuple(submission_of(sheet) for sheet in (first, other))
    standings = tuple(Standing(s.division or "", "submitted") for s in submissions)
    return lambda: a_round(*standings, submissions=submissions)


OF_FEBRUARY = "\n## Thông tin chung\n| Ngày duyệt | 19/02/2024 |"
TRAINING = (
    "Tổ chức 01 lớp tập huấn về truy xuất nguồn gốc sản phẩm cho {} cán bộ của các hợp tác xã trên địa bàn huyện {}."
)
SAMPLES = "Trong tháng {}/2024, đã thu và phân tích 92 mẫu (51 mẫu nước, 41 mẫu thực phẩm) cho các cơ sở."

BIOLOGY = "của Bộ Chính trị về phát triển và ứng dụng công nghệ sinh học trong tình hình mới"

WRONG: dict[str, Wrong] = {
    "citation-incomplete": Wrong(
        row("Báo cáo tình hình thực hiện Nghị quyết.", "Báo cáo số 93/BC-SKHCN."),
        "Kết quả!D5",
        "“Báo cáo số 93/BC-SKHCN” chưa ghi ngày ban hành, và nơi khác trong biểu cũng không ghi đủ.",
    ),
    "citation-no-ngay": Wrong(
        row("Triển khai Nghị quyết số 55/NQ-HĐND 14/12/2023 của HĐND tỉnh."),
        "Kết quả!C5",
        "“Nghị quyết số 55/NQ-HĐND 14/12/2023 của HĐND tỉnh” thiếu chữ “ngày” trước ngày ban hành.",
        "Nghị quyết số 55/NQ-HĐND ngày 14/12/2023 của HĐND tỉnh",
    ),
    "date-impossible": Wrong(
        row("Triển khai Quyết định số 20/QĐ-UBND ngày 31/4/2023 của UBND tỉnh."),
        "Kết quả!C5",
        "Ngày “31/4/2023” không có trong lịch.",
    ),
    "document-after-handin": Wrong(
        row("Góp ý dự thảo quy chế.", "Công văn số 30/SKHCN-VP ngày 15/01/2025."),
        "Kết quả!D5",
        "“Công văn số 30/SKHCN-VP ngày 15/01/2025” ghi ngày sau ngày 18/01/2024, là ngày duyệt biểu hoặc ngày rà soát.",
        "15/01/2024",
    ),
    "document-far": Wrong(
        row("Báo cáo tình hình thực hiện Nghị quyết.", "Báo cáo số 93/BC-SKHCN ngày 15/01/2023."),
        "Kết quả!D5",
        "“Báo cáo số 93/BC-SKHCN ngày 15/01/2023” được báo cáo là việc của tháng 01/2024, "
        "nhưng ghi ngày 15/01/2023, cách xa kỳ này.",
        "15/01/2024",
    ),
    "kind-against-symbol": Wrong(
        row("Ban hành kế hoạch thanh tra.", "Kế hoạch số 12/QĐ-SKHCN ngày 05/01/2024."),
        "Kết quả!D5",
        "“Kế hoạch số 12/QĐ-SKHCN ngày 05/01/2024” gọi là kế hoạch, nhưng ký hiệu QĐ-SKHCN là của quyết định.",
    ),
    "document-two-dates": Wrong(
        row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024; phổ biến Quyết định số 36/QĐ-UBND ngày 11/01/2024."),
        "Kết quả!C5",
        "“Quyết định số 36/QĐ-UBND ngày 11/01/2024” ghi ngày 11/01/2024, "
        "nhưng chỗ khác trong biểu ghi cùng văn bản này ngày 12/01/2024.",
    ),
    "document-before-its-year": Wrong(
        row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2023 của UBND tỉnh về giao chỉ tiêu kế hoạch năm 2024."),
        "Kết quả!C5",
        "“Quyết định số 36/QĐ-UBND ngày 12/01/2023 của UBND tỉnh” ghi ngày 12/01/2023, "
        "nhưng nội dung văn bản là việc của năm 2024.",
        "12/01/2024",
    ),
    "document-two-numbers": Wrong(
        row(
            f"Triển khai Nghị quyết số 36-NQ/TW ngày 30/01/2023 {BIOLOGY}. "
            f"Phổ biến Nghị quyết số 38-NQ/TW ngày 30/01/2023 {BIOLOGY}."
        ),
        "Kết quả!C5",
        "Văn bản này ghi “38-NQ/TW”, nhưng chỗ khác trong biểu ghi “36-NQ/TW”, "
        "cùng ký hiệu, cùng ngày và cùng nội dung.",
    ),
    "document-two-spellings": Wrong(
        row("Triển khai Nghị quyết số 36-NQ/TW ngày 30/01/2023; phổ biến Nghị quyết số 36/NQ-TW ngày 30/01/2023."),
        "Kết quả!C5",
        "Văn bản này ghi “36/NQ-TW”, nhưng chỗ khác trong biểu ghi “36-NQ/TW”.",
        "36-NQ/TW",
    ),
    "agency-spelling": Wrong(
        row("Góp ý dự thảo.", "Công văn số 30/SKH-CN-VP ngày 05/01/2024; Báo cáo số 31/BC-SKH-CN ngày 08/01/2024."),
        "Kết quả!D5",
        "Ký hiệu của cơ quan ghi “SKH-CN” (2 chỗ, như 30/SKH-CN-VP), nhưng quy định là “SKHCN”.",
        "30/SKHCN-VP",
    ),
    "period-in-text": Wrong(
        row("Trong tháng 12/2023, đơn vị đã kiểm định phương tiện đo cho các cơ sở."),
        "Kết quả!C5",
        "Nội dung còn ghi “tháng 12/2023”, trong khi đang viết cho tháng 01/2024.",
        "tháng 01/2024",
    ),
    "unchanged-text": Wrong(
        after(row(SAMPLES.format("02"), period="2024-02"), row(SAMPLES.format("01"))),
        "Kết quả!C5",
        "Nội dung “Trong tháng 02/2024, đã thu và phân tích 92 mẫu…” giống hệt tháng 01/2024, "
        "kể cả số liệu, chỉ khác ngày tháng hoặc không khác gì.",
    ),
    "document-again": Wrong(
        after(
            row("Báo cáo Bộ về sự cố.", "Báo cáo số 40/BC-SKHCN ngày 10/01/2024.", "2024-02"),
            row("Gửi báo cáo sự cố.", "Báo cáo số 40/BC-SKHCN ngày 10/01/2024."),
        ),
        "Kết quả!D5",
        "“Báo cáo số 40/BC-SKHCN ngày 10/01/2024” đã được báo cáo trong tháng 01/2024, nay báo cáo lại như việc mới.",
    ),
    "plan-contradicted": Wrong(
        carried("| Tổ chức hội thảo khoa học. | Đã hoàn thành | Chưa tổ chức do dịch bệnh |"),
        "Kế hoạch kỳ trước!A5",
        "Việc “Tổ chức hội thảo khoa học.” ghi “Đã hoàn thành”, nhưng Lý do ghi “Chưa tổ chức do dịch bệnh”.",
    ),
    "same-activity": Wrong(
        two(row(TRAINING.format(60, "Ninh Hải")), row(TRAINING.format(55, "Ninh Hải"), division="QLCN")),
        "Kết quả!C5",
        "Việc “Tổ chức 01 lớp tập huấn về truy xuất nguồn gốc…” trùng với việc của Trung tâm Kỹ thuật "
        "nhưng số liệu khác nhau: đây ghi 01, 55, bên kia ghi 01, 60.",
        times=2,
    ),
    "document-dates-across": Wrong(
        two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Quyết định số 36/QĐ-UBND ngày 11/01/2024.", division="QLCN"),
        ),
        "Kết quả!C5",
        "“Quyết định số 36/QĐ-UBND ngày 11/01/2024” ghi ngày 11/01/2024, "
        "nhưng Trung tâm Kỹ thuật ghi cùng văn bản này ngày 12/01/2024.",
        times=2,
    ),
    "document-spellings-across": Wrong(
        two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Quyết định số 36/QD-UBND ngày 12/01/2024.", division="QLCN"),
        ),
        "Kết quả!C5",
        "Văn bản này ghi “36/QD-UBND”, nhưng Trung tâm Kỹ thuật ghi “36/QĐ-UBND”.",
        times=2,
    ),
}

RIGHT: dict[str, Right] = {
    "citation-incomplete": {
        "a law goes by its name": row("Phổ biến Luật Đo lường và Luật Khoa học và Công nghệ."),
        "it is cited in full elsewhere": row(
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/01/2024; báo cáo kết quả Kế hoạch số 12/KH-UBND."
        ),
        "everybody knows it": row("Quán triệt Nghị quyết số 57-NQ/TW của Bộ Chính trị."),
        "its symbol bears the year": row("Thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ."),
        "one day for several": row("Góp ý dự thảo.", "Công văn số 12/SKHCN-VP, số 13/SKHCN-VP ngày 02/01/2024."),
    },
    "citation-no-ngay": {
        "the word is there": row("Triển khai Nghị quyết số 55/NQ-HĐND ngày 14/12/2023."),
        "brackets stand for it": row("Triển khai Nghị quyết số 55/NQ-HĐND (14/12/2023)."),
    },
    "date-impossible": {
        "the 29th of a leap year": row("Hoàn thành trước ngày 29/02/2024."),
        "a ratio": row("Giải quyết 31/31 hồ sơ đúng hạn."),
    },
    "document-after-handin": {"on the very day": row("Báo cáo Bộ.", "Báo cáo số 40/BC-SKHCN ngày 18/01/2024.")},
    "document-far": {
        "an old basis": row("Thực hiện Kế hoạch số 1275/KH-UBND ngày 29/3/2022 của UBND tỉnh."),
        "an old law": row("Phổ biến quy định.", "Theo Quyết định số 12/QĐ-SKHCN ngày 05/6/2019."),
        "shortly before": row("Ban hành kế hoạch thanh tra.", "Kế hoạch số 2224/KH-SKHCN ngày 25/12/2023."),
        "a plan that goes on": row(
            "Tiếp tục thực hiện kế hoạch khảo sát.", "Kế hoạch số 300/KH-SKHCN ngày 15/01/2023."
        ),
    },
    "kind-against-symbol": {
        "kind and symbol agree": row("Ban hành kế hoạch.", "Kế hoạch số 12/KH-SKHCN ngày 05/01/2024."),
        "văn bản is any kind": row("Ban hành tại Văn bản số 239-CTr/TU ngày 09/01/2024."),
        "a symbol without kind": row("Góp ý.", "Công văn số 30/UBND-KTTH ngày 03/01/2024."),
        "a đề án goes by its decision": row("Triển khai Đề án số 06/QĐ-TTg."),
    },
    "document-two-dates": {
        "numbers begin anew each year": row(
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 và Kế hoạch số 12/KH-UBND ngày 09/01/2024."
        ),
        "two kinds": row("Kế hoạch số 12/KH-UBND ngày 05/01/2024 và Quyết định số 12/QĐ-UBND ngày 09/01/2024."),
    },
    "document-before-its-year": {
        f"{day} on {about}": row(f"Triển khai Quyết định số 36/QĐ-UBND ngày {day} của UBND tỉnh về {about}.")
        for day, about in (
            ("12/01/2024", "giao chỉ tiêu kế hoạch năm 2024"),
            ("15/6/2023", "xây dựng kế hoạch và dự toán năm 2024"),
            ("12/01/2021", "kế hoạch giai đoạn 2021 - 2025, năm 2024"),
            ("12/01/2021", "phát triển khoa học, Sở đã xây dựng Kế hoạch thực hiện năm 2024"),
            ("12/01/2023", "kế hoạch năm 2023 và phương hướng năm 2024"),
        )
    },
    "document-two-numbers": {
        "told twice": row(f"Nghị quyết số 36-NQ/TW ngày 30/01/2023 {BIOLOGY}; Nghị quyết số 36-NQ/TW {BIOLOGY}."),
        "two of one day about two things": row(
            "Quyết định số 45/QĐ-UBND ngày 12/01/2024 của UBND tỉnh về việc phê duyệt nhiệm vụ cấp tỉnh về cây nho; "
            "Quyết định số 46/QĐ-UBND ngày 12/01/2024 của UBND tỉnh về việc phê duyệt nhiệm vụ cấp tỉnh về cây táo."
        ),
        "two of one day, in short": row(
            "Quyết định số 45/QĐ-UBND ngày 12/01/2024 về việc phê duyệt nhiệm vụ; "
            "Quyết định số 46/QĐ-UBND ngày 12/01/2024 về việc phê duyệt nhiệm vụ."
        ),
    },
    "document-two-spellings": {
        "two documents": row("Nghị quyết số 36-NQ/TW ngày 30/01/2023 và Nghị quyết số 36/NQ-HĐND ngày 10/12/2023."),
    },
    "agency-spelling": {
        "as config says": row("Góp ý.", "Công văn số 30/SKHCN-VP ngày 05/01/2024."),
        "a ministry": row("Theo Công văn số 30/BKHCN-VP ngày 05/01/2024."),
    },
    "period-in-text": {
        "this month": row("Trong tháng 01 năm 2024, đơn vị không nhận được đơn thư."),
        "it looks back": row("Báo cáo kết quả năm 2023 theo Kế hoạch cải cách hành chính năm 2023."),
        "a comparison": row("Tăng 12% so với cùng kỳ tháng 01/2023."),
        "a plan that reviews": plan("Tổng kết thực hiện Kế hoạch cải cách hành chính năm 2023."),
        "a plan of the year": plan("Thực hiện Kế hoạch cải cách hành chính năm 2024."),
    },
    "unchanged-text": {
        "other figures": after(
            row(SAMPLES.format("02").replace("92", "75"), period="2024-02"), row(SAMPLES.format("01"))
        ),
        "a sentence of every month": after(
            row(
                "Trong tháng 02 năm 2024, Sở không nhận được đơn thư khiếu nại, tố cáo thuộc lĩnh vực.",
                period="2024-02",
            ),
            row("Trong tháng 01 năm 2024, Sở không nhận được đơn thư khiếu nại, tố cáo thuộc lĩnh vực."),
        ),
    },
    "document-again": {
        "a basis stays": after(
            row("Thực hiện Kế hoạch số 12/KH-UBND ngày 03/01/2024.", period="2024-02"),
            row("Thực hiện Kế hoạch số 12/KH-UBND ngày 03/01/2024."),
        ),
    },
    "plan-contradicted": {
        "a number that names": carried(
            "| Tổ chức Kỳ thi học sinh giỏi lớp 12 cấp tỉnh. | Đã hoàn thành | |",
            results="Tổ chức Kỳ thi học sinh giỏi lớp 9 cấp tỉnh cho 612 thí sinh.",
        ),
        "held on its day, what follows goes on": carried(
            "| Tổ chức hội thảo khoa học. | Đã hoàn thành | Tổ chức ngày 09/01/2024; đang biên tập kỷ yếu |"
        ),
        "made known, what follows goes on": carried(
            "| Tổ chức kỳ xét tuyển. | Đã hoàn thành | Đã công bố kết quả; đang hoàn thiện hồ sơ |"
        ),
        "accepted on its day, what follows goes on": carried(
            "| Hoàn thành sửa chữa trạm. | Đã hoàn thành | Nghiệm thu ngày 12/01/2024; đang quyết toán |"
        ),
        "all of them were done, what follows goes on": carried(
            "| Mở 10 lớp tuyên truyền. | Đã hoàn thành | Đã mở 10/10 lớp; đang tổng hợp phiếu đánh giá |"
        ),
        "given up while another way is sought": carried(
            "| Tổ chức hội thảo khoa học. | Không thực hiện | Đang xin ý kiến dừng hẳn |"
        ),
        "done and gone": carried("| Tổ chức hội thảo khoa học. | Đã hoàn thành | |"),
        "it goes on": carried("| Tổ chức hội thảo khoa học. | Đang thực hiện | Thực hiện trong cả năm |"),
        "as many as planned": carried(
            "| Tổ chức nghiệm thu 02 nhiệm vụ cấp tỉnh. | Đã hoàn thành | |",
            results="Tổ chức nghiệm thu 02 nhiệm vụ cấp tỉnh.",
        ),
    },
    "same-activity": {
        "another place": two(
            row(TRAINING.format(60, "Ninh Hải")), row(TRAINING.format(55, "Thuận Nam"), division="QLCN")
        ),
        "another place, and one tells more": two(
            row(TRAINING.format(60, "Ninh Hải")[:-1] + "; kết quả 55 cán bộ đạt loại khá."),
            row(TRAINING.format(55, "Thuận Nam"), division="QLCN"),
        ),
        "each goes on to tell of another thing": two(
            row("Phối hợp với UBND huyện Ninh Hải tổ chức 02 lớp tập huấn cho 60 nông dân: kỹ thuật trồng nho."),
            row(
                "Phối hợp với UBND huyện Ninh Hải tổ chức 02 lớp tập huấn cho 55 nông dân: kỹ thuật nuôi dê, cừu.",
                division="QLCN",
            ),
        ),
        "another thing in its place": two(
            row("Tổ chức 04 cuộc kiểm tra việc chấp hành pháp luật về phân bón tại huyện Ninh Sơn, phạt 02 cơ sở."),
            row(
                "Tổ chức 03 cuộc kiểm tra việc chấp hành pháp luật về thuốc thú y tại huyện Ninh Sơn, phạt 01 cơ sở.",
                division="QLCN",
            ),
        ),
        "what every division does": two(
            row("Thực hiện tốt công tác tiết kiệm, chống lãng phí trong sử dụng tài sản công tại đơn vị."),
            row("Thực hiện tốt công tác tiết kiệm, chống lãng phí trong sử dụng tài sản công.", division="QLCN"),
        ),
        "what one begins with is told of many things": two(
            row("Tham gia góp ý các dự thảo văn bản của các sở, ngành: 03 nghị quyết, 02 quyết định."),
            row("Tham gia góp ý các dự thảo văn bản của sở, ngành khác.", division="QLCN"),
        ),
    },
    "document-spellings-across": {
        "one symbol": two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Quyết định số 36/QĐ-UBND ngày 12/01/2024.", division="QLCN"),
        ),
        "two documents of one number": two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Kế hoạch số 36/KH-UBND ngày 12/01/2024.", division="QLCN"),
        ),
        "two days": two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Quyết định số 36/QD-UBND ngày 12/01/2023.", division="QLCN"),
        ),
    },
    "document-dates-across": {
        "one date": two(
            row("Triển khai Quyết định số 36/QĐ-UBND ngày 12/01/2024."),
            row("Thực hiện Quyết định số 36/QĐ-UBND ngày 12/01/2024.", division="QLCN"),
        ),
    },
}
