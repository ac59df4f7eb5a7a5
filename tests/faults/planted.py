"""Faults planted in our own code, one after the other: the tests must catch each (R25 of reliability.md).

`python -m tests.faults.planted`: in a copy of the project, one line is made wrong and the tests of its place are run.
First they are run as the code is: they have to pass.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "wheelhouse-*", "*.db")
PATIENCE = 150  # seconds for the tests of one fault; a hang is a fault that was caught


@dataclass(frozen=True)
class Planted:
    """One line made wrong, and the tests that should fail then."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


PLANTED = (
    Planted(
        "two writers begin without a lock",
        "sync/store/engine.py",
        '"BEGIN" if reading else "BEGIN IMMEDIATE"',
        '"BEGIN"',
        ("tests/faults/test_together.py", "tests/store/test_store.py"),
    ),
    Planted(
        "no lease keeps rounds apart",
        "sync/work/alone.py",
        "    with holding(office.store, ROUND, this_process(office.who, office.doing)):\n        yield",
        "    yield",
        ("tests/faults/test_together.py",),
    ),
    Planted(
        "a file has its name before it is on the disk",
        "sync/work/files.py",
        "            os.fsync(stream.fileno())\n        move_over",
        "            pass\n        move_over",
        ("tests/faults/test_outputs.py",),
    ),
    Planted(
        "a file is written over in place",
        "sync/work/files.py",
        "            part.replace(path)\n        except",
        "            path.write_bytes(part.read_bytes())\n        except",
        ("tests/faults/test_outputs.py", "tests/faults/test_kill.py"),
    ),
    Planted(
        "changed rows are not noticed",
        "sync/store/rows.py",
        'return bool(row["row_digest"] == row_digest(table.name, row))',
        "return True",
        ("tests/store/test_damage.py",),
    ),
    Planted(
        "changed bytes are not noticed",
        "sync/store/rows.py",
        'return isinstance(data, bytes) and bool(row["digest"] == hashlib.sha256(data).hexdigest())',
        "return True",
        ("tests/store/test_damage.py", "tests/store/test_store.py"),
    ),
    Planted(
        "facts may be changed",
        "sync/store/triggers.py",
        "SELECT RAISE(ABORT, 'facts are only added')",
        "SELECT 1",
        ("tests/store/test_store.py",),
    ),
    Planted(
        "a newer store is opened",
        "sync/store/engine.py",
        'raise StoreError("store-newer", at)',
        "return",
        ("tests/store/test_store.py", "tests/faults/test_upgrading.py"),
    ),
    Planted(
        "texts may become formulas",
        "sheets/excel/writing.py",
        "sheet.write_string(row, column, text, look)",
        "(sheet.write_formula if text[0] in '=+-@' else sheet.write_string)(row, column, text, look)",
        ("tests/security/test_workbooks.py",),
    ),
    Planted(
        "what XML cannot hold is written",
        "sheets/excel/writing.py",
        "    text = storable(text)\n",
        "",
        ("tests/sheets/test_template.py", "-k", "xml_cannot_hold or 32767"),
    ),
    Planted(
        "no clock ends a reading child",
        "sheets/excel/reader.py",
        "    late.set()\n    process.kill()",
        "    late.set()",
        ("tests/sheets/test_reader.py", "-k", "time or long or hang or clock or late"),
    ),
    Planted(
        "no limit on a child's memory",
        "sheets/excel/child.py",
        "        resource.setrlimit(resource.RLIMIT_AS, (size, size))\n",
        "",
        ("tests/sheets/test_reader.py", "-k", "memory"),
    ),
    Planted(
        "a write to Google is repeated without a look",
        "sheets/google/transport.py",
        "return rest() if lost else writes",
        "return writes",
        ("tests/faults/test_answering.py", "tests/google/test_transport.py"),
    ),
    Planted(
        "tries without end",
        "sheets/google/retrying.py",
        "tried >= TRIES or ",
        "tried >= 60 or ",
        ("tests/faults/test_answering.py",),
    ),
    Planted(
        "answers that lead elsewhere are followed",
        "sheets/google/sending.py",
        "allow_redirects=False",
        "allow_redirects=True",
        ("tests/security/test_network.py", "-k", "redirect"),
    ),
    Planted(
        "a key that others can read is taken",
        "sheets/google/credentials.py",
        "& 0o077)",
        "& 0)",
        ("tests/google/test_credentials.py",),
    ),
    Planted(
        "the page holds what was typed as markup",
        "sync/service/page.py",
        'autoescape=select_autoescape(("html.j2",))',
        "autoescape=False",
        ("tests/security/test_page.py",),
    ),
    Planted(
        "the terminal is steered by what was typed",
        "sync/service/commands/terminal.py",
        "return visible(line)",
        "return line",
        ("tests/security/test_log_and_terminal.py",),
    ),
    Planted(
        "a letter is not marked before it is sent",
        "sync/service/sending.py",
        'service.add_notice(connection, self._step(letter, name, "begun", {"way": carrier.way}))',
        "pass",
        ("tests/service/test_remind.py",),
    ),
    Planted(
        "a member of an archive may be another",
        "sync/service/sealed.py",
        "if told.hexdigest() != member.sha256:",
        "if False:",
        ("tests/service/test_export.py", "tests/service/test_hostile_archives.py"),
    ),
    Planted(
        "a backup is put back over an office",
        "sync/service/restore.py",
        "    if there:\n        raise ArchiveError",
        "    if False:\n        raise ArchiveError",
        ("tests/service/test_hostile_archives.py", "tests/service/test_backup.py"),
    ),
    Planted(
        "what a killed process left stays",
        "sync/work/leftovers.py",
        "                    path.unlink()\n",
        "                    pass\n",
        ("tests/work/test_leftovers.py",),
    ),
)


def tests_fail(folder: Path, words: tuple[str, ...]) -> bool:
    """Run tests of a copy of the project; say whether one of them failed, or hung."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return True
    assert done.returncode in {0, 1}, (words, done.stdout.decode(errors="replace")[-2000:])
    return done.returncode == 1


def caught(folder: Path, fault: Planted) -> bool:
    """Plant a fault, run its tests, take it out again."""
    path = folder / fault.file
    whole = path.read_text(encoding="utf-8")
    assert whole.count(fault.right) == 1, f"{fault.file} holds {whole.count(fault.right)} times: {fault.right}"
    path.write_text(whole.replace(fault.right, fault.wrong), encoding="utf-8")
    try:
        return tests_fail(folder, fault.tests)
    finally:
        path.write_text(whole, encoding="utf-8")


def main() -> int:
    """Plant all of them, or those whose name holds a word; return 0 where each was caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="those whose name holds this")
    given = parser.parse_args()
    began, missed = time.monotonic(), []
    chosen = [fault for fault in PLANTED if given.only in fault.name]
    with tempfile.TemporaryDirectory(prefix="planted-") as name:
        folder = Path(name) / "project"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for fault in chosen:
            passes = not tests_fail(folder, fault.tests)
            found = passes and caught(folder, fault)
            print(f"{fault.name}: {'caught' if found else 'MISSED' if passes else 'fails anyhow'}", flush=True)
            missed += [] if found else [fault.name]
    print(f"{len(chosen) - len(missed)} of {len(chosen)} caught, {time.monotonic() - began:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
