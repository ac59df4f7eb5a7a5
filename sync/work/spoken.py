"""What commands say to people: short Vietnamese lines and plain tables for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sync.model.decisions import WITHDRAWN
from sync.model.duedates import OFFICE_ZONE
from sync.model.finding import Finding
from sync.model.messages import sentence, words
from sync.model.messages.commands import SEVERITY_LABELS, STATE_LABELS
from sync.model.period import named_in
from sync.model.records import Acceptance
from sync.normalise.figures import format_number
from sync.work.sources import source_of

if TYPE_CHECKING:  # a command loads what it runs, not what the others' answers are made of
    from decimal import Decimal

    from sync.model.material import Failure
    from sync.model.period import Period
    from sync.work.closing import Issued
    from sync.work.collect import DivisionOutcome, Outcome
    from sync.work.decide import Judged
    from sync.work.overview import Status
    from sync.work.published import Published
    from sync.work.signedfigures import SignedFigure
    from sync.work.tracing import Hit, Source
    from sync.work.unread import Unread

OUTCOME_LABELS = {
    "read": "✓ đã đọc",
    "unchanged": "✓ không đổi",
    "missing": "… chưa gửi",
    "failed": "✗ không dùng được",
}


# What was decided, by the kind of the decision ("" a finding).
_ACCEPTED_WORDS = {
    "": "Đã chấp nhận điểm {name}",
    "without": "Báo cáo không có {name}",
    "use": "Đã chọn tệp",
}
_WITHDRAWN_WORDS = {
    "": "Đã rút lại chấp nhận điểm {name}",
    "without": "Báo cáo lại chờ {name}",
    "use": "Đã rút lại việc chọn tệp",
}


def said_of_sync(outcome: Outcome) -> Iterator[str]:
    """Yield what a round tells: who handed in, who did not, what is wrong."""
    rows = [
        (
            d.division,
            _outcome_label(d, outcome),
            d.source,
            *map(str, outcome.open.get(d.division, (0, 0))),
            outcome_message(d, outcome),
        )
        for d in outcome.divisions
    ]
    yield (
        f"Kỳ {outcome.period.label}: đọc {outcome.read} tệp, {outcome.unchanged} tệp không đổi, "
        f"{outcome.failed} tệp không dùng được."
    )
    yield from table(("Đơn vị", "Kết quả", "Tệp", "Phải sửa", "Cần xem", "Ghi chú"), rows)
    for received in outcome.received:
        if received.target:
            yield f"Hộp thư: {received.source} → {received.target}"
        else:
            yield f"Hộp thư: {_stray(received.code, received.source)}"
    for stray in outcome.strays:
        yield _stray(stray.code, stray.source)


def said_of_unread(found: Iterable[Unread]) -> Iterator[str]:
    """Yield a line for each file and folder that is not read."""
    for each in found:
        yield f"! {' '.join(sentence(each.code, {'source': each.source, 'place': each.place}))}"


def said_of_findings(judged: Judged) -> Iterator[str]:
    """Yield every finding in three lines: id, severity and place; what is wrong; what to do."""
    if not judged.findings:
        yield "Không có điểm nào cần xem lại."
    for found in judged.findings:
        what, action = words(found)
        accepted = judged.accepted(found)
        taken_back = judged.withdrawn(found)
        mark = f"   (đã chấp nhận: {accepted.reason})" if accepted else ""
        mark += f"   (đã rút lại chấp nhận: {taken_back.reason})" if taken_back else ""
        if accepted is None and (said := judged.confirmed(found)):
            mark += f"   (đơn vị xác nhận: {said.reason})"
        yield f"{found.id}  {SEVERITY_LABELS[found.severity]}  {place_of(found, judged)}{mark}"
        yield f"    {what}"
        yield f"    → {action}"


def said_of_acceptances(made: Iterable[Acceptance]) -> Iterator[str]:
    """Yield what the clerk has decided, in words."""
    for one in made:
        back = one.finding.startswith(WITHDRAWN)
        kind, _, name = one.finding.removeprefix(WITHDRAWN).partition(":")
        words = _WITHDRAWN_WORDS if back else _ACCEPTED_WORDS
        yield f"{words.get(kind, words['']).format(name=name or kind)}: {one.reason}"


def said_of_issue(sent: Issued) -> Iterator[str]:
    """Yield that a report was sent, and where the signed file says something else."""
    from sync.work.signed import as_told  # only where a report is issued

    fact = sent.fact
    yield f"Đã ghi: báo cáo số {fact.number} ngày {fact.date:%d/%m/%Y}. Kỳ {sent.published.period.label} đã chốt hẳn."
    yield f"Bản có số, ngày: {sent.published.docx}"
    if sent.scan:
        yield "Bản ký là ảnh chụp nên chỉ được lưu lại, không so được với bản in."
    if sent.differences:
        yield f"Bản ký khác bản in ở {len(sent.differences)} chỗ:"
    for each in sent.differences:
        yield f"  {each.section or each.cell}"
        ours, signed = as_told(each)
        yield f"    bản in: {ours or '(không có)'}"
        yield f"    bản ký: {signed or '(đã bỏ)'}"
    left = len(sent.left)
    if sent.taken:
        yield "Lời văn ở các chỗ đó đã được lấy làm nội dung của kỳ; số liệu ở tờ Chỉ tiêu và phụ lục giữ như biểu."
        if left:
            yield f"Không lấy được {left} chỗ nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký)."
    elif sent.differences and not sent.fact.file.lower().endswith(".docx"):
        yield "Bản ký là PDF nên các chỗ đó chỉ để biết; muốn lấy thì chạy lại với tệp Word đã ký, --take và --correct."
    elif sent.differences and left == len(sent.differences):
        yield "Các chỗ đó nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký) nên không lấy được."
    elif sent.differences:
        yield "Muốn lấy lời văn của bản đã ký làm nội dung của kỳ: chạy lại lệnh này với --take và --correct."
        if left:
            yield f"Trong đó {left} chỗ nằm ngoài các dòng nội dung (phần đầu, phụ lục, chữ ký), không lấy được."
    for figure in sent.figures:
        yield (
            f"! {figure.division}, chỉ tiêu {figure.indicator} ({figure.name}): biểu ghi {_plain(figure.ours)}, "
            f"bản ký ghi {_plain(figure.signed)}. {action_of(figure, sent.published.period)}"
        )


def action_of(figure: SignedFigure, period: Period) -> str:
    """Return what is to be done about a figure that the signed report tells otherwise than the division's form."""
    if figure.adds_up:
        change = figure.signed - figure.ours
        sign = "+" if change > 0 else "-"
        return (
            f"Nhờ {figure.division} ghi {sign}{_plain(abs(change))} vào cột Điều chỉnh kỳ trước của biểu "
            f"{period.next().label}; nếu không, lũy kế vẫn tính theo {_plain(figure.ours)}."
        )
    return f"Nhờ {figure.division} xem lại số này khi lập biểu {period.next().label}."


def _plain(number: Decimal) -> str:
    return format_number(number, pad=False)


def said_of_status(status: Status) -> Iterator[str]:
    """Yield how a period stands, and what to do next."""
    yield (
        f"Kỳ {status.period.label}. Hạn đơn vị gửi: {status.due_divisions:%d/%m/%Y}. "
        f"Hạn gửi báo cáo: {status.due_report:%d/%m/%Y}."
    )
    rows = [
        (
            row.division,
            row.name,
            STATE_LABELS[row.state] + (" (trễ hạn)" if row.late else ""),
            f"{row.submitted_at:%d/%m/%Y}" if row.submitted_at else "",
            row.prepared_by or "",
            str(row.errors),
            str(row.warnings),
        )
        for row in status.divisions
    ]
    yield from table(("Mã", "Đơn vị", "Trạng thái", "Ngày gửi", "Người lập", "Phải sửa", "Cần xem"), rows)
    for row in status.divisions:
        if row.without:
            yield f"Báo cáo không có {row.division}: {row.without.reason} ({_signed(row.without)})."
        if row.picked:
            yield f"{row.division} dùng tệp {row.source}: {row.picked.reason} ({_signed(row.picked)})."
        if row.newer:
            yield f"{row.division} gửi bản {row.newer} sau khi chốt; báo cáo vẫn theo bản {row.version or '(chưa có)'}."
    if status.report:
        kind = "bản dự thảo" if status.report.draft else "bản chính"
        if status.report.version == status.issued_version:
            kind = "bản đã ban hành"
        yield f"Báo cáo mới nhất: {status.period.code}/{status.report.docx} ({kind}, v{status.report.version})."
    if status.issue:
        yield f"Đã ban hành: số {status.issue.number} ngày {status.issue.date:%d/%m/%Y}."
    elif status.lock:
        yield f"Đã chốt số liệu ngày {status.lock.at.astimezone(OFFICE_ZONE):%d/%m/%Y} ({status.lock.who})."
    yield f"Việc tiếp theo: {_next_step(status)}"


def said_of_report(published: Published, judged_lines: Sequence[str]) -> Iterator[str]:
    """Yield what was made and where, or why the report was refused."""
    counts = published.counts
    if published.docx is None:
        yield f"Chưa làm báo cáo: còn {len(published.open_errors)} điểm phải sửa."
        yield from (f"  ✗ {line}" for line in judged_lines)
        yield "Sửa trong biểu của đơn vị rồi chạy baocao sync; hoặc chấp nhận bằng baocao accept;"
        yield "hoặc thêm --draft để in bản dự thảo."
        return
    if published.issued:
        yield f"Báo cáo {published.period.label} đã ban hành; đây đúng là bản đã ban hành."
    yield f"Báo cáo: {published.docx}"
    yield f"Số liệu: {published.xlsx}"
    if published.open_list:
        yield f"Các điểm còn vướng: {published.open_list}"
    yield f"Rà soát: {counts['error']} điểm phải sửa, {counts['warning']} điểm cần xem lại, {counts['note']} lưu ý."
    if published.accepted:
        yield f"Đã chấp nhận hoặc xác nhận: {published.accepted} điểm."
    for violation in published.violations:
        yield f"! {violation}"


def said_of_trace(hits: Sequence[Hit], wanted: str) -> Iterator[str]:
    """Yield every place found, with the cells that it came from."""
    if not hits:
        yield f"Không thấy “{wanted}” trong báo cáo."
    for hit in hits:
        note = f", chú thích {hit.note}" if hit.note else ""
        yield f"{hit.title}{note}"
        yield f"    {_shortened(hit.text)}"
        for source in hit.origins:
            yield f"    ← {source_line(source)}"


def source_line(source: Source) -> str:
    """Return a source in words: division, file, tab and cell, version."""
    if source.cell is None:
        if source.how == "clerk":
            return f"{source.source} (phòng tổng hợp)"
        line = f", dòng {source.line}" if source.line else ""
        return f"{source.source}{line} (nội dung của sở)"
    total = ", cộng từ nhiều đơn vị" if source.how == "sum" else ""
    return f"{source.division}: {source.source}, tờ {source.tab}, ô {source.cell}, bản {source.version}{total}"


def outcome_message(one: DivisionOutcome, outcome: Outcome) -> str:
    """Return the sentences about what could not be taken of a division, "" where all is well or nothing came."""
    named = {"name": one.name, "period": outcome.period.label, "kept": str(one.kept) if one.kept else ""}
    told = [(failure.code, failure.source) for failure in one.refused if not _is_answered(failure, one, outcome)]
    told += [("form-untouched", one.source)] if _is_untouched(one, outcome) else []
    return " ".join(" ".join(sentence(code, {**named, **_file_facts(source, outcome)})) for code, source in told)


def _is_answered(failure: Failure, one: DivisionOutcome, outcome: Outcome) -> bool:
    """True of an earlier month's form from the inbox, once the division's own of this month lies there filled in."""
    elsewhere = failure.code == "other-period" and not failure.source.startswith(f"{outcome.period.code}/")
    return elsewhere and one.outcome in {"read", "unchanged"} and not _is_untouched(one, outcome)


def _file_facts(source: str, outcome: Outcome) -> dict[str, str]:
    other = named_in(source, outcome.period)
    return {"source": source, "other": other.label if other else "kỳ khác", "code": outcome.period.code}


def _outcome_label(one: DivisionOutcome, outcome: Outcome) -> str:
    if one.outcome == "missing" and one.kept:
        return "! tệp không còn"
    return "… chưa điền" if _is_untouched(one, outcome) else OUTCOME_LABELS[one.outcome]


def _is_untouched(one: DivisionOutcome, outcome: Outcome) -> bool:
    return one.division in outcome.untouched and one.outcome in {"read", "unchanged"}


def place_of(found: Finding, judged: Judged) -> str:
    """Return where a finding is: division, file, tab and cell as far as there are."""
    cell = f"ô {found.place.a1}" if found.place and found.place.a1 else ""
    tab = f"tờ {found.place.tab}" if found.place else ""
    return ", ".join(filter(None, (found.division or "", source_of(found, judged), tab, cell)))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a plain table, its columns as wide as their widest text."""
    everything = [tuple(headings), *map(tuple, rows)]
    widths = [max(_width(row[at]) for row in everything) for at in range(len(headings))]
    for row in everything:
        yield "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()


def _signed(decision: Acceptance) -> str:
    day = f"{decision.at.astimezone(OFFICE_ZONE):%d/%m/%Y}"
    return f"{decision.who}, {day}" if decision.who else day


def _stray(code: str, source: str) -> str:
    return " ".join(sentence(code, {"source": source, "name": "đơn vị", "period": "kỳ này"}))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(not unicodedata.combining(c) for c in text)


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else text[:157].rstrip() + "…"


def _next_step(status: Status) -> str:
    code = status.period.code
    if status.issue:
        return f"mở kỳ sau: baocao templates --period {status.period.next().code}"
    if status.last_run is None:
        return f"đọc biểu của các đơn vị: baocao sync --period {code}"
    missing = [row.division for row in status.divisions if row.state == "missing" and row.errors]
    if missing:
        return f"nhắc {', '.join(missing)} gửi biểu, rồi baocao sync --period {code}"
    if status.open_errors:
        return f"xem {status.open_errors} điểm phải sửa: baocao check --period {code}"
    if status.outdated and status.report and not status.report.draft and status.lock is None:
        return (
            f"số liệu đã đổi sau khi làm báo cáo v{status.report.version}; làm lại: baocao report --period {code} "
            f"(nếu bản v{status.report.version} đã ký trên giấy: "
            f"baocao issue --version {status.report.version} --number SỐ --date NGÀY --period {code})"
        )
    if status.report is None or status.report.draft or status.outdated:
        return f"làm báo cáo: baocao report --period {code}"
    if status.lock is None:
        return f"mở báo cáo bằng Word, đọc lại và trình ký; xong thì chốt: baocao lock --period {code}"
    return f"khi báo cáo đã ký: baocao issue --number SỐ --date NGÀY --period {code}"
