"""What the department itself says in config.yaml is checked too, and its findings lead to their line."""

from __future__ import annotations

from tests.road.conftest import Desk

JANUARY = ("--period", "2024-01")
SLIP = "Kiểm tra 10 cơ sở, trong đó 04 cơ sở đạt, 07 cơ sở không đạt."


def _with_slip(desk: Desk) -> int:
    """Put a wrong sum among the texts of config.yaml and return its line."""
    config = desk.folder / "config.yaml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("    texts:"))
    lines.insert(at + 1, f'      - {{text: "{SLIP}"}}\n')
    config.write_text("".join(lines), encoding="utf-8")
    return at + 2


def test_a_finding_on_a_text_of_config_names_its_line(desk: Desk) -> None:
    line = _with_slip(desk)
    desk.say("sync", *JANUARY)
    own = [f for f in desk.say("check", *JANUARY, "--format", "json").json["findings"] if f["division"] is None]
    (slip,) = [f for f in own if "04 + 07" in f["message"] or "4 + 7" in f["message"]]
    assert (slip["source"], slip["line"]) == (f"config.yaml, dòng {line}", line)
    assert (slip["tab"], slip["cell"], slip["audience"]) == (None, None, "clerk")
    assert f"config.yaml, dòng {line}" in desk.say("check", *JANUARY).out


def test_the_lines_of_a_finding_may_move_and_its_acceptance_holds(desk: Desk) -> None:
    _with_slip(desk)
    desk.say("sync", *JANUARY)

    def slip() -> dict[str, object]:
        found = desk.say("check", *JANUARY, "--format", "json").json["findings"]
        return next(f for f in found if f["division"] is None and "10" in f["message"])

    before = slip()
    desk.say("accept", *JANUARY, str(before["id"]), "--reason", "Đúng như văn bản gốc")
    config = desk.folder / "config.yaml"
    config.write_text("# một dòng nữa\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    after = slip()
    assert isinstance(before["line"], int)
    assert (after["id"], after["line"], after["accepted"]) == (before["id"], before["line"] + 1, True)
