"""The figures of a table: rows whose label names a measure, the unit and the years of their columns.

All of this reads folded text: a row a line, its cells parted by tabs or spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fintech_coding.tables.figures import Figure
from fintech_coding.tables.measures import (
    INVESTMENT,
    RD_INVESTMENT,
    SHARED,
    STAFF,
    UNITS,
    Measure,
    find_measures,
)
from fintech_coding.tables.quantities import Quantity, find_quantities
from fintech_coding.tables.relations import is_base_of

_LONGEST_ROW = 400  # characters; what is longer is prose
_VALUE = re.compile(r"(?<![\w.,])\(?-?(?P<number>\d[\d,]{0,20}(?:\.\d{1,6})?)\s?(?P<percent>%)?\)?(?![\w.])")
_UNIT_LINE = re.compile(
    r"单位[::]\s?(?:人民币)?\s?(?P<unit>亿元|百万元|万元|千元|元)|(?P<named>人民币|rmb)\s?(?P<scale>亿元"
    r"|百万元|万元|千元|元|million|billion|'?000|thousand)"
)
_LABEL_UNIT = re.compile(r"\((?P<unit>[^()]{1,12})\)$")
_LABEL_START = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}[、.)]|其中[::]?|公司|本公司|本行|本集团|集团|全行|本期|本年度?"
    r"|报告期内?|期末|年末|the |total |number of )+"
)
_SHARE = re.compile(
    r"占(?P<base>[^()]{0,20}?)(?:的)?(?:比例|比重|比|%)|占比|(?:as )?(?:a )?(?:% "
    r"|percentage )of (?P<of>[a-z ]+)"
)
_GROWTH = re.compile(r"(?:同比|较上年|比上年)?(?:增长|增幅|增速|增减|变动)(?:率|幅度|比例)?|growth(?: rate)?")
_COLUMN = re.compile(
    r"(?P<year>20\d\d)\s?(?:年度?|年末)?(?!\d)|(?P<now>本期|本年|报告期)|(?P<before>上期|上年|去年)"
    r"|(?P<change>变动|增减|同比|增幅|change)"
)
_STAFF_TABLE = re.compile(
    r"员工|职工|专业构成|岗位|人员构成|人力资源|employees|staff|responsibilit|human resources|workforce"
)
_STAFF_ROW = re.compile(
    r"(?:金融科技|信息科技|信息技术|资讯科技|科技|it|information technology|technology|fin ?tech)(?:类|条线"
    r"|序列)?(?:人员)?"
)
_HEAD_COUNT = re.compile(r"人数|人员数|数量|head ?count|number")


@dataclass(frozen=True, slots=True)
class RowFigure:
    """A figure of a table, the span of its row, and the unit that its label or the table gives."""

    figure: Figure
    start: int
    end: int
    unit: str


@dataclass(slots=True)
class _Columns:
    """What the lines above a row say of its columns and of the unit of its amounts."""

    unit: str = ""
    years: tuple[int | str, ...] = ()
    above: Measure | None = None


def read_rows(text: str, year: int | None, *, about: str = "") -> list[RowFigure]:
    r"""Return the figures of a folded table of a report of a year; `about` is what stands over it.

    >>> rows = read_rows('单位:元\n研发投入合计 2,000.50\n研发投入总额占营业收入比例(%) 4.12', 2020)
    >>> [(r.figure.indicator, r.figure.quantity.value, r.figure.quantity.base_unit) for r in rows]
    [('rd_investment', 2000.5, 'CNY'), ('rd_investment_share', 4.12, 'percent')]
    """
    found: list[RowFigure] = []
    columns = _Columns()
    is_staff = _STAFF_TABLE.search(about) is not None or _STAFF_TABLE.search(text[:_LONGEST_ROW]) is not None
    start = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST_ROW:
            found += _read_row(line, start, columns, year, is_staff=is_staff)
            _note_columns(line, columns)
        start += len(line) + 1
    return found


def _note_columns(line: str, columns: _Columns) -> None:
    unit = _UNIT_LINE.search(line)
    if unit:
        columns.unit = unit["unit"] or unit["scale"]
    named = list(_COLUMN.finditer(line))
    # A row that only mentions a year is none that heads columns.
    rest = _COLUMN.sub("", line)
    if named and len(re.sub(r"[\s\d.,%年度末月日项目单位:元万百亿人民币]", "", rest)) <= 8:
        columns.years = tuple(_name_column(match) for match in named)


def _name_column(match: re.Match[str]) -> int | str:
    return int(match["year"]) if match["year"] else str(match.lastgroup)


def _read_row(
    line: str, start: int, columns: _Columns, year: int | None, *, is_staff: bool
) -> list[RowFigure]:
    values = list(_VALUE.finditer(line))
    # The label's own digits and its unit are no values: they stand before the first blank.
    values = [value for value in values if re.search(r"[\s\t)]$", line[: value.start()] or " ")]
    if not values or values[0].start() == 0:
        return []
    label = line[: values[0].start()].strip()
    kind, measure, unit = _read_label(label, columns, is_staff=is_staff)
    if measure is None:
        columns.above = None
        return []
    if kind == "level" and measure.topic in (INVESTMENT, RD_INVESTMENT):
        columns.above = measure
    span = (start, start + len(label))
    years = columns.years if len(columns.years) >= len(values) else ()
    figures = []
    for place, value in enumerate(values):
        named = years[place] if years else ("now" if place == 0 else "")
        of = (
            {"now": year, "before": year - 1 if year else None}.get(named)
            if isinstance(named, str)
            else named
        )
        if named in {"", "change"} or (isinstance(named, int) and year is not None and named > year):
            continue
        figure = _make_figure(line, start, value, kind=kind, measure=measure, unit=unit or columns.unit)
        if figure is not None:
            sure = "high" if len(values) == 1 or years else "medium"
            figure = replace(figure, measure=span, year=of, confidence=sure)
            is_money = figure.quantity.kind == "money"
            printed = unit or (columns.unit if is_money else "")
            figures.append(RowFigure(figure, start, start + len(line), printed))
    return figures


def _read_label(label: str, columns: _Columns, *, is_staff: bool) -> tuple[str, Measure | None, str]:
    """Return what a row's label says: a level, share or growth, of which measure, in which unit."""
    bare = re.sub(r"\s", "", label) if not label.isascii() else label
    found = _LABEL_UNIT.search(bare)
    unit = found["unit"] if found else ""
    bare = _LABEL_START.sub("", bare[: found.start()] if found else bare).strip()
    if is_staff and _STAFF_ROW.fullmatch(bare):
        return "staff", Measure(0, len(bare), STAFF, part=False), unit
    measure = next(find_measures(bare), None)
    if measure is None or measure.start > 0:
        share = _SHARE.match(bare)
        is_share = share is not None and columns.above is not None and is_base_of(INVESTMENT, bare)
        return ("share", columns.above, "%") if is_share else ("", None, "")
    rest = bare[measure.end :].strip()
    if not rest:
        return "level", measure, unit
    if _SHARE.match(rest):
        bare_share = rest.startswith("占比")
        return ("share", measure, "%") if bare_share or is_base_of(measure.topic, rest) else ("", None, "")
    return ("growth", measure, "%") if _GROWTH.fullmatch(rest) else ("", None, "")


def _make_figure(
    line: str, start: int, value: re.Match[str], *, kind: str, measure: Measure, unit: str
) -> Figure | None:
    is_percent = value["percent"] is not None or unit == "%"
    if kind == "staff":
        kind = "share" if is_percent else "level"
    if (kind == "level") == is_percent or (kind != "level" and measure.topic not in SHARED):
        return None
    number = value["number"]
    is_money = measure.topic in (INVESTMENT, RD_INVESTMENT)
    if kind == "level" and is_money and not unit:
        return None
    if kind != "level":
        printed = f"{number}%"
    elif unit[:1].isascii():
        printed = f"rmb {number} {unit}" if is_money else number
    else:
        # What a table of amounts says of its unit holds for its amounts: people are in 人 or 万人.
        printed = f"{number}{unit}" if is_money or unit.endswith(UNITS[measure.topic][:3]) else number
    read = next(find_quantities(printed), None)
    if read is None or (kind == "level" and read.kind not in UNITS[measure.topic]):
        return None
    first = start + value.start("number")
    end = start + value.end("number") + (1 if value["percent"] else 0)
    quantity = Quantity(first, first, start + value.end("number"), end, read.value, read.kind, read.base_unit)
    if line[value.start()] in "(-" or line[value.start() : value.start() + 2] == "(-":
        quantity = replace(quantity, value=-quantity.value)
    indicator = measure.topic if kind == "level" else f"{measure.topic}_{kind}"
    return Figure(indicator, (0, 0), quantity, None, ("part",) if measure.part else (), "high")
