"""Fill the example forms: from the templates and examples/source/*.yaml to examples/<period>/*.xlsx.

Run `python examples/make.py` after a change of form, config or source; the files are kept in the repository.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from sheets.excel.reader import parse_bytes
from sheets.excel.template import write_form
from sheets.form import current_form
from sheets.prefill import AnnexTab, IndicatorRow, Prefill, Row
from sync.model.config import Config, Division
from sync.model.config_file import load_config
from sync.model.period import Period, parse_period
from sync.model.records import Submission
from sync.reading.parse import parse
from sync.work.handout import prefill

HERE = Path(__file__).parent
PERIODS = ("2024-01", "2024-02")


def forms(config: Config, target: Path) -> Iterator[Path]:
    """Yield the filled forms of both periods below `target`, each written over what is there."""
    earlier: dict[str, list[Submission]] = {}
    sources = {code: yaml.safe_load((HERE / "source" / f"{code}.yaml").read_text(encoding="utf-8")) for code in PERIODS}
    for code in PERIODS:
        period = parse_period(code)
        for division in config.divisions_of(period):
            before = earlier.setdefault(division.code, [])
            fresh = prefill(config, division, period, before)
            data = write_form(current_form(), _filled(fresh, config, division, period, sources))
            before.insert(0, parse(parse_bytes(data), config, division.code, period))
            path = target / code / f"{division.code}_BaoCao_{code}.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            yield path


def _filled(fresh: Prefill, config: Config, division: Division, period: Period, sources: Mapping[str, Any]) -> Prefill:
    typed = sources[period.code][division.code]
    titles = {s.id: s.title.rstrip(" :") for s in config.sections()}
    info = {**typed["info"], "approved_on": dt.datetime.strptime(typed["info"]["approved_on"], "%d/%m/%Y").date()}
    return replace(
        fresh,
        info={**fresh.info, **info},
        activities=tuple(
            {**row, "section": titles[row["section"]] if "section" in row else None} for row in typed["activities"]
        ),
        plan=tuple(typed.get("plan", ())),
        carried=tuple({**row, **typed["carried"][at]} for at, row in enumerate(fresh.carried)),
        indicators=tuple(_indicator(row, typed["figures"]) for row in fresh.indicators),
        annexes=tuple(_annex(tab, typed.get("annexes", {}), division.code, sources) for tab in fresh.annexes),
    )


def _indicator(row: IndicatorRow, figures: Mapping[str, int]) -> IndicatorRow:
    return replace(row, month=Decimal(figures[row.code]) if row.code in figures else None)


def _annex(tab: AnnexTab, typed: Mapping[str, Any], division: str, sources: Mapping[str, Any]) -> AnnexTab:
    rows = typed[tab.code]
    if isinstance(rows, dict):
        before = sources[rows["from"]][division]["annexes"][tab.code]
        rows = [row for row in before if row[0] not in rows["without"]]
    return replace(tab, rows=tuple(_row(tab, row) for row in rows))


def _row(tab: AnnexTab, values: list[Any]) -> Row:
    cells = zip((column.key for column in tab.columns), values, strict=True)
    return {key: Decimal(value) if isinstance(value, int) else value for key, value in cells}


if __name__ == "__main__":
    for made in forms(load_config(HERE.parent / "config.yaml"), HERE):
        print(made.relative_to(HERE.parent))
