"""What a report looks for in the texts of one submission, looked for by whoever has the grammars loaded already."""

from __future__ import annotations

from sync.checks.texts import citations, passages
from sync.model.config import Config
from sync.model.material import Lookup
from sync.model.period import Period
from sync.model.records import Submission
from sync.normalise.citations import identity
from sync.reading.ties import ties


def lookup_in(submission: Submission, config: Config, period: Period) -> Lookup:
    """Return the ties of a submission's lines, and what each text that it may print cites."""
    texts = dict.fromkeys(passage.text for passage in passages(submission))
    cited = {text: tuple((one, identity(one)) for one in citations(text)) for text in texts}
    return Lookup(ties((submission,), config, period), cited)
