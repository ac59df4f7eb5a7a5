"""The status page: one file that says how a period stands; it opens from a file share, needs no network and no script.

No personal data: divisions, counts and times alone. Its marks are sign, word and colour together (WCAG 2.2, 1.4.1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from sheets.text import storable
from sync.model.duedates import OFFICE_ZONE, working_days_between
from sync.model.material import Standing
from sync.model.messages import page as say
from sync.model.messages.labels import STATE_LABELS
from sync.model.period import Period
from sync.store import facts, service
from sync.work.decide import judge_once
from sync.work.derive import load_round
from sync.work.files import write_over
from sync.work.office import Office
from sync.work.overview import DivisionStatus, Status, status_of
from sync.work.watch import ODD, Watched, watched

FILE = "status.html"
MONTHS = 12
_MANY = 14  # divisions; more of them are printed smaller, so that a department of thirty fits one page
_GOOD = {"submitted", "nil"}
_SIGNS = {"good": "✓", "wait": "!", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class Row:
    """One division as the page shows it: how its form stands, and beside it what is wrong in it (`counts`), each with
    its own sign and mood: "good", "wait" or "bad".
    """

    code: str
    name: str
    sign: str
    state: str
    mood: str
    at: str
    left: str
    counts: str
    counts_mood: str


@dataclass(frozen=True, slots=True)
class Month:
    """How many divisions handed in on time, late, and not, in a month that is over or running."""

    label: str
    on_time: int
    late: int
    missing: int

    @property
    def whole(self) -> int:
        """All that were expected."""
        return self.on_time + self.late + self.missing


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a column of the chart, in its own units."""

    x: int
    y: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report that was made: what it is called, of which kind, and the links to its files."""

    label: str
    kind: str
    docx: str
    xlsx: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class Light:
    """Whether something that runs by itself does: a sign, a sentence, a mood."""

    sign: str
    text: str
    mood: str


def status_page(office: Office, period: Period, folder: Path) -> str:
    """Return the page for a period; its links count from `folder`. Raises StoreError."""
    judged = judge_once(office, period)
    found = status_of(office, judged)
    months = _months(office, period)
    rows = [_row(row, office) for row in found.divisions]
    seen = watched(office, period)
    values = {
        "office": office.config.name,
        "period": period.label,
        "time": say.AT.format(time=_time(office.now())),
        "round": office.round,
        "due": _due(found, office),
        "rows": rows,
        "many": len(rows) > _MANY,
        "handed_in": sum(1 for row in found.divisions if row.state in _GOOD),
        "expected": sum(1 for row in found.divisions if row.state != "not_expected"),
        "errors": sum(row.errors for row in found.divisions),
        "months": months,
        "bars": list(_bars(months)),
        "highest": max((month.whole for month in months), default=1) or 1,
        "reports": _reports(office, found, folder),
        "lights": list(map(_light, seen)),
        "told": _told(seen),
        "serves": not any(each.code == "round-never" for each in seen),
        "say": say,
    }
    return storable(_template().render(values))


def write_page(office: Office, period: Period, path: Path) -> Path:
    """Write the page and return its path; raises FileBusyError, StoreError."""
    write_over(path, status_page(office, period, path.parent).encode())
    return path


def make_page(office: Office, period: Period, going: Callable[[], None] = lambda: None) -> str | None:
    """Write the page anew where something has happened since, or a day has begun; nothing is to be told of it."""
    path = office.config.folder / FILE
    with office.store.reading() as connection:
        events = [e for kind in ("round", "backup", "remind") for e in service.events(connection, kind, 1)]
        run = facts.latest_run(connection, period.code)
    try:
        made = dt.datetime.fromtimestamp(path.stat().st_mtime, OFFICE_ZONE)
    except OSError:
        made = dt.datetime.min.replace(tzinfo=dt.UTC)
    news = max([e.at for e in events] + ([run.at] if run else []), default=made)
    midnight = dt.datetime.combine(office.today, dt.time(0), OFFICE_ZONE)
    if made > news and midnight <= made <= office.now() and _shows(path, _told(watched(office, period))):
        return None
    going()
    write_page(office, period, path)
    return None


def _row(row: DivisionStatus, office: Office) -> Row:
    label = STATE_LABELS[row.state]
    today = office.today
    waits = row.state in {"missing", "draft", "unreadable"}
    mood = "bad" if row.state == "unreadable" or (waits and today > row.due) else "wait" if waits else "good"
    counts, counts_mood = _counts(row)
    return Row(
        code=row.division,
        name=row.name,
        sign=_SIGNS["bad"] if mood == "bad" else label[:1],
        state=label[2:] + (say.LATE if row.late else ""),
        mood=mood,
        at=_time(row.submitted_at) if row.submitted_at else say.NONE,
        left=days_told(row.due, today, office) if waits else say.NONE,
        counts=counts,
        counts_mood=counts_mood,
    )


def _counts(row: DivisionStatus) -> tuple[str, str]:
    """Return what is wrong in a division's form, with a sign of its own: handed in is handed in, whatever it says."""
    parts = ((row.errors, say.ERRORS), (row.warnings, say.WARNINGS))
    told = ", ".join(words.format(count=count) for count, words in parts if count)
    if not told:
        return say.NONE, "none"
    mood = "bad" if row.errors else "wait"
    return f"{_SIGNS[mood]} {told}", mood


def _due(found: Status, office: Office) -> list[tuple[str, str, str]]:
    """Return both due dates: what is due, when, and how far off that is, or that it is done."""
    complete = all(row.state in _GOOD or row.state == "not_expected" or row.without for row in found.divisions)
    made = found.report is not None and not found.report.draft
    dates = (
        (say.DUE_DIVISIONS, found.due_divisions, say.ALL_HERE if complete else ""),
        (say.DUE_REPORT, found.due_report, say.REPORT_MADE if made else ""),
    )
    return [(label, f"{day:%d/%m/%Y}", done or days_told(day, office.today, office)) for label, day, done in dates]


def days_told(due: dt.date, today: dt.date, office: Office) -> str:
    """Return how far off a due date is, in working days, as people say it."""
    if today == due:
        return say.TODAY
    first, last = (today, due) if today < due else (due, today)
    count = working_days_between(first, last, office.config.calendar)
    if not count:  # nothing but days off lies between: a weekend, Tết
        return say.DAYS_OFF_LEFT if today < due else say.JUST_OVER
    return (say.DAYS_LEFT if today < due else say.DAYS_OVER).format(days=count)


def _months(office: Office, period: Period) -> list[Month]:
    """Return the last twelve months that the store knows, oldest first."""
    found: list[Month] = []
    each = period
    for _ in range(MONTHS):
        with office.store.reading() as connection:
            known = facts.latest_run(connection, each.code) is not None
        if known:
            found.append(_month(each, load_round(office, each).standings))
        each = each.previous()
    return found[::-1]


def _month(period: Period, standings: Sequence[Standing]) -> Month:
    expected = [s for s in standings if s.state != "not_expected"]
    in_time = sum(1 for s in expected if s.state in _GOOD and not s.late)
    late = sum(1 for s in expected if s.state in _GOOD and s.late)
    label = f"{period.last_month:02d}/{period.year}"
    return Month(label, in_time, late, len(expected) - in_time - late)


def _bars(months: Sequence[Month]) -> Iterator[Bar]:
    """Yield the pieces of each month's column, from the ground up; 100 units are the fullest month."""
    highest = max((month.whole for month in months), default=0) or 1
    for at, month in enumerate(months):
        ground = 100.0
        for kind, count in (("good", month.on_time), ("wait", month.late), ("bad", month.missing)):
            height = 100.0 * count / highest
            if count:
                ground -= height
                yield Bar(at, round(ground, 2), round(height, 2), kind)


def _reports(office: Office, found: Status, folder: Path) -> list[Report]:
    """Return the newest reports of the period and of the one before, newest first."""
    listed = []
    for period in (found.period, found.period.previous()):
        with office.store.reading() as connection:
            made = facts.reports(connection, period.code)
        for one in reversed(made[-3:]):
            newest = period == found.period and one == made[-1]
            issued = period == found.period and one.version == found.issued_version
            kind = say.ISSUED if issued else say.DRAFT if one.draft else say.FINAL
            place = office.folder(period)
            docx, xlsx = (_link(place / name, folder) for name in (one.docx, one.xlsx))
            label = say.REPORT.format(period=period.label, version=one.version)
            listed.append(Report(label, kind, docx, xlsx, newest and found.outdated))
    return listed


def _link(path: Path, folder: Path) -> str:
    """Return a link to a file, below the page's folder a relative one: it then works from every machine of a share."""
    if not path.is_file():
        return ""
    try:
        return quote(PurePosixPath(path.relative_to(folder)).as_posix())
    except ValueError:
        return path.as_uri()


def _light(each: Watched) -> Light:
    mood = "wait" if each.good is None or each.code in ODD else "good" if each.good else "bad"
    return Light(_SIGNS[mood], say.LIGHTS[each.code].format_map(each.told), mood)


def _told(seen: Iterable[Watched]) -> str:
    """Return what the lights tell, in one word: where it is another, the page is made anew."""
    return " ".join(f"{each.code}:{each.good}" for each in seen)


def _shows(path: Path, told: str) -> bool:
    try:
        return f'data-lights="{told}"' in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(OFFICE_ZONE):%H:%M %d/%m/%Y}"


@cache
def _template() -> Template:
    """Everything that the page shows is data: escaped, whatever it looks like."""
    environment = Environment(
        loader=PackageLoader("sync.service", "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("status.html.j2")
