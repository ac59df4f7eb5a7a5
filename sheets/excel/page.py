"""How a tab prints and opens: A4, one page wide, headings repeated, cursor on the first cell to fill."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from sheets.excel.limits import FOOTER_LIMIT, within
from sheets.head import HEADING_ROW

A4 = 9
PORTRAIT_WIDTH = 110  # columns of more digits than this are easier to read across the page

_ALLOWED = ("format_columns", "format_rows", "sort", "autofilter", "insert_hyperlinks")


def set_up_page(sheet: Worksheet, width: int, footer: str, pages: int = 0) -> None:
    """Set paper, margins, scale and footer of a tab whose columns are `width` digits wide; raises FormError.

    It is one page wide, and at most `pages` long where that is not 0.
    """
    sheet.set_paper(A4)
    if width > PORTRAIT_WIDTH:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.65)
    sheet.fit_to_pages(1, pages)
    sheet.center_horizontally()
    text = '&L&"Times New Roman,Regular"&9' + footer.replace("&", "&&") + '&R&"Times New Roman,Regular"&9Trang &P/&N'
    sheet.set_footer(within(text, FOOTER_LIMIT, "footer"))


def freeze_head(sheet: Worksheet, columns: int = 0) -> None:
    """Keep the head and so many columns in view, and repeat the headings on every printed page."""
    sheet.freeze_panes(HEADING_ROW + 1, columns)
    sheet.repeat_rows(HEADING_ROW)


def protect(sheet: Worksheet) -> None:
    """Protect a tab without a password, against slips of the hand: widths and heights may be changed."""
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
