"""The page of rules: every example on it is as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fintech_coding.coding.codebook import check_codebook, parse_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.records import Passage

PAGE = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"```yaml\n(?P<codebook>.*?)```\n\n(?:(?P<table>(?:\|[^\n]*\n)+)|```text\n(?P<problems>.*?)```)",
    re.DOTALL,
)
BLOCKS = [match.groupdict() for match in BLOCK.finditer(PAGE)]
NOTHING = "·"


def _code(codebook: str, text: str) -> list[str]:
    coder = Coder(parse_codebook(codebook, "rules.md"))
    passage = Passage("p", "r", 1, 1, "", "", "body", text)
    return [f"{hit.surface} {hit.technology}" for hit in coder.code_passage(passage)]


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


EXAMPLES = [(block["codebook"], *row) for block in BLOCKS if block["table"] for row in _rows(block["table"])]


def test_every_codebook_on_the_page_is_followed_by_what_is_tested():
    assert len(BLOCKS) == PAGE.count("```yaml\n")
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize(("codebook", "text", "counted"), EXAMPLES)
def test_an_example_of_the_page_is_counted_as_it_says(codebook: str, text: str, counted: str):
    # jieba's dictionary takes a second to load: it is asked only where its opinion is the example
    quiet = codebook if "boundary" in codebook else f"boundary: ignore\n{codebook}"
    assert _code(quiet, text) == ([] if counted == NOTHING else counted.split(", "))


@pytest.mark.parametrize("codebook", sorted({codebook for codebook, *_ in EXAMPLES}))
def test_a_codebook_of_the_page_has_no_error(codebook: str):
    problems = check_codebook(codebook, "rules.md")
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("block", [block for block in BLOCKS if block["problems"]])
def test_the_mistakes_of_the_page_are_named_as_it_says(block: dict[str, str]):
    found = check_codebook(block["codebook"], "rules.md")
    assert [str(problem) for problem in found] == block["problems"].splitlines()
