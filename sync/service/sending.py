"""Letters are marked as begun, leave, and are marked as they ended: none goes twice, none is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sync.model.messages import service as say
from sync.model.period import Period
from sync.service.letters import Letter, draft, message
from sync.service.posting import Outbox, Post, Posted, Way, post
from sync.store import service
from sync.work.attempts import next_name, open_letters, told_before
from sync.work.log import Log
from sync.work.office import OUTBOX, Office


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a letter: by which way it was to leave, and how that ended; `posted` None in a dry run.

    `begun` False where it was not tried, since another letter had shown that none can leave now.
    """

    letter: Letter
    way: Way
    posted: Posted | None = None
    begun: bool = True


@dataclass(slots=True)
class Sending:
    """Letters on their way, one by one. A division without an address gets its letter into the outbox.

    Where a letter shows that no other can leave either (a server that hangs, a folder that is shut), the rest of its
    way is left for the next time, so that seventy divisions do not wait in vain seventy times.
    """

    office: Office
    post: Post
    outbox: Outbox
    at_once: bool = False  # somebody asks by hand: what failed a minute ago is tried again
    ended: list[Ended] = field(default_factory=list)
    _shut: dict[Way, Posted] = field(default_factory=dict)

    def send(self, letters: Iterable[Letter]) -> None:
        """Send letters; one that somebody else has begun meanwhile is left to them. Raises StoreError."""
        for letter in letters:
            carrier = self.post if letter.address else self.outbox
            if carrier.way in self._shut:
                self.ended.append(Ended(letter, carrier.way, self._shut[carrier.way], begun=False))
                continue
            posted = self._sent(letter, carrier)
            if posted is None:
                continue
            self.ended.append(Ended(letter, carrier.way, posted))
            if posted.away:
                self._shut[carrier.way] = replace(posted, end="failed")

    def _sent(self, letter: Letter, carrier: Post) -> Posted | None:
        """Mark a letter as begun, send it, mark how it ended; None where somebody else has begun it meanwhile."""
        notice = letter.notice
        names = [reason.name for reason in notice.reasons]
        names += [notice.of_the_day] if notice.division else []
        with self.office.store.writing() as connection:
            steps = service.notices(connection, notice.period.code)
            told = told_before(steps, self.office.now())
            if (told.settled | told.at_work | (frozenset() if self.at_once else told.waiting)).intersection(names):
                return None
            names = [next_name(name, steps) for name in names]
            for name in names:
                service.add_notice(connection, self._step(letter, name, "begun", {"way": carrier.way}))
        posted = self._posted(letter, carrier)
        if posted.end != "unknown":  # one whose end is unknown stays begun
            step: service.Step = "sent" if posted.end == "sent" else "failed"
            body: dict[str, service.Detail] = {"detail": posted.detail} | ({"away": True} if posted.away else {})
            with self.office.store.writing() as connection:
                for name in names:
                    service.add_notice(connection, self._step(letter, name, step, body))
        return posted

    def _posted(self, letter: Letter, carrier: Post) -> Posted:
        config, notice = self.office.config, letter.notice
        try:
            unsent = carrier.way == "outbox"
            mail = draft(letter, config) if unsent else message(letter, config, self.office.now())
        except ValueError:  # an address that mail cannot hold: this letter stays, the others go
            return Posted("failed", say.NO_ADDRESS_YET)
        who = notice.division.code if notice.division else notice.clerk.replace("clerk", "tong-hop")
        return carrier.send(mail, letter.address, f"{notice.period.code}_{who}_{notice.day.isoformat()}")

    def _step(self, letter: Letter, name: str, step: service.Step, body: dict[str, service.Detail]) -> service.Notice:
        notice = letter.notice
        division = notice.division.code if notice.division else None
        told = {**body, "round": self.office.round}
        return service.Notice(notice.period.code, division, name, step, self.office.now(), told)


@contextmanager
def sending(office: Office, *, at_once: bool = False) -> Iterator[Sending]:
    """Yield what sends letters, as config says; afterwards what did not go stands in the log, one line each."""
    config = office.config
    outbox = Outbox(config.folder / OUTBOX)
    with post(config.mail, config.folder, outbox.folder) as carrier:
        this = Sending(office, carrier, outbox, at_once)
        try:
            yield this
        finally:
            log = Log(config.folder, office.round)
            for line in warnings(this.ended):
                log.say(line, "WARNING")


def warnings(ended: Iterable[Ended]) -> Iterator[str]:
    """Yield what did not go, division by division with the reason; what waits for one and the same reason, once."""
    left: dict[Way, int] = {}
    why: dict[Way, str] = {}
    for each in ended:
        posted, letter = each.posted, each.letter
        if posted is None or posted.end == "sent":
            continue
        if not each.begun:
            left[each.way] = left.get(each.way, 0) + 1
            why[each.way] = posted.detail
            continue
        facts = {"period": letter.notice.period.label, "name": who(letter), "detail": posted.detail}
        yield (say.LETTER_UNKNOWN if posted.end == "unknown" else say.LETTER_FAILED).format(**facts)
    for way, count in left.items():
        yield say.LETTERS_LEFT.format(count=count, detail=why[way])


def who(letter: Letter) -> str:
    """Return whom a letter is for, as the log names them: a division with its code, a clerk by what she does."""
    division = letter.notice.division
    return f"{division.name} ({division.code})" if division else say.THE_CLERK


def still_open(office: Office, period: Period, now: Iterable[Ended]) -> Iterator[str]:
    """Yield the letters of the last days that have not reached somebody, or may not have, beside those of `now`."""
    told = {each.letter.notice.of_the_day.split(":")[1] for each in now}
    with office.store.reading() as connection:
        steps = service.notices(connection, period.code)
    for each in open_letters(steps, office.now()):
        division = office.config.division(each.begun.division or "")
        if each.addressee not in told:
            name = f"{division.name} ({division.code})" if division else say.THE_CLERK
            text = say.LETTER_UNKNOWN if each.outcome == "unknown" else say.LETTER_FAILED
            yield text.format(period=period.label, name=name, detail=each.detail or say.ENDED_MIDWAY)
