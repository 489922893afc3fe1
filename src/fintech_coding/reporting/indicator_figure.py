"""Figure 5: what banks say they put into technology, with its descriptive statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fintech_coding.reporting.canvas import BLUE, FADED, INK, PALE, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_WIDTH, _ROW, _TITLE, _MARGIN = 7.2, 0.24, 0.75, 0.6  # inches; the last one takes heading and key
_NAMES, _END = 0.17, 0.93  # of the width: where bars begin, and where the longest of them ends
_UNREAD = "–"


@dataclass(frozen=True, slots=True)
class IndicatorPanel:
    """An indicator in the figure: its label with the unit, a value per report, and what describes them.

    A value is missing (None) where the report names none or was not read; `mean` and `mean_se` are missing
    where too few do. `statistics` is a line of words with the numbers.
    """

    label: str
    values: tuple[tuple[str, float | None], ...]
    mean: float | None
    mean_se: float | None
    statistics: str


def draw_indicators(
    panels: Sequence[IndicatorPanel], *, title: str, key: str, font: FontProperties
) -> Figure:
    """Return a panel per indicator: a bar per report, the mean as a line over its standard error.

    A dash stands for a missing value. `title` stands above, `key` below.
    """
    from matplotlib.figure import Figure

    heights = [_TITLE + _ROW * len(panel.values) for panel in panels]
    height = sum(heights) + _MARGIN
    figure = Figure(figsize=(_WIDTH, height))
    figure.text(
        0.5, 1 - 0.2 / height, title, fontproperties=font, fontsize=10, color=INK, ha="center", va="top"
    )
    figure.text(0.5, 0.12 / height, key, fontproperties=font, fontsize=7, color=FADED, ha="center")
    top = height - 0.2
    for panel, tall in zip(panels, heights, strict=True):
        top -= tall
        rows = _ROW * len(panel.values)
        axes = figure.add_axes((_NAMES, top / height, _END - _NAMES, rows / height))
        _draw_panel(axes, panel, font)
    return figure


def _draw_panel(axes: Axes, panel: IndicatorPanel, font: FontProperties) -> None:
    # Room for the number behind the longest bar.
    widest = 1.12 * max((value for _, value in panel.values if value is not None), default=0) or 1
    lowest = min([0.0, *(1.12 * value for _, value in panel.values if value is not None)])
    axes.set_xlim(lowest, widest)
    axes.set_ylim(len(panel.values), 0)
    axes.set_axis_off()
    if panel.mean is not None:
        if panel.mean_se is not None:
            axes.axvspan(panel.mean - panel.mean_se, panel.mean + panel.mean_se, color=PALE, zorder=0)
        axes.axvline(panel.mean, color=INK, linewidth=0.9, linestyle=(0, (4, 2)), zorder=3)
    axes.axvline(0, color=RULE, linewidth=0.8, zorder=1)
    for number, (name, value) in enumerate(panel.values):
        row = number + 0.5
        axes.barh(row, value or 0, height=0.6, color=BLUE, zorder=2)
        axes.text(
            -0.012, row, name, transform=axes.get_yaxis_transform(), fontproperties=font, fontsize=7.5,
            color=INK, ha="right", va="center",
        )  # fmt: skip
        axes.text(
            max(value or 0, 0) + 0.008 * widest, row, _UNREAD if value is None else f"{value:,.6g}",
            fontproperties=font, fontsize=7.5, color=FADED if value is None else INK, va="center", zorder=4,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.7},
        )  # fmt: skip
    axes.annotate(
        panel.label, (0, 1), xytext=(0, 17), xycoords="axes fraction", textcoords="offset points",
        fontproperties=font, fontsize=8.5, color=INK, va="bottom",
    )  # fmt: skip
    axes.annotate(
        panel.statistics, (0, 1), xytext=(0, 5), xycoords="axes fraction", textcoords="offset points",
        fontproperties=font, fontsize=7, color=FADED, va="bottom",
    )  # fmt: skip
