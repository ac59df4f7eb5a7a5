"""The list of every check for the clerk, docs/checks.md: written from the checks and their sentences, never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.checks.run import CHECKS, ROUND_CHECKS
from sync.model.config import Severity
from sync.model.messages import MESSAGES

LABELS: dict[Severity, str] = {"error": "✗ Phải sửa", "warning": "! Cần xem lại", "note": "i Lưu ý"}

_HEAD = """# Checks · Các phép rà soát

Tệp này được sinh ra từ chương trình, không sửa bằng tay. Mỗi lần rà soát, hệ thống chạy {count} phép kiểm tra dưới đây
trên biểu của từng đơn vị và trên cả kỳ báo cáo.

- **{error}**: sai hoặc thiếu đến mức không in được; báo cáo chính thức chờ sửa, hoặc chờ chuyên viên tổng hợp
  chấp nhận kèm lý do.
- **{warning}**: có thể sai; đơn vị xem lại, sửa hoặc trả lời “Đúng, giữ nguyên”.
- **{note}**: để biết, không phải làm gì.

Tắt hoặc giảm mức một phép: ghi mã của nó trong mục `checks` của config.yaml, ví dụ
`checks: {{late: off, figure-missing: note}}`.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One check as the clerk reads of it: `finds` is its sentence with "…" for what differs from case to case."""

    code: str
    severity: Severity
    label: str
    finds: str
    action: str


def entries() -> tuple[Entry, ...]:
    """Return every check that is registered, in the order in which they run."""
    sheets = tuple(_entry(check.code, check.severity) for check in CHECKS)
    return (*sheets, *(_entry(check.code, check.severity) for check in ROUND_CHECKS))


def markdown(examples: Mapping[str, str]) -> str:
    """Return docs/checks.md; `examples` holds a sentence that each check said of a real sheet, by code."""
    rows = [_row(entry, examples[entry.code]) for entry in entries()]
    head = _HEAD.format(count=len(rows), error=LABELS["error"], warning=LABELS["warning"], note=LABELS["note"])
    sheets = _table("Sheets · Biểu của từng đơn vị", rows[: len(CHECKS)])
    return head + sheets + _table("Rounds · Cả kỳ báo cáo", rows[len(CHECKS) :])


def _table(heading: str, rows: Sequence[str]) -> str:
    return "\n".join((f"\n## {heading}\n", *_COLUMNS, *rows, ""))


_COLUMNS = ("| Mã | Tên | Mức độ | Phát hiện | Ví dụ | Cách xử lý |", "| --- | --- | --- | --- | --- | --- |")


def _entry(code: str, severity: Severity) -> Entry:
    message = MESSAGES[code]
    return Entry(code, severity, message.label, _general(message.bare or message.what), _general(message.action))


def _general(template: str) -> str:
    """Return a sentence in which "…" stands for each fact; quotation marks and braces round one go on standing."""
    general = re.sub(r"\{\{|\}\}|\{\w+\}", lambda found: found[0][0] if len(found[0]) == 2 else "…", template)
    return general.replace("….", "…")


def _row(entry: Entry, example: str) -> str:
    cells = (f"`{entry.code}`", entry.label, LABELS[entry.severity], entry.finds, example, entry.action)
    return f"| {' | '.join(_cells(cells))} |"


def _cells(texts: tuple[str, ...]) -> Iterator[str]:
    return (" ".join(text.replace("|", "\\|").split()) for text in texts)
