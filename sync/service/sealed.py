"""Archives whose every member stands in a list with its size and SHA-256: written once, opened with suspicion.

What is opened may come from anywhere: nothing of it is unpacked under a name of its own, and all that can be told from
the list is looked at before a member is read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from sync.work.office import product

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20
_NAME = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?:/[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)*"
)
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)", re.IGNORECASE)  # Windows
_LONGEST = 180
_MOST = 200_000  # members
_LIST = 64 << 20  # bytes that the list may have
_SMALL, _RATIO = 64 << 20, 200  # an archive may inflate to so many bytes, or to so many times its size
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)


class ArchiveError(Exception):
    """An archive that cannot be made or is not taken; `code` and `facts` make the sentence."""

    def __init__(self, code: str, /, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Packing:
    """An archive that is being written: `add` and `add_file` its members, then `close` it with what is told of it."""

    zip: zipfile.ZipFile
    at: dt.datetime
    members: dict[str, dict[str, str | int]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # names, whatever their case

    def add(self, name: str, data: bytes) -> None:
        """Add a member; one name is given once."""
        with self._member(name) as stream:
            stream.write(data)
        self._list(name, len(data), hashlib.sha256(data).hexdigest())

    def add_file(self, name: str, path: Path, going: Callable[[], None] = lambda: None) -> None:
        """Add a file, however big, as a member."""
        told, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._member(name) as stream:
            while piece := source.read(_PIECE):
                going()
                told.update(piece)
                size += len(piece)
                stream.write(piece)
        self._list(name, size, told.hexdigest())

    def is_free(self, name: str) -> bool:
        """True of a name that a member may get, on every system."""
        return is_safe(name) and name.casefold() not in self.taken

    def close(self, kind: str, **told: object) -> None:
        """Add the list of members, with what else is told of the archive."""
        head = {"format": FORMAT, "kind": kind, "product": product(), "at": self.at.isoformat()}
        text = json.dumps({**head, **told, "members": self.members}, ensure_ascii=False, indent=1)
        with self._member(MANIFEST) as stream:
            stream.write(text.encode())

    def _member(self, name: str) -> IO[bytes]:
        if not self.is_free(name):
            raise ValueError(name)  # our own names: never from a sheet
        self.taken.add(name.casefold())
        info = zipfile.ZipInfo(name, max(self.at.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return self.zip.open(info, "w", force_zip64=True)

    def _list(self, name: str, size: int, digest: str) -> None:
        self.members[name] = {"bytes": size, "sha256": digest}


@contextmanager
def packing(path: Path, at: dt.datetime) -> Iterator[Packing]:
    """Yield a new archive at a path where nothing lies; it is on the disk when the block ends. Raises OSError."""
    with path.open("xb") as stream:
        if os.name == "posix":
            path.chmod(0o600)  # the facts name people
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            yield Packing(made, at)
        stream.flush()
        os.fsync(stream.fileno())


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the list has it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """An archive that was opened: what is told of it, and its members, read one by one. `lost` are names in the list of
    members that are not there: none but where the archive is only looked through.
    """

    zip: zipfile.ZipFile
    told: Mapping[str, Any]  # JSON, whoever wrote it
    members: Mapping[str, Member]
    lost: tuple[str, ...] = ()

    def read(self, name: str, most: int = 256 << 20) -> bytes:
        """Return a member's bytes; raises ArchiveError where they are not as listed, or more than `most`."""
        if self.members[name].size > most:
            raise ArchiveError("archive-bomb")
        return b"".join(self._pieces(name))

    def extract(self, name: str, path: Path, going: Callable[[], None] = lambda: None) -> None:
        """Write a member to a path of ours, and force it to the disk; raises ArchiveError, OSError."""
        with path.open("xb") as stream:
            for piece in self._pieces(name):
                going()
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())

    def is_intact(self, name: str) -> bool:
        """Tell whether a member is as listed."""
        try:
            for _ in self._pieces(name):
                pass
        except ArchiveError:
            return False
        return True

    def _pieces(self, name: str) -> Iterator[bytes]:
        told, member = hashlib.sha256(), self.members[name]
        try:
            with self.zip.open(name) as stream:
                while piece := stream.read(_PIECE):
                    told.update(piece)
                    yield piece
        except (*_BROKEN, OSError) as error:
            raise ArchiveError("archive-damaged", member=name) from error
        if told.hexdigest() != member.sha256:
            raise ArchiveError("archive-damaged", member=name)


@contextmanager
def opened_archive(path: Path, kind: str, *, whole: bool = True) -> Iterator[Sealed]:
    """Yield an archive of a kind after looking at all that can be told without reading a member.

    Where it is only looked through it need not be `whole`: what is lost or of another size is told, not refused.
    Raises ArchiveError: archive-missing, archive-none (none of ours), archive-kind, archive-newer, archive-unsafe,
    archive-double, archive-unlisted, archive-bomb, archive-damaged.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ArchiveError("archive-missing", file=str(path)) from error
    with stream:
        try:
            made = zipfile.ZipFile(stream)
        except (*_BROKEN, OSError) as error:
            raise ArchiveError("archive-none", file=path.name) from error
        with made:
            yield _looked_at(made, path, kind, whole)


def digest_of(path: Path, going: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file, however big; raises OSError."""
    told = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            going()
            told.update(piece)
    return told.hexdigest()


def is_safe(name: str) -> bool:
    """True of a name that means the same below a folder on every system, and nothing outside of it."""
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None and not _RESERVED.search(name)


def kind_of(path: Path) -> str:
    """Return which kind of archive of ours a file is, "" where it is none or cannot be opened."""
    for kind in ("backup", "export"):
        try:
            with opened_archive(path, kind):
                return kind
        except ArchiveError:
            continue
    return ""


def _looked_at(made: zipfile.ZipFile, path: Path, kind: str, whole: bool) -> Sealed:
    infos = made.infolist()
    size = path.stat().st_size
    if len(infos) > _MOST:
        raise ArchiveError("archive-bomb")
    for info in infos:
        _refuse_unsafe(info)
    names = [info.filename for info in infos]
    met: set[str] = set()
    for name in names:
        if name.casefold() in met:  # Windows knows no case
            raise ArchiveError("archive-double", member=name)
        met.add(name.casefold())
    if MANIFEST not in names:
        raise ArchiveError("archive-none", file=path.name)
    inflated = sum(info.file_size for info in infos)
    if inflated > max(_SMALL, _RATIO * size) or sum(info.compress_size for info in infos) > size:
        raise ArchiveError("archive-bomb")
    told = _list_of(made, path)
    if told.get("kind") != kind:
        raise ArchiveError("archive-kind", file=path.name)
    if not isinstance(told["format"], int) or told["format"] > FORMAT:
        raise ArchiveError("archive-newer", product=str(told.get("product", ""))[:40])
    members = {name: _member(name, entry) for name, entry in told["members"].items()}
    for info in infos:
        if info.filename != MANIFEST and info.filename not in members:
            raise ArchiveError("archive-unlisted", member=info.filename)
    for member in members.values() if whole else ():
        if member.name not in names or made.getinfo(member.name).file_size != member.size:
            raise ArchiveError("archive-damaged", member=shown(member.name))
    there = {name: member for name, member in members.items() if name in names}
    return Sealed(made, told, there, tuple(name for name in members if name not in there))


def _refuse_unsafe(info: zipfile.ZipInfo) -> None:
    """Raise ArchiveError for a name that leads elsewhere, a link, a folder, a password or an odd compression."""
    mode = info.external_attr >> 16
    odd = mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}
    if info.orig_filename != info.filename or not is_safe(info.orig_filename) or odd:
        raise ArchiveError("archive-unsafe", member=shown(info.orig_filename))
    if info.flag_bits & 0x1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ArchiveError("archive-damaged", member=info.filename)


def shown(name: str) -> str:
    """Return a foreign name as a message may bear it: short, and without letters that move the cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:60]


def _list_of(made: zipfile.ZipFile, path: Path) -> Mapping[str, Any]:
    if made.getinfo(MANIFEST).file_size > _LIST:
        raise ArchiveError("archive-bomb")
    try:
        told = json.loads(made.read(MANIFEST))
    except (*_BROKEN, OSError, RecursionError) as error:
        raise ArchiveError("archive-damaged", member=MANIFEST) from error
    if not isinstance(told, dict) or "format" not in told or not isinstance(told.get("members"), dict):
        raise ArchiveError("archive-none", file=path.name)
    return told


def _member(name: str, entry: object) -> Member:
    match entry:
        case {"bytes": int(size), "sha256": str(digest)} if is_safe(name):
            return Member(name, size, digest)
    raise ArchiveError("archive-damaged", member=MANIFEST)
