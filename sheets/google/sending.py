"""One request sent once: its whole answer, or why none came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import requests
from urllib3.exceptions import NewConnectionError

from sheets.google.errors import GoogleError

CONNECT = 10.0
BIGGEST = 100 * 1024 * 1024  # bytes of an answer, inflated; a year of filled forms has three million
_PIECE = 64 * 1024
Params: TypeAlias = "dict[str, str | int | bool | None]"


def send(
    session: requests.Session,
    method: str,
    url: str,
    wait: float,
    params: Params | None,
    body: bytes | None,
    headers: Mapping[str, str],
) -> requests.Response:
    """Return the whole answer, whatever it says.

    Raises GoogleError where none came, or for `wait` s nothing more, or more than memory should hold.
    """
    try:
        response = session.request(
            method,
            url,
            params=params,
            data=body,
            headers=headers,
            timeout=(min(CONNECT, wait), wait),
            allow_redirects=False,
            stream=True,
            auth=_as_it_is,  # else a line for any host in ~/.netrc would go before our token
        )
        response._content = _within(response)  # where `content` puts it too, without a limit
    except OSError as error:  # what requests raises is one too; a missing bundle of certificates is a plain one
        raise broken(error) from error
    return response


def _within(response: requests.Response) -> bytes:
    """Return the body of an answer; raises GoogleError where it is too big: a spreadsheet holds ten million cells."""
    pieces, size = [], 0
    for piece in response.iter_content(_PIECE):
        size += len(piece)
        if size > BIGGEST:
            response.close()
            raise GoogleError("google-too-big", f"over {BIGGEST} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def broken(error: OSError) -> GoogleError:
    """Return what it means that no whole answer came.

    Only where no connection was made is it sure that nothing was sent. Behind a proxy a dropped connection
    comes as a ProxyError, which is a ConnectionError too.
    """
    detail = f"{type(error).__name__}: {error}"[:500]
    if "CERTIFICATE_VERIFY_FAILED" in detail or not isinstance(error, requests.RequestException):
        return GoogleError("google-certificate", detail)
    if isinstance(error, requests.ConnectTimeout):
        return GoogleError("google-network", detail, passing=True)
    if isinstance(error, requests.Timeout) or "Read timed out" in detail:
        return GoogleError("google-slow", detail, passing=True, unclear=True)
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return GoogleError("google-network", detail, passing=True, unclear=not isinstance(reason, NewConnectionError))


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
