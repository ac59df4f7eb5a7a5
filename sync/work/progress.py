"""Progress while files are read: a bar on a terminal, silence elsewhere; always on the error stream."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sheets.text import visible

Progress = Callable[[str, int, int], None]  # what is being read, how many are done, how many there are


@contextmanager
def shown() -> Iterator[Progress]:
    """Yield a function that is told the file, how many are done and how many there are."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("Đang đọc"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda source, done, total: bar.update(task, description=visible(source), completed=done, total=total)
