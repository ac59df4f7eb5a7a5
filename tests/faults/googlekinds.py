"""The kinds of fault that pass by themselves, each at the first, the second and the last request of a kind."""

from __future__ import annotations

from collections.abc import Callable

from tests.google_fake.faults import Fault, On

Make = Callable[..., Fault]
ONS: tuple[On, ...] = ("token", "drive", "sheets_read", "sheets_write")


def _status(status: int, effect: bool = False, **headers: str) -> Make:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda on, **more: Fault("status", on, status=status, effect=effect, headers=named, **more)


def _page(status: int, effect: bool = False) -> Make:
    headers = {"Location": "http://wifi.example"} if status == 302 else {}
    return lambda on, **more: Fault("html", on, status=status, effect=effect, headers=headers, **more)


# What passes by itself; "done" was carried out, its answer alone was lost.
KINDS: dict[str, Make] = {
    "500": _status(500),
    "502": _status(502),
    "503": _status(503),
    "504": _status(504),
    "429": _status(429),
    "429, wait 90 s": _status(429, Retry_After="90"),
    "503, wait 30 s": _status(503, Retry_After="30"),
    "page 500": _page(500),
    "page 502": _page(502),
    "page 503": _page(503),
    "page 200": _page(200),
    "page 302": _page(302),
    "half": lambda on, **more: Fault("half", on, **more),
    "dropped": lambda on, **more: Fault("drop", on, **more),
    "too slow": lambda on, **more: Fault("slow", on, **more),
    "500, done": _status(500, effect=True),
    "page 502, done": _page(502, effect=True),
    "half, done": lambda on, **more: Fault("half", on, effect=True, **more),
    "dropped, done": lambda on, **more: Fault("drop", on, effect=True, **more),
    "too slow, done": lambda on, **more: Fault("slow", on, effect=True, **more),
}


def places(total: int) -> dict[str, int]:
    """The first, second and last request, each once."""
    found = {"first": 0, "second": 1, "last": total - 1}
    return {name: at for name, at in found.items() if at < total and (name != "second" or total > 2)}
