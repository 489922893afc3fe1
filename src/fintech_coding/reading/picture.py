"""A picture of a page with what was read of it drawn over: a box round each line, coloured by its fate."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from fintech_coding.reading.trace import TracedLine
from fintech_coding.records import Page

COLORS = {
    "body": (0, 114, 178),
    "heading": (213, 94, 0),
    "table": (0, 158, 115),
    "note": (204, 121, 167),
    "furniture": (120, 120, 120),
    "contents": (120, 120, 120),
}
"""The colour of each fate, told apart by most colour-blind readers, too (Okabe and Ito)."""

_LONGER_SIDE = 1600  # pixels; bounds what a page of any size takes


def draw_page(path: Path, page: Page, traced: Sequence[TracedLine], *, password: str = "") -> bytes:
    """Return a page of a PDF as PNG: boxes round its lines, a thick bar where a passage begins.

    What was dropped is crossed out.
    """
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(path, password=password or None)
    try:
        sheet = document[page.number - 1]
        sheet.set_rotation((sheet.get_rotation() + page.turn) % 360)
        scale = _LONGER_SIDE / max(*sheet.get_size(), 1.0)
        image = sheet.render(scale=scale).to_pil().convert("RGB")
        sheet.close()
    finally:
        document.close()
    pen = ImageDraw.Draw(image)
    for item in traced:
        line, color = item.line, COLORS[item.fate]
        box = (line.x0 * scale, line.top * scale, line.x1 * scale, (line.top + line.size) * scale)
        if box[2] < box[0] or box[3] < box[1]:
            continue
        pen.rectangle(box, outline=color, width=2)
        if item.fate in ("furniture", "contents"):
            pen.line(box, fill=color, width=2)
        elif item.opens:
            pen.rectangle((box[0] - 6, box[1], box[0] - 2, box[3]), fill=color)
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()
