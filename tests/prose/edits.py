"""Harmless edits: the same said with other spaces, signs, order of words, or another sentence beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from tests.prose.corpus import Case

_BEFORE = (
    "Thực hiện chỉ đạo của UBND tỉnh, đơn vị đã triển khai đầy đủ các nhiệm vụ được giao. ",
    "Trong tháng, đơn vị tiếp tục thực hiện 12 nhiệm vụ theo chương trình công tác. ",
    "Căn cứ Kế hoạch số 15/KH-SKHCN ngày 05/01/2024, đơn vị đã tổ chức 02 cuộc họp triển khai. ",
)
_AFTER = (
    " Công tác phối hợp với các địa phương được thực hiện chặt chẽ.",
    " Đơn vị đã gửi báo cáo kết quả cho 03 cơ quan liên quan theo quy định.",
    " So với cùng kỳ năm trước, kết quả tăng 12%.",
)


def _beside(before: str, behind: str, text: str) -> str:
    return before + text + behind


_EDITS: dict[str, Callable[[str], str]] = {
    "leading zeros dropped": lambda text: re.sub(r"(?<![\d/.,-])0(\d)(?= [^\W\d])", r"\1", text),
    "leading zeros added": lambda text: re.sub(r"(?<![\d/.,-])([1-9])(?= [^\W\d])(?! (?:tuổi|tỷ|triệu))", r"0\1", text),
    "two spaces": lambda text: text.replace(", ", ",  "),
    "no blank between": lambda text: text.replace(" (", "("),
    "other quotation marks": lambda text: text.replace("“", '"').replace("”", '"'),
    "semicolons": lambda text: re.sub(r",(?= \d\d [^\W\d])", ";", text),
    "comma for và": lambda text: re.sub(r" và(?= \d)", ",", text),
    "và for the last comma": lambda text: re.sub(r",(?= \d+ [^,;.()]+\)?[.]?$)", " và", text),
    "small first letter": lambda text: text[:1].lower() + text[1:],
    "no full stop": lambda text: text.removesuffix("."),
    "capital Trong đó": lambda text: text.replace(", trong đó", ". Trong đó"),
    "colon behind trong đó": lambda text: re.sub(r"trong đó(?= \d)", "trong đó:", text),
    "bao gồm": lambda text: re.sub(r"\bgồm(?= \d)", "bao gồm", text),
    "long dash": lambda text: text.replace(" - ", " – "),
    "a dash in front": lambda text: f"- {text}",
    **{f"a sentence before ({n})": partial(_beside, more, "") for n, more in enumerate(_BEFORE)},
    **{f"a sentence behind ({n})": partial(_beside, "", more) for n, more in enumerate(_AFTER)},
}


def harmless(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield each edit that changes the case's text: its name, the text, the notes."""
    for name, edit in _EDITS.items():
        text = edit(case.text)
        if text != case.text:
            yield name, text, case.notes
    turned = _turned(case.text)
    if turned:
        yield "the parts of a bracket turned round", turned, case.notes


def _turned(text: str) -> str | None:
    bracket = re.search(r"\((\d+ [^(),;]+), (\d+ [^(),;]+)\)", text)
    return f"{text[: bracket.start(1)]}{bracket[2]}, {bracket[1]}{text[bracket.end(2) :]}" if bracket else None
