"""Figure 1 shows counts by area and width, and nothing beyond its edges."""

from __future__ import annotations

import io

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from fintech_coding.reporting.canvas import plain_style
from fintech_coding.reporting.fonts import find_font
from fintech_coding.reporting.integration_figure import TechnologyNode, draw_integration


def _draw(nodes, joint):
    with plain_style():
        return draw_integration(
            nodes, joint, title="Title", key="Key", more="and {} more", font=find_font("abc")
        )


def _list_texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]


def _find_circles(figure: Figure) -> list[Circle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]


def test_the_area_of_a_technology_is_in_proportion_to_its_passages():
    large, small = _find_circles(_draw([TechnologyNode("a", 40), TechnologyNode("b", 10)], {}))
    assert large.radius**2 / small.radius**2 == pytest.approx(4)


def test_a_technology_without_a_passage_is_an_empty_ring_with_a_zero():
    figure = _draw([TechnologyNode("a", 4), TechnologyNode("b", 0)], {})
    full, empty = _find_circles(figure)
    assert same_color(empty.get_facecolor(), "white")
    assert not same_color(full.get_facecolor(), "white")
    assert "b\n0" in _list_texts(figure)


def test_a_line_is_as_wide_as_its_share_of_joint_passages_and_none_is_drawn_without():
    figure = _draw([TechnologyNode(name, 9) for name in "abc"], {(0, 1): 8, (0, 2): 4, (1, 2): 0})
    wide, narrow = figure.axes[0].lines
    assert wide.get_linewidth() == pytest.approx(2 * narrow.get_linewidth())
    assert {"8", "4"} <= set(_list_texts(figure))


def test_of_many_elements_the_last_are_counted():
    elements = tuple((f"element {number}", 20 - number) for number in range(12))
    texts = _list_texts(_draw([TechnologyNode("a", 30, elements)], {}))
    assert sum(text.startswith("element") for text in texts) == 9
    assert "and 3 more" in texts


@pytest.mark.parametrize("nodes", [1, 3, 7, 12])
def test_no_word_leaves_the_figure(nodes):
    elements = tuple((f"Service layers and native computing {number}", 9) for number in range(9))
    figure = _draw(
        [TechnologyNode("New technology and research", 9, elements)] * nodes,
        {(first, second): 1 for first in range(nodes) for second in range(first + 1, nodes)},
    )
    canvas = FigureCanvasAgg(figure)
    canvas.print_png(io.BytesIO())
    for text in (*figure.texts, *figure.axes[0].texts):
        box = text.get_window_extent(canvas.get_renderer())
        assert figure.bbox.x0 <= box.x0
        assert box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0
        assert box.y1 <= figure.bbox.y1


def test_nothing_found_is_a_figure_too():
    assert _find_circles(_draw([], {})) == []
