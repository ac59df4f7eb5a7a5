"""What stands in the archive that proves a period: its README.txt and the headings of its tables."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

SEVERITIES = {"error": "Phải sửa", "warning": "Cần xem lại", "note": "Lưu ý"}

HEADINGS = {
    "truy-nguon": ("Mục", "Chú thích số", "Chữ trong báo cáo", "Đơn vị", "Bản", "Tệp", "Tờ", "Ô", "Cách lấy"),
    "bieu": ("Mã", "Đơn vị", "Bản", "Tệp trong gói", "Nơi nhận", "Sửa lần cuối", "Đọc lúc", "SHA-256"),
    "bao-cao": (
        "Bản", "Dự thảo", "Báo cáo", "Tệp số liệu", "Bản chương trình", "Cấu hình", "Mẫu Word", "Ai làm", "Lúc",
        "SHA-256",
    ),
    "diem-ra-soat": ("Lượt", "Mã điểm", "Mức", "Đơn vị", "Tờ", "Ô", "Nội dung", "Cách xử lý"),
    "chap-nhan": ("Điểm hoặc quyết định", "Lý do", "Ai", "Lúc"),
    "tra-loi": ("Đơn vị", "Mã điểm", "Trả lời", "Lý do", "Ở đâu", "Ai", "Lúc"),
    "bien-tap": ("Dòng", "Chỗ sửa", "Trước", "Sau", "Ai", "Lúc"),
    "chot-so-lieu": ("Chốt", "Lý do", "Cấu hình", "Ai", "Lúc"),
    "ban-hanh": ("Số", "Ngày", "Bản báo cáo", "Tên tệp đã ký", "Tệp trong gói", "Ai", "Lúc"),
}  # fmt: skip

_README = """\
GÓI LƯU TRỮ LÀM BẰNG CHỨNG
{office} – {period}
Lập lúc {at}. Báo cáo được chứng minh: bản {version}{draft}.

Gói này mở được bằng mọi chương trình giải nén .zip; không cần chương trình nào khác để xem.

bieu/        Biểu do các đơn vị gửi, từng bản một, đúng từng byte như khi nhận: thư mục con là kỳ báo cáo.
             Tệp .json là biểu trên Google Trang tính, như đã đọc về. Các kỳ trước có mặt vì báo cáo nhìn lại chúng
             (lũy kế, việc của kế hoạch kỳ trước).
bao-cao/     Các báo cáo Word và tệp số liệu đã làm; tên có DU-THAO là dự thảo.
ban-ky/      Bản đã ký, nếu đã lưu khi ban hành.
cau-hinh/    config.yaml ở từng thời điểm.      mau/  Mẫu Word đã dùng.      anh-chup/  Định nghĩa của biểu.
du-lieu/     Các bảng để xem bằng Excel (CSV, UTF-8):
  truy-nguon.csv     mỗi đoạn văn, con số của báo cáo lấy từ tệp nào, tờ nào, ô nào
  bieu.csv           các bản của biểu: nhận từ đâu, lúc nào, mã SHA-256
  diem-ra-soat.csv   những điểm phép kiểm tra đã nêu ở từng lượt
  chap-nhan.csv      điểm được chấp nhận, đơn vị được bỏ qua, tệp được chọn, kèm lý do
  tra-loi.csv        trả lời của đơn vị      bien-tap.csv  chỗ chuyên viên đã biên tập, trước và sau
  chot-so-lieu.csv   chốt, mở lại số liệu    ban-hanh.csv  số, ngày ban hành    bao-cao.csv  các bản báo cáo
  Chữ bắt đầu bằng = + - @ có thêm một dấu nháy ' ở đầu để Excel không coi là công thức; nguyên văn ở tệp .json.
du-lieu/bang/        cũng những dữ liệu ấy đúng như trong kho, mỗi dòng có mã SHA-256 riêng (row_digest).
manifest.json        danh sách mọi tệp trong gói với độ dài và mã SHA-256.

TỰ KIỂM TRA BẰNG TAY
1. Tính SHA-256 của một tệp (Windows: certutil -hashfile TỆP SHA256; Linux: sha256sum TỆP) rồi so với manifest.json.
2. Mở bao-cao/…v{version}….docx; chọn một con số; tìm nó trong du-lieu/truy-nguon.csv; mở biểu ở cột Tệp và xem ô.

KIỂM TRA BẰNG CHƯƠNG TRÌNH
  baocao export --verify {name}
kiểm mọi mã SHA-256, kiểm đường dẫn từ báo cáo về ô, rồi đọc lại các biểu, làm lại báo cáo và so với bản trong gói.
"""


class _Report(Protocol):
    @property
    def version(self) -> int: ...

    @property
    def draft(self) -> bool: ...


def readme(office: str, period: str, at: dt.datetime, report: _Report) -> bytes:
    """Return README.txt, which explains an archive to whoever opens it years later; Notepad reads it."""
    text = _README.format(
        office=office,
        period=period,
        at=f"{at:%H:%M %d/%m/%Y}",
        version=report.version,
        draft=" (dự thảo)" if report.draft else "",
        name="TÊN-GÓI.zip",
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
