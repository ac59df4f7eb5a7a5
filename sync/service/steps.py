"""What the service does by itself, in this order."""

from __future__ import annotations

from sync.service.backups import make_backup
from sync.service.nightly import Step, make_round
from sync.service.page import make_page
from sync.service.remind import make_reminders

STEPS: tuple[Step, ...] = (
    Step("round", make_round),
    Step("backup", make_backup),  # before the letters, which tell of an old one: after a weekend it is made up first
    Step("remind", make_reminders),
    Step("page", make_page),
)
