"""Every check has one code and one sentence, short and in the words of the office."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import sheets
import sync
from sync.checks.catalogue import entries
from sync.checks.run import CHECKS, ROUND_CHECKS, codes
from sync.model.messages import MESSAGES, sentence, words
from sync.model.messages.message import Message, fields_of
from tests.checks.cases import findings
from tests.checks.make_docs import PAGE, page

LONGEST = 30
MACHINE_WORDS = re.compile(
    r"\b(null|none|nan|parse\w*|regex|json|yaml|sql|utf-?8|ascii|byte[sd]?|string|boolean|true|false|error|warning|"
    r"exception|stack|index|cell|sheet|file|hash|digest|code|id|value|default|lỗi \d+)\b",
    re.IGNORECASE,
)
PACKAGES = (Path(next(iter(sheets.__path__))), Path(next(iter(sync.__path__))))


def sentences(text: str) -> list[str]:
    """Cut at full stops, semicolons and question marks that end a sentence."""
    return re.split(r"(?<=[.;?!])\s+", re.sub(r"“[^”]*”", "“…”", text))


def test_every_code_is_registered_once() -> None:
    assert [code for code, times in Counter(codes()).items() if times > 1] == []


def test_every_check_has_its_sentence() -> None:
    assert [code for code in codes() if code not in MESSAGES] == []


def test_codes_are_kebab_case() -> None:
    assert [code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("code", codes())
def test_its_example_fills_every_gap_of_both_sentences(code: str) -> None:
    for finding in findings(code):
        what, action = words(finding)
        assert not re.search(r"\{[a-z_]+\}|“”|\(\)|  | [,;]| \.(?!\w)", f"{what} {action}")
        assert what[0].isupper() or what[0].isdigit() or what[0] in "“-"
        assert what.endswith((".", "!"))
        assert action.endswith((".", "…"))


@pytest.mark.parametrize("code", codes())
def test_a_person_reads_it_in_one_breath(code: str) -> None:
    for finding in findings(code):
        for said in (s for text in words(finding) for s in sentences(text)):
            assert len(said.split()) <= LONGEST, said


@pytest.mark.parametrize("code", codes())
def test_no_machine_speaks(code: str) -> None:
    message = MESSAGES[code]
    for text in (message.label, message.what, message.action, message.bare):
        named = re.sub(r"\{\w+\}|config\.yaml|\(\.json\)", "", text)  # names of files are what they are
        assert not MACHINE_WORDS.search(named), text


def test_the_other_wording_is_said_where_a_fact_is_not_known() -> None:
    message = Message("Không phải số", "Chỉ tiêu “{name}” ghi “{typed}”.", "Ghi số.", bare="Ô này ghi “{typed}”.")
    assert message.said({"name": "Mẫu", "typed": "x"})[0] == "Chỉ tiêu “Mẫu” ghi “x”."
    assert message.said({"typed": "x"})[0] == "Ô này ghi “x”."
    assert message.said({"name": "", "typed": "x"})[0] == "Ô này ghi “x”."


def test_a_wording_without_its_facts_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        Message("Thiếu", "Chưa điền “{heading}”.", "Điền.").said({})


@pytest.mark.parametrize("code", codes())
def test_the_other_wording_needs_fewer_facts(code: str) -> None:
    message = MESSAGES[code]
    assert not message.bare or set(fields_of(message.bare)) < set(fields_of(message.what))


def told_by_reading() -> set[str]:
    """Return every code that reading makes a Problem or BookNote of, found in the source itself."""
    found_codes: set[str] = set()
    folders = (PACKAGES[0], PACKAGES[1] / "reading")
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Problem", "BookNote"} and node.args:
                found_codes |= {str(n.value) for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
            if isinstance(node, ast.Tuple) and _is_raw_note(node):
                found_codes.add(ast.literal_eval(node.elts[0]))
    return found_codes


def _is_raw_note(node: ast.Tuple) -> bool:
    """Tell whether a tuple is a RawNote of sheets.excel.wire: code, tab, row, column, detail."""
    written = re.fullmatch(r"\('[a-z-]+', (''|tab), (0|cell\[0\]), (0|cell\[1\]), .+\)", ast.unparse(node))
    return written is not None


def test_whatever_reading_meets_is_spoken_of() -> None:
    told = told_by_reading()
    assert {"required", "not-in-list", "macros", "stray-cell", "wrong-ending"} <= told
    assert told - set(codes()) == set()


def test_the_page_for_the_clerk_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_names_every_check() -> None:
    assert len(entries()) == len(CHECKS) + len(ROUND_CHECKS)
    written = PAGE.read_text(encoding="utf-8")
    assert [entry.code for entry in entries() if f"| `{entry.code}` |" not in written] == []


@pytest.mark.parametrize("code", ["form-emptied", "form-gone", "identity-missing", "corrupt"])
def test_a_sentence_of_a_file_speaks_of_the_spreadsheet_where_the_form_lies_in_google(code: str) -> None:
    facts = {
        "source": "Google: VP 2026",
        "name": "Văn phòng",
        "kept": "2",
        "code": "2026-01",
        "period": "tháng 01/2026",
    }
    what, _ = sentence(code, facts)
    assert what.startswith("Bảng tính Google “VP 2026”")
    assert "Google: " not in what
    what, _ = sentence(code, {**facts, "source": "2026-01/VP.xlsx"})
    assert "“2026-01/VP.xlsx”" in what
