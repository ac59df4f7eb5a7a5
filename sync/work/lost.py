"""Whether a store that is not there was there once: an office that has worked before must not begin anew in silence."""

from __future__ import annotations

import zipfile

from sync.model.config import Config
from sync.store.engine import StoreError, is_gone
from sync.work.places import is_report, source_name


def refuse_lost(config: Config, url: str) -> None:
    """Raise StoreError (store-lost) where the store's file is missing or empty and something of earlier work is there.

    A new one in its place would hold nothing: every division would be asked again for what it has sent, and tonight's
    backup would take the place of the last good one.
    """
    if is_gone(url, config.folder):
        trace = _trace(config)
        if trace:
            raise StoreError("store-lost", trace)


def _trace(config: Config) -> str:
    """Return what shows that there was a store: a backup or a report, as people call it; "" where there is nothing."""
    try:
        zips = (config.folder / config.backups.folder).glob("baocao_*.zip")
        backups = (path for path in zips if zipfile.is_zipfile(path))
        reports = (path for path in config.folder.glob("[12][0-9][0-9][0-9]-[01][0-9]/*.docx") if is_report(path.name))
        found = next(backups, None) or next(reports, None)
    except OSError:
        return ""
    return source_name(config, found) if found else ""
