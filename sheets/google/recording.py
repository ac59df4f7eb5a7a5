"""What was said between us and Google, kept so that tests can say it again: no token, address or id is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import requests

from sheets.google.answers import Json, asked_wait
from sheets.google.pacing import Kind, Pace
from sheets.google.transport import Client

# What stands in a recording in place of what was there.
SPREADSHEET = "1" + "x" * 43
ACCOUNT = "dich-vu@du-an.iam.gserviceaccount.com"
SOMEBODY = "chu-so-huu@vi-du.vn"
TITLE = "Bảng thử"

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"\b(?:ya29\.|AIza|GOCSPX-)[\w.-]+|\beyJ[\w-]{8,}\.[\w.-]+")
_PROJECT = re.compile(r"(project(?:s|_number|_id)?\W{1,3})[\w-]*\d[\w-]*", re.IGNORECASE)
_ID = re.compile(r"\b[\w-]{40,}\b")  # of another file: nothing that we write has a word of forty letters


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire; headers, and with them the token, are not kept."""

    method: str
    url: str
    body: str
    status: int
    answer: str
    after: float | None = None  # how long Google asked to wait


class Recorder(Client):
    """A client that keeps what was said. `exchanges` are those that another Google should answer alike; `passing` are
    the refusals that another would not give: over quota, a fault of a moment.
    """

    def __init__(self, client: Client) -> None:
        super().__init__(client.key, client.clock, client.session)
        self.exchanges: list[Exchange] = []
        self.passing: list[Exchange] = []

    def hurry(self, pace: Pace) -> None:
        """Go at another pace from now on."""
        self._pace = pace

    def _checked(self, response: requests.Response, kind: Kind) -> requests.Response:
        sent = response.request
        parts = urlsplit(str(sent.url))
        url = parts.path + (f"?{parts.query}" if parts.query else "")
        body = sent.body.decode() if isinstance(sent.body, bytes) else str(sent.body or "")
        answer, after = response.content.decode("utf-8", "replace"), asked_wait(response.headers)
        told = Exchange(str(sent.method), url, body, response.status_code, answer, after)
        lasting = told.status == 200 or (400 <= told.status < 500 and told.status not in {401, 408, 429})
        (self.exchanges if lasting else self.passing).append(told)
        return super()._checked(response, kind)


@dataclass(frozen=True, slots=True)
class Scrub:
    """What has to be replaced: the id and the title of the spreadsheet, the address of the service account."""

    spreadsheet: str
    title: str
    account: str

    def text(self, text: str) -> str:
        """Return a text without what tells whose it is."""
        if text == self.title:
            return TITLE
        text = text.replace(self.spreadsheet, SPREADSHEET).replace(self.account, ACCOUNT)
        text = _MAIL.sub(lambda found: ACCOUNT if found[0] == ACCOUNT else SOMEBODY, _TOKEN.sub("…", text))
        text = _ID.sub(lambda found: found[0] if found[0] == SPREADSHEET else "y" * len(found[0]), text)
        return _PROJECT.sub(r"\g<1>0", text)

    def json(self, value: Json) -> Json:
        """Return the same of everything in a JSON value; Google's names stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {name: self.json(inner) for name, inner in value.items()}
        return [self.json(one) for one in value] if isinstance(value, list) else value

    def body(self, body: str) -> str:
        """Return the same of a body; what is no JSON, a page, is kept in part."""
        try:
            return json.dumps(self.json(json.loads(body)), ensure_ascii=False) if body else ""
        except ValueError:
            return self.text(body[:500])


def recording(begin: Mapping[str, Json], exchanges: Sequence[Exchange], scrub: Scrub) -> Mapping[str, Json]:
    """Return what tests/google replays: what the spreadsheet was at the beginning, then each exchange, scrubbed."""
    return {"begin": scrub.json(begin), "interactions": [_interaction(one, scrub) for one in exchanges]}


def _interaction(one: Exchange, scrub: Scrub) -> Json:
    host = "https://sheets.googleapis.com" if one.url.startswith("/v4/") else "https://www.googleapis.com"
    path, mark, query = one.url.partition("?")
    url = host + scrub.text(unquote(path) if "%" in path and "@" in unquote(path) else path) + mark + scrub.text(query)
    return {
        "request": {"method": one.method, "uri": url, "body": scrub.body(one.body)},
        "response": {"status": {"code": one.status}, "body": {"string": scrub.body(one.answer)}},
    }
