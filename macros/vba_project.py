"""vbaProject.bin from VBA sources: no compiled code, Excel compiles it when it opens the workbook (MS-OVBA).

Where MS-OVBA leaves a choice this is what EPPlus writes, whose projects Excel has run since 2012: docs/analysis/vba.md.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.cfb import compound_file
from macros.ovba import compress, decompress

Kind = Literal["standard", "workbook", "sheet"]
ProblemCode = Literal[
    "bad-name",  # not [A-Za-z][A-Za-z0-9_]*, at most 31: Excel would drop the whole project
    "name-twice",  # two modules of one name, or one that is called like the project; VBA has no case
    "not-ascii",  # module text is stored in a code page: letters beyond ASCII would change with the machine
    "attribute-line",  # "Attribute VB_…" in a source: the attributes follow from the kind
    "no-workbook",  # not exactly one module of kind "workbook"
    "incompressible",  # a text whose last part the format can only store with NUL bytes behind it
]

PROJECT_ID = "{5B0A4C1E-6F0D-4E57-9C38-2A7D1F64B0C3}"
CODE_PAGE = 1252
LCID = 1033  # English (United States), as everything in the sources is ASCII
VERSION = (1361024421, 6)
NO_PERFORMANCE_CACHE = bytes.fromhex("CC61FFFF000000")  # 2.3.4.1: version FFFF, so that no reader looks for p-code
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
CLASS_IDS: dict[Kind, str] = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
}


@dataclass(frozen=True, slots=True)
class Module:
    """One module: a standard module, or the document module of the workbook or of one sheet (its code name)."""

    name: str
    kind: Kind
    source: str = ""


class VbaProjectError(ValueError):
    """Modules that make no project: `code` says why, `module` where, `line` (from 1; 0 for none) which line."""

    def __init__(self, code: ProblemCode, module: str, line: int = 0) -> None:
        super().__init__(f"{code}: {module}" + (f", line {line}" if line else ""))
        self.code = code
        self.module = module
        self.line = line


def vba_project(modules: Sequence[Module], name: str = "VBAProject") -> bytes:
    """Return vbaProject.bin with these modules, in this order; the same modules give the same bytes.

    A workbook has one module of kind "workbook" and one of kind "sheet" for each sheet, named by their code names.
    Raises VbaProjectError.
    """
    _check(modules, name)
    return compound_file(
        {
            "VBA/_VBA_PROJECT": NO_PERFORMANCE_CACHE,
            "VBA/dir": compress(_dir(modules, name)),
            **{f"VBA/{module.name}": _module_stream(module) for module in modules},
            "PROJECT": _project(modules, name),
            "PROJECTwm": _name_map(modules),
        }
    )


def _check(modules: Sequence[Module], project: str) -> None:
    taken: set[str] = set()
    for name in (project, *(module.name for module in modules)):
        if not NAME.fullmatch(name):
            raise VbaProjectError("bad-name", name)
        if name.casefold() in taken:
            raise VbaProjectError("name-twice", name)
        taken.add(name.casefold())
    for module in modules:
        for line, text in enumerate(module.source.splitlines(), start=1):
            if not text.isascii() or "\0" in text:
                raise VbaProjectError("not-ascii", module.name, line)
            if text.casefold().startswith("attribute vb_"):
                raise VbaProjectError("attribute-line", module.name, line)
    if sum(module.kind == "workbook" for module in modules) != 1:
        raise VbaProjectError("no-workbook", project)


def _module_stream(module: Module) -> bytes:
    """Return the module's stream: its source alone, at offset 0 (2.3.4.3)."""
    lines = [*_attributes(module), *module.source.splitlines()]
    text = "".join(f"{line}\r\n" for line in lines).encode("ascii")
    stream = compress(text)
    if decompress(stream) != text:
        raise VbaProjectError("incompressible", module.name)
    return stream


def _attributes(module: Module) -> Iterable[str]:
    yield f'Attribute VB_Name = "{module.name}"'
    if module.kind == "standard":
        return
    yield f'Attribute VB_Base = "{CLASS_IDS[module.kind]}"'
    yield "Attribute VB_GlobalNameSpace = False"
    yield "Attribute VB_Creatable = False"
    yield "Attribute VB_PredeclaredId = True"
    yield "Attribute VB_Exposed = False"
    yield "Attribute VB_TemplateDerived = False"
    yield "Attribute VB_Customizable = True"


def _dir(modules: Sequence[Module], name: str) -> bytes:
    """Return the `dir` stream before compression (2.3.4.2): the project, no references, the modules."""
    return b"".join(
        (
            _record(0x01, _u32(1)),  # SYSKIND: 32-bit Windows; read by 64-bit Excel as well
            _record(0x02, _u32(LCID)),
            _record(0x14, _u32(LCID)),  # LCIDINVOKE
            _record(0x03, _u16(CODE_PAGE)),
            _record(0x04, name.encode("ascii")),
            _record(0x05, b""),  # DOCSTRING, and in UTF-16
            _record(0x40, b""),
            _record(0x06, b""),  # HELPFILEPATH, twice
            _record(0x3D, b""),
            _record(0x07, _u32(0)),  # HELPCONTEXT
            _record(0x08, _u32(0)),  # LIBFLAGS
            struct.pack("<HIIH", 0x09, 4, *VERSION),  # the one record whose size leaves out its last two bytes
            _record(0x0C, b""),  # CONSTANTS, and in UTF-16
            _record(0x3C, b""),
            _record(0x0F, _u16(len(modules))),
            _record(0x13, _u16(0xFFFF)),  # PROJECTCOOKIE: ignored on reading
            *(_dir_module(module) for module in modules),
            _record(0x10, b""),
        )
    )


def _dir_module(module: Module) -> bytes:
    name, wide = module.name.encode("ascii"), module.name.encode("utf-16-le")
    return b"".join(
        (
            _record(0x19, name),
            _record(0x47, wide),
            _record(0x1A, name),  # STREAMNAME
            _record(0x32, wide),
            _record(0x1C, b""),  # DOCSTRING
            _record(0x48, b""),
            _record(0x31, _u32(0)),  # OFFSET: the source begins where the stream begins
            _record(0x1E, _u32(0)),  # HELPCONTEXT
            _record(0x2C, _u16(0xFFFF)),  # COOKIE: ignored on reading
            _record(0x21 if module.kind == "standard" else 0x22, b""),
            _record(0x2B, b""),
        )
    )


def _record(identifier: int, content: bytes) -> bytes:
    return struct.pack("<HI", identifier, len(content)) + content


def _u16(value: int) -> bytes:
    return struct.pack("<H", value)


def _u32(value: int) -> bytes:
    return struct.pack("<I", value)


def _project(modules: Sequence[Module], name: str) -> bytes:
    """Return the PROJECT stream (2.3.1): what the project is called and holds, not protected, visible."""
    lines = [
        f'ID="{PROJECT_ID}"',
        *(f"Module={m.name}" if m.kind == "standard" else f"Document={m.name}/&H00000000" for m in modules),
        f'Name="{name}"',
        "HelpContextID=0",
        'VersionCompatible32="393222000"',
        f'CMG="{encrypted(_u32(0), PROJECT_ID, 0x07)}"',  # nobody protects it
        f'DPB="{encrypted(bytes([0]), PROJECT_ID, 0x0E)}"',  # no password
        f'GC="{encrypted(bytes([0xFF]), PROJECT_ID, 0x15)}"',  # visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C " for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def encrypted(data: bytes, project_id: str, seed: int) -> str:
    """Return `data` hidden as MS-OVBA 2.4.3.2 says, in hexadecimal; the seed (0 to 255) may be any."""
    key = sum(project_id.encode("ascii")) & 0xFF
    plain = bytes([seed]) * ((seed & 6) // 2) + _u32(len(data)) + data
    hidden = bytearray([seed, seed ^ 2, seed ^ key])
    previous = key
    for byte in plain:
        hidden.append(byte ^ ((hidden[-2] + previous) & 0xFF))
        previous = byte
    return hidden.hex().upper()


def _name_map(modules: Sequence[Module]) -> bytes:
    """Return the PROJECTwm stream (2.3.3): each name in the code page and in UTF-16."""
    names = (m.name.encode("ascii") + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules)
    return b"".join(names) + b"\0\0"
