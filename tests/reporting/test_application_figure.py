"""The business diagram: bars in proportion, zeros without a line."""

from __future__ import annotations

import pytest
from matplotlib.patches import PathPatch, Rectangle

from fintech_coding.reporting.application_figure import Side, draw_applications
from fintech_coding.reporting.canvas import plain_style
from fintech_coding.reporting.fonts import find_font

SIDES = [Side("Asset side", (("Rural finance", 8), ("Lending", 0))), Side("Payment side", (("Cards", 2),))]


def _draw(sides):
    with plain_style():
        return draw_applications("Blockchain", sides, title="Title", key="Key", font=find_font("abc")).axes[0]


def test_a_bar_is_as_long_as_its_share_of_the_passages():
    axes = _draw(SIDES)
    long, short = (patch.get_width() for patch in axes.patches if isinstance(patch, Rectangle))
    assert long / short == pytest.approx(4)


def test_a_business_without_a_passage_has_a_zero_and_no_line():
    axes = _draw(SIDES)
    lines = [patch for patch in axes.patches if isinstance(patch, PathPatch)]
    assert len(lines) == 4  # to the two sides, and to the two businesses with passages
    assert [text.get_text() for text in axes.texts].count("0") == 1


def test_a_technology_that_serves_nothing_is_drawn_with_zeros():
    axes = _draw([Side("Asset side", (("Lending", 0),))])
    assert [text.get_text() for text in axes.texts] == ["Lending", "0", "Asset side", "Blockchain"]
