"""Offices of any size for the benchmarks: the example's divisions, each many times over, every form its own."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

from sync.render.template import default_template

ROOT = Path(__file__).parents[2]
EXAMPLES = {path.name.split("_")[0]: path for path in sorted((ROOT / "examples" / "2024-01").glob("*.xlsx"))}
# Words that make citations and dates what they are.
_BOUND = frozenset(("số", "ngày", "tháng", "năm", "quý", "tại", "theo", "của", "về", "khoản", "điều"))
_SENTENCE = re.compile(r"(?<=>)[^<>]{40,}(?=</t>)")


def lay_out(folder: Path, count: int) -> Path:
    """Lay out an office of `count` divisions with January's forms handed in; return its config.yaml.

    Division number n does what the n-th of the example's seven does, in its own words. Feedback is off: writing a
    workbook for each division is other work than reading theirs.
    """
    roles = list(EXAMPLES)
    codes = {f"D{at:04d}": roles[at % len(roles)] for at in range(count)}
    (folder / "2024-01").mkdir(parents=True)
    (folder / "hop-thu-den").mkdir()
    (folder / "mau-bao-cao.docx").write_bytes(default_template())
    (folder / "config.yaml").write_text(config_of(codes), encoding="utf-8")
    parts = {role: _parts(path) for role, path in EXAMPLES.items()}
    for code, role in codes.items():
        (folder / "2024-01" / f"{code}_BaoCao_2024-01.xlsx").write_bytes(_form(parts[role], role, code))
    return folder / "config.yaml"


def config_of(codes: dict[str, str]) -> str:
    """The example's config with the divisions of `codes` in place of those whose role they play."""
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    head, rest = re.split(r"^divisions:\n(?:  .*\n|\n)+", text, maxsplit=1, flags=re.MULTILINE)
    entries = "".join(f"  - {{code: {code}, name: Đơn vị số {at}}}\n" for at, code in enumerate(codes))

    def played(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[2].split(",")]
        return f"{found[1]}: [{', '.join(code for code, role in codes.items() if role in names)}]"

    rest = re.sub(r"(supplied_by|divisions): \[([^\]]*)\]", played, rest)
    rest = re.sub(r"\bdivision: (\w+)", lambda found: f"division: {_first(found[1], codes)}", rest)
    return f"feedback: off\n{head}divisions:\n{entries}\n{rest}"


def _first(role: str, codes: dict[str, str]) -> str:
    return next((code for code, played in codes.items() if played == role), role)


def _parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as form:
        return [(item.filename, form.read(item)) for item in form.infolist()]


def _form(parts: list[tuple[str, bytes]], role: str, code: str) -> bytes:
    """The role's form under another identity, its sentences told in other words."""
    identity, own = f"SKHCN-{role}-2024-01".encode(), f"SKHCN-{code}-2024-01".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copied:
        for name, data in parts:
            told = _retold(data.decode(), code).encode() if name == "xl/sharedStrings.xml" else data
            copied.writestr(name, told.replace(identity, own))
    return out.getvalue()


def _retold(strings: str, code: str) -> str:
    """Shared strings whose sentences have half of their words from one another: no two divisions say the same.

    Citations, dates, figures and markers stay.
    """
    chance = random.Random(code)
    words = sorted({word for sentence in _SENTENCE.findall(strings) for word in sentence.split(" ") if _is_free(word)})

    def retold(found: re.Match[str]) -> str:
        return " ".join(
            chance.choice(words) if _is_free(word) and chance.random() < 0.5 else word for word in found[0].split(" ")
        )

    return _SENTENCE.sub(retold, strings)


def _is_free(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in _BOUND
