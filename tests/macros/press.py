"""Run by Debian's Python, which has UNO: run a button's Sub in workbooks in LibreOffice.

From standard input a list of {"document", "subs", "seen", "store"}; to standard output the status cell after each.
The started program writes the file `seen` + its button's name when it has run, where `seen` is not ""; `store` is where
to save a copy as .ods, or "".
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PATIENCE = 60.0
STATUS = "baocao_status"


def main() -> None:
    """Start LibreOffice with a profile and a pipe of its own, work the list off, end it."""
    uno: Any = importlib.import_module("uno")
    pipe = f"test{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL)
        try:
            desktop = _desktop(uno, pipe)
            results = [_pressed(uno, desktop, **wish) for wish in json.load(sys.stdin)]
            desktop.terminate()
            office.wait(PATIENCE)
        finally:
            office.kill()
    json.dump(results, sys.stdout)


def _desktop(uno: Any, pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + PATIENCE
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _pressed(uno: Any, desktop: Any, document: str, subs: list[str], seen: str, store: str) -> str:
    options = (_option(uno, "Hidden", True), _option(uno, "MacroExecutionMode", 4))
    book = desktop.loadComponentFromURL(Path(document).as_uri(), "_blank", 0, options)
    try:
        for sub in subs:
            url = f"vnd.sun.star.script:VBAProject.Buttons.{sub}?language=Basic&location=document"
            book.getScriptProvider().getScript(url).invoke((), (), ())
            end = time.monotonic() + PATIENCE
            while seen and not Path(seen + sub).exists() and time.monotonic() < end:
                time.sleep(0.05)
        if store:
            book.storeToURL(Path(store).as_uri(), (_option(uno, "FilterName", "calc8"),))
        return str(book.NamedRanges.getByName(STATUS).getReferredCells().getCellByPosition(0, 0).String)
    finally:
        book.close(True)


def _option(uno: Any, name: str, value: object) -> Any:
    option = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    option.Name, option.Value = name, value
    return option


if __name__ == "__main__":
    main()
