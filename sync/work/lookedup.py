"""What a report needs to have been looked for in its texts: which figures are indicators', which documents are cited.

Whoever reads a form looks for it in the form's texts, because the grammars that find it take longer to load than a
report takes to be made. Where that does not hold, as of texts that the clerk has edited, it is looked for when a report
is made or shown, and kept.
"""

from __future__ import annotations

from dataclasses import replace

from sync.consolidate import consolidate
from sync.model.material import Lookup, Material
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
    found = _told(judged)
    if found is None:
        found = _looked_for(judged)
        with office.store.writing() as connection:
            key, kept = key_of(office, judged.moment), {caches.LOOKUP: freeze_lookup(found)}
            caches.keep_derived(connection, this.period.code, key, kept)
    return replace(judged, round=replace(this, ties=found.ties, cited=found.cited))


def _told(judged: Judged) -> Lookup | None:
    """Return what is kept of every division's texts and the department's own, together; None where one lacks."""
    if judged.outline is None:
        return None
    ties, cited = dict(judged.outline.ties), dict(judged.outline.cited)
    for division in judged.round.submissions:
        lookup = judged.lookups.get(division)
        if lookup is None:
            return None
        ties |= lookup.ties
        cited |= lookup.cited
    return Lookup(ties, cited)


def _looked_for(judged: Judged) -> Lookup:
    from sync.reading.citing import citing
    from sync.reading.ties import ties

    this = judged.round
    tied = replace(this, ties=ties(this.submissions.values(), this.config, this.period))
    report = consolidate(Material(tied, printed_divisions(judged)))
    texts = [block.text for _, _, block in report.blocks()] + [note.text for note in report.footnotes]
    return Lookup(tied.ties or {}, citing(texts))
