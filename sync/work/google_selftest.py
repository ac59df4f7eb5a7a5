"""`baocao google selftest`: the open questions asked on Google itself, on a spreadsheet that holds nothing else.

What was asked is cleaned away again. Comes out: each answer beside the expected one, and what was said, scrubbed, for
tests/google to replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sheets.errors import BookError, FormError
from sheets.google.answers import Answer, Json, Request
from sheets.google.errors import GoogleError
from sheets.google.links import spreadsheet_id
from sheets.google.looking import Obj, obj, objs, text, whole
from sheets.google.recording import ACCOUNT, SOMEBODY, SPREADSHEET, Exchange, Recorder, Scrub, recording
from sheets.google.transport import look, read_spreadsheet
from sync.model.config import Config
from sync.work import google
from sync.work import google_questions as ask
from sync.work.google_scratch import Scratch, Told
from sync.work.google_typing import typed
from sync.work.office import Office

ALL = (
    "properties(title,locale,timeZone),namedRanges/namedRangeId,developerMetadata/metadataId,"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata/metadataId,"
    "protectedRanges/protectedRangeId,conditionalFormats/booleanRule/condition/type,merges,"
    "data/rowData/values(userEnteredValue,note))"
)


class NotForTestsError(Exception):
    """The spreadsheet may not be asked upon: the code of a sentence, and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came out. `clean`: the spreadsheet is as it was. `recording` is scrubbed; `passing` are the refusals for a
    moment, over quota above all, as they came, scrubbed too.
    """

    answers: tuple[Told, ...]
    clean: bool
    recording: Mapping[str, Json]
    passing: tuple[Mapping[str, Json], ...]

    @property
    def json(self) -> Mapping[str, Json]:
        """The same for a machine."""
        answers: list[Json] = [
            {"question": one.question, "state": one.state, "expected": one.expected, "got": one.got}
            for one in self.answers
        ]
        return {"clean": self.clean, "answers": answers, "refusals": list(self.passing)}


def selftest(
    office: Office, link: str, *, with_quota: bool = False, wait: float = 180.0, say: Callable[[Told], None]
) -> SelfTest:
    """Ask everything; `say` is told each answer as it comes.

    Raises NotForTestsError where the spreadsheet is a division's or holds anything, GoogleError where it can't be
    called at all.
    """
    name = spreadsheet_id(link)
    _refuse_division(office.config, name)
    opened = google.open_client(office)
    try:
        client = Recorder(opened)
        before = read_spreadsheet(client, name, fields=ALL)
        _refuse_used(before)
        file = look(client, name)
        if not file.can_edit:
            raise GoogleError("google-read-only")
        scratch = Scratch(client, name, wait)
        answers: list[Told] = []
        try:
            for one in _asked(scratch, with_quota=with_quota):
                answers.append(one)
                say(one)
        finally:
            clean = _cleaned(scratch, before)
        scrub = Scrub(name, file.name, client.key.account)
        told = recording(_begin(before), client.exchanges, scrub)
        return SelfTest(tuple(answers), clean, told, tuple(_refusal(one, scrub) for one in client.passing))
    except GoogleError as error:
        error.facts = {"link": link, "sheet": f"“{link}”", "account": opened.key.account, **error.facts}
        raise
    finally:
        opened.close()


def _asked(scratch: Scratch, *, with_quota: bool) -> Iterator[Told]:
    """Yield every answer; where one part cannot go on, that is an answer, and the next begins."""
    parts = [typed, ask.form, ask.remarks, ask.copies, ask.written, ask.refusals, ask.lag]
    for part in [*parts, ask.quota] if with_quota else parts:
        try:
            yield from part(scratch)
        except (GoogleError, BookError, FormError) as error:
            detail = f"{error.code} {error.detail}" if isinstance(error, GoogleError) else repr(error)
            yield Told(f"broken-off:{part.__name__}", part.__name__, "", "✓", detail[:300])


def _refuse_division(config: Config, name: str) -> None:
    for division in config.divisions:
        try:
            taken = bool(division.sheet.google) and spreadsheet_id(division.sheet.google) == name
        except GoogleError:
            continue
        if taken:
            raise NotForTestsError("selftest-division", division=division.code)


def _refuse_used(answer: Answer) -> None:
    sheets = objs(answer.get("sheets"))
    cells = [
        cell
        for sheet in sheets
        for block in objs(sheet.get("data"))
        for row in objs(block.get("rowData"))
        for cell in objs(row.get("values"))
    ]
    about = ("developerMetadata", "protectedRanges", "conditionalFormats", "merges")
    held = any(cells) or any(sheet.get(name) for sheet in sheets for name in about)
    if len(sheets) != 1 or held or answer.get("namedRanges") or answer.get("developerMetadata"):
        raise NotForTestsError("selftest-not-empty", title=text(obj(answer.get("properties")).get("title")))


def _cleaned(scratch: Scratch, before: Answer) -> bool:
    """Take away all that was not there before; return whether that is so now."""
    try:
        requests = _undoing(before, read_spreadsheet(scratch.client, scratch.id, fields=ALL))
        scratch.write(*requests)
        return not _undoing(before, read_spreadsheet(scratch.client, scratch.id, fields=ALL))
    except GoogleError:
        return False


def _undoing(before: Answer, now: Answer) -> list[Request]:
    mine = {whole(obj(sheet.get("properties")).get("sheetId")) for sheet in objs(before.get("sheets"))}
    requests: list[Request] = [
        {"deleteNamedRange": {"namedRangeId": text(one.get("namedRangeId"))}} for one in objs(now.get("namedRanges"))
    ]
    for sheet in objs(now.get("sheets")):
        gid = whole(obj(sheet.get("properties")).get("sheetId"))
        if gid not in mine:
            requests.append({"deleteSheet": {"sheetId": gid}})
    was, is_now = obj(before.get("properties")), obj(now.get("properties"))
    changed = [name for name in ("locale", "timeZone") if was.get(name) != is_now.get(name)]
    if changed:
        back: Obj = {name: was.get(name) for name in changed}
        requests.append({"updateSpreadsheetProperties": {"properties": back, "fields": ",".join(changed)}})
    return requests


def _begin(before: Answer) -> Mapping[str, Json]:
    told = obj(before.get("properties"))
    (sheet,) = objs(before.get("sheets"))
    return {
        "spreadsheet": SPREADSHEET,
        "title": text(told.get("title")),
        "locale": text(told.get("locale")),
        "timeZone": text(told.get("timeZone")),
        "sheet": obj(sheet.get("properties")),
        "account": ACCOUNT,
        "owner": SOMEBODY,
    }


def _refusal(one: Exchange, scrub: Scrub) -> Mapping[str, Json]:
    return {"status": one.status, "after": one.after, "body": scrub.body(one.answer)}
