"""One part of a zip package replaced, every other byte for byte as it was: compressed data, times, order, comments."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from sheets.errors import FeedbackError

# APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16: the heads of a local file, of a record of the directory, and of the end.
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_RECORD = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DEFLATED = 8
_UTF8 = 0x800  # of the flags only this one holds for the new part: it is not encrypted and its sizes stand in its head


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the package with this part's content in place of the old one.

    Raises FeedbackError inside-package where the package is of a kind that nobody makes with Excel (zip64, a prefix,
    no such part).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            starts = sorted(info.header_offset for info in package.infolist())
            old = package.getinfo(name)
            directory, end = package.start_dir, data.rindex(b"PK\x05\x06")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise FeedbackError("inside-package", str(error)) from error
    if not data.startswith(b"PK\x03\x04") or starts[0] != 0 or b"PK\x06\x06" in data[directory:]:
        raise FeedbackError("inside-package", "zip64 or a prefix")
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    made, moved = bytearray(), {}
    packed, crc = _deflated(content), zlib.crc32(content)
    for start in starts:
        moved[start] = len(made)
        made += (
            _local(data, start, packed, len(content), crc) if start == old.header_offset else data[start : ends[start]]
        )
    begin = len(made)
    for record in _records(data[directory:end]):
        made += _moved(record, moved, old.header_offset, len(packed), len(content), crc)
    fields = list(_END.unpack_from(data, end))
    fields[5:7] = len(made) - begin, begin
    return bytes(made) + _END.pack(*fields) + data[end + _END.size :]


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _local(data: bytes, start: int, packed: bytes, size: int, crc: int) -> bytes:
    sign, version, flags, _, time, date, *_, name, extra = _LOCAL.unpack_from(data, start)
    names = data[start + _LOCAL.size : start + _LOCAL.size + name]
    head = _LOCAL.pack(sign, version, flags & _UTF8, _DEFLATED, time, date, crc, len(packed), size, name, 0)
    del extra  # it may hold what was said of the old data
    return head + names + packed


def _records(directory: bytes) -> list[bytes]:
    records, at = [], 0
    while at < len(directory):
        if directory[at : at + 4] != b"PK\x01\x02":
            raise FeedbackError("inside-package", "an odd directory")
        fields = _RECORD.unpack_from(directory, at)
        size = _RECORD.size + fields[10] + fields[11] + fields[12]
        records.append(directory[at : at + size])
        at += size
    return records


def _moved(record: bytes, moved: dict[int, int], replaced: int, packed: int, size: int, crc: int) -> bytes:
    """Return a record of the directory with its part's new place, and of the new part with its new sizes."""
    fields = list(_RECORD.unpack_from(record))
    if fields[-1] not in moved:
        raise FeedbackError("inside-package", "zip64")
    if fields[-1] == replaced:
        fields[3:5] = fields[3] & _UTF8, _DEFLATED
        fields[7:10] = crc, packed, size
        name = record[_RECORD.size : _RECORD.size + fields[10]]
        comment = record[_RECORD.size + fields[10] + fields[11] :]
        fields[11], fields[-1] = 0, moved[replaced]
        return _RECORD.pack(*fields) + name + comment
    fields[-1] = moved[fields[-1]]
    return _RECORD.pack(*fields) + record[_RECORD.size :]
