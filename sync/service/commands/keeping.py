"""The commands that keep what the office has: a backup, putting it back, and the archive that proves a period."""

from __future__ import annotations

from sync.service.commands.terminal import (
    DONE,
    FOUND,
    RefusalError,
    config_path,
    office_at_work,
    path_of,
    say,
    say_lines,
    sentence_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def backup(arguments: argparse.Namespace) -> int:
    """Make a backup and read it back."""
    from sync.model.messages import keeping as texts
    from sync.service.archive import backup, record_backup
    from sync.service.backups import bytes_said
    from sync.work.opening import opened

    config = config_path(arguments.config)
    if not config.is_file():
        raise RefusalError("config-not-found")
    with opened(config) as office:
        made = backup(office, path_of(arguments.file))
        record_backup(office, made, nightly=False)
    say(texts.BACKED_UP.format(file=made.path, size=bytes_said(made.size), rows=made.rows))
    say(texts.DIGEST.format(digest=made.sha256))
    say(texts.NO_SECRETS)
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into an empty folder."""
    from sync.model.messages import keeping as texts
    from sync.service.restore import restore, told_at

    done = restore(path_of(arguments.file), path_of(arguments.folder))
    say(texts.RESTORED.format(folder=done.folder, at=told_at(done), rows=done.rows))
    for code, facts in done.left:
        say(f"! {' '.join(sentence_of(code, facts))}")
    say(texts.RESTORED_NEXT)
    return FOUND if done.left else DONE


def export(arguments: argparse.Namespace) -> int:
    """Make the archive that proves a period, or look through one."""
    if arguments.verify:
        return _verify(arguments)
    from sync.model.messages import keeping as texts
    from sync.service.backups import bytes_said
    from sync.service.export import export

    with office_at_work(arguments) as (office, period):
        made = export(office, period, path_of(arguments.file) if arguments.file else None)
    facts = {"period": period.label, "file": made.path, "size": bytes_said(made.size), "count": made.members}
    say(texts.EXPORTED.format(**facts))
    say(texts.DIGEST.format(digest=made.sha256))
    say(texts.EXPORTED_NEXT.format(name=made.path.name))
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from sync.service.proof import told_of, verify

    found = verify(path_of(arguments.verify))
    say_lines(told_of(found))
    return DONE if found.good else FOUND
