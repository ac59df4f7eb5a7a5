"""What `report` and `trace` do for an office."""

from __future__ import annotations

import pytest

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


@pytest.fixture
def read(desk: Desk) -> Desk:
    """The office after a round for January."""
    desk.say("sync", *JANUARY)
    return desk


def test_a_report_before_any_round_is_refused(desk: Desk) -> None:
    said = desk.say("report", *JANUARY)
    assert said.code == 2
    assert "baocao sync --period 2024-01" in said.err


@pytest.mark.both_stores
def test_january_becomes_a_final_report_and_a_workbook(read: Desk) -> None:
    said = read.say("report", *JANUARY, "--format", "json")
    assert said.code == 0
    assert (said.json["version"], said.json["draft"], said.json["findings"]["error"]) == (1, False, 0)
    assert (read.folder / "2024-01" / "BaoCao_2024-01_v1.docx").exists()
    assert (read.folder / "2024-01" / "SoLieu_2024-01_v1.xlsx").exists()


def test_a_report_never_overwrites_an_earlier_one(read: Desk) -> None:
    read.say("report", *JANUARY)
    first = (read.folder / "2024-01" / "BaoCao_2024-01_v1.docx").read_bytes()
    assert read.say("report", *JANUARY, "--format", "json").json["version"] == 2
    assert (read.folder / "2024-01" / "BaoCao_2024-01_v1.docx").read_bytes() == first


@pytest.mark.both_stores
def test_the_same_facts_make_the_same_bytes(read: Desk) -> None:
    read.say("report", *JANUARY)
    read.say("report", *JANUARY)
    folder = read.folder / "2024-01"
    assert (folder / "BaoCao_2024-01_v1.docx").read_bytes() == (folder / "BaoCao_2024-01_v2.docx").read_bytes()


def test_a_number_that_a_file_has_taken_is_not_given_again(read: Desk) -> None:
    (read.folder / "2024-01" / "BaoCao_2024-01_v1_DU-THAO.docx").write_bytes(b"kept by somebody")
    assert read.say("report", *JANUARY, "--format", "json").json["version"] == 2


def test_open_errors_refuse_the_report_and_are_listed(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    said = desk.say("report", *JANUARY)
    assert said.code == 1
    assert "QLCN" in said.out
    assert not list((desk.folder / "2024-01").glob("BaoCao*.docx"))


def test_a_draft_is_printed_all_the_same_with_the_list_of_what_is_open(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    said = desk.say("report", *JANUARY, "--draft", "--format", "json")
    assert said.code == 1
    folder = desk.folder / "2024-01"
    assert (folder / "BaoCao_2024-01_v1_DU-THAO.docx").exists()
    assert "QLCN" in (folder / "BaoCao_2024-01_v1_DU-THAO_con-vuong.txt").read_text(encoding="utf-8-sig")


def test_another_signer_signs_for_the_head(read: Desk) -> None:
    import zipfile

    read.say("report", *JANUARY, "--signer", "pgd")
    with zipfile.ZipFile(read.folder / "2024-01" / "BaoCao_2024-01_v1.docx") as docx:
        words = docx.read("word/document.xml").decode()
    assert "KT. GIÁM ĐỐC" in words
    assert "PHÓ GIÁM ĐỐC" in words


def test_an_unknown_signer_is_refused_with_the_known_ones(read: Desk) -> None:
    said = read.say("report", *JANUARY, "--signer", "ai-do")
    assert said.code == 2
    assert "gd, pgd" in said.err


@pytest.mark.both_stores
def test_a_figure_is_traced_to_its_cells(read: Desk) -> None:
    read.say("report", *JANUARY)
    hits = read.say("trace", "147", *JANUARY, "--format", "json").json["hits"]
    assert {hit["section"] for hit in hits} == {"tieu-chuan", "su-nghiep"}
    for hit in hits:
        cells = {(o["division"], o["tab"], o["version"]) for o in hit["origins"]}
        division = "TDC" if hit["section"] == "tieu-chuan" else "TTKT"
        assert {(division, "Kết quả", 1), (division, "Chỉ tiêu", 1)} <= cells


@pytest.mark.parametrize("typed", ["1007", "1.007"])
def test_a_big_figure_is_found_with_and_without_the_point_between_its_thousands(read: Desk, typed: str) -> None:
    hits = read.say("trace", typed, *JANUARY, "--format", "json").json["hits"]
    assert any("1.007" in hit["text"] for hit in hits)
    assert any(origin["tab"] == "Chỉ tiêu" for hit in hits for origin in hit["origins"])


def test_words_are_traced_to_a_note(read: Desk) -> None:
    hits = read.say("trace", "2252/BC-BCHUPSC", *JANUARY, "--format", "json").json["hits"]
    assert [(hit["note"], hit["section"]) for hit in hits] == [(3, "cong-nghe")]


def test_a_section_is_traced_to_all_its_rows(read: Desk) -> None:
    hits = read.say("trace", "su-nghiep", *JANUARY, "--format", "json").json["hits"]
    assert [hit["origins"][0]["division"] for hit in hits] == ["TTKT", "TTKT", "TTUD"]


def test_a_text_of_the_office_itself_is_traced_to_the_config(read: Desk) -> None:
    hits = read.say("trace", "an ninh, trật tự", *JANUARY, "--format", "json").json["hits"]
    assert [(o["division"], o["source"], o["cell"]) for hit in hits for o in hit["origins"]] == [
        (None, "config.yaml", None)
    ]


def test_a_figure_typed_into_a_sentence_is_traced_to_its_indicator_too(read: Desk) -> None:
    hits = read.say("trace", "228", *JANUARY, "--format", "json").json["hits"]
    assert [(o["division"], o["tab"], o["how"]) for hit in hits for o in hit["origins"]] == [
        ("TTRA", "Chỉ tiêu", "figure"),
        ("TTRA", "Kết quả", "text"),
    ]


@pytest.mark.parametrize("section", ["3.8", "su-nghiep", "Hoạt động của đơn vị sự nghiệp công lập"])
def test_a_section_is_found_by_number_id_or_title(read: Desk, section: str) -> None:
    hits = read.say("trace", section, *JANUARY, "--format", "json").json["hits"]
    assert {hit["section"] for hit in hits} == {"su-nghiep"}


@pytest.mark.parametrize(
    ("part", "inside"), [("theo-linh-vuc", "cai-cach"), ("ket-qua", "trong-tam-so"), ("III", "phuong-huong")]
)
def test_a_part_is_traced_with_everything_in_it(read: Desk, part: str, inside: str) -> None:
    hits = read.say("trace", part, *JANUARY, "--format", "json").json["hits"]
    assert inside in {hit["section"] for hit in hits}
    assert "danh-gia" not in {hit["section"] for hit in hits}


@pytest.mark.parametrize("nothing", ["", " . "])
def test_nothing_is_not_traced(read: Desk, nothing: str) -> None:
    assert read.say("trace", nothing, *JANUARY).code == 2


def test_what_was_accepted_is_no_longer_counted_as_open(desk: Desk) -> None:
    desk.form("QLCN").unlink()
    desk.say("sync", *JANUARY)
    desk.say("accept", *JANUARY, "--without", "QLCN", "--reason", "Đi công tác")
    said = desk.say("report", *JANUARY)
    assert said.code == 0
    assert "0 điểm phải sửa" in said.out
    assert "Đã chấp nhận hoặc xác nhận: 1 điểm" in said.out


def test_an_unknown_check_in_config_is_told_with_its_line(read: Desk) -> None:
    config = read.folder / "config.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("checks: {}", "checks: {sum-of-partz: off}"), encoding="utf-8"
    )
    said = read.say("check", *JANUARY)
    assert said.code == 2
    assert "sum-of-parts" in said.err
