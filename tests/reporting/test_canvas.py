"""Figures are the same whatever a user's own defaults are."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from fintech_coding.reporting.canvas import FORMATS, format_figure, plain_style, wrap_label


def _draw() -> Figure:
    figure = Figure(figsize=(1, 1))
    figure.add_axes((0.1, 0.1, 0.8, 0.8)).plot([0, 1], [0, 1], "o-")
    return figure


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_figure_is_the_same_bytes_under_other_defaults(form):
    with plain_style():
        first = format_figure(_draw(), form)
    with (
        mpl.rc_context({"lines.linewidth": 9, "svg.hashsalt": "other", "svg.fonttype": "none"}),
        plain_style(),
    ):
        second = format_figure(_draw(), form)
    assert first == second


def test_a_users_defaults_stand_again_after_drawing():
    with mpl.rc_context({"lines.linewidth": 9}):
        with plain_style():
            assert mpl.rcParams["lines.linewidth"] != 9
        assert mpl.rcParams["lines.linewidth"] == 9


def test_a_picture_has_300_dots_an_inch():
    with plain_style():
        data = format_figure(_draw(), "png")
    assert data[16:24] == (300).to_bytes(4) * 2


def test_a_word_longer_than_a_line_stays_whole():
    assert wrap_label("Telecommunications of things", 10) == "Telecommunications\nof things"
