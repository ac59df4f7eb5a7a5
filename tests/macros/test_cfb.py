"""A compound file that we write is read by olefile: every stream, letter for letter."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.cfb import CompoundFileError, compound_file

names = st.text(alphabet="abcdefgXYZ_019 é", min_size=1, max_size=31)
contents = st.binary(max_size=200) | st.sampled_from(
    [b"", b"x" * 63, b"x" * 64, b"y" * 4095, b"z" * 4096, b"w" * 20_000]
)
streams = st.dictionaries(st.lists(names, min_size=1, max_size=3).map("/".join), contents, max_size=30)


def _read(data: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


@given(streams)
def test_olefile_reads_what_we_wrote(given_streams: dict[str, bytes]) -> None:
    try:
        data = compound_file(given_streams)
    except CompoundFileError:
        return  # names that differ by case alone, or a stream that is a storage too
    assert _read(data) == given_streams
    assert len(data) % 512 == 0


def test_many_big_streams() -> None:
    given_streams = {f"VBA/Module{number}": bytes([number]) * 70_000 for number in range(60)}
    assert _read(compound_file(given_streams)) == given_streams


@pytest.mark.parametrize(
    "bad",
    [
        {"": b""},
        {"a" * 32: b""},
        {"a:b": b""},
        {"a/": b""},
        {"Dir": b"", "dir": b""},
        {"VBA": b"", "VBA/dir": b""},
        {"VBA/dir": b"", "VBA": b""},
        {"VBA": b"", "VBA/a/b": b""},
        {"big": b"\0" * 8_000_000},
    ],
)
def test_what_it_cannot_hold_is_told(bad: dict[str, bytes]) -> None:
    with pytest.raises(CompoundFileError):
        compound_file(bad)
