"""The figure of indicators: a missing value is a dash, never a bar of no length with a zero."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from fintech_coding.reporting.canvas import plain_style
from fintech_coding.reporting.fonts import find_font
from fintech_coding.reporting.indicator_figure import IndicatorPanel, draw_indicators


def _draw(*panels):
    with plain_style():
        return draw_indicators(panels, title="Title", key="Key", font=find_font("abc"))


def _list_texts(axes):
    return [text.get_text() for text in axes.texts]


def test_a_value_that_no_report_names_is_a_dash_and_a_zero_is_a_zero():
    (axes,) = _draw(IndicatorPanel("Staff", (("A 2020", None), ("B 2020", 0.0)), None, None, "N 1")).axes
    assert _list_texts(axes)[:4] == ["A 2020", "–", "B 2020", "0"]


def test_the_mean_stands_in_a_band_of_its_standard_error():
    (axes,) = _draw(IndicatorPanel("Staff", (("A", 10.0), ("B", 30.0)), 20.0, 10.0, "N 2")).axes
    lines = [line.get_xdata()[0] for line in axes.lines]
    assert 20.0 in lines
    band = next(patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_zorder() == 0)
    assert (band.get_x(), band.get_x() + band.get_width()) == (10.0, 30.0)


def test_each_indicator_has_a_panel_as_tall_as_its_reports():
    one, two = _draw(
        IndicatorPanel("Staff", (("A", 1.0),), 1.0, None, ""),
        IndicatorPanel("Investment", (("A", 1.0), ("B", None)), 1.0, None, ""),
    ).axes
    assert round(two.get_position().height / one.get_position().height, 6) == 2
