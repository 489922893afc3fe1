"""What each rule of a codebook contributes: the score without it, beside that with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from fintech_coding.coding.rule_sets import change_terms, drop_conditions, drop_guards, drop_rules
from fintech_coding.inquiries.gold_sets import GoldSet
from fintech_coding.records import Hit, Passage
from fintech_coding.validation.judging import Judged, Verdict, group_codes
from fintech_coding.validation.scores import measure_codings

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

SHIPPED = "as it is"
_MOST = 300  # guards and conditions that are tried one by one


@dataclass(frozen=True, slots=True)
class Ablation:
    """The score where a rule is not applied; `detail` names one guard or term."""

    rule: str
    detail: str
    judged: tuple[Judged, ...]


def code_passages(codebook: Codebook, passages: Iterable[Passage]) -> list[Hit]:
    """Return the hits of a codebook in some passages."""
    from fintech_coding.coding.coder import Coder

    return list(Coder(codebook).code_passages(passages))


def vary_codebook(
    codebook: Codebook, gold: GoldSet, passages: Sequence[Passage], hits: Sequence[Hit], verdict: Verdict
) -> Iterator[Ablation]:
    """Yield the score as it is, without each kind of rule, and without each single rule that matters.

    `passages` are those of the gold coding, `hits` what the codebook finds in them, `verdict` how right
    that is.
    """
    yield Ablation(SHIPPED, "", verdict.judged)
    marked = hits
    if codebook.boundary == "ignore":
        marked = code_passages(replace(codebook, boundary="mark"), passages)
    keeps: dict[str, tuple[Sequence[Hit], Callable[[Hit], bool]]] = {
        "boundary: require": (marked, lambda hit: hit.boundary != "contradicted"),
        "negated mentions dropped": (hits, lambda hit: not hit.negated),
        "others' technology dropped": (hits, lambda hit: hit.scope != "other"),
    }
    for rule, (of, is_kept) in keeps.items():
        yield Ablation(rule, "", gold.judge(group_codes(filter(is_kept, of))).judged)
    changed = {
        "no guards": drop_guards(codebook),
        "no conditions": drop_conditions(codebook),
        "neither": drop_rules(codebook),
        "nested: technology": replace(codebook, nested="technology"),
        "no regexes": change_terms(codebook, lambda term: None if term.is_regex else term),
    }
    for rule, other in changed.items():
        yield Ablation(rule, "", gold.judge(group_codes(code_passages(other, passages))).judged)
    yield from _vary_details(codebook, gold, passages, hits)


def list_cells(ablation: Ablation, shipped: Ablation) -> list[object]:
    """Return the row of an ablation; a change is what the rule's absence does to the score."""
    counts = [
        sum(getattr(one, name) for one in ablation.judged) for name in ("codes", "right", "wanted", "found")
    ]
    scores = measure_codings(ablation.judged)
    before = measure_codings(shipped.judged)
    changes = [
        None if now is None or was is None else now - was for now, was in zip(scores, before, strict=True)
    ]
    return [ablation.rule, ablation.detail, *counts, *scores, *changes]


def _vary_details(
    codebook: Codebook, gold: GoldSet, passages: Sequence[Passage], hits: Sequence[Hit]
) -> Iterator[Ablation]:
    """Yield for each guard and each term with a condition the score without it, where a code changes."""
    from fintech_coding.coding.fold import fold_text

    before = group_codes(hits)
    loose = group_codes(code_passages(drop_rules(codebook), passages))
    held = [one for one in passages if loose.get(one.passage_id) != before.get(one.passage_id)]
    folded = [(passage, fold_text(passage.text)) for passage in held]
    tried = 0
    for rule, text, make in _list_details(codebook):
        needle = fold_text(text)
        holding = [passage for passage, of in folded if needle in of]
        if not holding or tried == _MOST:
            continue
        tried += 1
        ids = {passage.passage_id for passage in holding}
        after = group_codes(code_passages(make(), holding))
        codes = {key: found for key, found in before.items() if key not in ids} | after
        if codes != before:
            yield Ablation(rule, text, gold.judge(codes).judged)


def _list_details(codebook: Codebook) -> list[tuple[str, str, Callable[[], Codebook]]]:
    """Return each guard and each term with a condition, with what makes the codebook without it."""
    terms = [term for t in codebook.technologies for element in t.elements for term in element.terms]
    guards = {guard for technology in codebook.technologies for guard in technology.guards}
    guards |= {*codebook.guards, *(guard for term in terms for guard in term.guards)}
    conditional = {term.text for term in terms if (term.with_ or term.without) and not term.is_regex}
    return [
        *(("without the guard", text, partial(_drop_guard, codebook, text)) for text in sorted(guards)),
        *(
            ("without the condition of", text, partial(_drop_condition, codebook, text))
            for text in sorted(conditional)
        ),
    ]


def _drop_guard(codebook: Codebook, guard: str) -> Codebook:
    def lessen(guards: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in guards if one != guard)

    technologies = tuple(replace(one, guards=lessen(one.guards)) for one in codebook.technologies)
    lessened = replace(codebook, guards=lessen(codebook.guards), technologies=technologies)
    return change_terms(lessened, lambda term: replace(term, guards=lessen(term.guards)))


def _drop_condition(codebook: Codebook, text: str) -> Codebook:
    return change_terms(
        codebook, lambda term: replace(term, with_=(), without=()) if term.text == text else term
    )
