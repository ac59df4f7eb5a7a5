"""What a report needs to have been looked for in its texts: which figures are indicators', which documents are cited.

It is looked for when a report is made or shown, not in a round, which has to be quick; and it is kept, because the
grammars that find it take longer to load than a report takes to be made.
"""

from __future__ import annotations

from dataclasses import replace

from sync.consolidate import consolidate
from sync.model.material import Material
from sync.store import caches
from sync.work.decide import Judged, key_of
from sync.work.frozen import freeze_lookup
from sync.work.office import Office
from sync.work.printed import printed_divisions


def looked_up(office: Office, judged: Judged) -> Judged:
    """Return what was judged with ties and citations in its round; what is not known yet is kept; raises StoreError."""
    this = judged.round
    if this.ties is not None and this.cited is not None:
        return judged
    from sync.reading.citing import citing
    from sync.reading.ties import ties

    tied = replace(this, ties=ties(this.submissions.values(), this.config, this.period))
    report = consolidate(Material(tied, printed_divisions(judged)))
    texts = [block.text for _, _, block in report.blocks()] + [note.text for note in report.footnotes]
    full = replace(tied, cited=citing(texts))
    found = {caches.TIES: freeze_lookup(full.ties or {}), caches.CITED: freeze_lookup(full.cited or {})}
    with office.store.writing() as connection:
        caches.keep_derived(connection, this.period.code, key_of(office, judged.moment), found)
    return replace(judged, round=full)
