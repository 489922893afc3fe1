"""What is doubtful in the guards of a single term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fintech_coding.coding.fold import clean_text, fold_text
from fintech_coding.coding.lint import Written, is_found, show_text
from fintech_coding.errors import CodebookProblem

if TYPE_CHECKING:
    from fintech_coding.coding.entries import Technology


def check_term_guards(
    guards: Sequence[Written], technologies: Sequence[Technology]
) -> Iterator[CodebookProblem]:
    """Yield each guard of a single term that does not contain it, or is it."""
    terms = [term for technology in technologies for element in technology.elements for term in element.terms]
    for guard in guards:
        for term in (term for term in terms if term.text == guard.term):
            if not term.is_regex and fold_text(term.text) == fold_text(clean_text(guard.text)):
                problem, severity = "is the term itself, which would never count", "error"
            elif not is_found(term, guard.text):
                problem, severity = "does not contain the term, so it guards nothing", "warning"
            else:
                continue
            yield CodebookProblem(
                guard.line,
                f"The guard '{show_text(guard.text)}' of '{show_text(term.text)}' {problem}.",
                "Write a longer phrase in which the term is not meant, or delete it.",
                severity,
            )
            break
