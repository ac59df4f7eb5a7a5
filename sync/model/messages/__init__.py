"""Every sentence that speaks of data or of what a command could not do: code → what is wrong, and what to do.

One file a family; each is a dict of code → Message. A sentence names its facts in braces ({typed}, {expected}); facts
are values and never templates themselves. At most about 30 words; words that staff do not use (null, parse,
regex, JSON …) never stand in one.
"""

from __future__ import annotations

from dataclasses import replace

from sync.model.finding import Finding
from sync.model.material import ONLINE
from sync.model.messages.buttons import BUTTONS
from sync.model.messages.clerk import CLERK
from sync.model.messages.cluster import CLUSTER
from sync.model.messages.commands import COMMANDS
from sync.model.messages.doctor import DOCTOR
from sync.model.messages.documents import DOCUMENTS
from sync.model.messages.feedback import FEEDBACK
from sync.model.messages.figures import FIGURES
from sync.model.messages.form import FORM
from sync.model.messages.google import FILES, GOOGLE, KEPT, SPREADSHEET
from sync.model.messages.handin import HANDIN
from sync.model.messages.keeping import KEEPING
from sync.model.messages.language import LANGUAGE
from sync.model.messages.machine import MACHINE
from sync.model.messages.message import Message
from sync.model.messages.notes import NOTES
from sync.model.messages.plan import PLAN
from sync.model.messages.programs import PROGRAMS
from sync.model.messages.prose import PROSE
from sync.model.messages.reading import READING
from sync.model.messages.selftest import SELFTEST
from sync.model.messages.service import SERVICE
from sync.model.messages.signed import SIGNED

MESSAGES: dict[str, Message] = {
    **COMMANDS,
    **READING,
    **FORM,
    **NOTES,
    **FIGURES,
    **PLAN,
    **HANDIN,
    **DOCUMENTS,
    **PROSE,
    **LANGUAGE,
    **PROGRAMS,
    **SIGNED,
    **CLERK,
    **BUTTONS,
    **GOOGLE,
    **DOCTOR,
    **MACHINE,
    **FEEDBACK,
    **SERVICE,
    **KEEPING,
    **CLUSTER,
    **SELFTEST,
}


def sentence(code: str, facts: dict[str, str]) -> tuple[str, str]:
    """Return what is wrong and what to do about it, in Vietnamese; raises KeyError for a code without a message.

    Of a Google spreadsheet that was not read it is said too which version still counts (`kept`), where there is one.
    """
    message = MESSAGES[code]
    if facts.get("source", "").startswith(ONLINE) and message.what.startswith(FILES):
        message, facts = _of_spreadsheet(message), {**facts, "source": facts["source"].removeprefix(ONLINE)}
    what, action = message.said(facts)
    return (f"{what} {KEPT.format(kept=facts['kept'])}" if code in GOOGLE and facts.get("kept") else what), action


def _of_spreadsheet(message: Message) -> Message:
    """Return a message of a form's file as one of a spreadsheet."""
    what, bare = message.what, message.bare
    for file in FILES:
        what, bare = what.replace(file, SPREADSHEET), bare.replace(file, SPREADSHEET)
    return replace(message, what=what, bare=bare)


def words(finding: Finding) -> tuple[str, str]:
    """Return the two sentences of a finding: what is wrong, and what to do."""
    return sentence(finding.code, {**dict(finding.facts), "suggestion": finding.suggestion or ""})
