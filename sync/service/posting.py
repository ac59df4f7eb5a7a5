"""Letters leave the house: by SMTP, or into the outbox as .eml files; whether one went is told exactly."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Literal, Protocol

from sheets.text import clean
from sync.model.messages import service as say
from sync.model.serving import MailSettings
from sync.work.files import FileBusyError, write_new

PASSWORD = "BAOCAO_MAIL_PASSWORD"  # noqa: S105 the name of the variable
TIMEOUT = 30.0
End = Literal["sent", "failed", "unknown"]
Way = Literal["smtp", "outbox"]
_SOMEBODY = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")


class PostError(Exception):
    """No letter can leave now; the text is a sentence for the log and the clerk, never a password."""


@dataclass(frozen=True, slots=True)
class Posted:
    """How one letter ended: "unknown" where the server broke off after it had the text, so that it may have gone.

    `away`: nothing can leave by this way just now, whoever it is for; the next letters need not be tried.
    """

    end: End
    detail: str = ""
    away: bool = False


class Post(Protocol):
    """What takes letters, one by one, to the one address that each names."""

    @property
    def way(self) -> Way: ...  # noqa: D102

    def send(self, mail: EmailMessage, address: str, name: str) -> Posted:
        """Send one letter; never raises for what the other side does."""
        ...


@dataclass(slots=True)
class SmtpPost:
    """An SMTP session. After an answer that makes no sense it is opened anew for the next letter."""

    settings: MailSettings
    folder: Path
    way: Way = "smtp"
    _session: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage, address: str, name: str) -> Posted:  # noqa: ARG002 the outbox names its files
        """Send one letter: refused before its text was given it has surely not gone, else nobody knows."""
        try:
            session = self._opened()
            for code, told in (session.mail(self.settings.sender), session.rcpt(address)):
                if code not in {250, 251, 252}:
                    self._close()
                    return Posted("failed", _refused(code, told))
        except PostError as error:
            self._close()
            return Posted("failed", str(error), away=True)
        except ValueError:  # smtplib's own, for an address that is more than one line or no ASCII
            self._close()
            return Posted("failed", say.NO_ADDRESS_YET)
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            silent = _in_vain(error)
            reason = say.SMTP_SILENT if silent else say.SMTP_UNREACHABLE
            return Posted("failed", reason.format(host=self.settings.host), away=silent)
        try:
            code, told = session.data(mail.as_bytes())
        except smtplib.SMTPDataError as error:  # the server would not hear the text
            self._close()
            return Posted("failed", _refused(error.smtp_code, error.smtp_error))
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            silent = _in_vain(error)
            return Posted("unknown", say.SMTP_SILENT.format(host=self.settings.host) if silent else "", away=silent)
        if code != 250:
            return Posted("failed", _refused(code, told))
        return Posted("sent")

    def close(self) -> None:
        """Say goodbye."""
        if self._session is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._session.quit()
        self._close()

    def _opened(self) -> smtplib.SMTP:
        if self._session is None:
            self._session = _session(self.settings, self.folder)
        return self._session

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of .eml files, which the clerk opens in her mail program and sends."""

    folder: Path
    way: Way = "outbox"

    def send(self, mail: EmailMessage, address: str, name: str) -> Posted:  # noqa: ARG002 it stands in the letter
        """Write one letter as a file of its own, whole or not at all; `name` is the file's."""
        path = self.folder / f"{name}.eml"
        try:
            write_new(path, mail.as_bytes())
        except FileExistsError:
            if not path.is_file():  # a folder has taken its name: it is no letter
                return Posted("failed", say.OUTBOX_TAKEN.format(name=path.name))
            # It was written before, and the process ended before it could say so.
        except FileBusyError as error:
            taken = error.code == "folder-taken"
            detail = say.OUTBOX_TAKEN.format(name=error.path.name) if taken else say.OUTBOX_SHUT
            return Posted("failed", detail, away=True)
        return Posted("sent")


@contextmanager
def post(settings: MailSettings, folder: Path, outbox: Path) -> Iterator[Post]:
    """Yield what takes letters that have an address, as config says. A connection is opened with the first letter."""
    if not settings.host:
        yield Outbox(outbox)
        return
    smtp = SmtpPost(settings, folder)
    try:
        yield smtp
    finally:
        smtp.close()


def try_out(settings: MailSettings, folder: Path) -> None:
    """Connect and log in as a letter would, and send nothing; raises PostError with the reason."""
    session = _session(settings, folder)
    with suppress(OSError, smtplib.SMTPException):
        session.quit()
    session.close()


def _session(settings: MailSettings, folder: Path) -> smtplib.SMTP:
    """Return an open session, encrypted and logged in as config says; raises PostError where that cannot be."""
    password = password_of(settings, folder) if settings.user else ""
    context = ssl.create_default_context()
    try:
        if settings.security == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT, context=context)
        else:
            session = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT)
    except ssl.SSLError as error:
        raise PostError(say.SMTP_NO_TLS) from error
    except (OSError, smtplib.SMTPException) as error:
        raise PostError(say.SMTP_UNREACHABLE.format(host=settings.host)) from error
    try:
        session.ehlo()
        if settings.security == "starttls":
            session.starttls(context=context)
            session.ehlo()
        if settings.user:
            session.login(settings.user, password)
    except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
        session.close()
        raise PostError(say.SMTP_NO_TLS) from error
    except smtplib.SMTPAuthenticationError as error:
        session.close()
        raise PostError(say.SMTP_LOGIN) from error
    except (OSError, smtplib.SMTPException) as error:
        session.close()
        raise PostError(say.SMTP_UNREACHABLE.format(host=settings.host)) from error
    return session


def password_of(settings: MailSettings, folder: Path) -> str:
    """Return the password, from the environment or a file that only its owner may read; raises PostError."""
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not settings.password_file:
        raise PostError(say.SMTP_NO_KEY)
    path = folder / settings.password_file
    try:
        if sys.platform != "win32" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise PostError(say.SMTP_EXPOSED.format(file=settings.password_file))
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PostError(say.SMTP_NO_KEY) from error


def _refused(code: int, told: bytes | str) -> str:
    return say.SMTP_REFUSED.format(code=f"{code} {_words(told)}".strip())


def _words(told: bytes | str) -> str:
    """Return what a server said, as one short line of plain characters without anybody's address."""
    text = told.decode("ascii", "replace") if isinstance(told, bytes) else told
    return " ".join(_SOMEBODY.sub("…", clean(text)).split())[:80]


def _in_vain(error: BaseException) -> bool:
    """True where a server was waited for in vain: it would cost as long with the next letter.

    smtplib tells that as a connection that was lost, and the waiting is what it came from.
    """
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
