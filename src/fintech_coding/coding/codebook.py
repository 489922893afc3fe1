"""A codebook file -> a codebook, or every problem of it with its line."""

from __future__ import annotations

import codecs
import hashlib
import json
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from fintech_coding.coding import lint
from fintech_coding.coding.entries import Codebook, Context, Element, Label, Technology, Term
from fintech_coding.coding.published import PUBLISHED, regroup_published
from fintech_coding.coding.schema import SchemaReader
from fintech_coding.coding.term_guards import check_term_guards
from fintech_coding.coding.yaml_lines import parse_yaml
from fintech_coding.errors import CodebookError, CodebookProblem, UsageError

__all__ = [
    "Codebook", "Context", "Element", "Label", "Technology", "Term",
    "check_codebook", "has_byte_order_mark", "load_codebook", "load_default_context", "parse_codebook",
    "read_codebook_text",
]  # fmt: skip

MAX_BYTES = 5_000_000


def load_codebook(path: Path) -> Codebook:
    """Return the codebook of a file; raise CodebookError with all its errors, UsageError if unreadable.

    One named with `:published` at its end is read by the categories of its publishers.
    """
    codebook = parse_codebook(read_codebook_text(path), str(path))
    if not path.name.endswith(PUBLISHED):
        return codebook
    codebook = regroup_published(codebook, str(path))
    return replace(codebook, fingerprint=_compute_fingerprint(codebook))


def read_codebook_text(path: Path) -> str:
    """Return a codebook file's text; raise UsageError if it is absent, unreadable, too large or not UTF-8."""
    path = path.with_name(path.name.removesuffix(PUBLISHED))
    try:
        if not path.exists():
            raise UsageError(f"There is no codebook at {path}. Check the path, or write a codebook there.")
        if not path.is_file():
            raise UsageError(f"{path} is not a file. Give the path of the codebook itself.")
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be read ({reason}). Check the path and its permissions.") from error
    if size > MAX_BYTES:
        raise UsageError(
            f"{path} has {size:,} bytes and a codebook at most {MAX_BYTES:,}. Is it another file?"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{path} is not UTF-8 text (line {line}). Save it with the encoding UTF-8."
        ) from error


def has_byte_order_mark(path: Path) -> bool:
    """Return whether a codebook file begins with the mark that some editors put before UTF-8 text."""
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def parse_codebook(text: str, source: str) -> Codebook:
    """Return the codebook written in a text; raise CodebookError with all its errors.

    >>> parse_codebook("technologies: {big_data: {terms: [大数据]}}", "example").technologies[0].label.en
    'Big data'
    """
    codebook, problems = _examine(text, source)
    errors = [problem for problem in problems if problem.severity == "error"]
    if codebook is None or errors:
        raise CodebookError(source, errors)
    codebook = replace(
        codebook,
        technologies=_merge_repeats(codebook.technologies),
        applications=_merge_repeats(codebook.applications),
    )
    return replace(codebook, fingerprint=_compute_fingerprint(codebook))


def check_codebook(text: str, source: str) -> list[CodebookProblem]:
    """Return the errors and warnings of a codebook's text by line; none when it is clean."""
    return _examine(text, source)[1]


@cache
def load_default_context() -> Context:
    """Return the word lists that ship with the package."""
    name = "data/context.yaml"
    root, problems = parse_yaml(files("fintech_coding").joinpath(name).read_text(encoding="utf-8"))
    reader = SchemaReader(problems)
    context = reader.read_context(root, Context((), (), (), (), (), (), ()))
    if reader.problems:
        raise CodebookError(name, reader.problems)
    return context


def _examine(text: str, source: str) -> tuple[Codebook | None, list[CodebookProblem]]:
    root, problems = parse_yaml(text)
    if root is None:
        todo = "Write at least: technologies: {big_data: {terms: [大数据]}}"
        return None, problems or [CodebookProblem(1, f"{source} holds nothing.", todo)]
    reader = SchemaReader(problems)
    codebook = reader.read_codebook(root, load_default_context())
    dimensions = {"technologies": codebook.technologies, "applications": codebook.applications}
    guards = [
        written
        for written in reader.written
        if written.kind == "guard" and (written.dimension, written.owner) not in reader.off
    ]
    found = {
        *reader.problems,
        *lint.check_texts(reader.written),
        *lint.check_guards([guard for guard in guards if not guard.term], dimensions),
    }
    for technologies in dimensions.values():
        found.update(lint.check_repeats(technologies), lint.check_conditions(technologies))
        found.update(check_term_guards([guard for guard in guards if guard.term], technologies))
    return codebook, sorted(found, key=lambda problem: (problem.line, problem.severity, problem.problem))


def _merge_repeats(technologies: tuple[Technology, ...]) -> tuple[Technology, ...]:
    """Keep the first of the terms of an element that are matched alike: the others are only warned of."""
    merged = []
    for technology in technologies:
        elements = []
        for element in technology.elements:
            kept: dict[str, list[Term]] = {}
            for term in element.terms:
                same = kept.setdefault(lint.fold_term(term), [])
                if not any(lint.is_same_term(other, term) for other in same):
                    same.append(term)
            terms = tuple(term for term in element.terms if term in kept[lint.fold_term(term)])
            elements.append(replace(element, terms=terms))
        merged.append(replace(technology, elements=tuple(elements)))
    return tuple(merged)


def _compute_fingerprint(codebook: Codebook) -> str:
    """Hash what decides the coding: no labels, lines or comments, and order only where it is a column's."""

    def canonise(technology: Technology) -> list[object]:
        elements = sorted(
            [
                element.element_id,
                sorted(_canonise_term(term, codebook) for term in element.terms),
            ]
            for element in technology.elements
        )
        return [technology.technology_id, elements, sorted(set(technology.guards))]

    content = {
        "nested": codebook.nested,
        "boundary": codebook.boundary,
        "technologies": [canonise(technology) for technology in codebook.technologies],
        "guards": sorted(set(codebook.guards)),
        "applications": [canonise(application) for application in codebook.applications],
        "context": {name: sorted(set(words)) for name, words in asdict(codebook.context).items()},
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _canonise_term(term: Term, codebook: Codebook) -> list[object]:
    """Return what decides how a term counts; a rule that is as the codebook's, or off, leaves no trace."""
    rules = {
        "regex": term.is_regex,
        "singular": not term.plural,
        "within": term.within if term.within != "sentence" else "",
        "guards": sorted(set(term.guards)),
        "nested": term.nested if term.nested != codebook.nested else "",
        "boundary": term.boundary if term.boundary != codebook.boundary else "",
    }
    own = {name: rule for name, rule in rules.items() if rule}
    base = [term.text, term.case_exact, sorted(set(term.with_)), sorted(set(term.without))]
    return [*base, *([json.dumps(own, sort_keys=True)] if own else [])]
