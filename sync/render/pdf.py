"""A report printed to PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 120.0
_PLACES = {
    "win32": tuple(
        Path(os.environ.get(base, "")) / "LibreOffice" / "program" / "soffice.com"
        for base in ("PROGRAMFILES", "PROGRAMFILES(X86)")
    ),
    "darwin": (Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),),
}
_DETAIL = 2_000  # characters of LibreOffice's own words


class PdfError(Exception):
    """No PDF: `code` is "no-libreoffice", "pdf-failed", "pdf-timeout" or "pdf-not-written"; `detail` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def to_pdf(docx: Path, *, seconds: float = SECONDS) -> Path:
    """Print a .docx beside itself and return the PDF's path; raises PdfError.

    LibreOffice gets a folder of its own with a copy under a plain name: it trips over names that the system's encoding
    lacks, two of them over one profile, and an older PDF is only replaced by a whole one.
    """
    office = find_office()
    if office is None:
        raise PdfError("no-libreoffice")
    with tempfile.TemporaryDirectory(prefix="baocao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / "report.docx", folder / "report.pdf"
        try:
            shutil.copyfile(docx, source)
        except OSError as error:
            raise PdfError("pdf-failed", str(error)) from error
        said = convert(office, source, "pdf", seconds)
        if not _is_pdf(made):
            raise PdfError("pdf-failed", said)
        return _beside(docx, made)


def find_office() -> Path | None:
    """Return where LibreOffice is, or None; on Windows and macOS it is not on the path."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    return next((place for place in _PLACES.get(sys.platform, ()) if place.is_file()), None)


def convert(office: Path, source: Path, to: str, seconds: float = SECONDS) -> str:
    """Let LibreOffice make a file of kind `to` beside `source`, and return what it said; raises PdfError.

    It and all that it started are gone afterwards; its profile is made beside the source.
    """
    folder = source.parent
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        str(source),
    ]
    # Into a file, not a pipe: a pipe stays open as long as any grandchild lives.
    with (folder / "said.txt").open("w+b") as said:
        try:
            process = _start(command, said.fileno())
        except OSError as error:
            raise PdfError("pdf-failed", str(error)) from error
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise PdfError("pdf-timeout", f"{seconds:g} s") from error
        finally:
            _end(process)
        said.seek(0)
        return said.read(_DETAIL).decode("utf-8", "replace").strip() or f"exit {process.returncode}"


def _start(command: list[str], output: int) -> subprocess.Popen[bytes]:
    """Start a command at the head of a group of its own: soffice is a script that starts the program proper."""
    if sys.platform == "win32":
        return subprocess.Popen(  # noqa: S603 our own words
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, creationflags=subprocess.CREATE_NO_WINDOW
        )
    return subprocess.Popen(  # noqa: S603 our own words
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its group where it still runs: after a time-out or Ctrl+C."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603 our own words
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 it is always on the path
            check=False,
            capture_output=True,
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def _beside(docx: Path, made: Path) -> Path:
    """Move a finished PDF beside its report in one step; raises PdfError, as where a viewer holds the old one open."""
    pdf = docx.with_suffix(".pdf")
    part = pdf.with_name(f".{pdf.name}.{os.getpid()}.tmp")
    try:
        shutil.copyfile(made, part)
        part.replace(pdf)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PdfError("pdf-not-written", str(error)) from error
    return pdf
