"""Who issued a cited document: where the agency's name begins and ends, and when a reader should look at it."""

from __future__ import annotations

import pytest

from sync.normalise.citations import find_citations
from tests.normalise.cited import only


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Thủ tướng Chính phủ về việc giao", "Thủ tướng Chính phủ"),
        ("của Bộ Chính trị về phát triển", "Bộ Chính trị"),
        ("của Bộ trưởng Bộ KH&CN quy định", "Bộ trưởng Bộ KH&CN"),
        ("của Bộ Tài chính xây dựng", "Bộ Tài chính"),
        ("của Cục An toàn bức xạ và hạt nhân về", "Cục An toàn bức xạ và hạt nhân"),
        ("của Bộ Văn hóa, Thể thao và Du lịch, các sở", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Ban Chấp hành Đảng bộ tỉnh (khóa XIV) về", "Ban Chấp hành Đảng bộ tỉnh (khóa XIV)"),
        ("của UBND thành phố Phan Rang - Tháp Chàm ban hành", "UBND thành phố Phan Rang - Tháp Chàm"),
        ("của ông Nguyễn Văn A", None),
        ("UBND tỉnh đã giao Sở", None),
        ("UBND tỉnh về việc giao", "UBND tỉnh"),
    ],
)
def test_an_issuer_ends_where_the_agencys_name_ends(after: str, issuer: str | None) -> None:
    assert only(f"Quyết định số 12/QĐ-X ngày 3/1/2024 {after}").issuer == issuer


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của UBND các huyện, thành phố về xây dựng nông thôn mới", "UBND các huyện, thành phố"),
        ("của UBND các huyện Ninh Hải, Thuận Bắc về rà soát", "UBND các huyện Ninh Hải, Thuận Bắc"),
        ("của liên Bộ Tài chính - Bộ Nội vụ quy định", "liên Bộ Tài chính - Bộ Nội vụ"),
        ("của Cục Quản lý Dược - Bộ Y tế về cung ứng thuốc", "Cục Quản lý Dược - Bộ Y tế"),
        ("của Chi cục Hải quan Ninh Thuận cung cấp số liệu", "Chi cục Hải quan Ninh Thuận"),
        ("của Văn phòng Đăng ký đất đai tỉnh, UBND xã", "Văn phòng Đăng ký đất đai tỉnh"),
        ("của Thường trực Đảng ủy kết luận giao ban", "Thường trực Đảng ủy"),
        ("của Tổng công ty Điện lực miền Nam về tiết kiệm điện", "Tổng công ty Điện lực miền Nam"),
        ("của UBND tỉnh, tỉnh đã giao Sở", "UBND tỉnh"),
        ("CỦA BỘ CHÍNH TRỊ VỀ XỬ LÝ VI PHẠM", "BỘ CHÍNH TRỊ"),
        ("của Cục Thị trường trong nước", "Cục Thị trường trong nước"),
        ("của Bộ Công Thương có công văn kèm theo", "Bộ Công Thương"),
        ("của Cục Chuyển đổi số quốc gia;", "Cục Chuyển đổi số quốc gia"),
        ("của Chi bộ 2", "Chi bộ 2"),
        ("của Cục Quản lý lao động ngoài nước và Công văn kèm theo", "Cục Quản lý lao động ngoài nước"),
        ("của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ về", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("của Trung tâm, Phòng Kế hoạch - Tài chính thẩm định", "Trung tâm"),
        ("của Viện Hải dương học về quan trắc", "Viện Hải dương học"),
        ("của Hội Kế hoạch hóa gia đình;", "Hội Kế hoạch hóa gia đình"),
        ("của Ban Quản lý rừng phòng hộ Ninh Sơn;", "Ban Quản lý rừng phòng hộ Ninh Sơn"),
    ],
)
def test_an_issuer_whose_end_the_sentence_shows_is_sure(after: str, issuer: str) -> None:
    citation = only(f"Công văn số 12/X-Y ngày 3/1/2024 {after}")
    assert (citation.issuer, citation.problem) == (issuer, None)


@pytest.mark.parametrize(
    ("after", "problem"),
    [
        ("của Cục Y tế dự phòng, Bộ Y tế về giám sát", "uncertain"),
        ("của Chủ tịch Hội đồng tư vấn tuyển chọn tổ chức chủ trì", "uncertain"),
        ("của Ban Chỉ đạo Trung ương về chuyển đổi số về kết luận", "uncertain"),
        ("của Ban Chỉ đạo của Chính phủ về cải cách hành chính", "uncertain"),
        ("của Quỹ Bảo lãnh tín dụng cho doanh nghiệp nhỏ và vừa", "uncertain"),
        ("của Trung tâm Điều phối quốc gia về ghép tạng", "uncertain"),
        ("của Oxfam Việt Nam vừa ký", "unread"),
        ("của ông Nguyễn Văn A", None),
        ("của Nguyễn Văn A", None),
        ("của tỉnh", None),
    ],
)
def test_an_issuer_that_may_end_elsewhere_is_doubtful(after: str, problem: str | None) -> None:
    assert only(f"Công văn số 12/X-Y ngày 3/1/2024 {after}").issuer_problem == problem


@pytest.mark.parametrize(
    "issuer",
    [
        "Hạt trưởng Hạt Kiểm lâm huyện Ninh Sơn",
        "Đội trưởng Đội Quản lý thị trường số 2",
        "Trưởng phòng Kinh tế",
        "Quyền Chi cục trưởng Chi cục Kiểm lâm",
        "Hội đồng khoa học và công nghệ cấp tỉnh",
        "Hội đồng Sáng kiến cấp cơ sở",
        "Đảng ủy Khối Doanh nghiệp Trung ương",
        "Cục Quản lý Khám, chữa bệnh",
        "Cục Phòng, chống HIV/AIDS",
        "Cục Chuyển đổi số quốc gia",
        "Ban Chỉ đạo các ngày lễ lớn tỉnh",
        "Ban chỉ đạo tuyển sinh Quận Hà Đông",
        "Tổ kiểm tra liên ngành 178 tỉnh",
        "Chủ tịch Hội đồng quản lý Bảo hiểm xã hội",
        "Đồn Biên phòng Cửa khẩu cảng Cà Ná",
        "Cục Quản lý giá",
        "Công đoàn ngành Giáo dục",
        "Liên hiệp các tổ chức hữu nghị tỉnh",
        "Phó Trưởng ban Thường trực Ban Tổ chức Tỉnh ủy",
        "Ban Xây dựng Đảng Đảng ủy phường",
        "Trung tâm Nghiên cứu và Phát triển hội nhập KH&CN quốc tế",
        "Trường Đại học Nông Lâm TP. Hồ Chí Minh - Phân hiệu Ninh Thuận",
        "Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh Ninh Thuận",
        "Cục Quản lý, giám sát bảo hiểm",
        "Tòa án nhân dân khu vực 1 - Vĩnh Long, tỉnh Vĩnh Long",
        "UBND T. Ninh Thuận",
        "Ban thư ký Uỷ ban Hội LHTN Việt Nam tỉnh",
        "Cục Hậu cần - Kỹ thuật",
        "Cảng vụ Hàng hải Nha Trang",
        "Nhà Thiếu nhi tỉnh",
        "Ngân hàng Thương mại cổ phần Ngoại thương Việt Nam",
        "Cơ quan Ủy ban Kiểm tra Tỉnh ủy",
        "Cục Người có công",
        "Cục Quản lý và Phát triển thị trường trong nước",
        "Trung tâm Dịch vụ tổng hợp xã Ninh Sơn",
        "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh",
        "Ban Quản lý các khu công nghiệp và khu kinh tế",
        "Văn phòng Đăng ký hoạt động khoa học và công nghệ",
        "Hội đồng thi đua - khen thưởng Sở",
        "Phòng Bưu chính, Viễn thông",
        "Chi cục Biển, đảo và Thủy sản",
        "Đảng bộ Sở Khoa học và Công nghệ",
        "Thống kê tỉnh Khánh Hòa",
        "Tổ đại biểu HĐND tỉnh đơn vị Ninh Phước",
        "Cục Kinh tế hợp tác và Phát triển nông thôn",
        "Cục Bảo tồn thiên nhiên và Đa dạng sinh học",
        "Cục Chứng thực số và Bảo mật thông tin",
        "Cục Quản lý đăng ký kinh doanh",
        "Cục Quản lý Y, Dược cổ truyền",
        "Vụ Công tác học sinh, sinh viên",
        "Chi nhánh Văn phòng đăng ký đất đai khu vực Ninh Hải",
        "Trung tâm Khuyến nông - Giống cây trồng, vật nuôi",
        "Hội Nạn nhân chất độc da cam/dioxin tỉnh",
        "Hải đội Biên phòng 2",
        "Ban Chỉ đạo Chuyển đổi số và Đề án 06 tỉnh",
        "Ban Chỉ đạo tỉnh về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
    ],
)
@pytest.mark.parametrize("after", [" về việc phối hợp", ";", " đề nghị góp ý", " phản hồi ý kiến"])
def test_an_issuers_name_is_whole_whatever_follows(issuer: str, after: str) -> None:
    assert only(f"Công văn số 12/X-Y ngày 3/1/2024 của {issuer}{after}").issuer == issuer


@pytest.mark.parametrize(
    "after",
    [
        "của Vụ Khoa học xã hội, nhân văn và tự nhiên về đặt hàng",
        "của Trung tâm Giám sát, điều hành đô thị thông minh về kết nối",
        "của Cục Hóa chất, Khoáng sản về điều tra",
        "của Chi cục Giám định xây dựng công trình",
        "của Cục Viễn thông lau chùi cột sóng",
        "của Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam về mốc giới",
        "của Văn phòng đăng ký hoạt động khoa học và công nghệ về hồ sơ",
    ],
)
def test_an_issuer_that_commas_or_deeds_may_lengthen_is_not_wrong_in_silence(after: str) -> None:
    assert only(f"Công văn số 12/X-Y ngày 3/1/2024 {after}").problem == "uncertain"


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Sở Y tế, các bệnh viện đã tiếp nhận", "Sở Y tế"),
        ("của Bộ Nội vụ, tỉnh đã sắp xếp", "Bộ Nội vụ"),
        ("của Sở đăng ký nhu cầu", "Sở"),
        ("của Trung tâm Y tế huyện - Sở đã xử lý", "Trung tâm Y tế huyện"),
        ("của Trung tâm Quy hoạch xây dựng về mốc giới", "Trung tâm Quy hoạch xây dựng"),
        ("của Bộ Tài chính xây dựng cơ chế", "Bộ Tài chính"),
        ("của Chi cục Kiểm lâm, trong tháng đã trồng", "Chi cục Kiểm lâm"),
        ("của Hội đồng nhân dân tỉnh Khóa XI, Kỳ họp thứ 16", "Hội đồng nhân dân tỉnh Khóa XI"),
    ],
)
def test_a_clause_behind_an_issuer_raises_no_doubt(after: str, issuer: str) -> None:
    citation = only(f"Công văn số 12/X-Y ngày 3/1/2024 {after}")
    assert (citation.issuer, citation.problem) == (issuer, None)


def test_the_ministry_above_belongs_to_the_name_unless_it_acts() -> None:
    named = only("Công văn số 12/X-Y ngày 3/1/2024 của Cục Y tế dự phòng, Bộ Y tế về giám sát dịch")
    assert (named.issuer, named.issuer_problem) == ("Cục Y tế dự phòng, Bộ Y tế", "uncertain")
    acting = only("Theo Công văn số 12/X-Y ngày 3/1/2024 của Cục Y tế dự phòng, Bộ Y tế đã giám sát dịch")
    assert acting.issuer == "Cục Y tế dự phòng"


def test_a_joint_ministry_lists_its_ministries_behind_a_colon() -> None:
    joint = only("Thông tư liên tịch số 55/2015/TTLT-BTC-BKHCN của liên Bộ: Tài chính và Khoa học và Công nghệ")
    assert joint.issuer == "liên Bộ: Tài chính và Khoa học và Công nghệ"


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("do Chi cục trưởng ký ban hành", "Chi cục trưởng"),
        (", 14 giờ, của Chủ tịch UBND tỉnh về ứng phó mưa lớn", "Chủ tịch UBND tỉnh"),
        ("của Tổ tư vấn chuyển đổi số và Phòng Quản lý khoa học đã họp", "Tổ tư vấn chuyển đổi số"),
        ("của Đoàn kiểm tra theo phân công", "Đoàn kiểm tra"),
        ("của Sở đề nghị góp ý", "Sở"),
        ("của Trường THCS Lê Hồng Phong - Sở đã xử lý", "Trường THCS Lê Hồng Phong"),
    ],
)
def test_an_office_is_read_as_the_sentence_puts_it(tail: str, issuer: str) -> None:
    space = "" if tail.startswith(",") else " "
    assert only(f"Kế hoạch số 10/KH-X ngày 02-01-2024{space}{tail}").issuer == issuer


def test_who_approves_at_another_document_has_not_issued_the_first() -> None:
    first, second = find_citations(
        "(Tờ trình số 12/TTr-SKHCN ngày 22/01/2024), được UBND tỉnh phê duyệt tại Quyết định số 101/QĐ-UBND"
    )
    assert (first.issuer, second.number) == (None, "101")
    assert only("Đề án số 5/ĐA-SKHCN được UBND tỉnh phê duyệt ngày 3/1/2024").issuer == "UBND tỉnh"


def test_only_joint_documents_have_several_issuers() -> None:
    joint = "của Bộ Tài chính và Bộ Khoa học và Công nghệ"
    assert only(f"Thông tư liên tịch số 5/2015/TTLT-BTC-BKHCN {joint}").issuer == joint.removeprefix("của ")
    assert only(f"Thông tư số 5/2015/TT-BTC {joint}").issuer == "Bộ Tài chính"


AGENCIES = (
    "Sở Xây dựng", "Cục Thú y", "Cục Thuế", "Phòng Tư pháp", "Hạt Kiểm lâm", "Trung tâm Y tế", "Công an tỉnh",
    "Công ty Điện lực Ninh Thuận", "Trường Cao đẳng Nghề", "Phòng Giáo dục và Đào tạo", "Cục Sở hữu trí tuệ",
)  # fmt: skip
DEEDS = (
    "chấp nhận", "phúc đáp", "nhờ", "kính trình", "thỏa thuận", "kiểm kê", "thụ lý", "phê chuẩn", "lắp đặt",
    "thẩm duyệt", "kiểm định", "thống kê", "lưu trữ", "xét nghiệm", "quan trắc", "đo đạc", "đấu giá", "truyền thông",
    "tinh gọn", "xét",
)  # fmt: skip


@pytest.mark.parametrize("about", ["các mẫu nước", "kết quả tháng 3", "hồ sơ của dân"])
def test_what_an_agency_does_is_never_taken_into_its_name_in_silence(about: str) -> None:
    """Right is the bare name; where a word of the deed is taken in, a reader is asked."""
    found = {
        (issuer, deed): only(f"Văn bản số 15/X-Y ngày 3/4/2024 của {issuer} {deed} {about}")
        for issuer in AGENCIES
        for deed in DEEDS
    }
    wrong = {key: cited for key, cited in found.items() if cited.issuer != key[0]}
    assert [key for key, cited in wrong.items() if cited.problem is None] == []
    assert len(wrong) <= len(found) * 0.4


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 về công tác văn thư của Chính phủ, Sở đã", "Chính phủ"),
        ("Thông tư số 4/2023/TT-BTC ngày 3/1/2023 hướng dẫn quản lý tài sản của Bộ Tài chính.", "Bộ Tài chính"),
        ("Quyết định số 15/QĐ-SNV ngày 3/2/2024 về việc giao chỉ tiêu của các phòng", None),
        ("Quyết định số 15/QĐ-UBND ngày 3/2/2024 về việc kiện toàn tổ chức của Sở Y tế", None),
    ],
)
def test_an_issuer_named_behind_the_subject_is_the_one_its_symbol_speaks_for(text: str, issuer: str | None) -> None:
    citation = only(text)
    assert (citation.issuer, citation.problem) == (issuer, "uncertain" if issuer else None)


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Viettel Ninh Thuận về việc", "Viettel Ninh Thuận"),
        ("của Agribank Chi nhánh tỉnh Ninh Thuận thông báo", "Agribank Chi nhánh tỉnh Ninh Thuận"),
        ("giữa Công an tỉnh và Sở Y tế về", "Công an tỉnh và Sở Y tế"),
    ],
)
def test_firms_and_partners_are_shown_and_asked_about(after: str, issuer: str) -> None:
    citation = only(f"Công văn số 12/X-Y ngày 3/1/2024 {after}")
    assert citation.issuer == issuer
    assert citation.problem in {"unread", "uncertain"}
