"""Google's own description of its calls, and whether a request, an answer or a fields mask keeps to it.

The documents come with google-api-python-client; nothing else of that package is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

Obj = dict[str, Any]

# Drive takes it for files.get as well, which its document does not say; gspread sends it.
TOLERATED = {"includeItemsFromAllDrives"}
INTEGER = {"int32": 2**31, "uint32": 2**32, "int64": 2**63}


@dataclass(frozen=True, slots=True)
class Method:
    """One call of one service."""

    service: str
    name: str
    http: str
    path: re.Pattern[str]
    parameters: Obj
    request: str
    response: str


@cache
def document(service: str) -> Obj:
    """Return the discovery document of `sheets.v4` or `drive.v3`."""
    path = files("googleapiclient") / "discovery_cache" / "documents" / f"{service}.json"
    found: Obj = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def methods() -> tuple[Method, ...]:
    """Return every call of both services."""
    return tuple(method for service in ("sheets.v4", "drive.v3") for method in _methods(service, document(service)))


def _methods(service: str, holder: Obj) -> list[Method]:
    found = []
    for told in holder.get("methods", {}).values():
        path = document(service)["servicePath"] + told["path"]
        pattern = re.sub(r"\\{\w+\\}", "([^/:]+)", re.escape("/" + path))
        parameters = document(service)["parameters"] | told.get("parameters", {})
        names = (told.get(side, {}).get("$ref", "") for side in ("request", "response"))
        found.append(Method(service, told["id"], told["httpMethod"], re.compile(pattern), parameters, *names))
    for inner in holder.get("resources", {}).values():
        found += _methods(service, inner)
    return found


def method_of(http: str, path: str) -> Method | None:
    """Return the call that this request is."""
    return next((one for one in methods() if one.http == http and one.path.fullmatch(path)), None)


def asked(method: Method, query: dict[str, list[str]], body: Obj | None) -> list[str]:
    """Return what Google's document forbids of this request: parameters, body, mask."""
    wrong = []
    for name, values in query.items():
        told = method.parameters.get(name)
        if told is None:
            wrong += [] if name in TOLERATED else [f"{method.name}: no parameter {name}"]
        elif len(values) > 1 and not told.get("repeated"):
            wrong.append(f"{method.name}: {name} twice")
        else:
            wrong += [text for value in values for text in _parameter(f"{method.name}?{name}", value, told)]
    for name, told in method.parameters.items():
        if told.get("required") and told["location"] == "query" and name not in query:
            wrong.append(f"{method.name}: {name} is lacking")
    for mask in query.get("fields", []):
        wrong += masked(method.service, method.response, mask)
    if body is not None:
        wrong += held(method.service, {"$ref": method.request}, body, method.request) if method.request else ["body"]
    return wrong


def _parameter(at: str, value: str, told: Obj) -> list[str]:
    if "enum" in told and value not in told["enum"]:
        return [f"{at}: {value} is none of {told['enum']}"]
    if told["type"] == "boolean" and value.lower() not in {"true", "false"}:
        return [f"{at}: {value} is no boolean"]
    if told["type"] == "integer":
        low, high = float(told.get("minimum", "-inf")), float(told.get("maximum", "inf"))
        return [] if re.fullmatch(r"-?\d+", value) and low <= int(value) <= high else [f"{at}: {value}"]
    return []


def held(service: str, schema: Obj, value: object, at: str) -> list[str]:
    """Return what is wrong with a value under a schema; a null counts as left out, an unknown name as wrong.

    All of the value is looked at; what is one object in many places, as cells alike are, is looked at once.
    """
    looking = _Looking(document(service)["schemas"])
    looking.at(schema, value, at)
    return looking.wrong


@dataclass(slots=True)
class _Looking:
    """One value being held against its schema."""

    schemas: Obj
    wrong: list[str] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)  # by schema and object

    def at(self, schema: Obj, value: object, at: str) -> None:
        if value is None:
            return
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"]]
        kind = schema.get("type", "any")
        if kind == "array":
            self._list(schema["items"], value, at)
        elif kind == "object":
            if (id(schema), id(value)) not in self.seen:
                self.seen.add((id(schema), id(value)))
                self._object(schema, value, at)
        elif not _simple(kind, schema, value):
            self.wrong.append(f"{at}: {value!r} is no {schema.get('format', kind)}")

    def _list(self, items: Obj, value: object, at: str) -> None:
        if not isinstance(value, list):
            self.wrong.append(f"{at}: not a list")
            return
        for n, one in enumerate(value):
            self.at(items, one, f"{at}[{n}]")

    def _object(self, schema: Obj, value: object, at: str) -> None:
        if not isinstance(value, dict):
            self.wrong.append(f"{at}: not an object")
            return
        properties, more = schema.get("properties", {}), schema.get("additionalProperties")
        for name, inner in value.items():
            told = properties.get(name, more)
            if told is None:
                self.wrong.append(f"{at}: no {name}")
            else:
                self.at(told, inner, f"{at}.{name}")


def _simple(kind: str, schema: Obj, value: object) -> bool:
    if kind == "string":
        return isinstance(value, str) and ("enum" not in schema or value in schema["enum"])
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and abs(int(str(value))) <= INTEGER.get(schema.get("format", ""), 2**63)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return kind == "any"


def masked(service: str, name: str, mask: str) -> list[str]:
    """Return which paths of a fields mask name nothing of this schema."""
    from tests.google_fake.masks import parse

    try:
        tree = parse(mask)
    except ValueError as error:
        return [f"mask {mask}: {error}"]
    return _paths(service, {"$ref": name}, tree, name)


def _paths(service: str, schema: Obj, tree: Obj, at: str) -> list[str]:
    while "$ref" in schema or schema.get("type") == "array":
        schema = document(service)["schemas"][schema["$ref"]] if "$ref" in schema else schema["items"]
    wrong = []
    for name, inner in tree.items():
        told = schema.get("properties", {}).get(name)
        if name != "*":
            wrong += [f"mask: {at} has no {name}"] if told is None else _paths(service, told, inner, f"{at}.{name}")
    return wrong
