"""The figures of a sentence: which measure a quantity belongs to, of which year, and with which reserves.

A quantity belongs to the measure named last before it, when its unit suits and nothing in between speaks of
something else. What is planned, what others do and what is merely added to a level is no figure of the year
and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fintech_coding.tables.measures import (
    INVESTMENT,
    PATENTS,
    RD_STAFF,
    STAFF,
    TERMINALS,
    UNITS,
    Measure,
    find_measures,
)
from fintech_coding.tables.quantities import Quantity, find_quantities
from fintech_coding.tables.relations import LINK, OF_WHICH, OTHER_NOUN, has_fallen, name_relation
from fintech_coding.tables.reserves import (
    find_lead,
    find_reserves,
    is_of_others,
    is_planned,
    list_years,
    name_patents,
    names_owner,
    resolve_year,
)

_FARTHEST = 40  # characters from a measure to its figure; English takes twice the room
_NEAR = 12
_REACH = 200  # characters before a measure that can say whose it is, or that it is planned
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")

_ADDED = re.compile(
    r"(?:增加|增长|提升|减少|下降|上升|多|增|(?:increased?|rise|rose|decreased?|up|down|growth) (?:of"
    r"|by))(?:了|约|近)?\s*$"
)
_AHEAD = re.compile(r"[^,;。:()、\d]{0,10}|\s(?:[a-z-]+\s){0,3}")
_LINKED_AHEAD = re.compile(r"\s?(?:terminals?|devices?|sensors?)[a-z ]{0,50}")
_SPENT = re.compile(r"(?:投入|投放|投资|\binvest(?:ed|ing|s)?|\bspent|\bspend)[^,;。\d]{0,10}$")
_ON_TECH = re.compile(
    r"\s?(?:资金)?(?:于|用于|在|到|in|on|into)\s?[^,;。\d]{0,16}?(?:科技|信息化|数字化转型|technolog\w*(?!\w)"
    r"|\bit\b|fin ?tech)"
    r"(?!\s?(?:企业|公司|基金|型|start|compan|firm|fund|sector))"
)
_NOUN_END = re.compile(r"[,;。:、和及与]| and |(?<!in )(?<!\d)\d")
_RESPECTIVELY = re.compile("分别|respectively")
_HIRED = re.compile(
    r"引进|引入|招聘|招录|招收|选派|派出|派驻|选拔|储备|表彰|培训|recruit|\bhired\b|\bhiring\b|\btrained\b"
    r"|seconded"
)
_SERVED = re.compile("(?:服务|惠及|面向|[为向给])$")  # staff of somebody else: customers
_LEVEL_OF_STAFF = re.compile("拥有|已有|共有|现有")
_TERMINAL = re.compile(r"终端|设备|接入|连接|传感|感知|terminals?|devices?|sensors?|connect")
_WHAT_FOLLOWS = re.compile(r"(?!以上|左右|授权|专利)[\u3400-\u9fffa-z]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: what it is one of, the quantity, the year that it is of, and its reserves.

    `measure` is the span of the words that name what is measured. `reserves` are any of `over`, `about`,
    `including_outsourced`, `part`, `cumulative`, `published`, `no_level`; `confidence` is `high` where the
    sentence says whose or of when the figure is and the measure stands beside it, `low` where neither
    holds, else `medium`.
    """

    indicator: str
    measure: tuple[int, int]
    quantity: Quantity
    year: int | None
    reserves: tuple[str, ...]
    confidence: str


@dataclass(slots=True)
class _State:
    """Where the reading of a sentence stands: the measure in force, and what was read of it."""

    measure: Measure
    reached: int
    figures: list[Figure] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.figures[-1].indicator if self.figures else ""


def read_figures(text: str, year: int | None) -> list[Figure]:
    """Return the figures of one folded sentence of a report of a year, from left to right.

    >>> [(f.indicator, f.quantity.value, f.year) for f in read_figures('2020年,金融科技投入238.19亿元', 2020)]
    [('fintech_investment', 23819000000.0, 2020)]
    >>> read_figures('未来三年,科技投入预计超过100亿元', 2020)
    []
    """
    waiting = list(find_measures(text))
    states: list[_State] = []
    last, reached = "", 0
    for quantity in find_quantities(text):
        if quantity.kind in {"年", "月", "日"}:
            continue
        while waiting and waiting[0].end <= quantity.start:
            measure = waiting.pop(0)
            states.append(_State(measure, measure.end))
        ahead = _find_ahead(text, quantity, waiting, states)
        if ahead is not None:
            waiting = [measure for measure in waiting if measure.start >= ahead.end]
            states.append(_State(ahead, quantity.first))
        if not states:
            continue
        state = states[-1]
        figure = _read_quantity(
            text, quantity, state, year, ahead=ahead is not None, last=last, reached=reached
        )
        if figure is not None:
            state.figures.append(figure)
            state.reached = max(quantity.end, state.measure.end) if ahead is not None else quantity.end
            last, reached = figure.indicator, state.reached
        elif ahead is not None:
            state.reached = max(quantity.end, state.measure.end)
    figures = [figure for state in states for figure in state.figures]
    return _mark_lone_growth(_match_years(text, states, figures))


def _find_ahead(
    text: str, quantity: Quantity, waiting: Sequence[Measure], states: Sequence[_State]
) -> Measure | None:
    """Return the measure that follows a quantity as its noun: 120余项专利申请, 15,121 IT personnel."""
    spent_on = _find_spent_on(text, quantity)
    if spent_on is not None or not waiting:
        return spent_on
    measure = waiting[0]
    between = text[quantity.end : measure.start]
    if measure.topic == TERMINALS and not _TERMINAL.search(between):
        return None
    linked = measure.topic == TERMINALS and _LINKED_AHEAD.fullmatch(between)
    if not (linked or _AHEAD.fullmatch(between)) or not _suits(measure.topic, quantity, text, ahead=True):
        return None
    taken = states and not states[-1].figures and _suits(states[-1].measure.topic, quantity, text)
    return None if taken and _is_close(text[states[-1].reached : quantity.first]) else measure


def _find_spent_on(text: str, quantity: Quantity) -> Measure | None:
    """Return the measure that 投入20亿元于科技发展 is one of: what was spent, named after the amount."""
    if quantity.kind != "money":
        return None
    verb = _SPENT.search(text, max(0, quantity.first - 20), quantity.first)
    purpose = _ON_TECH.match(text, quantity.end)
    return Measure(verb.start(), purpose.end(), INVESTMENT, part=False) if verb and purpose else None


def _suits(topic: str, quantity: Quantity, text: str, *, ahead: bool = False) -> bool:
    """Tell whether a quantity can be a level of a topic, by its unit and by what it counts."""
    if quantity.kind not in UNITS[topic]:
        return False
    # What is counted is whole: 98,800.00 is an amount without its unit.
    printed = text[quantity.start : quantity.end]
    if quantity.kind == "" and (quantity.value % 1 or ("." in printed and printed[-1].isdigit())):
        return False
    if ahead and quantity.kind == "":
        return text[quantity.end : quantity.end + 1] == " "
    if quantity.kind == "money" or ahead:
        return True
    if quantity.kind == "":
        # A bare number counts what follows it; four digits of this century are a year.
        is_year = 1990 <= quantity.value <= 2100 and quantity.number_end - quantity.start == 4
        return not is_year and not _WHAT_FOLLOWS.match(text, quantity.end)
    return quantity.kind != "个" or not _WHAT_FOLLOWS.match(text, quantity.end)


def _is_close(between: str) -> bool:
    farthest = _FARTHEST if _IDEOGRAPH.search(between) else 2 * _FARTHEST
    return len(between) <= farthest and ";" not in between and not OTHER_NOUN.search(between)


def _read_quantity(
    text: str, quantity: Quantity, state: _State, year: int | None, *, ahead: bool, last: str, reached: int
) -> Figure | None:
    measure = state.measure
    between = "" if ahead else text[state.reached : quantity.first]
    lead_end = min(measure.start, quantity.first)
    lead = find_lead(text, lead_end)
    before = text[max(0, lead_end - _REACH) : lead_end]
    front = text[max(0, lead_end - _REACH) : max(measure.start, quantity.first)]
    planned = is_planned(front, text[quantity.end : quantity.end + _REACH])
    if planned or is_of_others(before, lead):
        return None
    if quantity.kind == "percent":
        indicator = name_relation(text, quantity, measure, between, state.last)
    else:
        indicator = measure.topic if ahead or _is_level(text, quantity, state, between) else ""
    clause_start = max(max(text.rfind(mark, 0, quantity.first) for mark in ",;。:") + 1, reached)
    clause = text[min(clause_start, lead_end) if not state.figures else clause_start : quantity.first]
    is_hired = measure.topic in (STAFF, RD_STAFF) and _HIRED.search(text[clause_start : quantity.first])
    is_served = measure.topic in (STAFF, RD_STAFF) and _SERVED.search(lead)
    if not indicator or is_served or (is_hired and not _LEVEL_OF_STAFF.search(clause)):
        return None
    near = state.reached if state.figures else lead_end - len(lead)
    figure_year = resolve_year(text, near, quantity.first, quantity.end, year)
    if indicator.endswith("_growth") and figure_year is not None:
        # Growth closes with the later of two years, in whatever order they stand.
        figure_year = max([figure_year, *(f.year for f in state.figures if f.year is not None)])
    if year is not None and figure_year is not None and figure_year > year:
        return None
    after = re.split("[,;。]", text[quantity.end : quantity.end + _NEAR])[0]
    named = text[quantity.end : measure.end] if ahead else text[measure.start : measure.end] + between
    told = find_reserves(before, lead, named, after)
    if measure.part and "part" not in told:
        told.append("part")
    if indicator == PATENTS:
        follows = text[measure.end if ahead else quantity.end :][: 2 * _NEAR]
        noun = (text[quantity.end : measure.end] if ahead else "") + _NOUN_END.split(follows)[0]
        indicator, published = name_patents(
            text[clause_start : quantity.first] + noun, last if "patent" in last else ""
        )
        told = [reserve for reserve in told if reserve != "cumulative"] + ["published"] * published
    elif state.figures and state.figures[-1].indicator == STAFF and "including_outsourced" not in told:
        # What is said of a level holds for its growth and its share.
        told += [
            r
            for r in state.figures[-1].reserves
            if r == "including_outsourced" and quantity.kind == "percent"
        ]
    value = -quantity.value if indicator.endswith("_growth") and has_fallen(between) else quantity.value
    signs = names_owner(before) + (len(between) <= _NEAR)
    return Figure(
        indicator,
        (measure.start, measure.end),
        replace(quantity, value=value),
        figure_year,
        (*([quantity.qualifier] if quantity.qualifier else []), *told),
        ("low", "medium", "high")[signs],
    )


def _is_level(text: str, quantity: Quantity, state: _State, between: str) -> bool:
    """Tell whether a quantity after its measure is a level of it: the first, or one linked to that."""
    topic = state.measure.topic
    if not _suits(topic, quantity, text):
        return False
    if topic == TERMINALS:
        # A platform has much to be counted: the clause with the figure says that terminals are.
        clause = re.split("[,;]", between)[-1]
        found = _TERMINAL.search(clause)
        if found:
            between = clause[found.start() :]
        elif not state.figures and not _TERMINAL.search(between + text[quantity.end :][:_NEAR]):
            return False
    if not _is_close(between):
        return False
    if topic != PATENTS and _ADDED.search(between):
        return False
    levels = [figure for figure in state.figures if figure.quantity.kind != "percent"]
    return not levels or any(
        pattern.search(between)
        for pattern in (LINK, OF_WHICH, *([re.compile("新增|新获")] * (topic == PATENTS)))
    )


def _match_years(text: str, states: Sequence[_State], figures: list[Figure]) -> list[Figure]:
    """Give the figures of one measure that follow 分别 the years that the sentence lists before."""
    for state in states:
        for kinds in ({"percent"}, {"money", "人", "名", "位"}):
            levels = [figure for figure in state.figures if figure.quantity.kind in kinds]
            years = (
                list_years(text[: state.figures[0].quantity.first], len(levels)) if len(levels) > 1 else []
            )
            if len(years) == len(levels) and _RESPECTIVELY.search(text):
                matched = dict(zip(map(id, levels), years, strict=True))
                figures = [replace(f, year=matched[id(f)]) if id(f) in matched else f for f in figures]
    return figures


def _mark_lone_growth(figures: list[Figure]) -> list[Figure]:
    levels = {figure.indicator for figure in figures}
    return [
        replace(figure, reserves=(*figure.reserves, "no_level"))
        if figure.indicator.endswith("_growth") and figure.indicator.removesuffix("_growth") not in levels
        else figure
        for figure in figures
    ]
