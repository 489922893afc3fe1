"""What a table holds cannot become markup of the paper it is set in."""

from __future__ import annotations

from fintech_coding.reporting.columns import Column
from fintech_coding.reporting.typeset import format_latex, format_markdown


def _make(*values: str) -> list[Column]:
    return [Column("term", "Term", "词", "text", values)]


def test_signs_of_latex_are_escaped():
    text = format_latex(_make(r"\input{x} 5% & R&D_1 $^~#"), language="en", caption="A & B", name="terms")
    assert r"\textbackslash{}input\{x\} 5\% \& R\&D\_1 \$\textasciicircum{}\textasciitilde{}\#" in text
    assert r"\caption{A \& B}" in text


def test_signs_of_markdown_and_html_are_escaped():
    text = format_markdown(_make("a|b <img src=x>\n[x](y) `z`"), language="zh")
    assert r"| a\|b &lt;img src=x> \[x\](y) \`z\` |" in text
    assert text.splitlines()[0] == "| 词 |"


def test_a_missing_cell_is_a_dash_and_a_float_has_three_places():
    columns = [Column("mean", "Mean", "均值", "number", (0.12345, None))]
    assert format_markdown(columns, language="en").splitlines()[2:] == ["| 0.123 |", "| – |"]
