"""Fields masks: `a,b(c,d/e)` → a tree of names; an empty tree means all of it."""

from __future__ import annotations

import re
from typing import Any

Obj = dict[str, Any]
TOKEN = re.compile(r"\s*([A-Za-z_$][\w$]*|\*|[(),./])\s*")


def parse(mask: str) -> Obj:
    """Return the tree of a mask; raises ValueError where it is not one."""
    tokens: list[str] = []
    at = 0
    while at < len(mask):
        found = TOKEN.match(mask, at)
        if found is None:
            raise ValueError(f"{mask[at:]!r}")
        tokens.append(found.group(1))
        at = found.end()
    tree, rest = _names(tokens)
    if rest or not tokens:
        raise ValueError("".join(rest) or "empty")
    return tree


def _names(tokens: list[str]) -> tuple[Obj, list[str]]:
    tree: Obj = {}
    while True:
        tokens = _path(tree, tokens)
        if not tokens or tokens[0] != ",":
            return tree, tokens
        tokens = tokens[1:]


def _path(tree: Obj, tokens: list[str]) -> list[str]:
    if not tokens or tokens[0] in "(),./":
        raise ValueError("a name is lacking")
    whole = tokens[0] in tree and not tree[tokens[0]]
    inner = tree.setdefault(tokens[0], {})
    rest = tokens[1:]
    if rest and rest[0] in "./":
        rest = _path(inner, rest[1:])
    elif rest and rest[0] == "(":
        more, rest = _names(rest[1:])
        if not rest or rest[0] != ")":
            raise ValueError("a bracket is open")
        inner.update(more)
        rest = rest[1:]
    else:
        inner.clear()
    if whole:
        inner.clear()
    return rest


def only(value: Any, tree: Obj) -> Any:
    """Return the parts of a value that the tree names; what is there stays, if empty. One object stays one object."""
    return _only(value, tree, {})


def _only(value: Any, tree: Obj, seen: dict[tuple[int, int], Obj]) -> Any:
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [_only(one, tree, seen) for one in value]
    if not isinstance(value, dict):
        return value
    at = id(value), id(tree)
    if at not in seen:
        seen[at] = {name: _only(inner, tree[name], seen) for name, inner in value.items() if name in tree}
    return seen[at]


def put(target: Obj, source: Obj, tree: Obj) -> None:
    """Write the parts of `source` that the tree names into `target`; what is named and not in `source` is cleared."""
    if "*" in tree:
        target.clear()
        target.update(source)
        return
    for name, inner in tree.items():
        if inner and isinstance(source.get(name, {}), dict):
            into = target.setdefault(name, {})
            put(into, source.get(name, {}), inner)
            if not into:
                del target[name]
        elif source.get(name) is None:
            target.pop(name, None)
        else:
            target[name] = source[name]
