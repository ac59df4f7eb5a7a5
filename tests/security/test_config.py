"""config.yaml: what stands in it is data; it names no code, no template of ours and no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets.text import clean, storable
from sync.model.config_file import ConfigError, load_config
from tests.road.conftest import ROOT, Desk
from tests.security.payloads import PAYLOADS
from tests.security.test_names import quoted

TEXT = (ROOT / "config.yaml").read_text(encoding="utf-8")


def with_line(folder: Path, old: str, new: str) -> Path:
    assert TEXT.count(old) == 1
    path = folder / "config.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return path


def test_a_name_is_taken_as_it_was_typed_or_told_as_wrong(tmp_path: Path) -> None:
    taken = 0
    for text in PAYLOADS:
        path = with_line(tmp_path, "    name: Văn phòng Sở\n", f'    name: "{quoted(text)}"\n')
        try:
            (name,) = [each.name for each in load_config(path).divisions if each.code == "VP"]
        except ConfigError:
            continue
        taken += 1
        assert name == clean(text), text
        assert storable(name) == name
    assert taken > 100


@pytest.mark.parametrize(
    "typed",
    [
        "!!python/object/apply:os.system ['id']",
        "!!python/name:os.system",
        "!lạ x",
        "&a [*a]",
        "*a",
        "{a: b}",
        "[1, 2]",
    ],
)
def test_yaml_makes_no_objects(tmp_path: Path, typed: str) -> None:
    with pytest.raises(ConfigError):
        load_config(with_line(tmp_path, "    name: Văn phòng Sở\n", f"    name: {typed}\n"))


@pytest.mark.parametrize("pattern", ["{period.__class__}/a.xlsx", "{0}/a.xlsx", "{period!r}.xlsx", "{code}.xlsx", "{}"])
def test_the_place_of_a_form_knows_one_word_in_braces(tmp_path: Path, pattern: str) -> None:
    path = with_line(tmp_path, "- code: VP\n", f'- code: VP\n    sheet: {{excel: "{pattern}"}}\n')
    with pytest.raises(ConfigError):
        load_config(path)


def test_texts_that_look_like_templates_go_through_every_command(desk: Desk) -> None:
    """Names are facts of sentences, and a fact is never a template: braces in it stay braces."""
    config = desk.folder / "config.yaml"
    name = "{name} {typed.__class__} {{7*7}} %s {0}"
    config.write_text(TEXT.replace("    name: Văn phòng Sở\n", f'    name: "{name}"\n'), encoding="utf-8")
    desk.form("VP").unlink()
    period = ("--period", "2024-01")
    for words in (("sync",), ("check",), ("status",), ("report", "--draft"), ("remind", "--dry-run"), ("feedback",)):
        said = desk.say(words[0], *period, *words[1:])
        assert said.code in {0, 1}, said.err
        assert "Traceback" not in said.err
    assert name in desk.say("remind", *period, "--format", "text").out
