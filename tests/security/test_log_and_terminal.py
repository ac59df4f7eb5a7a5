"""The log and the terminal: one entry stays one entry, and nothing that is shown steers what shows it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from sheets.text import storable, visible
from sync.service.commands.terminal import say, tell
from sync.work.answers import trace_answer
from sync.work.log import FORMAT, Log, log_error
from sync.work.spoken import said_of_trace
from sync.work.tracing import Hit
from tests.road.conftest import Desk
from tests.security.payloads import NAMES, PAYLOADS

ENTRY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+07:00 (?:INFO|WARNING|ERROR) ")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
FORGED = "x\n2024-01-18 09:00:00+07:00 ERROR [a1b2c3d4e5f6] Đã xóa kho dữ liệu"


def raised(text: str) -> ValueError:
    """An error as it comes from deep inside, with a text of the data in it."""
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


TEXTS = (*PAYLOADS, *NAMES, FORGED)


def test_an_entry_of_the_log_stays_one_entry_its_traceback_too(tmp_path: Path) -> None:
    for text in TEXTS:
        Log(tmp_path, "a1b2c3d4e5f6").say(text)
        log_error(raised(text), tmp_path)
    told = (tmp_path / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")
    assert not STEERING.search(told)
    entries = [line for line in told.split("\n") if line and not line.startswith("    ")]
    assert all(ENTRY.match(line) for line in entries)
    assert len(entries) == 2 * len(TEXTS)
    assert told.count("Traceback") == len(TEXTS)


def test_an_error_that_nobody_foresaw_is_a_sentence_and_its_own_words_stand_in_the_traceback(tmp_path: Path) -> None:
    log_error(OSError(22, "Invalid argument"), tmp_path)
    first, *rest = (tmp_path / "nhat-ky" / "baocao.log").read_text(encoding="utf-8").splitlines()
    assert first.endswith("ERROR Chương trình gặp lỗi ngoài dự kiến; chưa có gì bị mất. (OSError)")
    assert [line.strip() for line in rest] == ["OSError: [Errno 22] Invalid argument"]


def test_an_entry_in_json_is_one_line_that_says_the_text_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FORMAT, "json")
    for text in TEXTS:
        Log(tmp_path).say(text, "ERROR", raised(text))
    told = (tmp_path / "nhat-ky" / "baocao.log").read_text(encoding="utf-8")
    assert not STEERING.search(told)
    assert [json.loads(line)["message"] for line in told.splitlines()] == list(TEXTS)


def test_whatever_is_said_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for text in (*PAYLOADS, *NAMES):
        say(text)
        tell(text)
    said = capsys.readouterr()
    assert not STEERING.search(said.out + said.err)
    assert "dòng 1\ndòng 2" in said.out
    assert "\\u001b[2J" in said.out
    assert "😀👨‍👩‍👧" in said.out


def test_trace_gives_a_text_back_as_it_stands_in_the_report() -> None:
    for text in map(storable, PAYLOADS):
        hit = Hit(text, "su-nghiep", text, None, ())
        answer = json.loads(json.dumps(trace_answer("2024-01", [hit]), ensure_ascii=False))
        assert [each["text"] for each in answer["hits"]] == [text]
        assert not STEERING.search("".join(map(visible, said_of_trace([hit], text))))


ODD = "Phòng \\e[31mđỏ\\e]0;x\\a \\u202eđảo \\x9b2J"  # as YAML writes it between quotes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_no_command_lets_a_name_or_a_text_through_to_the_terminal(desk: Desk) -> None:
    """Names of divisions, files and tabs, and words that are looked for: shown, never carried out."""
    config = desk.folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert "    name: Văn phòng Sở\n" in text
    config.write_text(text.replace("    name: Văn phòng Sở\n", f'    name: "{ODD}"\n'), encoding="utf-8")
    inbox = desk.folder / "hop-thu-den"
    for number, name in enumerate(("\x1b[2Jx.xlsx", "\x9bx.xlsx", "a\nb.xlsx", "\u202exslx.a.xlsx")):
        (inbox / name).write_bytes(b"PK" + bytes([number]))
        (desk.folder / "2024-01" / name).write_bytes(b"PK" + bytes([number]))
    desk.form("VP").unlink()
    period = ("--period", "2024-01")
    answers = [
        desk.say("sync", *period),
        desk.say("check", *period),
        desk.say("check", *period, "--format", "json"),
        desk.say("status", *period),
        desk.say("status", *period, "--format", "json"),
        desk.say("status", *period, "--html", str(desk.folder / "t\x1b[2J.html")),
        desk.say("remind", *period, "--dry-run"),
        desk.say("remind", *period, "--format", "text"),
        desk.say("trace", "\x1b[2J", *period),
        desk.say("accept", "\x1b[2J", *period),
        desk.say("accept", "--use", "\x1b[2J", *period),
        desk.say("feedback", *period, "--dry-run"),
        desk.say("report", *period, "--draft"),
        desk.say("backup", str(desk.folder / "\x1b[2J.zip")),
        desk.say("sync", "--period", "\x1b[2J"),
    ]
    for answer in answers:
        assert not STEERING.search(answer.out + answer.err)
        assert "Traceback" not in answer.err
        assert "không lường trước" not in answer.err
    told = "".join(answer.out + answer.err for answer in answers)
    assert "Phòng [31mđỏ]0;x đảo 2J" in told  # config.yaml gives clean texts
    assert "\\u001b[2Jx.xlsx" in told


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names of bytes are Linux's")
def test_a_name_that_is_no_text_at_all_stops_nobody(desk: Desk) -> None:
    """A file from an old Windows disk: its name is bytes of another encoding. The others are read, it is told."""
    for folder in ("hop-thu-den", "2024-01"):
        name = os.fsencode(desk.folder / folder) + b"/B\xe1o c\xe1o.xlsx"
        shutil.copyfile(desk.form("VP"), name)
    answer = desk.say("sync", "--period", "2024-01")
    assert answer.code in {0, 1}, answer.err
    assert not STEERING.search(answer.out + answer.err)
    assert desk.say("status", "--period", "2024-01").code in {0, 1}
    assert desk.say("report", "--period", "2024-01", "--draft").code in {0, 1}
