"""A compound file (MS-CFB, version 3) from named streams: the container of vbaProject.bin.

No time, no class id and no free sector goes in: the same streams give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR = 512
MINI_SECTOR = 64
MINI_CUTOFF = 4096  # streams below this stand in the mini stream
ENTRY = 128
FREE = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
FAT_SECTOR = 0xFFFFFFFD
NO_ENTRY = 0xFFFFFFFF
HEADER_FAT_SECTORS = 109
LONGEST_NAME = 31
STORAGE, STREAM, ROOT = 1, 2, 5
BLACK = 1


class CompoundFileError(ValueError):
    """Streams that a compound file of this simple kind cannot hold: a bad or equal name, or more than 7 MB."""


@dataclass
class _Node:
    """One directory entry: what it is, and where it hangs in the tree of its storage (MS-CFB 2.6)."""

    name: str
    kind: int
    content: bytes = b""
    children: dict[str, _Node] = field(default_factory=dict)
    index: int = 0
    left: int = NO_ENTRY
    right: int = NO_ENTRY
    child: int = NO_ENTRY
    start: int = END_OF_CHAIN
    size: int = 0


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file with these streams; "VBA/dir" is the stream `dir` in the storage `VBA`.

    Raises CompoundFileError for a name that is empty, over 31 letters, holds `\\`, `:` or `!`, or differs from its
    neighbour only by case, and for more data than 109 FAT sectors can address.
    """
    root = _tree(streams)
    nodes = _numbered(root)
    mini, mini_fat = _mini_stream(nodes)
    root.content = mini
    big = [node for node in nodes if node.kind == ROOT or (node.kind == STREAM and len(node.content) >= MINI_CUTOFF)]

    directory_size = _sectors(ENTRY * len(nodes))
    mini_fat_size = _sectors(4 * len(mini_fat))
    contents = sum(_sectors(len(node.content)) for node in big)
    fat_size = _fat_sectors(directory_size + mini_fat_size + contents)
    if fat_size > HEADER_FAT_SECTORS:
        raise CompoundFileError("more than 7 MB")

    fat = [FAT_SECTOR] * fat_size
    directory_start = _chain(fat, directory_size)
    mini_fat_start = _chain(fat, mini_fat_size)
    for node in big:
        node.size = len(node.content)
        node.start = _chain(fat, _sectors(node.size))
    return b"".join(
        (
            _header(fat_size, directory_start, mini_fat_start, mini_fat_size),
            _numbers(fat),
            _directory(nodes),
            _numbers(mini_fat),
            *(_padded(node.content, SECTOR) for node in big),
        )
    )


def _tree(streams: Mapping[str, bytes]) -> _Node:
    root = _Node("Root Entry", ROOT)
    for path, content in streams.items():
        *storages, name = path.split("/")
        parent = root
        for storage in storages:
            parent = parent.children.setdefault(_checked(storage), _Node(storage, STORAGE))
            if parent.kind == STREAM:
                raise CompoundFileError(f"two things of one name: {path!r}")
        if name in parent.children:
            raise CompoundFileError(f"two things of one name: {path!r}")
        parent.children[_checked(name)] = _Node(name, STREAM, bytes(content))
    return root


def _checked(name: str) -> str:
    if not name or _length(name) > LONGEST_NAME or any(letter in "\\:!" for letter in name):
        raise CompoundFileError(f"no name for a stream: {name!r}")
    return name


def _length(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2


def _numbered(root: _Node) -> list[_Node]:
    """Return all entries, numbered, each storage's children linked as a balanced search tree (2.6.4).

    All nodes are black, which the specification names as the simplest tree that it allows.
    """
    nodes = [root]
    for parent in nodes:  # grows while it is read: storages come before what they hold
        ordered = sorted(parent.children.values(), key=lambda node: (_length(node.name), node.name.upper()))
        for before, after in pairwise(ordered):
            if before.name.upper() == after.name.upper():
                raise CompoundFileError(f"two things of one name: {after.name!r}")
        for node in ordered:
            node.index = len(nodes)
            nodes.append(node)
        parent.child = _linked(ordered)
    return nodes


def _linked(ordered: Sequence[_Node]) -> int:
    if not ordered:
        return NO_ENTRY
    middle = len(ordered) // 2
    node = ordered[middle]
    node.left = _linked(ordered[:middle])
    node.right = _linked(ordered[middle + 1 :])
    return node.index


def _mini_stream(nodes: Sequence[_Node]) -> tuple[bytes, list[int]]:
    """Return the mini stream and its FAT (2.4, 2.5), and note in the small streams where they begin."""
    mini, fat = bytearray(), list[int]()
    for node in nodes:
        if node.kind == STREAM and len(node.content) < MINI_CUTOFF:
            node.size = len(node.content)
            node.start = _chain(fat, -(-node.size // MINI_SECTOR))
            mini += _padded(node.content, MINI_SECTOR)
    return bytes(mini), fat


def _chain(fat: list[int], count: int) -> int:
    """Append a chain of `count` sectors that follow each other, and return its first."""
    if not count:
        return END_OF_CHAIN
    start = len(fat)
    fat += [*range(start + 1, start + count), END_OF_CHAIN]
    return start


def _sectors(size: int) -> int:
    return -(-size // SECTOR)


def _fat_sectors(others: int) -> int:
    """Return how many sectors the FAT needs to hold itself and `others`."""
    count = 0
    while count * (SECTOR // 4) < count + others:
        count += 1
    return count


def _padded(content: bytes, unit: int) -> bytes:
    return content.ljust(-(-len(content) // unit) * unit, b"\0")


def _numbers(fat: Sequence[int]) -> bytes:
    """Return a FAT as whole sectors, what is left over marked as free."""
    filled = [*fat, *[FREE] * (-len(fat) % (SECTOR // 4))]
    return struct.pack(f"<{len(filled)}I", *filled)


def _header(fat_size: int, directory_start: int, mini_fat_start: int, mini_fat_size: int) -> bytes:
    """Return the first 512 bytes (2.2); the FAT stands in the first sectors, so its list is 0, 1, 2 …"""
    fixed = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        0x003E,  # minor version
        3,  # major version: sectors of 512 bytes
        0xFFFE,  # little-endian
        9,  # 2 ** 9 bytes a sector
        6,  # 2 ** 6 bytes a mini sector
        0,  # number of directory sectors: not told in version 3
        fat_size,
        directory_start,
        0,  # no transactions
        MINI_CUTOFF,
        mini_fat_start,
        mini_fat_size,
        END_OF_CHAIN,  # no further list of FAT sectors
        0,
        0 if fat_size else FREE,
    )
    rest = [*range(1, fat_size), *[FREE] * (HEADER_FAT_SECTORS - max(fat_size, 1))]
    return fixed + struct.pack(f"<{len(rest)}I", *rest)


def _directory(nodes: Sequence[_Node]) -> bytes:
    entries = [
        struct.pack(
            "<64sHBBIII16xI8x8xIQ",
            node.name.encode("utf-16-le"),
            2 * (_length(node.name) + 1),
            node.kind,
            BLACK,
            node.left,
            node.right,
            node.child,
            0,  # state bits
            0 if node.kind == STORAGE else node.start,
            node.size,
        )
        for node in nodes
    ]
    unused = struct.pack("<64xHBBIII16xI8x8xIQ", 0, 0, 0, NO_ENTRY, NO_ENTRY, NO_ENTRY, 0, 0, 0)
    return b"".join(entries) + unused * (-len(entries) % (SECTOR // ENTRY))
