"""The documents that texts cite, by text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.normalise.citation import Citation, Identity
from sync.normalise.citations import find_citations, identity


def citing(texts: Iterable[str]) -> Mapping[str, tuple[tuple[Citation, Identity | None], ...]]:
    """Return what each text cites in its order, each with what makes it the same document as another."""
    return {text: tuple((found, identity(found)) for found in find_citations(text)) for text in texts}
