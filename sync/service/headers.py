"""Headers of a letter, folded by RFC 2047 and 5322 alone, so that every mail program shows the very words.

email's own folding loses spaces of long Vietnamese subjects in some versions of Python ("biểutháng"): it mixes words
that are encoded with words that are not, and the space between the two goes astray. Here a text is encoded whole or not
at all. Between two encoded words a reader drops the space (RFC 2047, 6.2), so a space that counts stands inside of one.
"""

from __future__ import annotations

import base64
from email.headerregistry import Address
from email.policy import EmailPolicy

_LONGEST = 45  # bytes in one encoded word: 60 letters of base64 and 12 around them, of the 75 that the RFC allows
_FIRST = 36  # of the first one, which stands behind the header's name: 76 letters a line
_PLAIN = 60  # letters that stand as they are, on one line beside the header's name
_ADDRESSES = frozenset({"from", "to", "reply-to", "cc"})
_SPECIALS = frozenset('()<>[]:;@\\,."')  # RFC 5322, 3.2.3: a name that holds one of them is quoted


class LetterPolicy(EmailPolicy):
    """SMTP's policy with its own folding of the subject and of names before addresses."""

    def fold(self, name: str, value: str) -> str:
        """Return a header as its lines."""
        told = name.casefold()
        if told == "subject":
            return f"{name}: {_text(str(value))}\r\n"
        if told in _ADDRESSES:
            told_all = (_mailbox(each) for each in getattr(value, "addresses", ()))
            return f"{name}: {f',{_BREAK}'.join(told_all)}\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as its lines, in ASCII."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


_BREAK = "\r\n "
LETTER = LetterPolicy(linesep="\r\n")


def _mailbox(address: Address) -> str:
    if not address.display_name:
        return address.addr_spec
    return f"{_name(address.display_name)}{_BREAK}<{address.addr_spec}>"


def _name(text: str) -> str:
    if not _may_stand(text):
        return _encoded(text)
    if not _SPECIALS.intersection(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(text: str) -> str:
    return text if _may_stand(text) else _encoded(text)


def _may_stand(text: str) -> bool:
    """True of a text that needs no encoding and could not be taken for an encoded one."""
    return len(text) <= _PLAIN and text.isascii() and text.isprintable() and "=?" not in text and text == text.strip()


def _encoded(text: str) -> str:
    """Return a text as encoded words, one a line: cut after spaces where that can be, never inside of a letter."""
    words: list[bytes] = []
    rest = text
    while rest:
        end, size = 0, 0
        room = _LONGEST if words else _FIRST
        for letter in rest:
            size += len(letter.encode())
            if size > room:
                break
            end += 1
        space = rest.rfind(" ", 0, end) + 1
        cut = space if space and end < len(rest) else end
        words.append(rest[:cut].encode())
        rest = rest[cut:]
    return _BREAK.join(f"=?utf-8?b?{base64.b64encode(word).decode('ascii')}?=" for word in words)
