"""The one citation of a text, for tests that are about one."""

from __future__ import annotations

from sync.normalise.citations import Citation, find_citations


def only(text: str) -> Citation:
    (citation,) = find_citations(text)
    return citation
