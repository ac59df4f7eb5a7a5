"""A maker of odd and hostile workbooks, as bytes."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import xlsxwriter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def good() -> bytes:
    """A form-like workbook with a bit of everything."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        struck = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet("Kết quả")
        sheet.write_row(4, 0, ["Mục", "Trình bày", "Nội dung", "Chú thích"])
        for row in range(5, 30):
            sheet.write_string(row, 2, f"Đã tổ chức {row} hội nghị")
            sheet.write_number(row, 3, row * 1000.5, book.add_format({"num_format": "#,##0.00"}))
        sheet.write_rich_string(30, 2, "giữ ", struck, "bỏ", " lại")
        sheet.merge_range(31, 0, 33, 0, "gộp")
        sheet.write_formula(34, 0, "=SUM(D6:D30)", None, 5)
        book.add_worksheet("Kế hoạch").write(0, 0, "x")
        book.set_custom_property("BaoCaoMaBieu", "SKHCN-QLCN-2024-01-v1")
    return made.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def parts(
    rows: str,
    *,
    shared: str = "",
    styles: str = "",
    workbook: str = "",
    around: tuple[str, str] = ("", ""),
    main_type: str = _SHEET_TYPE,
    settings: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook of one tab, "T", whose <sheetData> holds `rows`."""
    relations = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    if shared:
        relations.append(("rId2", "sharedStrings", "sharedStrings.xml"))
    if styles:
        relations.append(("rId3", "styles", "styles.xml"))
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": _rels([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{settings}'
        f'<sheets><sheet name="T" sheetId="1" r:id="rId1"/></sheets>{workbook}</workbook>',
        "xl/_rels/workbook.xml.rels": _rels(relations),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{around[0]}'
        f"<sheetData>{rows}</sheetData>{around[1]}</worksheet>",
    }
    if shared:
        made["xl/sharedStrings.xml"] = shared
    if styles:
        made["xl/styles.xml"] = styles
    return made


def workbook(rows: str, **more: Any) -> bytes:
    return zipped(parts(rows, **more))


def inline(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def strings(*items: str) -> str:
    return f'<sst xmlns="{_MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def _rels(relations: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


# OLE containers ([MS-CFB]) ----------------------------------------------------------------------------------------


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container, version 3: one FAT sector, no mini stream (so each stream is padded beyond 4,096 bytes)."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    fat, data, starts = [0xFFFFFFFD], b"", {}
    directory_sectors = (len(bodies) + 1 + 3) // 4
    fat += [*range(2, 1 + directory_sectors), 0xFFFFFFFE]
    for name, body in bodies.items():
        body = body.ljust(-(-len(body) // 512) * 512, b"\0")
        starts[name], count = len(fat), len(body) // 512
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
        data += body
    names = list(bodies)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if names else -1)
    for at, name in enumerate(names, 1):
        directory += _entry(name, 2, starts[name], len(bodies[name]), right=at + 1 if at < len(names) else -1)
    directory = directory.ljust(directory_sectors * 512, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<3I4x5I", 0, 1, 1, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return head + table + directory + data


def _entry(name: str, kind: int, start: int, size: int, *, child: int = -1, right: int = -1) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB3i", len(encoded), kind, 1, -1, right, child)
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)


def encrypted() -> bytes:
    return ole({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\xaa" * 5000})


def biff(*records: tuple[int, bytes]) -> bytes:
    body = b"".join(struct.pack("<2H", code, len(data)) + data for code, data in records)
    return ole({"Workbook": body})


_BOF = (0x0809, struct.pack("<4H2I", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))


def filepass() -> bytes:
    return biff(_BOF, (0x002F, b"\1\0\1\0\1\0" + b"\x55" * 48), (0x000A, b""))


def word_document() -> bytes:
    return ole({"WordDocument": b"\xec\xa5", "1Table": b""})


# Bombs ------------------------------------------------------------------------------------------------------------


def bomb(size: int = 300 * 2**20) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(row(1, inline("A1", "x"))).items():
            archive.writestr(name, data)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as stream:
            for _ in range(size // 2**20):
                stream.write(b"A" * 2**20)
    return made.getvalue()


def lying_bomb() -> bytes:
    """A zip whose directory says that a part is small, while it inflates to 64 MiB."""
    data = zipped({**parts(row(1, inline("A1", "x")), styles="later"), "xl/styles.xml": b"A" * (64 * 2**20)})
    true, said = struct.pack("<I", 64 * 2**20), struct.pack("<I", 1000)
    return data.replace(true, said)


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_dtd(dtd: str, part: str) -> bytes:
    made = parts(row(1, '<c r="A1" t="s"><v>0</v></c>'), shared=strings("<t>&a;</t>"))
    made[part] = f'<?xml version="1.0" encoding="UTF-8"?>{dtd}{made[part]!s}'
    return zipped(made)


def mutants(data: bytes, count: int, seed: int) -> list[bytes]:
    """Byte mutations of a file: flipped, cut, doubled, overwritten."""
    rng = random.Random(seed)
    return [_mutant(bytearray(data), rng) for _ in range(count)]


def _mutant(data: bytearray, rng: random.Random) -> bytes:
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        if not data:
            return b""
        at = rng.randrange(len(data))
        kind = rng.randrange(5)
        if kind == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at] = rng.choice([0, 255, 127, 60, 62])
        elif kind == 2:
            del data[at : at + rng.randrange(1, 64)]
        elif kind == 3:
            data[at:at] = data[at : at + rng.randrange(1, 64)]
        else:
            data[at : at + 4] = rng.randbytes(4)
    if data and rng.random() < 0.1:
        del data[rng.randrange(len(data)) :]
    return bytes(data)


def remade(data: bytes, count: int, seed: int) -> list[bytes]:
    """Mutations of the XML inside the parts of a package: whole zips, broken content."""
    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    made = []
    for _ in range(count):
        name = rng.choice(list(whole))
        body = whole[name]
        made.append(zipped({**whole, name: _mutant(bytearray(body if isinstance(body, bytes) else b""), rng)}))
    return made
