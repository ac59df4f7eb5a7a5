"""Files that are no workbooks, and folders, are named: nobody who sent one should think that it was taken in."""

from __future__ import annotations

import zipfile

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")


def test_word_pdf_pictures_archives_and_folders_are_named_one_line_each(desk: Desk) -> None:
    inbox = desk.folder / "hop-thu-den"
    for name in ("báo cáo QLKH.docx", "ảnh.jpg", "công văn.pdf"):
        (inbox / name).write_bytes(b"...")
    with zipfile.ZipFile(desk.folder / "2024-01" / "biểu VP.zip", "w") as made:
        made.writestr("VP.xlsx", b"...")
    (desk.folder / "2024-01" / "TTKT").mkdir()
    (desk.folder / "2024-01" / "TTKT" / "biểu.xlsx").write_bytes(b"...")
    for command in ("sync", "check", "status"):
        lines = desk.say(command, *JANUARY).out.splitlines()
        for told in (
            "“hop-thu-den/báo cáo QLKH.docx” là tệp Word, không phải biểu Excel",
            "“hop-thu-den/ảnh.jpg” là ảnh, không phải biểu",
            "“hop-thu-den/công văn.pdf” là tệp PDF, không phải biểu Excel",
            "“2024-01/biểu VP.zip” là tệp nén",
            "Thư mục “2024-01/TTKT” không được xem đến",
        ):
            assert sum(told in line for line in lines) == 1, (command, told)
    answer = desk.say("check", *JANUARY, "--format", "json").json
    assert len(answer["unread"]) == 5


def test_what_the_service_makes_itself_and_what_is_nobodys_is_not_named(desk: Desk) -> None:
    desk.say("sync", *JANUARY)
    desk.say("report", *JANUARY, "--draft")
    for name in ("~$BaoCao_2024-01_v1.docx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (desk.folder / "2024-01" / name).write_bytes(b"...")
    (desk.folder / "hop-thu-den" / "da-nhan").mkdir(exist_ok=True)
    (desk.folder / "hop-thu-den" / "da-nhan" / "cũ.xlsx").write_bytes(b"...")
    assert desk.say("status", *JANUARY, "--format", "json").json["unread"] == []


def test_a_file_that_stays_in_the_inbox_is_still_named_after_the_round(desk: Desk) -> None:
    (desk.folder / "hop-thu-den" / "hỏng.xlsx").write_bytes(b"")
    said = desk.say("sync", *JANUARY).out
    assert said.count("hỏng.xlsx") == 1
    for command in ("check", "status"):
        assert "“hop-thu-den/hỏng.xlsx” còn nằm ở hộp thư đến" in desk.say(command, *JANUARY).out


def test_an_inbox_that_is_not_there_is_told(desk: Desk) -> None:
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("inbox: hop-thu-den", "inbox: thu-den"), encoding="utf-8")
    assert "Không có thư mục hộp thư đến “thu-den”" in desk.say("sync", *JANUARY).out
