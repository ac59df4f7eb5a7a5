"""status.html: names from config and files are text in it; it fetches nothing and runs nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import html

from sync.service.page import status_page
from sync.work.collect import collect
from sync.work.office import Office
from tests.security.payloads import PAYLOADS
from tests.service.conftest import JANUARY, Bureau

FETCHES = "//script|//iframe|//object|//embed|//link|//base|//form|//img|//@style|//@*[starts-with(name(), 'on')]"


def page(office: Office, folder: Path, texts: tuple[str, ...], round_id: str = "") -> html.HtmlElement:
    """The page of an office whose divisions, and the office itself, are called so."""
    config = office.config
    divisions = tuple(replace(d, name=text) for d, text in zip(config.divisions, texts, strict=True))
    named = replace(office, config=replace(config, divisions=divisions, name=texts[0]), round=round_id)
    told = status_page(named, JANUARY, folder)
    assert "default-src 'none'" in told
    return html.document_fromstring(told)


def test_no_name_becomes_markup_a_link_or_a_style(bureau: Bureau) -> None:
    with bureau.office() as office:
        collect(office, JANUARY)
        count = len(office.config.divisions)
        usual = page(office, bureau.folder, ("x",) * count)
        filled = (*PAYLOADS, *("x",) * (-len(PAYLOADS) % count))
        for at in range(0, len(filled), count):
            texts = filled[at : at + count]
            made = page(office, bureau.folder, texts, texts[0])
            assert [each.tag for each in made.iter()] == [each.tag for each in usual.iter()]
            assert made.xpath(FETCHES) == []
            assert made.xpath("//a/@href") == usual.xpath("//a/@href")
            shown = [each.text_content() for each in made.cssselect(".divisions th[scope=row]")]
            for text in texts:
                if text.isprintable() and text.strip() == text:
                    assert text in shown
