"""What the clerk's workbook showed last, kept in the store: what she typed since is told from it, and from it alone."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields

from sync.reading.wording import Wording
from sync.work.editing import EditLine

_WORDINGS = ("theirs", "wording", "shown")
_NAMES = frozenset(each.name for each in fields(EditLine))


class ShownError(ValueError):
    """Bytes that are no such thing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood in the workbook: of which period, its lines, the sections offered, and which findings were accepted.

    `sections` are id by label, `accepted` the reason by finding, "" for one that nobody had accepted, `asked` what the
    last press asked about.
    """

    period: str
    lines: tuple[EditLine, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""


def labelled(sections: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the label of every section by its id; of two that are printed alike the second is "… (2)"."""
    labels: dict[str, str] = {}
    count: Counter[str] = Counter()
    taken: set[str] = set()
    for name, title in sections:
        label = title
        while label in taken:
            count[title] += 1
            label = f"{title} ({count[title] + 1})"
        taken.add(label)
        labels[name] = label
    return labels


def to_bytes(shown: Shown) -> bytes:
    """Return what was shown as bytes; the same gives the same bytes."""
    body = {
        "period": shown.period,
        "lines": [asdict(line) for line in shown.lines],
        "sections": dict(shown.sections),
        "accepted": dict(shown.accepted),
        **({"asked": shown.asked} if shown.asked else {}),
    }
    return zlib.compress(json.dumps(body, ensure_ascii=False).encode(), 6)


def from_bytes(data: bytes) -> Shown:
    """Return what `to_bytes` was given; raises ShownError for anything else, and for what another product kept."""
    try:
        body = json.loads(zlib.decompress(data))
        return Shown(
            str(body["period"]),
            tuple(_line(each) for each in body["lines"]),
            {str(label): str(name) for label, name in body["sections"].items()},
            {str(name): str(reason) for name, reason in body["accepted"].items()},
            str(body.get("asked", "")),
        )
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ShownError(str(error)) from error


def _line(body: Mapping[str, object]) -> EditLine:
    if set(body) != _NAMES:
        raise ShownError("another line")
    told = {**body, **{key: _wording(body[key]) for key in _WORDINGS}}
    return EditLine(**told)  # type: ignore[arg-type] # JSON


def _wording(body: object) -> Wording | None:
    return Wording(**body) if isinstance(body, dict) else None
