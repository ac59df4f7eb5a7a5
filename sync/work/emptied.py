"""A form that lies there empty again: what its division had filled in before still counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sync.model.material import EMPTIED, GONE, Copy, Failure, Standing
from sync.model.records import Submission
from sync.reading.untouched import is_untouched
from sync.store.facts import Version


def kept_before(
    standing: Standing,
    versions: Sequence[Version],
    read: Callable[[Version], Submission | None],
    earlier: Sequence[Submission],
) -> tuple[Standing, Submission] | None:
    """Return the standing that holds on to the newest version of a division that somebody had filled in, with what it
    says; None where there is none, or the clerk has picked the empty form.

    An empty form that takes the place of a filled one was copied over it, or handed out anew where a folder was away:
    nothing that was handed in is lost by that. `versions` are the division's, oldest first; `earlier` are its
    submissions of the periods before.
    """
    if standing.copy is not None or standing.picked:
        return None
    for version in reversed(versions):
        if standing.blank is not None and version.digest == standing.blank.digest:
            continue
        said = read(version)
        if said is not None and not is_untouched(said, earlier):
            copy = Copy(version.digest, version.source, version.version, version.modified, version.at)
            return replace(standing, copy=copy, held=True, blank=None, failures=_told(standing, version)), said
    return None


def _told(standing: Standing, version: Version) -> tuple[Failure, ...]:
    if standing.blank is not None:
        return (*standing.failures, Failure(standing.blank.source, EMPTIED, standing.blank.digest))
    return standing.failures or (Failure(version.source, GONE, version.digest),)
