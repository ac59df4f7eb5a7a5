"""A program that is busy is asked again, for half a minute; everything else is told at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from macros.busy import PATIENCE, BusyError, answered, is_busy, retrying
from sync.model.messages import sentence


class com_error(Exception):  # noqa: N801, N818 the name that pywin32 gives it
    """An error as pywin32 raises it: HRESULT, text, what the program said, which argument."""


class NoConnectException(Exception):  # noqa: N818 UNO's name
    """An error as UNO raises it while LibreOffice is starting."""


NoConnectException.__name__ = "com.sun.star.connection.NoConnectException"


def excel(code: int, inner: int | None = None) -> Exception:
    """Return what Excel says: signed, as COM has it, the inner code last in its excepinfo."""
    said = None if inner is None else (0, "Microsoft Excel", None, None, 0, inner - 2**32)
    return com_error(code - 2**32, "Call was rejected by callee.", said, None)


BUSY = [
    excel(0x80010001),
    excel(0x8001010A),
    excel(0x800AC472),
    excel(0x80020009, 0x800AC472),
    excel(0x80020009),
    AttributeError("Property 'Range.Value' can not be set."),
    NoConnectException("couldn't connect to pipe"),
    BusyError(),
]
OTHERS = [
    excel(0x80020009, 0x800A03EC),  # the usual answer of Excel to a wrong call
    excel(0x800706BA),  # the program has gone
    AttributeError("'Sheet' object has no attribute 'Valu'"),
    com_error(),
    ValueError("0x80010001"),
]


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def failing(error: Exception, times: int) -> Callable[[], str]:
    left = [error] * times

    def call() -> str:
        if left:
            raise left.pop()
        return "done"

    return call


@pytest.mark.parametrize("error", BUSY, ids=repr)
def test_a_busy_program_is_asked_again(error: Exception) -> None:
    clock = Clock()
    assert is_busy(error)
    assert retrying(failing(error, 5), clock, clock.sleep) == "done"
    assert 0 < clock.now - 100 < PATIENCE


@pytest.mark.parametrize("error", BUSY, ids=repr)
def test_after_half_a_minute_it_is_told(error: Exception) -> None:
    clock = Clock()
    with pytest.raises(BusyError) as told:
        retrying(failing(error, 10_000), clock, clock.sleep)
    assert clock.now - 100 == pytest.approx(30)
    what, action = sentence(told.value.code, {})
    assert "đang bận" in what
    assert action


@pytest.mark.parametrize("error", OTHERS, ids=repr)
def test_any_other_error_is_told_at_once(error: Exception) -> None:
    clock = Clock()
    with pytest.raises(type(error)):
        retrying(failing(error, 1), clock, clock.sleep)
    assert clock.now == 100


def test_a_call_that_never_comes_back_is_told() -> None:
    never = threading.Event()
    with pytest.raises(BusyError):
        answered(never.wait, 0.05)
    never.set()
    assert answered(lambda: 3, 5) == 3
    with pytest.raises(ValueError, match="wrong"):
        answered(failing(ValueError("wrong"), 1), 5)
