"""The source of a published list, what it leaves unassigned, and its own categories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fintech_coding.coding.codebook import check_codebook, parse_codebook
from fintech_coding.coding.published import regroup_published
from fintech_coding.errors import UsageError

TEXT = """\
source:
  citation: Somebody (2020)
  categories: [digital, cloud]
  mended: ["O2O: was 020"]
technologies:
  big_data: {elements: {digital: {terms: [大数据]}}, guards: [扩大数据]}
  internet_of_things: {elements: {cloud: {terms: [物联网]}, digital: {terms: [智能家居]}}}
unassigned:
  cloud: {terms: [绿色计算]}
"""


def test_a_source_is_read_as_it_is_written():
    source = parse_codebook(TEXT, "test").source
    assert (source.citation, source.about) == ("Somebody (2020)", "")
    assert source.categories == ("digital", "cloud")
    assert source.mended == ("O2O: was 020",)


def test_categories_come_in_the_order_of_the_source_with_every_term_of_theirs():
    codebook = regroup_published(parse_codebook(TEXT, "test"), "test")
    terms = {
        t.technology_id: [term.text for e in t.elements for term in e.terms] for t in codebook.technologies
    }
    assert list(terms.items()) == [("digital", ["大数据", "智能家居"]), ("cloud", ["物联网", "绿色计算"])]
    assert codebook.guards == ("扩大数据",)
    assert codebook.unassigned == ()


def test_a_category_that_names_no_element_is_an_error():
    codebook = parse_codebook(TEXT, "test")
    lost = replace(codebook, source=replace(codebook.source, categories=("digital", "lost")))
    with pytest.raises(UsageError, match=r"'lost'.*no element"):
        regroup_published(lost, "test")


def test_neither_source_nor_unassigned_terms_change_the_fingerprint():
    technologies = TEXT.partition("technologies:")[2].partition("unassigned:")[0]
    plain = parse_codebook(f"technologies:{technologies}", "test")
    assert plain.fingerprint == parse_codebook(TEXT, "test").fingerprint


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("citation:", "quote:", "'source' has no key 'quote'"),
        ('["O2O: was 020"]', "[O2O: was 020]", "'mended' holds more than texts"),
        ("{terms: [绿色计算]}", "{}", "'cloud' has no term"),
    ],
)
def test_a_mistake_in_a_source_has_its_line(old, new, problem):
    problems = check_codebook(TEXT.replace(old, new), "test")
    assert [problem in found.problem for found in problems] == [True]
    assert problems[0].line > 1
