"""Figures 2 to 4: the business diagram of a technology, which of a bank's businesses it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fintech_coding.reporting.canvas import BLUE, FADED, INK, PALE, RULE, wrap_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_WIDTH, _ROW, _MARGIN = 7.2, 0.27, 1.1  # inches: of the figure, of a business, of title and key together
_GAP = 0.6  # rows between two sides
_TECHNOLOGY, _SIDE, _BUSINESS, _BAR, _END = 0.1, 0.34, 0.49, 0.77, 0.96  # from left to right, of the width
_LINE = 34  # columns of a business's label, so that it ends before its bar
_WIDEST = 7.0  # points of the line of the most passages


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a bank's business in the figure: its label, and the passages of each business below it."""

    label: str
    businesses: tuple[tuple[str, int], ...]


def draw_applications(
    technology: str, sides: Sequence[Side], *, title: str, key: str, font: FontProperties
) -> Figure:
    """Return the diagram from a technology over the sides to their businesses, with the passages of each.

    Bars and lines are in proportion to passages; a business without one has a 0 and no line.
    `title` stands above, `key` below.
    """
    from matplotlib.figure import Figure

    rows = sum(len(side.businesses) for side in sides) + _GAP * (len(sides) - 1)
    height = _MARGIN + _ROW * max(rows, 3)
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.add_axes((0, 0.5 / height, 1, 1 - _MARGIN / height))
    axes.set_xlim(0, 1)
    axes.set_ylim(max(rows, 3), 0)
    axes.set_axis_off()
    figure.text(
        0.5, 1 - 0.2 / height, title, fontproperties=font, fontsize=10, color=INK, ha="center", va="top"
    )
    figure.text(0.5, 0.12 / height, key, fontproperties=font, fontsize=7, color=FADED, ha="center")
    most = max((passages for side in sides for _, passages in side.businesses), default=0)
    middle = max(rows, 3) / 2
    top = 0.0
    for side in sides:
        _draw_side(axes, side, top=top, middle=middle, most=most, font=font)
        top += len(side.businesses) + _GAP
    _draw_box(axes, _TECHNOLOGY, middle, technology, font)
    return figure


def _draw_side(axes: Axes, side: Side, *, top: float, middle: float, most: int, font: FontProperties) -> None:
    centre = top + len(side.businesses) / 2
    served = [passages for _, passages in side.businesses if passages]
    if served:
        _draw_link(axes, (_TECHNOLOGY, middle), (_SIDE, centre), max(served) / most)
    for number, (label, passages) in enumerate(side.businesses):
        row = top + number + 0.5
        if passages:
            _draw_link(axes, (_SIDE, centre), (_BUSINESS - 0.01, row), passages / most)
            axes.barh(row, (_END - _BAR) * passages / most, left=_BAR, height=0.55, color=BLUE)
        length = (_END - _BAR) * passages / most if most else 0
        color = INK if passages else FADED
        axes.text(
            _BUSINESS, row, wrap_label(label, _LINE), fontproperties=font, fontsize=7.5, color=color,
            va="center", linespacing=0.95,
        )  # fmt: skip
        axes.text(
            _BAR + length + 0.006,
            row,
            str(passages),
            fontproperties=font,
            fontsize=7.5,
            color=color,
            va="center",
        )
    axes.plot([_BAR, _BAR], [top + 0.1, top + len(side.businesses) - 0.1], color=RULE, linewidth=0.6)
    _draw_box(axes, _SIDE, centre, side.label, font)


def _draw_link(axes: Axes, start: tuple[float, float], end: tuple[float, float], share: float) -> None:
    """Draw a line that leaves and arrives level, as wide as its share of the most passages."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    bend = start[0] + 0.65 * (end[0] - start[0])
    points = [start, (bend, start[1]), (bend, end[1]), end]
    axes.add_patch(
        PathPatch(
            Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]),
            facecolor="none",
            edgecolor=RULE,
            linewidth=max(0.6, _WIDEST * share),
            capstyle="butt",
            zorder=1,
        )
    )


def _draw_box(axes: Axes, x: float, y: float, label: str, font: FontProperties) -> None:
    axes.text(
        x,
        y,
        wrap_label(label, 16),
        fontproperties=font,
        fontsize=8,
        color=INK,
        ha="center",
        va="center",
        zorder=3,
        bbox={"boxstyle": "round,pad=0.4", "facecolor": PALE, "edgecolor": BLUE, "linewidth": 0.8},
    )
