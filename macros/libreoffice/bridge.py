"""The one door to UNO: its Python module, found where LibreOffice put it, and the talk with a running LibreOffice."""

from __future__ import annotations

import builtins
import importlib
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from macros.busy import PATIENCE, answered, retrying

if TYPE_CHECKING:
    from macros.libreoffice.uno_types import Context, Desktop, Resolver, Uno

# Where distributions put uno.py, and where LibreOffice's own programs lie (pyuno.so, libpyuno.so).
_MODULES = ("/usr/lib/python3/dist-packages", "/usr/lib64/libreoffice/program", "/usr/lib/libreoffice/program")
_LIBRARIES = ("/usr/lib/libreoffice/program/libpyuno.so", "/usr/lib64/libreoffice/program/libpyuno.so")
_PYTHON_OF_LIBRARY = re.compile(rb"libpython(3\.\d+)")


class UnoError(Exception):
    """LibreOffice cannot be talked to from this Python; `code` names the sentence, `facts` go into it."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


@cache
def uno() -> Uno:
    """Return LibreOffice's module `uno`; raises UnoError where it is not installed or made for another Python.

    Its folder is searched after the environment's own and only for this import, so that nothing else is ever taken
    from the system's packages. The import hook that it puts over `import` is taken off again.
    """
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    theirs = _library_python()
    if theirs and theirs != ours:
        raise UnoError("uno-other-python", ours=ours, theirs=theirs)
    path, importing = list(sys.path), builtins.__import__
    sys.path.extend(folder for folder in _MODULES if folder not in sys.path)
    try:
        found = importlib.import_module("uno")
        _mend_errors(found)
        return cast("Uno", found)
    except ImportError as error:
        raise UnoError("uno-missing") from error
    finally:
        sys.path[:] = path
        builtins.__import__ = importing


def connect(address: str, patience: float = PATIENCE) -> Desktop:
    """Return the desktop of the LibreOffice that listens at an address: a pipe's name, or "host:port" for a socket.

    Raises UnoError without UNO, BusyError where nobody answers for `patience` seconds.
    """
    module = uno()
    here = module.getComponentContext()
    found = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    resolver = cast("Resolver", found)
    url = f"uno:{_transport(address)};urp;StarOffice.ComponentContext"

    def ask() -> Desktop:
        context: Context = resolver.resolve(url)
        return cast("Desktop", context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context))

    return retrying(lambda: answered(ask, patience), patience=patience)


def property_value(name: str, value: object) -> object:
    """Return an option as UNO takes it (com.sun.star.beans.PropertyValue)."""
    directly = uno().Enum("com.sun.star.beans.PropertyState", "DIRECT_VALUE")
    return uno().createUnoStruct("com.sun.star.beans.PropertyValue", name, 0, value, directly)


def _mend_errors(module: ModuleType) -> None:
    """Let UNO's errors carry a traceback and a cause, as Python's do.

    pyuno sends every attribute of an error to LibreOffice, which has none of these: an error that passed a context
    manager (xlwings' `properties`, our own) became another one about the conversion of a traceback.
    """
    theirs = module._uno_struct__setattr__

    def set_attribute(error: object, name: str, value: object) -> None:
        if name.startswith("__") and isinstance(error, BaseException):
            BaseException.__setattr__(error, name, value)
        else:
            theirs(error, name, value)

    module._uno_struct__setattr__ = set_attribute  # type: ignore[attr-defined] # looked up when a class is made


def _transport(address: str) -> str:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return f"socket,host={host},port={port},tcpNoDelay=1"
    return f"pipe,name={address}"


def _library_python() -> str | None:
    """Return the version of the Python that LibreOffice's library was made for: another one would crash with it."""
    for library in map(Path, _LIBRARIES):
        if library.is_file() and (found := _PYTHON_OF_LIBRARY.search(library.read_bytes())):
            return found[1].decode("ascii")
    return None
