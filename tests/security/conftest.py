"""The fixtures of other rooms that payloads are tried on."""

from __future__ import annotations

from tests.google.conftest import account, address, client, connect, google, key_file, say, time
from tests.road.conftest import desk
from tests.service.conftest import bureau
from tests.service.test_remind import mailing, port, prepared, server

__all__ = [
    "account", "address", "bureau", "client", "connect", "desk", "google", "key_file", "mailing", "port", "prepared",
    "say", "server", "time",
]  # fmt: skip
