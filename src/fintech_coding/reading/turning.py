"""Where a box of a page's own space is seen, when the page is turned."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""The left, bottom, right and top of what is drawn, in points."""


def turn_box(box: Box, page: Box, rotation: int) -> Box:
    """Return a box as it is seen on a page turned clockwise by degrees, from the lower left corner seen.

    >>> turn_box((10, 20, 40, 30), (0, 0, 600, 800), 0), turn_box((10, 20, 40, 30), (0, 0, 600, 800), 90)
    ((10, 20, 40, 30), (20, 560, 30, 590))
    """
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = page
    if rotation == 90:
        return bottom - page_bottom, page_right - right, top - page_bottom, page_right - left
    if rotation == 180:
        return page_right - right, page_top - top, page_right - left, page_top - bottom
    if rotation == 270:
        return page_top - top, left - page_left, page_top - bottom, right - page_left
    return left - page_left, bottom - page_bottom, right - page_left, top - page_bottom
