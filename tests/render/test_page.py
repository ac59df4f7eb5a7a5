"""The page of an office's template: what is kept of it, and what is as the law has it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.render.ooxml import el
from sync.render.page import Page, page_of


def section(size: Mapping[str, str | int] | None = None, /, **margins: str | int) -> Page:
    paper = el("pgSz", **(size if size is not None else {"w": 11906, "h": 16838}))
    return page_of(el("sectPr", paper, el("pgMar", **margins) if margins else None))


def test_without_a_template_s_page_it_is_that_of_the_law() -> None:
    assert page_of(None) == section() == Page()


@pytest.mark.parametrize("left", [1984, "35mm", "3.5cm"])
def test_a_margin_is_read_in_whatever_it_was_written(left: str | int) -> None:
    assert section(left=left).left == 1984


def test_a_template_on_its_side_is_set_upright() -> None:
    assert section({"w": 16838, "h": 11906, "orient": "landscape"}) == Page()


def test_what_is_bound_takes_from_the_room() -> None:
    assert section(gutter=567).room() == Page().room() - 567
    assert section(gutter=567).room(wide=True) == Page().room(wide=True) - 567


def test_a_page_number_is_never_on_the_edge_of_the_paper() -> None:
    assert section(header=0).header == Page().header
    assert section(header=400).header == 400


@given(
    st.fixed_dictionaries(
        {},
        optional={
            side: st.one_of(st.integers(-40_000, 40_000), st.text(max_size=8)) for side in ("top", "left", "right")
        },
    )
)
def test_whatever_a_template_says_there_is_room_for_text(margins: dict[str, str | int]) -> None:
    clean = {side: value for side, value in margins.items() if not isinstance(value, str) or value.isprintable()}
    made = section(**clean)
    assert made.room() >= 90 * 56
    assert made.height - made.top - made.bottom >= 90 * 56
