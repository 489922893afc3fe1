"""A font that has every character of a figure's labels: the user's, one of the usual ones, or any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# What Windows, macOS and Linux bring, or is often added; upright faces of even strokes first.
_USUAL = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei",
    "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK JP", "SimHei", "STHeiti", "Heiti TC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Arial Unicode MS",
)  # fmt: skip
_LATIN = ("DejaVu Sans",)
"""The font that matplotlib brings itself."""


def find_font(text: str, named: Path | None = None) -> FontProperties:
    """Return a font that can write every character of a text: that of a file, or one of this machine.

    Raises `UsageError` when the file is no font or lacks characters, and when no font has them all.
    """
    from matplotlib.font_manager import FontProperties

    wanted = {ord(character) for character in text if not character.isspace()}
    if named is not None:
        lacking = _list_lacking(named, wanted)
        if lacking is None:
            raise UsageError(f"--font {named}: is no font that can be read. Name a .ttf, .otf or .ttc file.")
        if lacking:
            raise UsageError(f"--font {named}: has no {_show(lacking)}. Name a font with these characters.")
        return FontProperties(fname=str(named))
    for path in _list_fonts():
        if _list_lacking(path, wanted) == set():
            return FontProperties(fname=str(path))
    raise UsageError(
        f"No font of this machine has the characters {_show(wanted)}. Install one with Chinese characters, "
        "such as Noto Sans CJK SC, or name its file with --font, or ask for --language en."
    )


def _list_fonts() -> Iterator[Path]:
    """Yield the font files of this machine, those known by name before the others."""
    from matplotlib import font_manager

    # The list that matplotlib keeps between runs may be older than the newest font.
    upright = [
        entry
        for entry in font_manager.fontManager.ttflist
        if entry.style == "normal"
        and entry.weight in {400, "regular", "normal"}
        and entry.stretch == "normal"
    ]
    known = {entry.name: Path(entry.fname) for entry in sorted(upright, key=lambda entry: entry.fname)}
    yield from (known[name] for name in (*_LATIN, *_USUAL) if name in known)
    yield from sorted(Path(name) for name in font_manager.findSystemFonts())


def _list_lacking(path: Path, wanted: Iterable[int]) -> set[int] | None:
    """Return the characters that a font file lacks; None when it cannot be read as a font."""
    from matplotlib.ft2font import FT2Font

    try:
        return set(wanted) - set(FT2Font(str(path)).get_charmap())
    except (OSError, RuntimeError, ValueError):
        return None


def _show(characters: Iterable[int]) -> str:
    shown = "".join(map(chr, sorted(characters)))
    return shown if len(shown) <= 20 else f"{shown[-20:]}…"
