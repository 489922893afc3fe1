"""The methods paragraph says what was done, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.reporting.methods import Methods, write_methods
from fintech_coding.tables.matrix import COUNTS, VARIANTS

METHODS = Methods(
    version="9.8.7", reports=6, unread=0, pages=1234, characters=56789, readers=("pdfium",), technologies=7,
    elements=42, terms=881, guards=126, fingerprint="0123456789abcdef", nested="codebook", boundary="mark",
    count="passages", variant="own",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_and_the_fingerprint_are_in_it(language):
    text = write_methods(METHODS)[language]
    for part in ("9.8.7", "1,234", "56,789", "881", "42", "126", "0123456789ab"):
        assert part in text
    assert "cdef" not in text


def test_reports_that_were_not_read_are_missing_not_zero():
    texts = write_methods(replace(METHODS, unread=2))
    assert "2 of them could not be read and were treated as missing, never as zero." in texts["en"]
    assert "其中 2 份无法读取，按缺失值处理，不计为零。" in texts["zh"]
    assert "could not" not in write_methods(METHODS)["en"]


@pytest.mark.parametrize(
    ("name", "values"),
    [("count", COUNTS), ("variant", VARIANTS), ("nested", ("codebook", "technology")),
     ("boundary", ("ignore", "mark", "require"))],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_setting_is_said_otherwise(name, values, language):
    texts = {write_methods(replace(METHODS, **{name: value}))[language] for value in values}
    assert len(texts) == len(values)


def test_the_section_and_the_documents_are_named():
    texts = write_methods(replace(METHODS, section="mda", documents=("annual", "half-year")))
    assert "Only the part “mda”" in texts["en"]
    assert "annual、half-year" in texts["zh"]
