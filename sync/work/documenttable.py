"""The table of documents that the report cites: each once, with every place that cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sheets.text import fold
from sync.model.records import Origin
from sync.model.report import NoteMark, Report
from sync.normalise.citation import Citation, Identity
from sync.render.sheets import Field, Frame, Target
from sync.work.decide import Judged
from sync.work.framing import Index, Row, framed, spots_in
from sync.work.texttables import at_section

FIELDS = (
    Field("Loại văn bản", "text", 20),
    Field("Số", "text", 8),
    Field("Ký hiệu", "text", 22),
    Field("Tên gọi", "longtext", 34),
    Field("Ngày ban hành", "date", 14),
    Field("Cơ quan ban hành", "longtext", 30),
    Field("Số lần dẫn", "count", 8),
    Field("Nơi dẫn", "longtext", 34),
    Field("Xem", "link", 14),
    Field("Ghi chú", "longtext", 30),
)
# What a reader has to look at: the codes of sync.normalise.citations.
_DATE_PROBLEMS = {
    "incomplete": "Ngày ghi thiếu: “{text}”",
    "impossible": "Ngày không có thật: “{text}”",
    "shared": "Không ghi ngày riêng",
}
_ISSUER_PROBLEM = "Xem lại tên cơ quan ban hành"


@dataclass(frozen=True, slots=True)
class _Cited:
    """One citation in its place."""

    citation: Citation
    identity: Identity | None
    place: str
    origins: tuple[Origin, ...]


def document_table(judged: Judged, report: Report, shown: tuple[tuple[Frame, Index], ...]) -> Frame:
    """Return the documents in the order in which the report first cites them; `shown` are the tables links lead to.

    Two citations are one document where kind, number, symbol and year are the same; one that says nothing of these
    is told apart by its words.
    """
    grouped: dict[object, list[_Cited]] = {}
    for cited in _cited(judged, report):
        key = cited.identity or fold(f"{cited.citation.kind} {cited.citation.subject}")
        grouped.setdefault(key, []).append(cited)
    targets = [_target(group[0].origins, shown) for group in grouped.values()]
    titles = {frame.id: frame.title for frame, _ in shown}
    rows = [
        _row(group, f"→ {titles[target.frame]}" if target else "")
        for group, target in zip(grouped.values(), targets, strict=True)
    ]
    frame = framed(
        "documents",
        "Văn bản",
        f"Văn bản được dẫn trong báo cáo {report.period.label}",
        "Mỗi văn bản một dòng, tìm trong lời văn và chú thích của báo cáo.",
        FIELDS,
        rows,
        "Báo cáo không dẫn văn bản nào.",
    )
    return replace(frame, links={at: target for at, target in enumerate(targets) if target}, frozen=3)


def _cited(judged: Judged, report: Report) -> Iterator[_Cited]:
    """Yield every citation: of each paragraph in print order, then of its footnotes."""
    notes = {note.id: note for note in report.footnotes}
    spots = spots_in(judged.round)
    for part, section, block in report.blocks():
        division = spots.first(block.origins).division
        number = at_section(part, section)[0].rstrip(".")
        place = f"{'Mục' if section else 'Phần'} {number} ({division})"
        yield from (_Cited(*each, place, block.origins) for each in _of(block.text, judged))
        for span in block.spans:
            note = notes.get(span.id) if isinstance(span, NoteMark) else None
            if note:
                place_of_note = f"Chú thích {note.number} ({division})"
                yield from (_Cited(*each, place_of_note, block.origins) for each in _of(note.text, judged))


def _of(text: str, judged: Judged) -> Sequence[tuple[Citation, Identity | None]]:
    """Return what a text cites, as it was looked up before where it was."""
    known = judged.round.cited or {}
    if text in known:
        return known[text]
    from sync.reading.citing import citing

    return citing((text,))[text]


def _target(origins: tuple[Origin, ...], shown: tuple[tuple[Frame, Index], ...]) -> Target | None:
    for _, index in shown:
        row = index.of(origins)
        if row is not None:
            return Target(index.frame, row)
    return None


def _row(group: list[_Cited], link: str) -> Row:
    citations = [cited.citation for cited in group]
    first = citations[0]
    kind = next((c.kind for c in citations if c.kind), None) or ""
    dated = next((c for c in citations if c.date), None)
    places = "; ".join(dict.fromkeys(cited.place for cited in group))
    # A name that surely ends where it was read goes before one that may not.
    named = sorted((c for c in citations if c.issuer), key=lambda c: c.issuer_problem is not None)
    issuer = named[0] if named else None
    doubtful = issuer is not None and issuer.issuer_problem is not None
    remarks = dict.fromkeys(() if dated else filter(None, map(_remark, citations)))
    remarks |= dict.fromkeys((_ISSUER_PROBLEM,) if doubtful else ())
    return Row(
        (
            kind[:1].upper() + kind[1:],
            first.number,
            first.symbol,
            next((c.subject for c in citations if c.subject), None) or "",
            dated.date if dated else None,
            issuer.issuer or "" if issuer else "",
            len(group),
            places,
            link,
            "; ".join(remarks),
        )
    )


def _remark(citation: Citation) -> str:
    text = _DATE_PROBLEMS.get(citation.date_problem or "", "")
    return text.format(text=citation.date_text or "")
