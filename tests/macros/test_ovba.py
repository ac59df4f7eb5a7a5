"""Compression of VBA sources: what we pack, others unpack, and what others packed, we read."""

from __future__ import annotations

import contextlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from macros.ovba import CHUNK, OvbaError, compress, decompress

# MS-OVBA 3.2: text, container.
NO_REPEATS = (b"abcdefghijklmnopqrstuv.", "0119B000616263646566676800696A6B6C6D6E6F70007172737475762E")
REPEATS = (
    b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
    "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F700671027004107273747576107778797A003C",
)
ALL_EQUAL = (b"a" * 73, "0103B002614500")

words = st.sampled_from(["Sub ", "End Sub\r\n", "Range(", '"', "x", " = ", "1", "Dim ", "As String", "'"])
sources = st.lists(words | st.text(alphabet="abc \r\n", max_size=9), max_size=1500).map(
    lambda parts: "".join(parts).encode()
)


@given(sources | st.binary(max_size=3 * CHUNK))
def test_oletools_unpacks_what_we_pack(data: bytes) -> None:
    theirs = bytes(decompress_stream(bytearray(compress(data))))
    assert theirs == decompress(compress(data))
    assert theirs[: len(data)] == data
    assert not theirs[len(data) :].strip(b"\0")


@given(sources)
def test_a_text_comes_back_as_it_was(data: bytes) -> None:
    assert decompress(compress(data)) == data
    assert len(compress(data)) <= 1 + len(data) * 9 // 8 + 3 * (1 + len(data) // CHUNK)


@pytest.mark.parametrize("length", [0, 1, 2, 3, 16, 17, 4095, 4096, 4097, 8192])
def test_the_edges_of_a_chunk(length: int) -> None:
    data = (b"abcabd" * length)[:length]
    assert decompress(compress(data)) == data == bytes(decompress_stream(bytearray(compress(data))))


def test_what_does_not_shrink_is_stored_and_filled_up() -> None:
    data = Random(1).randbytes(CHUNK - 1)
    assert len(compress(data)) == 1 + 2 + CHUNK
    assert decompress(compress(data)) == data + b"\0"


@pytest.mark.parametrize(("text", "container"), [NO_REPEATS, ALL_EQUAL])
def test_the_examples_of_the_specification(text: bytes, container: str) -> None:
    assert compress(text) == bytes.fromhex(container)
    assert decompress(bytes.fromhex(container)) == text


def test_what_others_packed_is_read() -> None:
    """Several copies may say the same; the specification's example takes others than we do."""
    text, container = REPEATS
    assert decompress(bytes.fromhex(container)) == text == decompress(compress(text))


@pytest.mark.parametrize("broken", ["", "02", "0119", "0119B0", "0103B002614500FF", "0103B0026145", "0104B001000000"])
def test_what_is_no_container_is_told(broken: str) -> None:
    with pytest.raises(OvbaError):
        decompress(bytes.fromhex(broken))


@given(st.binary(max_size=300))
def test_any_bytes_are_unpacked_or_refused(data: bytes) -> None:
    with contextlib.suppress(OvbaError):
        assert len(decompress(b"\x01" + data)) <= CHUNK * len(data)
