"""A mapping of config.yaml read field by field: typed by us, not by YAML, and what is wrong is noted with its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from typing import TypeVar

import yaml

from sheets.text import clean
from sync.model import config_values
from sync.model.config_error import ConfigProblem
from sync.model.messages.config import EXAMPLES
from sync.model.outline import ALWAYS, OutlineText, Validity
from sync.model.yaml_syntax import quoted

T = TypeVar("T")

_MARKS = ("‹kỳ này›", "‹kỳ sau›", "‹KỲ NÀY›", "‹KỲ SAU›")
_LIKE_A_MARK = re.compile(r"[‹<«{\[]([^‹›<>«»{}\[\]]{1,12})[›>»}\]]|‹[^‹›]{0,12}|[^‹›]{0,12}›")
_KEY_WITHOUT_COLON = re.compile(r"(?P<key>division|text)\s*=?\s+(?P<value>\S+)")
_TRUTH = {"true": True, "yes": True, "có": True, "false": False, "no": False, "không": False}
_NULL = frozenset(("~", "null", "Null", "NULL"))  # what YAML writes for nothing
_SHOWN = 6


class Ledger:
    """The problems found so far in one file."""

    def __init__(self) -> None:
        self.problems: list[ConfigProblem] = []

    def note(self, code: str, line: int, **facts: str) -> None:
        """Add one problem."""
        self.problems.append(ConfigProblem(code, line, tuple(facts.items())))

    def note_choice(self, code: str, line: int, typed: str, allowed: Collection[str], **facts: str) -> None:
        """Add one problem of a word out of a list: `config-misspelt-…` where one is near, else `config-unknown-…`."""
        meant = config_values.near(typed, list(allowed))
        if meant:
            self.note(f"config-misspelt-{code}", line, typed=typed, suggestion=meant, **facts)
        else:
            self.note(f"config-unknown-{code}", line, typed=typed, allowed=shortened(allowed), **facts)


class Fields:
    """One mapping. Each getter returns the typed value, or a harmless stand-in after noting what is wrong.

    `close` then reports the keys that nobody asked for and the required ones that are not there.
    """

    def __init__(self, node: yaml.MappingNode, ledger: Ledger) -> None:
        self.line = line_of(node)
        self.ledger = ledger
        self._flow = bool(node.flow_style)
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        self._asked: list[str] = []
        self._missing: dict[str, str] = {}  # with what might stand there
        for key_node, value in node.value:
            self._take(key_node, value)

    def _take(self, key_node: yaml.Node, value: yaml.Node) -> None:
        key = clean(str(key_node.value)).strip() if isinstance(key_node, yaml.ScalarNode) else "{…}"
        if key in self._nodes:
            self.ledger.note("config-repeated-key", line_of(key_node), key=key, first=str(self._lines[key]))
            return
        self._nodes[key] = value
        self._lines[key] = line_of(key_node)

    def line_at(self, key: str) -> int:
        """Return the line of a key's value; the mapping's own where there is none."""
        node = self._nodes.get(key)
        return line_of(node) if node else self.line

    def has(self, key: str) -> bool:
        """Tell whether the key is there with a value."""
        return key in self._nodes and not _is_empty(self._nodes[key])

    def free_keys(self) -> tuple[str, ...]:
        """Return all keys of a mapping whose keys are free (and counts them as asked for)."""
        self._asked += self._nodes
        return tuple(self._nodes)

    def node(self, key: str, required: bool = False, example: str = "") -> yaml.Node | None:
        """Return the key's node, or None where it is missing or empty; a required one is then noted."""
        self._asked.append(key)
        node = self._nodes.get(key)
        if node is None:
            if required:
                self._missing[key] = example or _example(key)
            return None
        if _is_empty(node):
            if required:
                self.ledger.note("config-empty-value", line_of(node), key=key, example=example or _example(key))
            return None
        return node

    def text(self, key: str, default: str | None = None, example: str = "") -> str:
        """Return one text; without a default it is required, and `example` shows what might stand there."""
        node = self.node(key, default is None, example)
        return self._scalar(node, key) if node else (default or "")

    def texts(self, key: str, required: bool = False, example: str = "") -> tuple[str, ...]:
        """Return a list of texts; one text alone counts as a list of one."""
        return tuple(text for text, _ in self.marked(key, required, example))

    def marked(self, key: str, required: bool = False, example: str = "") -> tuple[tuple[str, int], ...]:
        """Return a list of texts, each with its line; `example` shows what might stand there."""
        items = self._items(key, self.node(key, required, example), one=True)
        read = [(self._scalar(item, key), line_of(item)) for item in items]
        if required and self.has(key) and not items:
            self.ledger.note("config-empty-value", self.line_at(key), key=key, example=example or _example(key))
        return tuple((text, line) for text, line in read if text)

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the allowed words; the first one stands in for a wrong one."""
        typed = self.text(key, default, allowed[0])
        if typed in allowed or not self.has(key):
            return typed or allowed[0]
        if typed:
            self.ledger.note_choice("choice", self.line_at(key), typed, allowed, key=key)
        return allowed[0]

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is not there."""
        typed = self.text(key, "")
        if typed and typed.casefold() not in _TRUTH:
            self.ledger.note("config-not-yes-or-no", self.line_at(key), key=key, typed=typed)
        return _TRUTH.get(typed.casefold(), False)

    def number(self, key: str) -> Decimal | None:
        """Return a number, or None where it is not there."""
        typed = self.text(key, "")
        value = config_values.number(typed)
        if typed and value is None:
            self._not_a_number(key, typed)
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number within limits; `low` stands in for a wrong one."""
        typed = self.text(key, None if default is None else "")
        if re.fullmatch(r"\d{1,9}", typed) and low <= int(typed) <= high:
            return int(typed)
        if typed:
            example = str(default if default is not None else EXAMPLES.get(key, low))
            facts = {"low": str(low), "high": str(high), "example": example}
            self.ledger.note("config-out-of-range", self.line_at(key), key=key, typed=typed, **facts)
        return low if default is None else default

    def day(self, key: str) -> dt.date:
        """Return a required day."""
        typed = self.text(key)
        return self._day(key, typed, self.line_at(key)) if typed else dt.date.min

    def days(self, key: str) -> tuple[dt.date, ...]:
        """Return a list of days."""
        return tuple(self._day(key, typed, line) for typed, line in self.marked(key))

    def valid(self) -> Validity:
        """Return the validity of the entry; always, where it says none."""
        typed = self.text("valid", "")
        if not typed:
            return ALWAYS
        value = config_values.validity(typed)
        if value is None:
            self.ledger.note("config-not-a-validity", self.line_at("valid"), key="valid", typed=typed)
            return ALWAYS
        if value.start and value.end and value.start > value.end:
            first, _, last = typed.partition("..")
            self.ledger.note(
                "config-validity-reversed", self.line_at("valid"), typed=typed, suggestion=f"{last}..{first}"
            )
        return value

    def printed(self, key: str, default: str | None = None) -> str:
        """Return a text that is printed: its ‹kỳ này› and ‹kỳ sau› are looked at."""
        text = self.text(key, default)
        self._look_at_marks(text, self.line_at(key))
        return text

    def outline_texts(self, key: str) -> tuple[OutlineText, ...]:
        """Return the texts that the outline supplies: one text, {text, valid}, or a list of these."""
        return tuple(self._outline_text(key, item) for item in self._items(key, self.node(key), one=True))

    def outline_text(self) -> OutlineText:
        """Return this mapping's own `text` with its `valid`."""
        return OutlineText(self.printed("text"), self.line_at("text"), self.valid())

    def fields(self, key: str, make: Callable[[Fields], T], required: bool = False) -> T | None:
        """Return what `make` makes of the mapping under the key, or None."""
        node = self.node(key, required)
        return self._made(key, node, make) if node else None

    def entries(self, key: str, make: Callable[[Fields], T], required: bool = False) -> tuple[T, ...]:
        """Return what `make` makes of each mapping of the list under the key."""
        node = self.node(key, required)
        items = self._items(key, node)
        if required and isinstance(node, yaml.SequenceNode) and not items:
            self.ledger.note("config-empty-value", line_of(node), key=key, example=_example(key))
        made = (self._made(key, item, make) for item in items)
        return tuple(one for one in made if one is not None)

    def either(self, key: str, make_text: Callable[[OutlineText], T], make: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return the list under the key: of a plain text what `make_text` makes, of a mapping what `make` makes."""
        made = (
            make_text(self._outline_text(key, item))
            if isinstance(item, yaml.ScalarNode)
            else self._made(key, item, make)
            for item in self._items(key, self.node(key))
        )
        return tuple(one for one in made if one is not None)

    def close(self) -> None:
        """Note the keys that nobody asked for, and the required ones that are missing."""
        absent = [key for key in dict.fromkeys(self._asked) if key not in self._nodes]
        for key in self._nodes:
            if key not in self._asked:
                meant = self._note_unknown(key, absent)
                self._missing.pop(meant, None)
        for key, example in self._missing.items():
            self.ledger.note("config-missing-key", self.line, key=key, example=example)

    def _note_unknown(self, key: str, absent: list[str]) -> str:
        line, node = self._lines[key], self._nodes[key]
        meant = config_values.near(key, absent)
        if self._flow and not meant and isinstance(node, yaml.ScalarNode) and not (node.value or node.style):
            self.ledger.note("config-comma-splits", line, key=key, suggestion=self._unsplit(key))
        elif meant:
            self.ledger.note("config-misspelt-key", line, key=key, suggestion=meant)
        else:
            self.ledger.note("config-unknown-key", line, key=key, allowed=shortened(absent or self._asked))
        return meant or ""

    def _unsplit(self, key: str) -> str:
        """Return how the entry before this one should be written, the comma and this one being a part of it."""
        keys = list(self._nodes)
        before = keys[max(keys.index(key) - 1, 0)]
        value = str(self._nodes[before].value)
        return (
            f"{before}: {value}{key}" if value.isdigit() and key.isdigit() else f"{before}: {quoted(f'{value}, {key}')}"
        )

    def _scalar(self, node: yaml.Node, key: str) -> str:
        """Return the text of a node as it was typed, whatever YAML takes it for."""
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.ledger.note("config-tag", line_of(node), key=key, typed=node.tag)
            return ""
        if isinstance(node, yaml.ScalarNode):
            return clean(node.value)
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1 and _is_sentence(node.value[0]):
            first, rest = node.value[0]
            whole = quoted(f"{first.value}: {rest.value}")
            self.ledger.note("config-colon-in-text", line_of(node), key=key, suggestion=whole)
            return ""
        self.ledger.note("config-text-wanted", line_of(node), key=key, example=_example(key))
        return ""

    def _items(self, key: str, node: yaml.Node | None, one: bool = False) -> list[yaml.Node]:
        if node is None:
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if not one:
            self.ledger.note("config-list-wanted", line_of(node), key=key)
        return [node] if one else []

    def _made(self, key: str, node: yaml.Node, make: Callable[[Fields], T]) -> T | None:
        if not isinstance(node, yaml.MappingNode):
            self.ledger.note("config-fields-wanted", line_of(node), key=key, example=_example(key))
            return None
        below = Fields(node, self.ledger)
        made = make(below)
        below.close()
        return made

    def _outline_text(self, key: str, node: yaml.Node) -> OutlineText:
        if isinstance(node, yaml.MappingNode) and not (len(node.value) == 1 and _is_sentence(node.value[0])):
            return self._made(key, node, Fields.outline_text) or OutlineText("", line_of(node))
        text = self._scalar(node, key)
        found = _KEY_WITHOUT_COLON.fullmatch(text)
        if found:
            suggestion = f"{found['key']}: {found['value']}"
            self.ledger.note("config-colon-missing", line_of(node), suggestion=suggestion)
        self._look_at_marks(text, line_of(node))
        return OutlineText(text, line_of(node))

    def _look_at_marks(self, text: str, line: int) -> None:
        for mark in _LIKE_A_MARK.finditer(text):
            if mark[0] not in _MARKS and ("‹" in mark[0] or "›" in mark[0] or _near_a_mark(mark[1])):
                self.ledger.note("config-placeholder", line, typed=mark[0])

    def _not_a_number(self, key: str, typed: str) -> None:
        if config_values.is_grouped(typed):
            whole = re.sub(r"[., ]", "", typed)
            fraction = re.sub(r"[.,](\d\d)\d$", r",\1", typed) if len(whole) < 7 else f"{whole},5"
            self.ledger.note(
                "config-ambiguous-number", self.line_at(key), key=key, typed=typed, whole=whole, fraction=fraction
            )
        else:
            self.ledger.note("config-not-a-number", self.line_at(key), key=key, typed=typed)

    def _day(self, key: str, typed: str, line: int) -> dt.date:
        value = config_values.day(typed)
        if value is None:
            self.ledger.note("config-not-a-date", line, key=key, typed=typed)
        return value or dt.date.min


def _near_a_mark(inside: str) -> bool:
    return config_values.near(inside, ["kỳ này", "kỳ sau"]) is not None


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, from 1."""
    return int(node.start_mark.line) + 1


def shortened(words: Iterable[str]) -> str:
    """Return the first few of many words, for a sentence."""
    listed = list(dict.fromkeys(words))
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


def _is_empty(node: yaml.Node) -> bool:
    if not isinstance(node, yaml.ScalarNode) or node.tag[:4] != "tag:":
        return False
    return not node.value.strip() or (not node.style and node.value in _NULL)


def _is_sentence(pair: tuple[yaml.Node, yaml.Node]) -> bool:
    """Tell whether `Lưu: VT, VP` was meant as a text: what stands before the colon is no key of ours."""
    key, value = pair
    scalars = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    return scalars and not re.fullmatch(r"[a-z_]+", str(key.value))


def _example(key: str) -> str:
    return EXAMPLES.get(key, "…")
