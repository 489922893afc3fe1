from __future__ import annotations

import pytest
import yaml

from fintech_coding.coding import yaml_lines
from fintech_coding.coding.yaml_lines import Listing, Mapping, Scalar, parse_yaml


@pytest.fixture(params=["fast", "plain"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with libyaml, where there is one, and without."""
    if request.param == "plain":
        monkeypatch.setattr(yaml_lines, "_FAST_LOADER", yaml.SafeLoader)


def only(text: str) -> tuple[int, str]:
    root, problems = parse_yaml(text)
    assert len(problems) == 1
    assert root is None or problems[0].severity == "error"
    return problems[0].line, problems[0].problem


@pytest.mark.parametrize("written", ["NO", "ON", "1.0", "2024-01-01", "5G", "null", "~", "0x1F", "1_000"])
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    assert parse_yaml(f"[{written}]") == (Listing((Scalar(written, 1, last_line=1),), 1), [])


def test_nodes_know_their_lines() -> None:
    root, problems = parse_yaml("# comment\na:\n  - x\n\n  - y\nb:\nc: 1\n")
    assert problems == []
    assert isinstance(root, Mapping)
    assert [(key.text, key.line, value.line) for key, value in root.entries] == [
        ("a", 2, 3), ("b", 6, 6), ("c", 7, 7),
    ]  # fmt: skip
    listing = root.entries[0][1]
    assert isinstance(listing, Listing)
    assert [item.line for item in listing.items] == [3, 5]


def test_an_empty_document_has_no_root_and_no_problem() -> None:
    assert parse_yaml("# nothing\n") == (None, [])


def test_a_repeated_key_is_refused_with_both_lines() -> None:
    assert only("a: 1\nb: 2\na: 3\n") == (3, "The key 'a' stands twice: first on line 1.")


def test_a_tag_is_refused_and_nothing_runs() -> None:
    line, problem = only("x: 1\na: !!python/object/apply:os.system ['exit 1']\n")
    assert (line, "!!python/object/apply:os.system" in problem) == (2, True)


def test_anchors_and_aliases_are_refused() -> None:
    _, problems = parse_yaml("a: &x [b]\nc: *x\n")
    assert [(p.line, p.problem.split("'")[1]) for p in problems] == [(1, "&x"), (2, "*x")]


def test_a_billion_laughs_is_not_expanded() -> None:
    rows = ["a0: &a0 [ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    _, problems = parse_yaml("\n".join(rows))
    assert len(problems) == 10 + 90


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000])
def test_deep_nesting_is_one_problem(text: str) -> None:
    assert only(text) == (1, "Lists and mappings are nested deeper than 20 levels.")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a:\n\tb: 1\n", 2, "A tab stands where YAML allows only spaces."),
        ("a:\n  b：\n    c: 1\n", 2, "The colon '：' is a full-width one."),
        ("a:\n  b:x\n  c: 1\n", 2, "There is no space after the colon."),
        ("x: 1\na: [大数据, *]\n", 2, "A text cannot begin with '*' here."),
        ("a:\n  - @x\n", 2, "A text cannot begin with '@' here."),
        ("a:\n  - 'x\n  - y\n", 2, "A quotation mark is opened here and not closed."),
        (
            "a: 1\nb: [C#, F #x]\nc: 1\n",
            2,
            "The list or mapping that '[' opens here cannot be read to its end.",
        ),
        ("a: 1\nb: [x, y\nc: 1\n", 2, "The list or mapping that '[' opens here cannot be read to its end."),
        ("a: [x]]\n", 1, "Nothing opened the ']' that stands here."),
        ("a: x: y\n", 1, "There are two colons in this line."),
        ("a: 1\n---\nb: 2\n", 2, "A second document begins here ('---')."),
        ("a: 1\nb: \x07\n", 2, "The line holds the control character U+0007, which YAML does not allow."),
        ('a: 1\nb: "\\ud800"\n', 2, "The escape \\ud800 is half a character."),
        ('a: 1\nb: "\\U00110000"\n', 2, "The escape \\U00110000 stands for no character."),
        ("a: \ud800\n", 1, "The line holds the control character U+D800, which YAML does not allow."),
        (
            "a:\n  - b\n - c\n",
            3,
            "The line does not fit those above: it is indented otherwise, or a colon or '- ' is missing.",
        ),
    ],
)
def test_a_syntax_error_is_one_problem_in_plain_words(text: str, line: int, problem: str) -> None:
    assert only(text) == (line, problem)
