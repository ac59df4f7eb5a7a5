"""Text typed with a TCVN3 or VNI font, turned into Unicode: each word read the way the whole cell makes likely.

A cell may mix encodings, a font's name may be missing or wrong, and many strings are possible in two of them
("bé" is "bộ" in TCVN3). So every word gets a cost for each reading (is it a Vietnamese word that way?) and the
cheapest path through the cell is taken, where changing the encoding between words costs too. Without a font that
says so, nothing is converted unless some word proves that it cannot be Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sync.normalise.codes import decode_tcvn3, undo_cp1252
from sync.normalise.fonts import Font, font_of
from sync.normalise.readings import FOREIGN, READINGS, Encoding, cost, proof, reading
from sync.normalise.tables import KNOWN

_WORD = re.compile("[A-Za-z\x80-\x9f¡-®µ-¹»-ÿĀ-ɏ\u0300-\u036fḀ-ỿ]+")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_UNITS = re.compile("µ(?:m|g|l|L|s|S|F|A|V|W|M|N|H|C|J|Pa|Sv|Gy|Bq|mol|kat)?|m?Ω|Å")
# A capital of the set VN1 that arrived as a cp1252 quotation mark or dash, between two capitals.
_HIDDEN_CAPITAL = re.compile("[A-Z¡-§]{1,3}[€„…†‡‰‹‘’“”•–—˜™›][A-Z¡-§]{1,3}(?![^\\W\\d_])")

_SIGNED = re.compile("[a-z][¡-¿×÷]|[¡-¿×÷][a-z]")
_QUOTED = re.compile(r"«\s[^«»]*\s»")

_CHANGE = 2.0


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in Unicode, and what it was: UNICODE (unchanged), TCVN3, TCVN3-H (capitals font), VNI or MIXED."""

    text: str
    encoding: str

    @property
    def changed(self) -> bool:
        """True where the text was not Unicode before."""
        return self.encoding != "UNICODE"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the cell: where it stands, its font, and whether it can only be Unicode."""

    start: int
    text: str
    font: Font
    fixed: bool


@lru_cache(maxsize=4096)  # forms repeat their prefilled texts, from division to division and month to month
def to_unicode(text: str, font: str | None = None) -> Converted:
    """Return `text` in Unicode. `font` is the cell's font; several, joined by "+", where its runs differ.

    Good Unicode comes back unchanged to the last space. Converted text is NFC and without spaces at its ends.
    """
    return to_unicode_runs([(text, font)])


def to_unicode_runs(runs: Sequence[tuple[str, str | None]]) -> Converted:
    """Return the joined text of `runs` (text, font) in Unicode; the font decides each run, then the words."""
    text = "".join(part for part, _ in runs)
    fonts = [font_of(name) for _, name in runs]
    capitals = any(font.capitals for font in fonts)
    if len(fonts) == 1 and "TCVN3" in fonts[0].families and not text.isascii():
        text = _HIDDEN_CAPITAL.sub(_with_capital, text)
    if not capitals and not any("\x80" <= char <= "\xff" for char in text):
        return Converted(text, "UNICODE")
    if len(fonts) == 1 and not fonts[0].known and not any(map(_is_odd, set(_WORD.findall(text)))):
        return Converted(text, "UNICODE")  # by far the most cells: no word need be placed
    if len(set(fonts)) == 1 and _is_misnamed(text, fonts[0]):
        fonts = [font_of(None)] * len(fonts)  # letters that only Unicode has: the font was put over the text later
    words = _words(text, [(len(part), font) for (part, _), font in zip(runs, fonts, strict=True)])
    # Where the font says nothing an odd word must speak.
    silent = not any(font.known for font in fonts)
    if silent and not any(_is_doubtful(word) for word in words):
        return Converted(text, "UNICODE")
    path = _path(words)
    if not any(font.known for font in fonts) and (rare := _rarer(path)):
        path = _path(words, without=rare)
    return _assembled(text, words, _proven(words, path))


def _rarer(path: Sequence[Encoding]) -> Encoding | None:
    """Return the legacy encoding that fewer words have, where both occur: no cell without fonts mixes them."""
    tcvn3, vni = path.count("TCVN3"), path.count("VNI")
    if not (tcvn3 and vni):
        return None
    return "VNI" if vni <= tcvn3 else "TCVN3"


def _is_misnamed(text: str, font: Font) -> bool:
    return "UNICODE" not in font.families and any(c in "ĂăĐđĨĩŨũƠơƯư" or "Ạ" <= c <= "ỹ" for c in text)


def _is_doubtful(word: _Word) -> bool:
    """Return whether the word is odd enough in Unicode to prove something: most cells have none and are done."""
    return not word.fixed and _is_odd(word.text)


@lru_cache(maxsize=8192)  # a language has few words
def _is_odd(word: str) -> bool:
    return not word.isascii() and cost(word, "UNICODE") >= FOREIGN


def _with_capital(match: re.Match[str]) -> str:
    """Return the word with its quotation mark or dash read as a VN1 capital, where that makes it a known word."""
    word = undo_cp1252(match.group())
    return word if len(word) > 3 and decode_tcvn3(word).lower() in KNOWN else match.group()


def _words(text: str, spans: Sequence[tuple[int, Font]]) -> list[_Word]:
    """Return the words of `text`, cut where the font's encoding changes."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    words = []
    begin = 0
    for length, font in _merged(spans):
        end = begin + length
        for match in _WORD.finditer(text, begin, end):
            fixed = any(a <= match.start() < b for a, b in addresses) or _is_sign(text, match)
            words.append(_Word(match.start(), match.group(), font, fixed))
        begin = end
    return words


def _merged(spans: Sequence[tuple[int, Font]]) -> list[tuple[int, Font]]:
    """Return `spans` with neighbours of the same kind of font joined, so that no word is cut without need."""
    merged: list[tuple[int, Font]] = []
    for length, font in spans:
        if merged and merged[-1][1] == font:
            merged[-1] = (merged[-1][0] + length, font)
        else:
            merged.append((length, font))
    return merged


def _is_sign(text: str, match: re.Match[str]) -> bool:
    """Return whether the word is a sign or a unit beside a number: 5µm, §5, 3×4, ½, ø21, £100."""
    word = match.group()
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isdigit() and _UNITS.fullmatch(word):
        return True
    if len(word) > 1 or word.isascii() or word in "®ñ":
        return False
    if word in "«»" and _QUOTED.search(text):
        return True
    return (
        before.isdigit() or after.isdigit() or (word in "×÷§" and text[match.end() : match.end() + 2].strip().isdigit())
    )


def _path(words: Sequence[_Word], without: Encoding | None = None) -> list[Encoding]:
    """Return the cheapest encoding of each word, the changes between them counted (Viterbi); none is `without`."""
    encodings = [encoding for encoding in READINGS if encoding != without]
    totals: dict[Encoding, float] = {}
    steps: list[dict[Encoding, Encoding]] = []
    for word in words:
        prior = word.font.start()
        came: dict[Encoding, Encoding] = {}
        new: dict[Encoding, float] = {}
        for encoding in encodings:
            change = {old: total + (_CHANGE + prior[encoding] / 2) * (old != encoding) for old, total in totals.items()}
            came[encoding] = min(change, key=lambda old: change[old]) if change else encoding
            entered = change[came[encoding]] if change else prior[encoding]
            new[encoding] = entered + _word_cost(word, encoding)
        totals = new
        steps.append(came)
    return _walked_back(totals, steps)


def _walked_back(totals: dict[Encoding, float], steps: list[dict[Encoding, Encoding]]) -> list[Encoding]:
    path: list[Encoding] = []
    state = min(totals, key=lambda encoding: totals[encoding]) if totals else "UNICODE"
    for came in reversed(steps):
        path.append(state)
        state = came[state]
    return path[::-1]


def _word_cost(word: _Word, encoding: Encoding) -> float:
    """Return how unlikely this reading is; against the font of its own run it costs more."""
    if word.text.isascii() or word.fixed:
        return 0.0
    # A VNI font may well hold Unicode, but hardly TCVN3.
    strange = 0.5 if encoding == "UNICODE" else 2.5
    against = strange if word.font.known and encoding not in word.font.families else 0.0
    if encoding == "UNICODE" and word.font.families == {"TCVN3"} and _SIGNED.search(word.text):
        against = FOREIGN  # no sign touches a letter in its fonts: "Niª" is a name that no word list knows
    # Where both readings are as good, the word goes with the legacy words beside it.
    either = 0.01 if encoding == "UNICODE" and max(word.text) <= "\xff" else 0.0
    return cost(word.text, encoding) + against + either


def _proven(words: Sequence[_Word], path: Sequence[Encoding]) -> list[Encoding]:
    """Return `path` without the encodings that neither a font names nor a word proves.

    Half a proof is enough in a cell that has Vietnamese words besides.
    """
    proofs: dict[str, float] = {"UNICODE": 1.0, "TCVN3": 0.0, "VNI": 0.0}
    company = sum(len(w.text) > 1 and reading(w.text, how).lower() in KNOWN for w, how in zip(words, path, strict=True))
    for word, encoding in zip(words, path, strict=True):
        if not word.fixed and not word.text.isascii():
            own = 1.0 if encoding in word.font.families else proof(word.text, encoding)
            proofs[encoding] += 1.0 if own and company > 1 else own
    return [encoding if proofs[encoding] >= 1.0 else "UNICODE" for encoding in path]


def _assembled(text: str, words: Sequence[_Word], path: Sequence[Encoding]) -> Converted:
    """Return the converted cell: words by their encodings, all between them as it was."""
    shown = [_shown(word, encoding) for word, encoding in zip(words, path, strict=True)]
    kinds = _kinds(words, path, shown)
    if not kinds:
        return Converted(text, "UNICODE")
    if "TCVN3" in kinds:
        shown = _capitals(words, shown)
    pieces = []
    at = 0
    for word, new in zip(words, shown, strict=True):
        pieces += [text[at : word.start], new]
        at = word.start + len(word.text)
    return Converted("".join([*pieces, text[at:]]).strip(), kinds.pop() if len(kinds) == 1 else "MIXED")


def _shown(word: _Word, encoding: Encoding) -> str:
    if word.fixed:
        return word.text
    new = reading(word.text, encoding)
    in_capitals = word.font.capitals and (encoding == "TCVN3" or word.text.isascii())
    return new.upper() if in_capitals else new


def _kinds(words: Sequence[_Word], path: Sequence[Encoding], shown: Sequence[str]) -> set[str]:
    """Return the encodings that changed something, and UNICODE if other words, or half a word, were it already."""
    kinds: set[str] = set()
    already = False
    for word, encoding, new in zip(words, path, shown, strict=True):
        if new != word.text:
            kinds.add("TCVN3-H" if word.font.capitals else encoding)
        already = already or (not word.fixed and _is_unicode(word.text, encoding))
    only_letters_raised = already and kinds == {"TCVN3-H"} and "TCVN3" not in path
    if only_letters_raised or not kinds:
        return set()
    return kinds | {"UNICODE"} if already else kinds


def _is_unicode(text: str, encoding: Encoding) -> bool:
    """Return whether Vietnamese letters in `text` were Unicode before, whatever the rest of it was."""
    if any(char > "\xff" for char in text):
        return True
    return encoding == "UNICODE" and not text.isascii() and cost(text, "UNICODE") < FOREIGN


def _capitals(words: Sequence[_Word], shown: Sequence[str]) -> list[str]:
    """Return TCVN3 words typed in capitals in capitals throughout ("QUYÕT" reads "QUYếT": VN3 has no "Ế").

    A word with one capital or none ("Hµ") counts as typed in capitals only where the whole cell is.
    """
    typed = [word.text for word in words]
    sure = [
        sum(map(_is_capital, old)) > 1 and not _has_small(old) and new != new.upper()
        for old, new in zip(typed, shown, strict=True)
    ]
    whole = any(sure) and not any(_has_small(old) for old in typed)
    return [new.upper() if one or whole else new for new, one in zip(shown, sure, strict=True)]


def _is_capital(char: str) -> bool:
    return "A" <= char <= "Z" or "¡" <= char <= "§" or (char >= "Ā" and char.isupper())


def _has_small(typed: str) -> bool:
    """Return whether a letter is small that VN3 also has as a capital, so that it was meant small."""
    return any("a" <= char <= "z" or "¨" <= char <= "®" or (char >= "Ā" and char.islower()) for char in typed)
