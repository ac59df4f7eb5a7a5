"""Compression of VBA sources and of the `dir` stream: MS-OVBA 2.4.1, both ways.

A container is one signature byte and chunks of 4,096 bytes of text. In a chunk a flag byte announces eight tokens:
a literal byte, or a copy token of two bytes that repeats what the same chunk already holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

CHUNK = 4096
SIGNATURE = 0x01
SHORTEST_COPY = 3
RAW_HEADER = 0x3FFF  # flag 0, signature 0b011, size 4098 - 3
COMPRESSED_BIT = 0x8000
SIGNATURE_BITS = 0x3000


class OvbaError(ValueError):
    """Bytes that are no compressed container of MS-OVBA 2.4.1."""


def compress(data: bytes) -> bytes:
    """Return `data` as a compressed container (MS-OVBA 2.4.1.3.6).

    A chunk that would grow is kept raw; the format has raw chunks of 4,096 bytes alone, so a last one that is shorter
    is filled up with NUL (2.4.1.3.10): then `decompress` returns the data and that filling.
    """
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return bytes([SIGNATURE]) + b"".join(_compressed_chunk(chunk) for chunk in chunks)


def decompress(container: bytes) -> bytes:
    """Return what a compressed container holds (MS-OVBA 2.4.1.3.1); raise OvbaError if it is none."""
    if not container or container[0] != SIGNATURE:
        raise OvbaError("no signature byte")
    result = bytearray()
    position = 1
    while position < len(container):
        if position + 2 > len(container):
            raise OvbaError("half a chunk header")
        header = int.from_bytes(container[position : position + 2], "little")
        end = position + (header & 0x0FFF) + SHORTEST_COPY
        if header & 0x7000 != SIGNATURE_BITS or end > len(container):
            raise OvbaError(f"no chunk at {position}")
        content = container[position + 2 : end]
        result += _expanded(content) if header & COMPRESSED_BIT else content
        position = end
    return bytes(result)


def _compressed_chunk(chunk: bytes) -> bytes:
    """Return one chunk with its header (2.4.1.3.7): tokens, or the chunk as it is where tokens would be longer."""
    content = bytearray()
    tokens = list(_tokens(chunk))
    for start in range(0, len(tokens), 8):
        eight = tokens[start : start + 8]
        content.append(sum(1 << bit for bit, token in enumerate(eight) if len(token) == 2))
        content += b"".join(eight)
    if len(content) > CHUNK:
        return RAW_HEADER.to_bytes(2, "little") + chunk.ljust(CHUNK, b"\0")
    header = COMPRESSED_BIT | SIGNATURE_BITS | (len(content) + 2 - SHORTEST_COPY)
    return header.to_bytes(2, "little") + bytes(content)


def _tokens(chunk: bytes) -> Iterator[bytes]:
    """Yield a literal (one byte) or a copy token (two) after another: the longest repeat, the nearest of equals."""
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    position = 0
    while position < len(chunk):
        bits = _offset_bits(position)
        longest = min((0xFFFF >> bits) + SHORTEST_COPY, len(chunk) - position)
        length, candidate = _longest_repeat(chunk, position, seen[chunk[position : position + 3]], longest)
        if length:
            offset = position - candidate
            yield ((offset - 1) << (16 - bits) | (length - SHORTEST_COPY)).to_bytes(2, "little")
        else:
            length = 1
            yield chunk[position : position + 1]
        for passed in range(position, position + length):
            seen[chunk[passed : passed + 3]].append(passed)
        position += length


def _longest_repeat(chunk: bytes, position: int, candidates: list[int], longest: int) -> tuple[int, int]:
    """Return length and place of the longest repeat (2.4.1.3.19.4), or (0, 0) where none is worth a token."""
    best, place = 0, 0
    if longest < SHORTEST_COPY:
        return best, place
    for candidate in reversed(candidates):
        length = SHORTEST_COPY
        while length < longest and chunk[candidate + length] == chunk[position + length]:
            length += 1
        if length > best:
            best, place = length, candidate
        if best == longest:
            break
    return best, place


def _offset_bits(done: int) -> int:
    """Return how many bits of a copy token hold its offset when `done` bytes of the chunk stand (2.4.1.3.19.1)."""
    return max((done - 1).bit_length(), 4) if done else 4


def _expanded(content: bytes) -> bytes:
    """Return the text of one compressed chunk (2.4.1.3.2)."""
    result = bytearray()
    position = 0
    while position < len(content):
        flags = content[position]
        position += 1
        for bit in range(8):
            if position >= len(content):
                break
            if not flags >> bit & 1:
                result.append(content[position])
                position += 1
                continue
            token = int.from_bytes(content[position : position + 2], "little")
            bits = _offset_bits(len(result))
            offset = (token >> (16 - bits)) + 1
            if position + 2 > len(content) or offset > len(result):
                raise OvbaError("a copy token that points outside its chunk")
            for _ in range((token & 0xFFFF >> bits) + SHORTEST_COPY):
                result.append(result[-offset])
            position += 2
    return bytes(result)
