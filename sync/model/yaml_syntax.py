"""Bytes of a YAML file → its nodes with their lines, or the one problem that keeps it from being read."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

import yaml

from sync.model.config_error import ConfigProblem

# YAML 1.2, production [1] c-printable, without what decoding already refuses.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ENTRY = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*)\s*:\s+(?P<value>\S.*)$")
_IN_BRACES = re.compile(r"(?P<key>[A-Za-z_][\w-]*):\s+(?P<value>[^\s,{}\[\]\"][^,{}\[\]\"]*:\s[^,{}\[\]\"]*)")
_ITEM = re.compile(r"^\s*- +(?P<value>\S.*)$")
_BARE_KEY = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*)\s*(?::(?P<value>\S.*))?$")
# What stands where "- " should: a dash of Word, a bullet, a dash without its space.
_BAD_DASH = re.compile(r"^\s*(?:[–—•·*+]\s*|-(?=[^\s-]))(?P<value>\S.*)$")
_SEMICOLON = re.compile(r";\s*[A-Za-z_]+:")
_EQUALS = re.compile(r"^\s*(?P<key>[A-Za-z_]+)\s*=\s*(?P<value>.*)$")
_CLOSING = {"[": "]", "{": "}"}
_ALIAS = re.compile(r"(?:^|[\s\[{,:])\*\w", re.MULTILINE)


def compose(data: bytes) -> yaml.MappingNode | ConfigProblem:
    """Return the root mapping of a YAML text, every node with its line and its text as typed; else the problem.

    Nothing is typed here: YAML 1.1 would turn 01 into 1, 12:30 into 750 and "no" into False.
    """
    text = _decoded(data)
    if isinstance(text, ConfigProblem):
        return text
    try:
        root = yaml.compose(text, _loader())
        alias = _alias_line(text)
    except yaml.MarkedYAMLError as error:
        return _explained(error, text.splitlines())
    except yaml.YAMLError:
        return ConfigProblem("config-indent", 1)
    if alias:
        return ConfigProblem("config-alias", alias)
    if root is None:
        return ConfigProblem("config-empty", 0)
    if not isinstance(root, yaml.MappingNode):
        return ConfigProblem("config-not-a-mapping", root.start_mark.line + 1)
    return _swallowed_item(root, text.splitlines()) or root


_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


@cache
def _loader() -> type[yaml.SafeLoader]:
    usual = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    class Untyped(usual):  # type: ignore[misc,valid-type]  # chosen above
        def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
            return _TAGS[kind]

    return Untyped


def quoted(text: str) -> str:
    """Return a text in double quotes, as it may be written in YAML; quotes inside become typographic ones."""
    inner = re.sub(r'"([^"]*)"', r"“\1”", text.strip().replace("\\", "/")).replace('"', "”")
    return f'"{inner}"'


def _decoded(data: bytes) -> str | ConfigProblem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        return ConfigProblem("config-utf16", 0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return ConfigProblem("config-not-utf8", data.count(b"\n", 0, error.start) + 1)
    odd = _UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        return ConfigProblem("config-odd-character", line, (("typed", f"U+{ord(odd[0]):04X}"),))
    return text


def _alias_line(text: str) -> int:
    """Return the line of the first alias, or 0: an alias can hold itself, and a thousand can hide in ten lines."""
    if not _ALIAS.search(text):
        return 0
    marks = (event.start_mark for event in yaml.parse(text, _loader()) if isinstance(event, yaml.AliasEvent))
    return next((mark.line + 1 for mark in marks if mark), 0)


def _swallowed_item(root: yaml.Node, lines: list[str]) -> ConfigProblem | None:
    """Return the list item that YAML takes for a part of a text, or None: "– VP", or "- VP" out of its column."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            nodes += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style and node.end_mark.line > node.start_mark.line:
            first, last = node.start_mark.line, node.end_mark.line
            for at in range(first, min(last + 1, len(lines))):
                begins = not lines[at][: node.start_mark.column].strip() if at == first else True
                found = (begins and _BAD_DASH.match(lines[at])) or (at > first and _ITEM.match(lines[at]))
                if found:
                    return _dash(at, found["value"])
    return None


def _odd_item(lines: list[str], at: int) -> ConfigProblem | None:
    """Return the odd one in the list of plain texts that ends at a line: its dash is none, or out of its column."""
    column = len(lines[at]) - len(lines[at].lstrip())
    for n in range(at - 1, -1, -1):
        bad, item = _BAD_DASH.match(lines[n]), _ITEM.match(lines[n])
        if bad:
            return _dash(n, bad["value"])
        if not item or _ENTRY.match(lines[n]):
            return None
        if _ITEM.match(lines[at]) and len(lines[n]) - len(lines[n].lstrip()) != column:
            return _dash(n, item["value"])
    return None


def _dash(at: int, value: str) -> ConfigProblem:
    return ConfigProblem("config-dash", at + 1, (("suggestion", f"- {value.strip()}"),))


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> ConfigProblem:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    context = error.context_mark.line if error.context_mark else at
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    if "\t" in indent or "tab character" in problem:
        return ConfigProblem("config-tab", at + 1)
    if "undefined alias" in problem or "duplicate anchor" in problem:
        return ConfigProblem("config-alias", at + 1)
    if "another document" in problem or ("document start" in problem and lines[at].startswith("---")):
        return ConfigProblem("config-two-documents", at + 1)
    if "end of stream" in problem and "quoted" in (error.context or ""):
        return ConfigProblem("config-quote-open", _open_quote(lines, context) + 1)
    if "escape" in problem or "hexdecimal" in problem:
        return ConfigProblem("config-backslash", at + 1)
    if problem.endswith(("',' or ']'", "',' or '}'")):
        return _bracket(lines, context, at, "[" if problem.endswith("']'") else "{")
    item = _odd_item(lines, at)
    if item:
        return item
    if "cannot start any token" in problem or "node content" in problem or "entries are not allowed" in problem:
        return _odd_start(lines[at], at, column)
    if "expected ':'" in problem:
        return _colon_missing(lines, context)
    if "mapping values" in problem:
        return _stray_colon(lines, at)
    return _stray_key(lines, at, column)


def _bracket(lines: list[str], opened: int, at: int, bracket: str) -> ConfigProblem:
    if _IN_BRACES.search(lines[opened]):
        return _stray_colon(lines, opened)
    # Where the brackets go over several lines, the comma is missing where the reading stopped.
    over_lines = lines[opened].rstrip().endswith((",", "[", "{"))
    facts = (("typed", bracket), ("suggestion", _CLOSING[bracket]))
    return ConfigProblem("config-bracket-open", (at if over_lines else opened) + 1, facts)


def _odd_start(line: str, at: int, column: int) -> ConfigProblem:
    character = line[column : column + 1] or "?"
    return ConfigProblem("config-odd-start", at + 1, (("typed", character), ("suggestion", _quoted_line(line))))


def _colon_missing(lines: list[str], at: int) -> ConfigProblem:
    found = _BARE_KEY.match(lines[at]) or _EQUALS.match(lines[at])
    suggestion = f"{found['key']}: {found['value'] or '…'}" if found else f"{lines[at].strip()[:40]}: …"
    return ConfigProblem("config-colon-missing", at + 1, (("suggestion", suggestion),))


def _stray_colon(lines: list[str], at: int) -> ConfigProblem:
    """Explain "mapping values are not allowed": two colons on a line, a key without one above, or a wrong indent."""
    inside = _IN_BRACES.search(lines[at])
    entry = _ENTRY.match(lines[at])
    if entry and ": " in entry["value"] + " " and not entry["value"].startswith(("[", "{")):
        return ConfigProblem("config-colon-in-text", at + 1, (("suggestion", _quoted_line(lines[at])),))
    if inside and _SEMICOLON.search(inside["value"]):
        return ConfigProblem("config-bracket-open", at + 1, (("typed", "{"), ("suggestion", "}")))
    if inside:
        suggestion = f"{inside['key']}: {quoted(inside['value'])}"
        return ConfigProblem("config-colon-in-text", at + 1, (("suggestion", suggestion),))
    item = _ITEM.match(lines[at])
    if item and item["value"].count(": ") > 1:
        return ConfigProblem("config-colon-in-text", at + 1, (("suggestion", _quoted_line(lines[at])),))
    above = _line_above(lines, at)
    if above != at and _is_bare(lines[above]):
        return _colon_missing(lines, above)
    return ConfigProblem("config-indent", _out_of_column(lines, at) + 1)


def _line_above(lines: list[str], at: int) -> int:
    return next((n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), at)


def _is_bare(line: str) -> bool:
    """Tell whether a line is a key without its colon."""
    return (_BARE_KEY.match(line) or _EQUALS.match(line)) is not None and not line.rstrip().endswith(":")


def _out_of_column(lines: list[str], at: int) -> int:
    """Return the line to blame for a wrong indent: the "- id: …" above where all from `at` on agree, else `at`."""
    above = _line_above(lines, at)
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    agree = len(below) - len(below.lstrip()) == len(lines[at]) - len(lines[at].lstrip()) and not _ITEM.match(below)
    return above if agree and _ITEM.match(lines[above]) else at


def _stray_key(lines: list[str], at: int, column: int) -> ConfigProblem:
    """Explain "did not find expected key": a quote left open above, a text after a bracket, or a wrong indent."""
    if lines[at][:column].strip():
        opened = _open_quote(lines, at)
        if opened != at or '"' in lines[at][:column]:
            return ConfigProblem("config-quote-open", opened + 1)
        entry = _ENTRY.match(lines[at])
        character = entry["value"][0] if entry else lines[at].strip()[0]
        return ConfigProblem(
            "config-odd-start", at + 1, (("typed", character), ("suggestion", _quoted_line(lines[at])))
        )
    opened = _open_quote(lines, at)
    if opened != at:
        return ConfigProblem("config-quote-open", opened + 1)
    return ConfigProblem("config-indent", _out_of_column(lines, at) + 1)


def _open_quote(lines: list[str], at: int) -> int:
    """Return the nearest line at or above `at` whose value opens a quote that it does not close; else `at`."""
    for n in range(at, -1, -1):
        entry = _ENTRY.match(lines[n]) or _ITEM.match(lines[n])
        if entry and entry["value"][0] in "\"'" and entry["value"].count(entry["value"][0]) == 1:
            return n
    return at


def _quoted_line(line: str) -> str:
    entry = _ENTRY.match(line)
    if entry:
        return f"{entry['key']}: {quoted(entry['value'])}"
    item = _ITEM.match(line)
    return f"- {quoted(item['value'])}" if item else quoted(line)
