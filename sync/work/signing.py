"""Who may sign a period's report, and how the clerk's workbook calls them."""

from __future__ import annotations

from sync.model.config import Config
from sync.model.period import Period


def signers_of(config: Config, period: Period) -> tuple[tuple[str, str], ...]:
    """Return who may sign a period's report: id, title and name."""
    mine = (signer for signer in config.signers if signer.valid.covers(period))
    return tuple((signer.id, " ".join(filter(None, (*signer.title, signer.name)))) for signer in mine)
