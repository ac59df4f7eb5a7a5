"""How a path goes from a macro to Python: letters beyond ASCII, spaces, quotes and percent signs as ~ and four digits.

VBA's Shell turns a command line into the machine's code page, in which composed Vietnamese is lost, and the shells of
both systems have rules of their own for quotes, spaces and percent signs. `Escaped` in vba/Buttons.bas does what
`escaped` does here; the digits are those of a UTF-16 unit, as strings are in VBA and in LibreOffice Basic.
"""

from __future__ import annotations

import re
import struct

PLAIN = re.compile(r"[-./0-9:A-Z\\_a-z]")
WHOLE = re.compile(r"(?:[-./0-9:A-Z\\_a-z]|~[0-9A-F]{4})*")


class ArgumentError(ValueError):
    """An argument that no button wrote: it holds a letter that should be escaped, or half an escape."""


def escaped(text: str) -> str:
    """Return `text` in letters that any command line carries unchanged: A-Z a-z 0-9 - . / : \\ _ and ~XXXX."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = struct.unpack(f"<{len(data) // 2}H", data)
    return "".join(chr(unit) if PLAIN.fullmatch(chr(unit)) else f"~{unit:04X}" for unit in units)


def unescaped(argument: str) -> str:
    """Return the text that `escaped` was given; raises ArgumentError for anything that it never writes."""
    if not WHOLE.fullmatch(argument):
        raise ArgumentError(argument)
    wide = b"".join(
        struct.pack("<H", int(unit, 16) if unit else ord(plain))
        for unit, plain in re.findall(r"~([0-9A-F]{4})|(.)", argument)
    )
    return wide.decode("utf-16-le", "surrogatepass")
