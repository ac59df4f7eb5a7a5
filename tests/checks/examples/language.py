"""How a text is written: the row, and what staff are told."""

from __future__ import annotations

from tests.checks.builders import Right, Wrong
from tests.checks.examples.documents import row

WRONG: dict[str, Wrong] = {
    "brackets-unbalanced": Wrong(
        row("Kiểm định 147 phương tiện đo (trong đó 13 không đạt."),
        "Kết quả!C5",
        "Dấu “(” không có dấu ngoặc đi cùng, ở chỗ “147 phương tiện đo (trong đó 13 không đạt.”.",
    ),
    "quotes-unbalanced": Wrong(
        row("Tổ chức hội thảo “Công nghệ làm lạnh đột phá tại Phan Rang."),
        "Kết quả!C5",
        "Có một dấu ngoặc kép không có dấu đi cùng, ở chỗ “Tổ chức hội thảo 'Công nghệ làm lạnh đột”.",
    ),
    "glued-digit": Wrong(
        row("Tham gia ý kiến về 03 dự án1 có liên quan đến công nghệ."),
        "Kết quả!C5",
        "“án1” có chữ số 1 dính vào chữ, có lẽ là số của chú thích.",
        "án[1]",
    ),
    "glued-number": Wrong(
        row("Tổ chức 12lớp tập huấn về đo lường."),
        "Kết quả!C5",
        "“12lớp” thiếu dấu cách giữa con số và chữ.",
        "12 lớp",
    ),
    "first-letter-lost": Wrong(
        row("iếp nhận và xử lý đúng hạn 03 hồ sơ."),
        "Kết quả!C5",
        "Nội dung bắt đầu bằng “iếp”, có lẽ mất chữ cái đầu của “Tiếp”.",
        "Tiếp",
    ),
    "double-word": Wrong(
        row("Tham gia ý kiến của của các sở, ngành."),
        "Kết quả!C5",
        "Chữ bị lặp: “của của”, ở chỗ “Tham gia ý kiến của của các sở, ngành.”.",
        "của",
    ),
    "text-leftover": Wrong(
        row("Tổ chức …… lớp tập huấn cho các hợp tác xã."),
        "Kết quả!C5",
        "Còn chỗ chưa điền “……”, ở chỗ “Tổ chức …… lớp tập huấn cho các”.",
    ),
    "abbreviation-unexplained": Wrong(
        row("Phát sóng 01 chương trình TKC trên truyền hình."),
        "Kết quả!C5",
        "Chữ viết tắt “TKC” chưa được giải thích ở đâu trong báo cáo.",
    ),
}

RIGHT: dict[str, Right] = {
    "brackets-unbalanced": {
        "a pair": row("Kiểm định 147 phương tiện đo (13 không đạt)."),
        "items of a list": row("Gồm: a) Kiểm định cân; b) kiểm định đồng hồ; 1) tập huấn."),
        "over two paragraphs of one cell": row("Thực hiện (gồm:⏎- Kiểm định;⏎- Hiệu chuẩn)."),
    },
    "quotes-unbalanced": {
        "a pair": row("Tổ chức hội thảo “Công nghệ làm lạnh”."),
        "mixed marks": row('Tổ chức hội thảo “Công nghệ làm lạnh".'),
        "inches": row('Lắp 02 màn hình 55" cho hội trường.'),
    },
    "glued-digit": {
        "codes and units": row("Đo CO2, H2S trên 12 m2 đất tại QL1A; nguồn Ir-192; nền công nghiệp 4.0."),
        "a numbered thing": row("Trong quý1 và tháng2, học sinh lớp5 tham gia."),
    },
    "glued-number": {
        "units and codes": row("Mua 500kg phân, 12tấn thóc, 35triệu đồng; máy HP1020, mạng 5G, đợt 2b, phòng 12a."),
        "a space between": row("Tổ chức 12 lớp tập huấn."),
    },
    "first-letter-lost": {
        "nothing lost": row("Tiếp nhận và xử lý 03 hồ sơ."),
        "a word as it stands": row("Ủy ban nhân dân tỉnh giao Sở tham mưu."),
    },
    "double-word": {"a doubled word": row("Chất lượng dần dần được nâng lên, luôn luôn đúng hạn.")},
    "text-leftover": {"and so on": row("Kiểm tra cân, đồng hồ, cột đo xăng dầu...")},
    "abbreviation-unexplained": {
        "explained in brackets": row("Phát sóng chương trình truyền hình khoa học (TKC); biên tập TKC mới."),
        "known to every office": row("Báo cáo UBND tỉnh về công tác PCCC, ATTP và CNTT."),
        "a code that is no indicator's, which is told": row("Kiểm định {XYZ} cân, {TKC-XKT} mẫu."),
        "an error of Excel": row("Kiểm định #REF! cân, #DIV/0! mẫu."),
        "a company's name": row("Hỗ trợ Công ty TNHH STX Việt Nam."),
        "a symbol": row("Góp ý.", "Công văn số 30/UBND-KTTH ngày 03/01/2024."),
    },
}
