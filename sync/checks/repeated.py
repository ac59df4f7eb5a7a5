"""What was said before: a text unchanged since another period, a document reported twice, a result against its plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from sheets.text import fold
from sync.checks.agencies import document_of
from sync.checks.check import Check
from sync.checks.notes import place_of, short
from sync.checks.owndocuments import begins_note, done_by, is_letter, is_own
from sync.checks.texts import Cited, citations, cited
from sync.model.finding import Hit
from sync.model.material import Context
from sync.model.messages.pieces import PLANNED_ANEW, PLANNED_MORE, REASON_SAYS, RESULT_SAYS
from sync.model.records import Activity, CarriedItem, NoteRef, PlanResult, Submission
from sync.normalise.citations import identity
from sync.normalise.searching import UPPER, words
from sync.reading.results import RESULTS

_WORDS = 12  # a text of fewer words may well be the same every month
_LONG = 25  # words of a text without figures that is no sentence of every month
_DAYS = 15  # the same where it names a day
_ROUTINE = re.compile(r"không (?:nhận|phát sinh|có (?:đơn|trường hợp|vụ))")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}")
_DATES = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|(?:ngày\s+)?\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}"
    r"|(?:tháng\s+)?\d{1,2}[/.\-]\d{4}|tháng\s+\d{1,2}(?:,?\s+năm\s+\d{4})?"
    r"|quý\s+[iv]{1,3}(?:[/\-]\d{4}|,?\s+năm\s+\d{4})?|năm\s+\d{4}|ngày\s+\d{1,2}(?:/\d{1,2})?"
)
_SYMBOLS = re.compile(r"(?:số\s+)?\d+\s*[-/]\s*(?=[\d&/\-]*[^\W\d_])[\w&/\-]+")
_FIGURE = re.compile(r"(?<![\w/.,\-])\d+(?:[.,]\d+)*(?:/\d+)?(?![\w/\-])")
STANDING = re.compile(
    r"(?:đã )?(?:tiếp tục|thường xuyên|duy trì|theo dõi, đôn đốc|không phát sinh|chưa phát sinh|trực ban|chấp hành"
    r"|(?:tổ chức )?thực hiện (?:tốt|nghiêm|đầy đủ|đúng))"
)
_ALWAYS = re.compile(r"24/(?:24|7)|7/7|100 ?%")  # figures that say nothing of a month
_UNDONE = re.compile(
    r"chưa (?!phát sinh|có vướng mắc|có khó khăn)|đang (?!áp dụng|được áp dụng|sử dụng|hoạt động|vận hành)"
    r"|(?:chuyển|dời|lùi|hoãn|để)(?: [^\W\d_]+){0,4} (?:sang|lại|đến)|cả năm|tiếp tục"
    r"|mới (?:hoàn thành|đạt|thực hiện|xong)|^mới (?:[^\W\d_]+ ){1,3}\d"
    r"|kéo dài (?:đến|sang|hết|tới)"
    r"|tạm (?:dừng|hoãn)|không (?:thực hiện|triển khai) (?:nữa|được)|\bchờ\b|xin gia hạn|dự kiến"
    r"|(?:^|[;,.] )(?:hiện |vẫn |nhưng )?còn (?:lại )?\d+ (?!.*\b(?:đã|xong)\b)|\bsẽ\b|\bmới (?:[^\W\d_]+ )?xong"
)
_FINISHED = re.compile(
    r"^(?:đã )?(?!mới|chưa|gần|sắp)(?:hoàn thành|(?:[^\W\d_]+ ){1,3}xong)(?! \d| một phần)|đã hoàn thành(?! \d)"
    r"|^(?:cơ bản )?đã (?:được )?(?:tổ chức|thực hiện|ban hành|triển khai|nghiệm thu|phê duyệt|ký|trình|gửi|bàn giao"
    r"|hoàn tất|công bố|thông qua|phát hành|khai giảng|khai trương|khánh thành|đưa vào (?:sử dụng|vận hành))"
    r"(?! \d| một phần)"
    r"|^(?:đã )?(?:tổ chức|thực hiện|kiểm tra|họp|ban hành|khai mạc|tập huấn|nghiệm thu|bàn giao"
    r"|công bố|trao|lắp đặt|ra quân|phát động)(?: (?!dự kiến|sẽ)[^\W\d_]+){0,4}"
    r" (?:vào )?ngày \d"
    r"|^[^;.]{0,60}?(?<!\d)(?P<all>\d+)/(?P=all)(?!\d)"
)
# Of what was given up no deed is told as done, but for the giving up.
_DEED_DONE = re.compile(
    rf"{_FINISHED.pattern}|^đã (?!\d|xin|báo cáo|đề nghị|đề xuất|có|dừng|hủy|huỷ|thống nhất|điều chỉnh|chuyển|lùi|giao"
    r"|trình|rút|bãi|thay|lồng|bỏ|hết|quá|tạm|thôi|được (?:giao|chuyển|điều chỉnh|lồng))"
)
# A deed told with its day is done; what was sent or asked for on a day need not be.
_DONE_ON = re.compile(r"^đã (?!gửi|trình|xin|báo cáo|đề nghị|có|lấy|họp).{3,80}?\bngày \d{1,2}/\d{1,2}")
_PUT_OFF = re.compile(
    r"(?:chuyển|dời|lùi|hoãn)(?: [^\W\d_]+){0,4} (?:sang|đến|lại)(?: (?:tổ chức|thực hiện|triển khai|hoàn thành|làm))?"
    r"(?: vào| trong)? (?:tháng|quý|kỳ|tuần|năm|đầu|giữa|cuối)"
)
_GOES_ON = re.compile(
    r"(?:hiện |hiện nay |vẫn )*đang (?!(?:[^\W\d_]+ ){0,5}(?:dừng|hủy|huỷ|bãi|rút|điều chỉnh|sắp xếp))"
)
_ISSUES = re.compile(r"(?:ban hành|phát hành)(?:\s+(?:các|văn bản))*\s*:?\s*$", re.IGNORECASE)
# Of another office's documents only what the division had a hand in, and in no clause that begins with a basis.
_HAS_ISSUED = re.compile(
    r"[\s\-+–]*(?:đã |kịp thời |tiếp tục )*(?:tham mưu|trình|đề xuất|phối hợp|soạn thảo|xây dựng)\b", re.IGNORECASE
)
_SIGNS = re.compile(r"[,;:.](?!\d)|[-–+“”\"()]")
_WORD = re.compile(r"[^\W\d_]+")
# Figures of a text, and digits of the largest, that are not the same in two months; how like such texts are.
_MANY, _DIGITS, _SMOOTHED = 3, 3, 85
_LEFT = 0.6  # of a text of which the end was cut off
NAME = re.compile(rf"(?<=[^\W\d_,] )[{UPPER}][^\W\d_]+")
_FEW_WORDS = 4  # by which a kept text may have been smoothed
# Words that a text may be smoothed by without telling of another thing.
GRAMMAR = words(
    """các, của, đã, trong, được, tại, và, cho, về, với, là, có, ở, trên, địa, bàn, những, đơn, vị, chi, cục,
    trung, tâm, phòng, sở, tiến, hành, thực, hiện, gồm, bao, tổng, số, việc, công, tác, tháng, kỳ, qua, đến,
    xã, phường, thị, trấn, huyện, thành, phố,
    nay, toàn, tỉnh, từ, theo, đó, thì, cùng"""
)
_COUNTED = re.compile(r"((?:[^\W\d_]+\s+){1,2})(\d{1,4})\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")
_NAMING = words(
    """lớp, khối, khóa, khoá, số, quý, tháng, năm, cấp, hạng, nhóm, loại, đợt, kỳ, vòng, điều, khoản, tổ, ấp, khu, quận,
    bậc, mức, độ, tuyến, quốc, lộ, đường, mục, phần, giai, đoạn, lần, ngày, từ, đến, dưới, trên, phường, khu, phố"""
)
_LABELS: dict[PlanResult, str] = {result: label for label, result in RESULTS.items()}
_SAME_ITEM = 95
_YEARLY = re.compile(r"\bnăm 20\d\d\b")  # what names its year is done once
_OF_A_YEAR, _OF_ANY = 5, 8  # words of an item that is recognised where it is planned anew
_SAME_DEED = 80
_MARKER = re.compile(r"\[\d{1,2}\]")
_CLAUSE_END = re.compile(r"[;:.\n](?!\d)|,? (?:trong đó|kết quả|qua đó|theo (?:kế hoạch|quyết định))\b")
# What goes on to tell how far it got was not done as a whole.
_IN_PART = re.compile(
    r"\b(?:đã|mới|được) (?:[^\W\d_]+ ){1,3}\d|\d+/\d+|\bcòn\b|một phần|lồng ghép|điều chỉnh|chuyển (?:cho|sang)"
)


def unchanged_text(submission: Submission, context: Context) -> Iterator[Hit]:
    """A text with figures that says, but for dates, what the period before or the same one a year ago said.

    Sentences that stand every month ("Sở không nhận được đơn thư …") have no figures of their own and say nothing.
    """
    earlier = [context.earlier(p) for p in (submission.period.previous(), submission.period.year_before())]
    texts = {_signless(a.text): (s.period.label, a.text) for s in reversed(earlier) if s for a in s.activities}
    by_figures: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        by_figures.setdefault(tuple(sorted(_FIGURE.findall(text))), []).append(text)
    for activity in submission.activities if texts else ():
        text = _signless(activity.text)
        said = texts.get(text)
        if said is None and (figures := tuple(sorted(_FIGURE.findall(text)))):
            alike = by_figures.get(figures, ())
            near = next((t for t in alike if _reworded(activity.text, texts[t][1])), None)
            near = near or next((t for t in alike if _cut(activity.text, texts[t][1], figures)), None)
            said = texts[near] if near else None
        if said and _tells_figures(activity):
            yield Hit(place_of(activity.origin), {"text": short(activity.text), "period": said[0]}, activity.text)


def _dateless(text: str) -> str:
    return " ".join(_DATES.sub("‹›", fold(text)).split())


def _signless(text: str) -> str:
    """Return a text without dates and without the signs between its words."""
    return " ".join(_SIGNS.sub(" ", _dateless(text)).split())


def _reworded(text: str, other: str) -> bool:
    """True where two texts of the same figures differ in a word or two of grammar: in no name, in no noun of note."""
    first, second = (set(_WORD.findall(_signless(t))) for t in (text, other))
    apart = first ^ second
    few = _FEW_WORDS if len(_FIGURE.findall(_dateless(text))) > 1 else 1
    return len(apart) <= few and apart <= GRAMMAR


def _cut(text: str, other: str, figures: tuple[str, ...]) -> bool:
    """True where a text is another one, cut or smoothed in few words: so many figures are not the same by chance."""
    large = len(figures) >= _MANY and any(len(f.replace(".", "")) >= _DIGITS for f in figures)
    return large and set(NAME.findall(text)) <= set(NAME.findall(other)) and _like(text, other)


def _like(text: str, other: str) -> bool:
    new, old = _signless(text), _signless(other)
    cut = len(new) >= _LEFT * len(old) and fuzz.partial_ratio(new, old) >= _SAME_ITEM
    return cut or fuzz.ratio(new, old) >= _SMOOTHED


def _tells_figures(activity: Activity) -> bool:
    """True for a text whose figures staff typed themselves, or a long one that names a day or a document.

    {MÃ} takes this month's figure by itself.
    """
    folded = fold(activity.text)
    words = len(folded.split())
    if words < _WORDS or STANDING.match(folded) or _ROUTINE.search(folded):
        return False
    if _FIGURE.search(_ALWAYS.sub(" ", _SYMBOLS.sub(" ", _DATES.sub(" ", folded)))):
        return True
    if words >= _DAYS and _DAY.search(folded):
        return True
    return words >= _LONG and any(c.number for c in citations(activity.text))


def document_again(submission: Submission, context: Context) -> Iterator[Hit]:
    """A document reported as new work that the period before reported already."""
    before = context.earlier(submission.period.previous())
    known = {identity(one.citation) for one in cited(before) if _reported(one, before, context)} if before else set()
    told: set[object] = set()
    for one in cited(submission):
        name = identity(one.citation)  # with its year: one number twice in a year is one document, or a slip
        if name in known and name not in told and _reported(one, submission, context):
            told.add(name)
            facts = {"typed": one.written, "period": submission.period.previous().label}
            yield Hit(one.passage.place, facts, document_of(one))


def _reported(one: Cited, submission: Submission, context: Context) -> bool:
    """True where a note consists of the document, which is the office's own or of a kind that is no standing basis."""
    if not (one.citation.date and one.citation.symbol):
        return False
    if one.passage.role == "result" and _ISSUES.search(one.before):
        clause = re.split(r"[.;\n]\s", one.before)[-1]
        return is_own(one, context.config) or _HAS_ISSUED.match(clause) is not None
    if done_by(one):
        return is_own(one, context.config)
    if not begins_note(one):
        return False
    text = fold(submission.activities[one.passage.row].text)
    return (is_own(one, context.config) or is_letter(one)) and not STANDING.match(text)


def plan_contradicted(submission: Submission, _: Context) -> Iterator[Hit]:
    """A result of last period's plan that the reason, the results or the new plan contradict."""
    for item in submission.carried:
        found = _contradiction(item, submission)
        if found:
            facts = {
                "text": short(item.text),
                "result": item.result_typed or _LABELS[item.result or "done"],
                "but": found,
            }
            yield Hit(place_of(item.origin), facts, item.text)


def _contradiction(item: CarriedItem, submission: Submission) -> str | None:
    reason = fold(item.reason)
    if item.result in {"carried", "dropped"}:
        done = _FINISHED if item.result == "carried" else _DEED_DONE
        if item.result == "dropped" and (_PUT_OFF.search(reason) or _GOES_ON.match(reason)):
            return REASON_SAYS.format(text=short(item.reason))
        finished = (
            (done.search(reason) or _DONE_ON.search(reason)) and not _UNDONE.search(reason) and "chưa" not in reason
        )
        return REASON_SAYS.format(text=short(item.reason)) if finished else _told_as_done(item, submission)
    if item.result != "done":
        return None
    if _UNDONE.search(reason) and not _FINISHED.search(reason):
        return REASON_SAYS.format(text=short(item.reason))
    return _planned_anew(item, submission) or _done_otherwise(item, submission)


def _told_as_done(item: CarriedItem, submission: Submission) -> str | None:
    """Return the result that tells of the whole deed as done, though it was put off or given up."""
    folded = _dateless(item.text)
    for activity in submission.activities:
        told = _dateless(_MARKER.sub("", activity.text))
        begun = re.match(rf"(?:đã )?{re.escape(folded.rstrip('.'))}\b", told)
        head = begun[0] if begun else _CLAUSE_END.split(told)[0]
        whole = fuzz.ratio(folded.rstrip("."), told) >= _SAME_ITEM - 5
        same = whole or (fuzz.ratio(folded.rstrip("."), head) >= _SAME_ITEM and not _IN_PART.search(told[len(head) :]))
        if len(folded.split()) >= 6 and same and not _UNDONE.search(told):
            return RESULT_SAYS.format(text=short(activity.text))
    return None


def _planned_anew(item: CarriedItem, submission: Submission) -> str | None:
    folded = _dateless(item.text)
    once = _YEARLY.search(fold(item.text)) is not None
    if len(folded.split()) < (_OF_A_YEAR if once else _OF_ANY) or STANDING.match(folded):
        return None
    coming = [_dateless(planned.text) for planned in submission.plan]
    again = any(fuzz.ratio(folded, planned) >= _SAME_ITEM for planned in coming if not STANDING.match(planned))
    return PLANNED_ANEW if again else None


def _counted(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield words, number, and what is counted; "lớp 12 cấp tỉnh" and "đợt 2 năm" name one and count nothing."""
    return (found for found in _COUNTED.findall(text) if found[0].split()[-1] not in _NAMING)


def _done_otherwise(item: CarriedItem, submission: Submission) -> str | None:
    """Return what the results say of the same deed: that it goes on, or another number than was planned."""
    folded = _dateless(item.text)
    planned = {(before.split()[-1], after): int(number) for before, number, after in _counted(folded)}
    for activity in submission.activities:
        told = _dateless(activity.text)
        goes_on = len(folded.split()) >= 6 and re.match(r"(?:hiện )?(?:đang|chưa)\b", told)
        if goes_on and fuzz.token_set_ratio(folded, told) >= _SAME_DEED:
            return RESULT_SAYS.format(text=short(activity.text))
        for before, number, after in _counted(told):
            wanted = planned.get((before.split()[-1], after))
            if wanted and int(number) < wanted and fuzz.partial_ratio(folded, told) >= _SAME_DEED:
                return PLANNED_MORE.format(planned=wanted, told=int(number), what=after)
    return None


def plain_text(activity: Activity) -> str:
    """Return an activity's text with figures as printed in place of {MÃ}."""
    return "".join(span.text for span in activity.spans if not isinstance(span, NoteRef))


CHECKS: tuple[Check, ...] = (
    Check("unchanged-text", "warning", unchanged_text),
    Check("document-again", "warning", document_again),
    Check("plan-contradicted", "warning", plan_contradicted),
)
