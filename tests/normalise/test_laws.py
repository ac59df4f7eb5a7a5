"""Laws, codes and ordinances cited by name: what the name is, and which day is theirs."""

from __future__ import annotations

import datetime as dt

import pytest

from sync.normalise.citations import find_citations
from tests.normalise.cited import only


def test_a_law_without_a_number_keeps_its_name() -> None:
    law = only("Căn cứ Luật Phòng, chống tham nhũng ngày 20 tháng 11 năm 2018;")
    assert (law.kind, law.number, law.symbol, law.subject) == ("luật", "", "", "Phòng, chống tham nhũng")
    assert only("Bộ luật Dân sự năm 2015").year == 2015


def test_a_law_says_when_the_assembly_passed_it() -> None:
    law = only("Luật Thanh tra số 56/2010/QH12 đã được Quốc hội khoá XII, kỳ họp thứ 8 thông qua ngày 15/11/2010;")
    assert (law.date, law.issuer) == (dt.date(2010, 11, 15), "Quốc hội khoá XII")
    assert only("thi hành Luật xử lý vi phạm hành chính").subject == "xử lý vi phạm hành chính"


def test_a_law_that_amends_others_is_one_law() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật A Tổ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019"
    assert only(text).date == dt.date(2019, 11, 22)


def test_a_law_passed_on_a_day_has_that_day_without_of() -> None:
    law = only("Luật Doanh nghiệp số 60/2005/QH11 Quốc hội nước CHXHCN Việt Nam thông qua ngày 29/11/2005")
    assert (law.issuer, law.date) == ("Quốc hội nước CHXHCN Việt Nam", dt.date(2005, 11, 29))


@pytest.mark.parametrize(
    "name",
    [
        "Thực hiện dân chủ ở cơ sở",
        "Phòng, chống tác hại của rượu, bia",
        "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng",
        "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
        "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
        "Đầu tư theo phương thức đối tác công tư",
        "Trật tự, an toàn giao thông đường bộ",
        "Khám bệnh, chữa bệnh",
        "Giá",
    ],
)
def test_a_laws_name_is_whole_before_its_number_its_day_and_the_next_document(name: str) -> None:
    numbered = only(f"Căn cứ Luật {name} số 10/2022/QH15 ngày 10 tháng 11 năm 2022;")
    assert (numbered.kind, numbered.subject, numbered.date) == ("luật", name, dt.date(2022, 11, 10))
    assert only(f"Căn cứ Luật {name} ngày 10/11/2022 của Quốc hội").date == dt.date(2022, 11, 10)
    assert only(f"phổ biến Luật {name} và các văn bản hướng dẫn").subject == name
    law, decree = find_citations(f"tuyên truyền Luật {name}, Nghị định số 5/2023/NĐ-CP")
    assert (law.subject, decree.kind) == (name, "nghị định")


def test_an_ordinance_carried_out_is_no_constitution() -> None:
    carried_out = only("thực hiện Pháp lệnh Ưu đãi người có công với cách mạng ngày 09/12/2020")
    assert (carried_out.kind, carried_out.date) == ("pháp lệnh", dt.date(2020, 12, 9))
    assert only("Căn cứ Hiến pháp năm 2013;").kind == "hiến pháp"


def test_a_law_named_behind_a_comma_is_a_law_of_its_own() -> None:
    assert [c.subject for c in find_citations("Luật Khoa học và Công nghệ, Bộ luật Lao động 2019")] == [
        "Khoa học và Công nghệ",
        "Lao động",
    ]


def test_discipline_in_capitals_is_no_law() -> None:
    assert find_citations("VỀ XỬ LÝ KỶ LUẬT TỔ CHỨC ĐẢNG NĂM 2024") == []
    assert only("CĂN CỨ LUẬT TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG NĂM 2015").kind == "luật"
