"""Sends what is meant for Google to the fake, below the client, whose addresses stay Google's own."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

ORIGINS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


class ToFake(HTTPAdapter):
    """An adapter that swaps scheme and host, and nothing else."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Send it there."""
        parts = urlsplit(str(request.url))
        request.url = self._address + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().send(request, stream, timeout, verify, cert, None)


def session(address: str) -> requests.Session:
    """Return a session whose calls of Google arrive at the fake; no proxy of this machine is asked."""
    made = requests.Session()
    made.trust_env = False
    for origin in ORIGINS:
        made.mount(origin, ToFake(address))
    return made
