"""Cut Droid Sans Fallback down to the glyphs that the sample reports use.

    python scripts/subset_font.py DroidSansFallbackFull.ttf

The result, scripts/fonts/DroidSansFallback-subset.ttf, is committed: `make_samples.py` reads no system font.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from make_samples import FONT_FILE, collect_characters


def cut_font(source: Path, target: Path, characters: set[str]) -> int:
    """Write the glyphs of `characters` and printable ASCII, as far as `source` has them; return how many."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    wanted = {ord(character) for character in characters} | set(range(0x20, 0x7F))
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "vhea", "vmtx", "gasp"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.glyph_names = False
    # The source's own times are kept, so that the same source gives the same bytes on any day.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return len(font.getBestCmap())


def main() -> None:
    """Read the command line and write the subset beside its licence."""
    parser = argparse.ArgumentParser(description="Cut a font down to the glyphs of the sample reports.")
    parser.add_argument("font", type=Path, help="DroidSansFallbackFull.ttf (Apache-2.0)")
    source: Path = parser.parse_args().font
    count = cut_font(source, FONT_FILE, collect_characters())
    print(f"{FONT_FILE.name}: {count} characters, {FONT_FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
