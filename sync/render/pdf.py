"""A report printed to PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 120


class PdfError(Exception):
    """No PDF: `code` is "no-libreoffice" or "pdf-failed"; `detail` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


def to_pdf(docx: Path) -> Path:
    """Print a .docx beside itself and return the PDF's path; raises PdfError. A profile of its own is used."""
    office = find_office()
    if office is None:
        raise PdfError("no-libreoffice")
    pdf = docx.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(prefix="baocao-") as profile:
        command = [
            str(office),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(docx.parent),
            str(docx),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 our own words
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PdfError("pdf-failed", str(error)) from error
    if not pdf.exists():
        raise PdfError("pdf-failed", done.stderr.decode("utf-8", "replace"))
    return pdf


def find_office() -> Path | None:
    """Return where LibreOffice is, or None; on Windows it is not on the path."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    if sys.platform == "win32":
        for base in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            path = Path(os.environ.get(base, "")) / "LibreOffice" / "program" / "soffice.exe"
            if path.is_file():
                return path
    return None
