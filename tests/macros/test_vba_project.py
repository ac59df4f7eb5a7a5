"""vbaProject.bin, read back by four independent readers; the same sources give the same bytes."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from random import Random

import olefile
import pytest
from oletools.olevba import VBA_Parser

from macros.ovba import decompress
from macros.sources import libreoffice_modules
from macros.vba_project import Module, VbaProjectError, encrypted, vba_project
from tests.macros.workbooks import write_workbook

GOLDEN = Path(__file__).parent / "golden" / "streams.txt"
SMALL = (
    Module("ThisWorkbook", "workbook"),
    Module("TheoDoi", "sheet"),
    Module("Buttons", "standard", 'Public Sub Hello()\n    Range("A1").Value = "hello"\nEnd Sub\n'),
)
POI = "poi poi-ooxml commons-codec commons-collections4 commons-compress commons-math3 commons-logging xmlbeans"


def _listing(project: bytes) -> str:
    """Return the streams as a golden listing: compressed ones unpacked, what is no text in hexadecimal."""
    parts = []
    with olefile.OleFileIO(io.BytesIO(project), raise_defects=olefile.DEFECT_POTENTIAL) as file:
        for path in file.listdir():
            data = file.openstream(path).read()
            packed = path[0] == "VBA" and path[-1] != "_VBA_PROJECT"
            data = decompress(data) if packed else data
            text = data.decode() if data.endswith(b"\r\n") else "\n".join(_rows(data)) + "\n"
            parts.append(f"== {'/'.join(path)}{' (packed)' if packed else ''}\n" + text.replace("\r\n", "\n"))
    return "".join(parts)


def _rows(data: bytes) -> list[str]:
    return [data[start : start + 32].hex(" ", 4) for start in range(0, len(data), 32)]


def _sources(project: bytes) -> dict[str, str]:
    parser = VBA_Parser("vbaProject.bin", data=project)
    return {name: code for _, _, name, code in parser.extract_macros()}


def test_the_streams_are_those_of_the_golden_listing() -> None:
    assert _listing(vba_project(SMALL)) == GOLDEN.read_text(encoding="utf-8")


def test_the_same_sources_give_the_same_bytes() -> None:
    assert vba_project(SMALL) == vba_project(list(SMALL))
    assert vba_project(SMALL) != vba_project([*SMALL[:2], Module("Buttons", "standard", "' other\n")])


def test_oletools_reads_kinds_and_sources() -> None:
    modules = libreoffice_modules(["TheoDoi", "BienTap", "CauHinh"])
    read = _sources(vba_project(modules))
    endings = {"standard": "bas", "workbook": "cls", "sheet": "cls"}
    assert list(read) == [f"{module.name}.{endings[module.kind]}" for module in modules]
    for module in modules:
        text = read[f"{module.name}.{endings[module.kind]}"].replace("\r\n", "\n")
        assert text.startswith(f'Attribute VB_Name = "{module.name}"\n')
        assert text.endswith(module.source)
        assert ("VB_PredeclaredId = True" in text) == (module.kind != "standard")


def test_a_long_source_comes_back() -> None:
    source = "".join(f"Sub S{number}()\n    x = {number * 7919}\nEnd Sub\n" for number in range(3000))
    read = _sources(vba_project([*SMALL[:2], Module("Long", "standard", source)]))
    assert read["Long.bas"].replace("\r\n", "\n").endswith(source)


def test_apache_poi_reads_it(tmp_path: Path) -> None:
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in POI.split()]
    if not shutil.which("java") or not all(jar.exists() for jar in jars):
        pytest.skip("no Apache POI")
    book = write_workbook(tmp_path / "TongHop.xlsm", "python", pipe="baocao")
    classpath = ":".join(map(str, jars))
    extractor = "org.apache.poi.poifs.macros.VBAMacroExtractor"
    command = ["java", "-cp", classpath, extractor, str(book), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    for module in libreoffice_modules(["TheoDoi", "CauHinh"]):
        (file,) = (tmp_path / "out").rglob(f"{module.name}.vba")
        lines = file.read_text(encoding="ascii").splitlines()
        assert lines[0] == f'Attribute VB_Name = "{module.name}"'
        assert "\n".join(lines).rstrip().endswith(module.source.rstrip())


def _revealed(hidden: str) -> tuple[int, bytes]:
    """Return project key and data of a value hidden as MS-OVBA 2.4.3.2 says (2.4.3.3)."""
    data = bytes.fromhex(hidden)
    seed, version, key = data[0], data[1] ^ data[0], data[2] ^ data[0]
    assert version == 2
    plain = bytearray()
    for position in range(3, len(data)):
        previous = plain[-1] if plain else key
        plain.append(data[position] ^ ((data[position - 2] + previous) & 0xFF))
    content = plain[(seed & 6) // 2 :]
    assert int.from_bytes(content[:4], "little") == len(content) - 4
    return key, bytes(content[4:])


def test_protection_is_hidden_as_the_specification_shows() -> None:
    project_id = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"
    key = sum(project_id.encode()) & 0xFF
    for example, meaning in (
        ("0705D8E3D8EDDBF1DBF1DBF1DBF1", b"\0\0\0\0"),
        ("0E0CD1ECDFF4E7F5E7F5E7", b"\0"),
        ("1517CAF1D6F9D7F9D706", b"\xff"),
    ):
        assert _revealed(example) == (key, meaning)
    for seed in range(256):
        assert _revealed(encrypted(b"\xff", project_id, seed)) == (key, b"\xff")
    assert encrypted(b"\0\0\0\0", project_id, 7) == "0705D8E3D8EDDBF1DBF1DBF1DBF1"


@pytest.mark.parametrize(
    ("module", "code", "line"),
    [
        (Module("M", "standard", "' one\nx = 1 ' số\n"), "not-ascii", 2),
        (Module("M", "standard", 'Attribute VB_Name = "M"\n'), "attribute-line", 1),
        (Module("Mô", "standard"), "bad-name", 0),
        (Module("1M", "standard"), "bad-name", 0),
        (Module("M" * 32, "standard"), "bad-name", 0),
        (Module("thisworkbook", "standard"), "name-twice", 0),
        (Module("VBAProject", "standard"), "name-twice", 0),
        (Module("Other", "workbook"), "no-workbook", 0),
    ],
)
def test_what_excel_would_drop_is_refused(module: Module, code: str, line: int) -> None:
    with pytest.raises(VbaProjectError) as caught:
        vba_project([*SMALL[:2], module])
    assert (caught.value.code, caught.value.line) == (code, line)


def test_a_module_that_would_end_in_nul_bytes_is_refused() -> None:
    noise = "".join(Random(1).choices("".join(map(chr, range(33, 127))), k=3990))
    with pytest.raises(VbaProjectError, match="incompressible"):
        vba_project([*SMALL[:2], Module("M", "standard", noise)])
