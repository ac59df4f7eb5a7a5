"""A spreadsheet program that cannot listen just now: known in both programs, waited out, then told as one error.

Excel refuses every call while the clerk is typing in a cell or a dialog stands open, LibreOffice while it starts or
calculates. Both pass: the call is made again until `PATIENCE` seconds are over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 30.0
"""Seconds for which a busy program is asked again (issue: “waited out for 30 s and then told in one sentence”)."""

_PAUSE = 0.25

# What COM says: RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, and Excel's own VBA_E_IGNORE (a cell is being typed
# in, often inside DISP_E_EXCEPTION, whose own code then stands last in its excepinfo).
_COM_BUSY = {0x80010001, 0x8001010A, 0x800AC472}
_DISP_E_EXCEPTION = 0x80020009

# What UNO says while LibreOffice is starting: nobody listens at the pipe yet.
_UNO_BUSY = {"com.sun.star.connection.NoConnectException"}

# xlwings' own name for a call that was rejected while it looked up a property.
_XLWINGS_BUSY = {"ExcelBusyError"}

T = TypeVar("T")


class BusyError(Exception):
    """Excel or LibreOffice did not listen for as long as we wait.

    `code` names the sentence, `detail` is for the log.
    """

    code = "program-busy"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or "the spreadsheet program does not answer")
        self.detail = detail


def is_busy(error: BaseException) -> bool:
    """Say whether an error of COM or UNO means "ask again later".

    Where Excel does not say why it refused a call (no excepinfo), it was busy more often than not: asked again too.
    """
    name = type(error).__name__
    if isinstance(error, BusyError) or name in _UNO_BUSY | _XLWINGS_BUSY:
        return True
    if isinstance(error, AttributeError):
        # pywin32 looks a property up by name before it sets it, and calls a lookup that was rejected by this.
        return str(error).startswith("Property '") and str(error).endswith("can not be set.")
    if name != "com_error" or not error.args:
        return False
    codes = {_unsigned(error.args[0])}
    if _DISP_E_EXCEPTION in codes:
        codes |= _inner_codes(error.args)
    return not codes.isdisjoint(_COM_BUSY)


def retrying(
    call: Callable[[], T],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    patience: float = PATIENCE,
) -> T:
    """Make a call, again and again while the program is busy; return its answer.

    The call may be made several times, each from its beginning: give it one step that may be repeated. Raises BusyError
    when `patience` seconds are over, and any other error of the call at once.
    """
    end = clock() + patience
    while True:
        try:
            return call()
        except Exception as error:
            if not is_busy(error):
                raise
            left = end - clock()
            if left <= 0:
                raise BusyError(repr(error)) from error
        sleep(min(_PAUSE, left))


def answered(call: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Make a call that may never come back; raises BusyError when it has not answered after `seconds`.

    UNO has no timeout: a LibreOffice that hangs would hang us. The thread that still waits then ends with us.
    """
    answers: list[T] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(call())
        except BaseException as error:  # noqa: BLE001 handed to the one who asked
            errors.append(error)

    asking = threading.Thread(target=ask, name="asking the spreadsheet program", daemon=True)
    asking.start()
    asking.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise BusyError(f"no answer after {seconds:g} s")
    return answers[0]


def _inner_codes(arguments: tuple[object, ...]) -> set[int]:
    """Return the error code inside an excepinfo; without one Excel was in a cell (as xlwings found)."""
    inner = arguments[2] if len(arguments) > 2 else None
    if not isinstance(inner, tuple) or len(inner) < 6 or inner[5] is None:
        return {0x800AC472}
    return {_unsigned(inner[5])}


def _unsigned(code: object) -> int:
    return code & 0xFFFFFFFF if isinstance(code, int) else 0
