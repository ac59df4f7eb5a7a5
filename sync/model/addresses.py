"""What an address of e-mail may be here: one box, in letters that every server takes."""

from __future__ import annotations

import re

# RFC 5321 4.1.2: a dot-string, "@", a domain. What it allows beside (quoted boxes, addresses in numbers, letters beyond
# ASCII by RFC 6531) no office has, and half of the servers refuse.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,}}")


def is_address(text: str) -> bool:
    """True of one address of e-mail and nothing else: no name, no second address, no line end."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None
