"""Tables that are drawn: the rulings that meet, and the cells between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from fintech_coding.records import Line, Page, Ruling

_APART = 1.5  # points between rulings that are one, drawn cell by cell
_REACH = 4.0  # points by which a ruling may miss the one it meets
_FEWEST = 5  # rulings of a table: a frame round a text has four


class Cell(NamedTuple):
    """A table's cell: the top of its table, its own top and its left edge, in points."""

    table: float
    top: float
    x0: float


@dataclass(frozen=True, slots=True, eq=False)
class RuledTable:
    """A table's outer edges and the places of its level and upright rulings, in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    levels: tuple[Ruling, ...]
    uprights: tuple[Ruling, ...]

    def holds(self, line: Line) -> bool:
        """Tell whether the middle of a line lies in the table."""
        x, y = _find_middle(line)
        return self.x0 - _APART < x < self.x1 + _APART and self.top < y < self.bottom

    def find_cell(self, line: Line) -> Cell:
        """Return the cell that a line begins in."""
        _, y = _find_middle(line)
        x = line.x0 + _REACH
        above = [r.top for r in self.levels if r.top < y and r.x0 - _REACH <= x <= r.x1 + _REACH]
        left = [r.x0 for r in self.uprights if r.x0 <= x and r.top - _REACH <= y <= r.bottom + _REACH]
        return Cell(self.top, max(above, default=self.top), max(left, default=self.x0))


def place_lines(page: Page) -> list[tuple[Line, Cell | None]]:
    """Return the lines of a page with their cells, each drawn table's together and cell by cell."""
    tables = find_ruled_tables(page.rulings) if len(page.rulings) >= _FEWEST else []
    if not tables:
        return [(line, None) for line in page.lines]
    placed: list[tuple[Line, Cell | None]] = []
    held: dict[RuledTable, list[tuple[Line, Cell | None]]] = {}
    for line in page.lines:
        table = next((table for table in tables if table.holds(line)), None)
        if table is None:
            placed.append((line, None))
        elif table in held:
            held[table].append((line, table.find_cell(line)))
        else:
            held[table] = [(line, table.find_cell(line))]
            placed.append((line, held[table][0][1]))
    if not held:
        return placed
    whole = {cells[0][1]: sorted(cells, key=_by_cell) for cells in held.values()}
    return [item for line, cell in placed for item in (whole[cell] if cell else [(line, None)])]


def find_ruled_tables(rulings: Sequence[Ruling]) -> list[RuledTable]:
    """Return the tables of a page whose cells are drawn, from the top."""
    levels = [ruling for ruling in rulings if ruling.x1 - ruling.x0 >= ruling.bottom - ruling.top]
    uprights = [ruling for ruling in rulings if ruling.x1 - ruling.x0 < ruling.bottom - ruling.top]
    tables = []
    for level_group, upright_group in _find_groups(levels, uprights):
        if len(level_group) < 2 or len(upright_group) + len(level_group) < _FEWEST:
            continue
        whole = [*level_group, *upright_group]
        tables.append(
            RuledTable(
                min(r.x0 for r in whole),
                min(r.top for r in whole),
                max(r.x1 for r in whole),
                max(r.bottom for r in whole),
                tuple(level_group),
                tuple(upright_group),
            )
        )
    return sorted(tables, key=lambda table: (table.top, table.x0))


def _by_cell(item: tuple[Line, Cell | None]) -> Cell:
    return item[1] or Cell(0.0, 0.0, 0.0)


def _find_middle(line: Line) -> tuple[float, float]:
    return (line.x0 + line.x1) / 2, line.top + line.size / 2


def _find_groups(
    levels: Sequence[Ruling], uprights: Sequence[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the rulings that meet, directly or through others."""
    waiting = list(levels)
    free = list(uprights)
    while waiting:
        group, crossing = [waiting.pop(0)], list[Ruling]()
        fresh = group
        while fresh:
            met = [any(_meet(level, upright) for level in fresh) for upright in free]
            crossed = list(compress(free, met))
            free = [upright for upright, is_met in zip(free, met, strict=True) if not is_met]
            crossing += crossed
            joined = [any(_meet(level, upright) for upright in crossed) for level in waiting]
            fresh = list(compress(waiting, joined))
            waiting = [level for level, is_joined in zip(waiting, joined, strict=True) if not is_joined]
            group = group + fresh
        yield group, crossing


def _meet(level: Ruling, upright: Ruling) -> bool:
    return (
        level.x0 - _REACH <= upright.x0 <= level.x1 + _REACH
        and upright.top - _REACH <= level.top <= upright.bottom + _REACH
    )
