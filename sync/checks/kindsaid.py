"""Whether a document is of the kind that its symbol says: a kế hoạch numbered 12/QĐ-SKHCN is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sync.checks.agencies import document_of
from sync.checks.spelling import office_part
from sync.checks.texts import Cited, cited
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.records import Submission
from sync.normalise.kinds import START, is_law
from sync.normalise.searching import bare
from sync.normalise.symbols import symbol_kinds

# What is issued or promulgated by a quyết định is often cited with its number: "Đề án số 06/QĐ-TTg".
_BY_DECISION = frozenset({"đề án", "dự án", "quy chế", "quy định", "điều lệ", "nội quy", "quy hoạch", "chương trình"})
_ANY_SYMBOL = frozenset({"văn bản", "công văn", "công thư", "phiếu chuyển", "phiếu gửi", "phiếu trình", "đề cương"})
_NEVER_LETTERS = frozenset({"quyết định", "kế hoạch", "nghị quyết", "chỉ thị", "tờ trình", "thông báo", "báo cáo"})
_NEEDS_LETTERS = _NEVER_LETTERS | {"hướng dẫn", "chương trình", "công điện"}
_A_LETTER_S = re.compile(r"(?:S[A-ZĐ&]{2,}|UBND)-(?!TTr)[A-ZĐ][A-ZĐa-z&]+")  # an office and its unit, no kind
_OFFICE = re.compile(r"(?:UBND|HĐND|TTg|BCĐ|S[A-ZĐ&]{2,}|B[A-ZĐ&]{3,}|VPUB)(?![A-ZĐ])")
# What a document is about in a word or two before its number: "Kết luận thanh tra số 21/KL-TTr".
_OF_WHAT = re.compile(
    r"(?<!\w)(Quyết định|Kế hoạch|Tờ trình|Thông báo|Báo cáo|Kết luận|Chỉ thị)"
    r"(?: (?!thực|triển|theo|về|của|tại|được|kèm|số|ban|ngày)[a-zà-ỹđ]+){1,3} (?:\(?số\s*)?\(?$"
)


def kind_against_symbol(submission: Submission, _: Context) -> Iterator[Hit]:
    """A document called one kind whose symbol says another: a kế hoạch numbered 12/QĐ-SKHCN."""
    for one in cited(submission):
        kind, meant = one.citation.kind, symbol_kinds(one.citation.symbol)
        if kind is None and meant and (named := _OF_WHAT.search(one.before)):
            kind = named[1].casefold()
            if _disagree(kind, meant):
                yield _hit(one, kind=kind, symbol=one.citation.symbol, meant=meant[0])
            continue
        if kind in _NEEDS_LETTERS and _A_LETTER_S.fullmatch(one.citation.symbol) and START.match(bare(one.written)):
            yield _hit(one, kind=kind, symbol=one.citation.symbol, meant="công văn")
        elif (
            kind
            and meant
            and (_disagree(kind, meant) or _no_letter(kind, meant, one))
            and START.match(bare(one.written))
        ):
            yield _hit(one, kind=kind, symbol=one.citation.symbol, meant=meant[0])


def _no_letter(kind: str, meant: Sequence[str], one: Cited) -> bool:
    """True for a công văn with the symbol of a kind: Decree 30/2020 gives letters the office's and the unit's only.

    Only where an office stands behind the kind ("18/TB-UBND"): elsewhere the letters may be a unit's.
    """
    return kind == "công văn" and meant[0] in _NEVER_LETTERS and bool(_OFFICE.match(office_part(one.citation.symbol)))


def _disagree(kind: str, meant: Sequence[str]) -> bool:
    if kind == "giấy mời":
        return meant[0] in _NEVER_LETTERS - {"thông báo"}
    if kind in meant or kind in _ANY_SYMBOL or kind.startswith(("giấy", "phiếu")) or is_law(kind):
        return False
    if kind in _BY_DECISION and "quyết định" in meant:
        return False
    if kind == "kết luận" and "thông báo" in meant:
        return False
    return not any(kind.startswith(one) or one.startswith(kind) for one in meant)


def _hit(one: Cited, **facts: str) -> Hit:
    return Hit(one.passage.place, {"typed": one.written, **facts}, f"{document_of(one)} {one.passage.text}")
