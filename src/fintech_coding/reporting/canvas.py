"""A figure begun and written: the same settings, and the same bytes, whatever the user's own defaults are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from fintech_coding.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("svg", "png")
DPI = 300

# Three greys and a blue that is darker than the lightest and lighter than the darkest of them: printed
# without colour, a figure says the same.
INK = "#1a1a1a"
FADED = "#5c5c5c"
RULE = "#c4c4c4"
PALE = "#e3ebf3"
BLUE = "#2f5d8a"


@contextmanager
def plain_style() -> Iterator[None]:
    """Set aside what a user or a machine has changed of the plotting library's defaults."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise UsageError(
            "Figures need a plotting library. Install it with pip install '.[figures]' in the folder of "
            "fintech-code."
        ) from error

    with mpl.rc_context():
        mpl.rcdefaults()
        # Letters become outlines: an SVG looks the same where the font is not installed.
        mpl.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "fintech-code", "axes.linewidth": 0.6})
        yield


def format_figure(figure: Figure, form: str) -> bytes:
    """Return a figure as a file of one of `FORMATS`, PNG at `DPI`, without the time it was made at."""
    target = io.BytesIO()
    # SVG is dated unless told not to be; PNG names the version of its maker.
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(target, format=form, dpi=DPI, facecolor="white", metadata=metadata)
    return target.getvalue()


def wrap_label(label: str, columns: int) -> str:
    r"""Return a label broken into lines of so many columns, between words, or anywhere in Chinese.

    >>> wrap_label("Internet of Things", 12), wrap_label("物联网与智能设备平台", 12)
    ('Internet of\nThings', '物联网与智能\n设备平台')
    """
    pieces = re.findall(r"[^\s\u3400-\u9fff]+\s*|[\u3400-\u9fff]\s*", label)
    lines = [""]
    for piece in pieces:
        if lines[-1] and _measure(lines[-1]) + _measure(piece.rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _measure(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
