"""The font of a figure has every character of its labels, or the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

from fintech_coding.errors import UsageError
from fintech_coding.reporting.fonts import find_font

SUBSET = Path(__file__).parents[2] / "scripts" / "fonts" / "DroidSansFallback-subset.ttf"
NOWHERE = "\U000f1234"  # a private-use character


def test_the_font_found_has_the_characters():
    text = "Internet of Things 5G"
    charmap = FT2Font(find_font(text).get_file()).get_charmap()
    assert all(ord(character) in charmap for character in text)


def test_characters_that_no_font_has_are_named_with_what_to_do():
    with pytest.raises(UsageError, match=f"{NOWHERE}.*--font.*--language en"):
        find_font(f"a{NOWHERE}")


def test_a_named_font_is_taken_before_any_other():
    assert find_font("大数据", SUBSET).get_file() == str(SUBSET)


def test_a_named_font_without_the_characters_is_refused():
    with pytest.raises(UsageError, match=f"--font .*subset.ttf: has no {NOWHERE}"):
        find_font(f"大数据{NOWHERE}", SUBSET)


@pytest.mark.parametrize("content", [None, b"no font"])
def test_a_file_that_is_no_font_is_refused(tmp_path, content):
    path = tmp_path / "font.ttf"
    if content:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="is no font that can be read"):
        find_font("a", path)
