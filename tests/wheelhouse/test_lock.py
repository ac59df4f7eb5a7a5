"""uv.lock: every dependency with its hashes, from PyPI alone, and none that pyproject.toml does not ask for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES: dict[str, dict[str, Any]] = {each["name"]: each for each in LOCK["package"]}


def asked(requirement: Requirement) -> tuple[str, frozenset[str], str]:
    name = re.sub(r"[-_.]+", "-", requirement.name).lower()
    return name, frozenset(requirement.extras), str(requirement.specifier)


def locked(entry: dict[str, Any]) -> tuple[str, frozenset[str], str]:
    return (
        entry["name"],
        frozenset(entry.get("extras", ())),
        str(Requirement(f"x{entry.get('specifier', '')}").specifier),
    )


def test_it_is_of_the_dependencies_that_pyproject_names() -> None:
    """`make lock` was run after the last change of a dependency."""
    wanted = {asked(Requirement(line)) for line in PROJECT["dependencies"]}
    for lines in PROJECT["optional-dependencies"].values():
        wanted |= {asked(Requirement(line)) for line in lines}
    assert {locked(each) for each in PACKAGES["baocao"]["metadata"]["requires-dist"]} == wanted
    assert LOCK["requires-python"] == PROJECT["requires-python"]


def test_everything_comes_from_pypi_with_its_hash() -> None:
    for name, package in PACKAGES.items():
        if name == "baocao":
            continue
        assert package["source"] == {"registry": "https://pypi.org/simple"}, name
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert files, name
        for each in files:
            assert each["url"].startswith("https://files.pythonhosted.org/packages/"), each
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", each["hash"]), each
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert not re.search(r"file:|/opt|/home|find-links", text)


def test_what_runs_has_wheels_for_windows_of_every_python() -> None:
    """Nothing is compiled on an office's machine: each package of a run has a wheel for 64-bit Windows."""
    needed, waiting = set(), ["baocao"]
    while waiting:
        package = PACKAGES[waiting.pop()]
        for each in package.get("dependencies", ()):
            if "sys_platform == 'darwin'" in each.get("marker", "") or each["name"] in needed:
                continue
            needed.add(each["name"])
            waiting.append(each["name"])
    assert len(needed) > 30
    for name in needed:
        versions = [each for each in LOCK["package"] if each["name"] == name]
        wheels = [wheel["url"] for each in versions for wheel in each["wheels"]]
        for python in ("cp311", "cp312", "cp313", "cp314"):
            pure, ours = r"-py3-none-(any|win_amd64)|\.py3-none-any", rf"-({python}|cp3\d+-abi3)\S*-win_amd64"
            assert any(re.search(rf"({pure}|{ours})\.whl$", url) for url in wheels), (name, python)
