"""The tables of a period: what stands in which row, and what is blank rather than 0."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from sheets.grid import Place
from sync.model.config import Severity
from sync.model.finding import Finding, Hit, finding
from sync.model.records import Confirmation
from sync.render.sheets import Frame, Target
from sync.work.tables import frames
from tests.checks.builders import config
from tests.work.rounds import (
    Made,
    accept,
    activity,
    annex_row,
    carried,
    figure,
    figures,
    good,
    january,
    made,
    moment,
    plan_item,
    shared_config,
    submission,
)

Row = dict[str, object]


def table(period: Made, frame_id: str) -> Frame:
    return next(f for f in frames(period.judged, period.report) if f.id == frame_id)


def rows(period: Made, frame_id: str) -> list[Row]:
    data = table(period, frame_id).data.astype(object)
    return [{str(k): v for k, v in row.items()} for row in data.where(data.notna(), None).to_dict("records")]


def row(period: Made, frame_id: str, **wanted: str) -> Row:
    found = [r for r in rows(period, frame_id) if all(r[k.replace("_", " ")] == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def test_there_is_a_table_for_each_tab_in_order() -> None:
    titles = [f.title for f in frames(made(good()).judged, made(good()).report)]
    assert titles == [
        "Tổng quan", "Chỉ tiêu", "Hoạt động", "Văn bản", "Kế hoạch", "Ý kiến rà soát", "PL nhiệm vụ", "Nguồn số liệu",
    ]  # fmt: skip


def test_every_table_has_a_column_for_each_field_also_where_nothing_was_handed_in() -> None:
    for period in (made(good()), made()):
        for frame in frames(period.judged, period.report):
            assert list(frame.data.columns) == [field.heading for field in frame.fields]
            assert frame.empty


class TestOverview:
    def test_a_division_that_handed_in_shows_when_who_and_what(self) -> None:
        found = row(made(good()), "overview", Mã="TTKT")
        assert found["Trạng thái"] == "✓ Đã gửi"
        assert found["Ngày gửi"] == dt.date(2024, 2, 19)
        assert found["Người lập"] == "Phan Thanh Tùng"
        assert found["Tệp"] == "2024-02/TTKT_BaoCao_2024-02.xlsx"
        assert (found["Phiên bản"], found["Số hoạt động"], found["Chỉ tiêu có số"]) == (2, 2, 4)
        assert found["Trễ hạn"] == ""

    def test_a_missing_division_has_blanks_and_no_zeros_for_what_nobody_knows(self) -> None:
        found = row(made(good()), "overview", Mã="QLCN")
        assert found["Trạng thái"] == "… Chưa gửi"
        assert (found["Ngày gửi"], found["Số hoạt động"], found["Phiên bản"]) == (None, None, None)
        assert found["Vào báo cáo"] == "Không"

    def test_a_late_division_says_by_how_many_days(self) -> None:
        standing = made(good()).judged.round.standings[0]
        late = replace(standing, submitted_at=moment(22), late=True)
        assert row(made(good(), standings=[late]), "overview", Mã="TTKT")["Trễ hạn"] == "Trễ 2 ngày"

    def test_accepted_findings_are_counted_apart(self) -> None:
        missing = next(f for f in made(good()).judged.findings if f.division == "QLCN")
        still, let = made(good()), made(good(), accepted=[accept(missing.id)])
        assert (row(still, "overview", Mã="QLCN")["Phải sửa"], row(still, "overview", Mã="QLCN")["Đã giữ nguyên"]) == (
            1,
            0,
        )
        assert (row(let, "overview", Mã="QLCN")["Phải sửa"], row(let, "overview", Mã="QLCN")["Đã giữ nguyên"]) == (0, 1)

    def test_the_departments_own_texts_have_a_row_only_where_they_have_findings(self) -> None:
        own = finding("negative", "warning", None, None, Hit(None, {"name": "A", "typed": "-1"}, "a"))
        assert row(made(good(), findings=[own]), "overview", Mã="Sở KH&CN")["Cần xem lại"] == 1
        assert len(rows(made(good(), findings=[]), "overview")) == 2


class TestFigures:
    def test_a_flow_adds_up_over_the_year_and_is_held_against_plan_and_last_month(self) -> None:
        found = row(made(good(), history=[january()]), "figures", Mã="PTD")
        assert (found["Lũy kế các tháng trước"], found["Trong tháng"], found["Lũy kế từ đầu năm"]) == (147, 118, 265)
        assert found["% kế hoạch"] == pytest.approx(0.1325)
        assert (found["Tháng trước"], found["Chênh lệch"]) == (147, -29)

    def test_a_stock_is_its_level_and_nothing_is_added(self) -> None:
        found = row(made(good(), history=[january()]), "figures", Mã="TC")
        assert (found["Lũy kế các tháng trước"], found["Lũy kế từ đầu năm"]) == (None, 1069)

    def test_blank_is_not_zero_and_zero_is_not_blank(self) -> None:
        period = made(good())
        assert row(period, "figures", Mã="PTD-DAT")["Trong tháng"] is None
        assert row(period, "figures", Mã="DUNG-HAN")["Trong tháng"] == 0

    def test_a_plan_of_nothing_gives_no_percentage(self) -> None:
        assert row(made(good()), "figures", Mã="TC")["% kế hoạch"] is None

    def test_where_a_month_is_missing_the_cumulative_figure_is_the_one_the_division_typed(self) -> None:
        given = submission("TTKT", figures=(*figures("TTKT", PTD="118"), figure("TTKT", "PTD", "cumulative", "260")))
        found = row(made(given), "figures", Mã="PTD")
        assert (found["Lũy kế các tháng trước"], found["Lũy kế từ đầu năm"]) == (None, 260)

    def test_what_is_no_number_stays_as_typed_in_the_remark(self) -> None:
        given = submission("TTKT", figures=figures("TTKT", PTD="gần 120"))
        found = row(made(given), "figures", Mã="PTD")
        assert found["Trong tháng"] is None
        assert found["Ghi chú"] == "Trong tháng ghi “gần 120”"

    def test_an_indicator_of_several_divisions_has_a_sum_that_says_who_is_lacking(self) -> None:
        both = made(good(), submission("QLCN", figures=figures("QLCN", THU="4.5")), department=shared_config())
        assert row(both, "figures", Mã="THU", Đơn_vị="Toàn sở")["Trong tháng"] == 40
        alone = row(made(good(), department=shared_config()), "figures", Mã="THU", Đơn_vị="Toàn sở")
        assert alone["Trong tháng"] == 35.5
        assert alone["Ghi chú"] == "Cộng các đơn vị; chưa có số của: QLCN"

    def test_an_indicator_of_one_division_has_no_sum(self) -> None:
        assert [r["Đơn vị"] for r in rows(made(good()), "figures") if r["Mã"] == "PTD"] == ["TTKT"]

    def test_a_drafts_figures_are_shown_but_not_summed(self) -> None:
        draft = submission("QLCN", "draft", figures=figures("QLCN", THU="4.5"))
        period = made(good(), draft, department=shared_config())
        assert row(period, "figures", Mã="THU", Đơn_vị="QLCN")["Vào báo cáo"] == "Không"
        assert row(period, "figures", Mã="THU", Đơn_vị="Toàn sở")["Trong tháng"] == 35.5

    def test_columns_of_numbers_are_numbers(self) -> None:
        data = table(made(good()), "figures").data
        assert data["Trong tháng"].dtype == pd.Float64Dtype()
        assert data["Mã"].dtype == object


class TestActivities:
    def test_a_paragraph_stands_with_its_section_its_notes_and_its_cell(self) -> None:
        found = rows(made(good()), "activities")[0]
        assert (found["Mục"], found["Tên mục"]) == ("1.", "Hoạt động của đơn vị sự nghiệp")
        assert str(found["Nội dung"]).startswith("Kiểm định 118 phương tiện đo theo Quyết định")
        assert str(found["Nội dung"]).endswith("[1]")
        assert str(found["Chú thích"]).startswith("[1] Công văn số 143/SKHCN-TTKT")
        assert (found["Đơn vị"], found["Tờ"], found["Ô"]) == ("TTKT", "Kết quả", "C6")

    def test_what_is_not_printed_stands_at_the_end_and_says_so(self) -> None:
        lost = submission("QLCN", activities=(activity("QLCN", None, "Cấp phép.", typed="Mục gì đó"),))
        found = rows(made(good(), lost), "activities")
        assert [r["Vào báo cáo"] for r in found] == ["Có", "Có", "Không"]
        assert (found[-1]["Tên mục"], found[-1]["Nội dung"]) == ("Mục gì đó", "Cấp phép.")

    def test_internal_remarks_are_never_shown(self) -> None:
        secret = replace(activity("TTKT", "su-nghiep", "Kiểm định."), internal="mật")
        period = made(submission("TTKT", activities=(secret,)))
        assert all("mật" not in f.data.to_string() for f in frames(period.judged, period.report))


class TestDocuments:
    def test_a_document_cited_twice_is_one_row_with_both_places(self) -> None:
        found = row(made(good()), "documents", Số="143")
        assert (found["Ký hiệu"], found["Ngày ban hành"]) == ("SKHCN-TTKT", dt.date(2024, 1, 30))
        again = activity("TTKT", "cai-cach", "Theo Công văn số 143/SKHCN-TTKT ngày 30/01/2024.", row=8)
        twice = replace(good(), activities=(*good().activities, again))
        found = row(made(twice), "documents", Số="143")
        assert (found["Số lần dẫn"], found["Nơi dẫn"]) == (2, "Chú thích 1 (TTKT); Mục 2 (TTKT)")

    def test_the_same_number_of_another_year_is_another_document(self) -> None:
        texts = ("Theo Nghị quyết số 116/NQ-CP ngày 05/10/2021.", "Theo Nghị quyết số 116/NQ-CP ngày 06/01/2024.")
        given = submission(
            "TTKT", activities=tuple(activity("TTKT", "cai-cach", t, row=n) for n, t in enumerate(texts, 6))
        )
        assert len(rows(made(given), "documents")) == 2

    def test_a_day_that_never_was_is_left_blank_and_told(self) -> None:
        given = submission(
            "TTKT", activities=(activity("TTKT", "cai-cach", "Quyết định số 5/QĐ-UBND ngày 31/4/2024."),)
        )
        found = rows(made(given), "documents")[0]
        assert found["Ngày ban hành"] is None
        assert "31/4/2024" in str(found["Ghi chú"])

    def test_texts_without_citations_give_no_row(self) -> None:
        given = submission("TTKT", activities=(activity("TTKT", "cai-cach", "Tiếp 12 lượt khách."),))
        assert rows(made(given), "documents") == []


class TestPlan:
    def test_last_plan_stands_with_its_results_before_the_plan_to_come(self) -> None:
        found = rows(made(good()), "plan")
        assert [(r["Kế hoạch của"], r["Nội dung"]) for r in found] == [
            ("tháng 02/2024", "Mua máy đo."),
            ("tháng 03/2024", "Kiểm định cân tại các chợ."),
        ]
        assert (found[0]["Kết quả thực hiện"], found[0]["Lý do"]) == ("Chuyển kỳ sau", "Chưa có kinh phí")
        assert found[1]["Thời hạn"] == "29/3/2024"

    def test_a_result_that_is_not_in_the_list_stays_as_typed(self) -> None:
        odd = replace(carried("TTKT", "Mua máy đo."), result=None, result_typed="xong một nửa")
        assert rows(made(submission("TTKT", carried=(odd,))), "plan")[0]["Kết quả thực hiện"] == "xong một nửa"


def a_finding(a1: str = "", tab: str = "Chỉ tiêu", division: str | None = "TTKT") -> Finding:
    place = Place.at(tab, a1) if a1 else None
    book = f"{division}-2024-02" if division else None
    return finding("negative", "warning", division, book, Hit(place, {"name": "Phương tiện đo", "typed": "-3"}, a1))


class TestFindings:
    def test_a_finding_says_what_where_and_what_to_do(self) -> None:
        found = rows(made(good(), findings=[a_finding("E6")]), "findings")[0]
        assert (found["Mức"], found["Đơn vị"], found["Tờ"], found["Ô"]) == ("! Cần xem lại", "TTKT", "Chỉ tiêu", "E6")
        assert found["Ý kiến"] == "Chỉ tiêu “Phương tiện đo” ghi -3, nhỏ hơn 0."
        assert found["Việc cần làm"]
        assert (found["Xử lý"], found["Lý do"]) == ("… Chưa xử lý", "")

    def test_an_accepted_one_says_by_whom_and_why(self) -> None:
        given = a_finding("E6")
        found = rows(made(good(), findings=[given], accepted=[accept(given.id)]), "findings")[0]
        assert (found["Xử lý"], found["Lý do"]) == ("✓ Đã chấp nhận", "Đã hỏi đơn vị")
        assert (found["Người quyết định"], found["Ngày quyết định"]) == ("Trần Thị Bình", dt.date(2024, 2, 23))

    def test_one_that_its_division_confirmed_says_so(self) -> None:
        given = a_finding("E6")
        said = Confirmation(given.id, "Số đúng", "Phan Thanh Tùng", moment(23), "Đúng, giữ nguyên", "TTKT")
        period = made(good(), findings=[given])
        judged = replace(period.judged, answers={("TTKT", given.id): said})
        found = rows(replace(period, judged=judged), "findings")[0]
        assert (found["Xử lý"], found["Lý do"]) == ("✓ Đơn vị xác nhận", "Số đúng")
        assert (found["Người quyết định"], found["Ngày quyết định"]) == ("Phan Thanh Tùng", dt.date(2024, 2, 23))

    def test_it_leads_to_the_row_that_shows_its_cell(self) -> None:
        period = made(good(), findings=[a_finding("E6")])
        target = table(period, "findings").links[0]
        assert target.frame == "figures"
        assert rows(period, "figures")[target.row]["Mã"] == "PTD"
        note = made(good(), findings=[a_finding("D6", "Kết quả")])
        assert table(note, "findings").links[0] == Target("activities", 0)

    def test_one_of_the_whole_sheet_leads_to_its_division_and_one_of_nobody_leads_nowhere(self) -> None:
        period = made(good(), findings=[a_finding(), a_finding(division=None)])
        assert table(period, "findings").links == {0: Target("overview", 0)}

    def test_the_gravest_come_first(self) -> None:
        severities: tuple[Severity, ...] = ("note", "error", "warning")
        given = [replace(a_finding(f"E{n}"), severity=s) for n, s in enumerate(severities, 6)]
        assert [str(r["Mức"])[0] for r in rows(made(good(), findings=given), "findings")] == ["✗", "!", "i"]


class TestAnnexes:
    def test_numbers_are_numbers_and_days_are_days(self) -> None:
        found = rows(made(good()), "annex1")[0]
        assert (found["STT"], found["Tên nhiệm vụ"]) == (1, "Mô hình trồng nho")
        assert (found["Ngày ký"], found["Kinh phí"]) == (dt.date(2024, 1, 5), 1250.5)
        assert (found["Đơn vị gửi"], found["Vào báo cáo"]) == ("TTKT", "Có")

    def test_a_text_among_numbers_stays_and_a_blank_is_missing(self) -> None:
        given = (annex_row("TTKT", 6, name="A", budget="chưa rõ"), annex_row("TTKT", 7, name="B", budget=Decimal(5)))
        found = rows(made(submission("TTKT", annex_rows=given)), "annex1")
        assert [r["Kinh phí"] for r in found] == ["chưa rõ", 5]
        assert [r["Cấp"] for r in found] == [None, None]

    def test_an_annex_column_may_be_called_like_one_of_ours(self) -> None:
        spec = config().annexes[0]
        columns = (replace(spec.columns[0], heading="STT"), replace(spec.columns[1], heading="đơn vị gửi"))
        department = replace(config(), annexes=(replace(spec, columns=columns),))
        headings = list(table(made(good(), department=department), "annex1").data.columns)
        assert headings == ["STT", "STT (2)", "đơn vị gửi", "Đơn vị gửi (2)", "Vào báo cáo"]


class TestOrigins:
    def test_every_paragraph_figure_note_and_annex_cell_names_its_cell(self) -> None:
        period = made(good())
        found = {
            (r["Loại"], r["Nội dung"]): (r["Đơn vị"], r["Tờ"], r["Ô"], r["Phiên bản"]) for r in rows(period, "origins")
        }
        assert found["Số liệu", "118"] == ("TTKT", "Chỉ tiêu", "E6", 2)
        assert found["Phụ lục", "Mô hình trồng nho"] == ("TTKT", "PL nhiệm vụ", "A6", 2)
        note = next(place for (kind, _), place in found.items() if kind == "Chú thích 1")
        assert note == ("TTKT", "Kết quả", "D6", 2)

    def test_nothing_of_a_division_that_is_left_out_is_named(self) -> None:
        period = made(good(), accepted=[accept("without:TTKT")])
        assert rows(period, "origins") == []
        assert rows(made(good(), submission("QLCN", plan=(plan_item("QLCN", "A."),))), "origins")
