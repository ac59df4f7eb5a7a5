"""A path from a macro to Python: any text comes back, and only harmless letters travel."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.arguments import ArgumentError, escaped, unescaped


@given(st.text() | st.text(alphabet=st.characters(max_codepoint=0xFFFF, categories=["Cs", "Lu", "Po"])))
def test_any_text_comes_back(text: str) -> None:
    units = text.encode("utf-16-le", "surrogatepass")
    assert unescaped(escaped(text)).encode("utf-16-le", "surrogatepass") == units
    assert re.fullmatch(r"[-./0-9:A-Z\\_a-z~]*", escaped(text))


def test_a_path_as_the_button_sends_it() -> None:
    path = 'D:\\Báo cáo\\50% "TongHop".xlsm'
    assert escaped(path) == "D:\\B~00E1o~0020c~00E1o\\50~0025~0020~0022TongHop~0022.xlsm"
    assert unescaped("C:\\T~1EA1o.xlsm") == "C:\\Tạo.xlsm"


@pytest.mark.parametrize("argument", ["a b", "~", "~00E", "~00e1", "é", '"x"', "50%", "x\n"])
def test_what_no_button_wrote_is_refused(argument: str) -> None:
    with pytest.raises(ArgumentError):
        unescaped(argument)
