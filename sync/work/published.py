"""What `report` made, or why it was refused; and an open finding as one line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sync.model.finding import Finding, count
from sync.model.messages import words
from sync.model.period import Period
from sync.work.decide import Judged
from sync.work.sources import source_of


@dataclass(frozen=True, slots=True)
class Published:
    """What `report` made. `docx` None where it was refused; `open_list` is the file beside a draft.

    `issued`: it is the report that was issued, with its number and date.
    """

    period: Period
    version: int | None
    draft: bool
    docx: Path | None
    xlsx: Path | None
    open_list: Path | None
    open_errors: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    accepted: int = 0
    violations: tuple[str, ...] = ()
    issued: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity are open: those that the clerk accepted count no more."""
        return {"error": count(self.findings, "error"), "warning": count(self.findings, "warning"),
                "note": count(self.findings, "note")}  # fmt: skip


def finding_line(found: Finding, judged: Judged) -> str:
    """Return a finding as one line: division, tab and cell, what is wrong, what to do."""
    what, action = words(found)
    place = (
        f"{found.place.tab}!{found.place.a1}"
        if found.place and found.place.a1
        else (found.place.tab if found.place else "")
    )
    where = ", ".join(filter(None, (found.division or "", source_of(found, judged), place)))
    return f"{where}: {what} {action}" if where else f"{what} {action}"
