"""Notes marked the way people mark them: what is typed into Nội dung and Chú thích, and what is read."""

from __future__ import annotations

import pytest

from sync.model.records import Activity, NoteRef
from tests.checks.builders import Sheet, found, submission_of

SECTION = "Hoạt động của đơn vị sự nghiệp"


def row(text: str, notes: str) -> Sheet:
    return Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n| {SECTION} | {text} | {notes} |")


def read(text: str, notes: str) -> Activity:
    (activity,) = submission_of(row(text, notes)).activities
    return activity


def printed(activity: Activity) -> str:
    """The text as the report has it, "^n" for a raised n."""
    return "".join(f"^{s.marker}" if isinstance(s, NoteRef) else s.text for s in activity.spans)


ONE = ("Kiểm tra 05 cơ sở^1 trong tỉnh.", ["Công ty A; Công ty B."])
TWO = ("Kiểm tra 05 cơ sở^1, cấp 02 giấy^2.", ["Công ty A.", "Công ty B."])


@pytest.mark.parametrize(
    ("text", "notes", "wanted"),
    [
        ("Kiểm tra 05 cơ sở¹ trong tỉnh.", "¹ Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở¹ trong tỉnh.", "¹Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1] trong tỉnh.", "1. Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1] trong tỉnh.", "1) Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1] trong tỉnh.", "1/ Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1] trong tỉnh.", "1: Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở(1) trong tỉnh.", "(1) Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở(1) trong tỉnh.", "1. Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1 ] trong tỉnh.", "[1 ] Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở [ 1] trong tỉnh.", "[1] Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở[1] trong tỉnh.", "Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở¹ trong tỉnh.", "Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở(*) trong tỉnh.", "(*) Công ty A; Công ty B.", ONE),
        ("Kiểm tra 05 cơ sở (1), cấp 02 giấy (2).", "(1) Công ty A.⏎(2) Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở (1), cấp 02 giấy (2).", "(1) Công ty A. (2) Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở¹, cấp 02 giấy².", "¹ Công ty A.⏎² Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở¹, cấp 02 giấy².", "1. Công ty A.⏎2. Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở[1], cấp 02 giấy[2].", "1. Công ty A. 2. Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở[1], cấp 02 giấy[2].", "Công ty A.⏎[2] Công ty B.", TWO),
        ("Kiểm tra 05 cơ sở[1], cấp 02 giấy[2].", "[1] Công ty A.⏎2. Công ty B.", TWO),
    ],
)
def test_a_mark_finds_its_note_however_both_are_written(text: str, notes: str, wanted: tuple[str, list[str]]) -> None:
    activity = read(text, notes)
    assert (printed(activity), [note.text for note in activity.notes]) == wanted
    assert not found(row(text, notes), "marker-without-note") + found(row(text, notes), "note-unmarked")


def test_two_marks_in_one_pair_of_brackets_are_two() -> None:
    activity = read("Ban hành kế hoạch[1, 2].", "[1] Số 12.⏎[2] Số 13.")
    assert printed(activity) == "Ban hành kế hoạch^1^2."


@pytest.mark.parametrize(
    ("text", "notes", "note"),
    [
        ("Xử lý 02 hồ sơ[1].", "1. Nho; 2. Chuối.", "1. Nho; 2. Chuối."),
        ("Xử lý 02 hồ sơ.", "(1) Nho; (2) Chuối.", "(1) Nho; (2) Chuối."),
        ("Xử lý 02 hồ sơ[1].", "[1] Gồm:⏎1. Nho⏎2. Chuối", "Gồm: 1. Nho 2. Chuối"),
        ("Xử lý 12 hồ sơ[1].", "12/KH-SKHCN ngày 05/01/2024.", "12/KH-SKHCN ngày 05/01/2024."),
        ("Đo 05 thửa, 3 m², 10³ con.", "2. Thửa số hai.", "2. Thửa số hai."),
        ("Phát 1.000 tờ rơi[1].", "1.000 tờ của Cục.", "1.000 tờ của Cục."),
    ],
)
def test_a_list_in_a_note_stays_a_list(text: str, notes: str, note: str) -> None:
    assert [n.text for n in read(text, notes).notes] == [note]


@pytest.mark.parametrize(
    "text",
    ["Xử lý hồ sơ gồm: (1) nho; (2) chuối.", "Xử lý hồ sơ gồm (1) nho và (2) chuối.", "(1) Nho, (2) chuối."],
)
def test_a_count_in_the_text_is_no_mark(text: str) -> None:
    activity = read(text, "(1) Nho Ninh Phước; (2) Chuối Bác Ái.")
    assert activity.text == text


def test_a_mark_whose_note_is_missing_is_still_told() -> None:
    assert found(row("Kế hoạch[1]; báo cáo[2].", "1. Số 12/KH-SKHCN."), "marker-without-note")


def test_a_note_below_its_row_is_found_with_a_raised_number() -> None:
    rows = f"| {SECTION} | Kiểm tra cơ sở¹, cấp giấy². | |\n| | ¹ Công ty A. | |\n| | ² Công ty B. | |"
    (activity,) = submission_of(Sheet(f"## Kết quả\n| Mục | Nội dung | Chú thích |\n{rows}")).activities
    assert [(note.marker, note.text) for note in activity.notes] == [(1, "Công ty A."), (2, "Công ty B.")]
