"""Figure 1: the technology integration model, technologies with their elements and what joins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, degrees, pi, sin, sqrt
from typing import TYPE_CHECKING

from fintech_coding.reporting.canvas import BLUE, FADED, INK, PALE, RULE, wrap_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_SIDE = 7.2  # inches
_LIMIT = 2.3  # of the axes, in which the technologies stand on a circle of radius 1
_LARGEST, _SMALLEST = 0.25, 0.04  # radii of technologies
_ELEMENTS = 1.42  # radius on which the elements stand
_MOST = 9  # elements of a technology that are named; the others are counted
_WIDEST = 9.0  # points of the line of the most joint passages
_NODE_LINE, _ELEMENT_LINE = 12, 24  # columns of a line of a label; an ideograph takes two


@dataclass(frozen=True, slots=True)
class TechnologyNode:
    """A technology in the figure: its label, its passages, and those of each of its elements."""

    label: str
    passages: int
    elements: tuple[tuple[str, int], ...] = ()


def draw_integration(
    nodes: Sequence[TechnologyNode],
    joint: Mapping[tuple[int, int], int],
    *,
    title: str,
    key: str,
    more: str,
    font: FontProperties,
) -> Figure:
    """Return the figure of technologies, their elements and their joint passages.

    `joint` gives the passages that name both of two nodes, by their numbers, the lower first. A technology's
    area is in proportion to its passages, a line's width to the joint ones; one without a passage is an
    empty ring. Elements without a passage are not drawn, and of more than nine the last are joined under
    `more`, which says how many as in `and {} more`. `title` stands above, `key` below.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_SIDE, _SIDE))
    axes = figure.add_axes((0, 0.02, 1, 0.93))
    axes.set_xlim(-_LIMIT, _LIMIT)
    axes.set_ylim(-_LIMIT, _LIMIT)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(title, fontproperties=font, fontsize=10, color=INK)
    figure.text(0.5, 0.015, key, fontproperties=font, fontsize=7, color=FADED, ha="center", va="bottom")
    angles = [pi / 2 - 2 * pi * number / max(1, len(nodes)) for number in range(len(nodes))]
    places = [(cos(angle), sin(angle)) for angle in angles]
    most = max(joint.values(), default=0)
    for first, second in combinations(range(len(nodes)), 2):
        if joint.get((first, second), 0):
            _draw_edge(
                axes, places[first], places[second], passages=joint[first, second], most=most, font=font
            )
    largest = max((node.passages for node in nodes), default=0)
    sector = 2 * pi / max(1, len(nodes))
    for node, angle, place in zip(nodes, angles, places, strict=True):
        radius = _draw_node(axes, node, place, largest, font)
        _draw_elements(axes, node, angle=angle, sector=sector, radius=radius, more=more, font=font)
    return figure


def _draw_edge(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    passages: int,
    most: int,
    font: FontProperties,
) -> None:
    axes.plot(
        [start[0], end[0]],
        [start[1], end[1]],
        color=RULE,
        linewidth=max(0.6, _WIDEST * passages / most),
        solid_capstyle="butt",
        zorder=1,
    )
    axes.text(
        (start[0] + end[0]) / 2,
        (start[1] + end[1]) / 2,
        str(passages),
        fontproperties=font,
        fontsize=6.5,
        color=INK,
        ha="center",
        va="center",
        zorder=2,
        bbox={"boxstyle": "round,pad=0.18", "facecolor": "white", "edgecolor": RULE, "linewidth": 0.5},
    )


def _draw_node(
    axes: Axes, node: TechnologyNode, place: tuple[float, float], largest: int, font: FontProperties
) -> float:
    """Draw a technology, its label and its number over it; return its radius."""
    from matplotlib.patches import Circle
    from matplotlib.patheffects import withStroke

    radius = max(_SMALLEST, _LARGEST * sqrt(node.passages / largest)) if node.passages else _SMALLEST
    fill = PALE if node.passages else "white"
    axes.add_patch(Circle(place, radius, facecolor=fill, edgecolor=BLUE, linewidth=1, zorder=3))
    axes.text(
        *place,
        f"{wrap_label(node.label, _NODE_LINE)}\n{node.passages}",
        fontproperties=font,
        fontsize=8,
        color=INK,
        ha="center",
        va="center",
        zorder=4,
        linespacing=1.15,
        path_effects=[withStroke(linewidth=2, foreground="white")],
    )
    return radius


def _draw_elements(
    axes: Axes,
    node: TechnologyNode,
    *,
    angle: float,
    sector: float,
    radius: float,
    more: str,
    font: FontProperties,
) -> None:
    """Draw the elements of a technology outside it, the labels along the rays they stand on."""
    found = sorted((item for item in node.elements if item[1]), key=lambda item: -item[1])
    shown, rest = found[:_MOST], found[_MOST:]
    labels = [f"{wrap_label(label, _ELEMENT_LINE)}  {passages}" for label, passages in shown]
    labels += [more.format(len(rest))] if rest else []
    most = max((passages for _, passages in shown), default=1)
    step = min(sector * 0.92 / max(1, len(labels)), 0.14)
    for number, label in enumerate(labels):
        turned = angle + step * ((len(labels) - 1) / 2 - number)
        x, y = _ELEMENTS * cos(turned), _ELEMENTS * sin(turned)
        axes.plot(
            [(1 + radius) * cos(angle), x],
            [(1 + radius) * sin(angle), y],
            color=RULE,
            linewidth=0.5,
            zorder=1,
        )
        if number < len(shown):
            size = 3 + 6 * sqrt(shown[number][1] / most)
            axes.plot([x], [y], "o", markersize=size, color=PALE, markeredgecolor=BLUE, markeredgewidth=0.7)
        # On the left half a label reads inwards, so that none stands on its head.
        is_left = cos(turned) < -1e-9
        axes.text(
            1.05 * x,
            1.05 * y,
            label,
            fontproperties=font,
            fontsize=6.5,
            color=INK,
            rotation=degrees(atan2(y, x)) + (180 if is_left else 0),
            rotation_mode="anchor",
            ha="right" if is_left else "left",
            va="center",
        )
