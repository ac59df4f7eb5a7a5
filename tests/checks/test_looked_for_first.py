"""What is looked for first, because it is quick, never hides what the whole pattern would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.checks import language, numberless

WORDS = st.sampled_from((
    "của", "của", "và", "số", ":", "/", "-", "…", "..", "...", ".", "xxx", "XXX", "___", "(ghi", "rõ)", "[", "]",
    "[...]", "ngày", "tháng", "năm", "Báo", "cáo", "Kế", "hoạch", "Quyết", "định", "BC-SKHCN", "QĐ-UBND",
    "TTr-SKHCN", "12", "1", "án1", "m2", "2/…", "/…", "số…", ",của", "và,", "TODO", "tbd", "lorem", "ipsum",
    "từng", "bước", "15/01/2024", "\n", "\xa0",
))  # fmt: skip
TEXTS = st.lists(WORDS, max_size=12).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), "\n".join(words), "  ".join(words)])
)
PATTERNS = [
    pytest.param(language._DOUBLED, language._repeats, id="doubled"),
    pytest.param(language._LEFTOVER, lambda text: any(s in text.lower() for s in language._SIGNS), id="leftover"),
    pytest.param(language._GLUED, language._ON_A_LETTER.search, id="glued"),
    pytest.param(numberless._GAP, numberless._MAY_GAP.search, id="gap"),
]


@pytest.mark.parametrize(("pattern", "first"), PATTERNS)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_nothing_is_passed_over(pattern: re.Pattern[str], first: object, data: st.DataObject) -> None:
    text = data.draw(TEXTS | st.from_regex(pattern))
    if pattern.search(text):
        assert callable(first)
        assert first(text), text
