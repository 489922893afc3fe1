"""How right the dictionary is beside a gold coding: scores, mistakes with terms, what each rule does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coding.rule_sets import drop_rules
from fintech_coding.corpus import Corpus, open_corpus
from fintech_coding.headers import ABLATION_COLUMNS, ERROR_LENGTH_COLUMNS, MISTAKE_COLUMNS, VALIDATION_COLUMNS
from fintech_coding.inquiries.ablation import (
    SHIPPED,
    Ablation,
    code_passages,
    list_cells,
    vary_codebook,
)
from fintech_coding.inquiries.gold_sets import GoldSet, load_gold
from fintech_coding.inquiries.sample import FOLDER
from fintech_coding.records import Hit, Passage
from fintech_coding.validation.judging import MISSED, WRONG, Mistake, Verdict, group_codes
from fintech_coding.validation.ranks import RankCorrelation, correlate_ranks
from fintech_coding.validation.scores import Score, score_codings

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

FILES = tuple(f"{FOLDER}/{name}.csv" for name in ("validation", "mistakes", "ablation", "errors_by_report"))


@dataclass(frozen=True, slots=True)
class Validated:
    """The scores, the mistakes, the score without each rule, and how errors go with length."""

    scores: tuple[Score, ...]
    verdict: Verdict
    ablations: tuple[Ablation, ...]
    correlation: RankCorrelation
    findings: tuple[str, ...]


def validate_codebook(
    out: Path, codebook: Codebook, gold_paths: Sequence[Path], *, documents: Sequence[str] = (), seed: int = 1
) -> Validated:
    """Score a codebook on a gold coding of the reports under `out`, and write the tables there.

    Raises `UsageError` where no gold code is found, and `OutputError`.
    """
    corpus = open_corpus(out, documents=documents)
    technologies = [technology.technology_id for technology in codebook.technologies]
    gold = load_gold(gold_paths, corpus, technologies)
    passages = gold.list_passages()
    hits = code_passages(codebook, passages)
    verdict = gold.judge(group_codes(hits))
    scores = score_codings(verdict.judged, technologies, seed=seed)
    ablations = tuple(vary_codebook(codebook, gold, passages, hits, verdict))
    by_report, correlation = _relate_to_length(corpus, gold, verdict)
    held = code_passages(drop_rules(codebook), _find_missed(verdict, passages))
    tables: tuple[tuple[Sequence[str], Iterable[Sequence[object]]], ...] = (
        (VALIDATION_COLUMNS, map(_list_score, scores)),
        (MISTAKE_COLUMNS, _list_mistakes(verdict, passages, hits, held)),
        (ABLATION_COLUMNS, [list_cells(one, ablations[0]) for one in ablations]),
        (ERROR_LENGTH_COLUMNS, by_report),
    )
    for name, (columns, rows) in zip(FILES, tables, strict=True):
        store.write_whole(out / name, store.format_csv(columns, rows))
    return Validated(tuple(scores), verdict, ablations, correlation, gold.findings)


def describe_validation(validated: Validated) -> Iterator[str]:
    """Yield what the scores do not tell, what rules do, and whether errors go with length."""
    for score in validated.scores:
        if score.note:
            yield f"  {score.technology}: {score.note}"
    kinds = Counter(mistake.kind for mistake in validated.verdict.mistakes)
    yield f"{kinds[WRONG]} codes are wrong and {kinds[MISSED]} are missed: {FILES[1]} has their passages."
    yield "Without a rule, precision, recall and F1 change by:"
    for one in validated.ablations:
        cells = list_cells(one, validated.ablations[0])
        if one.rule != SHIPPED and not one.detail:
            changes = ", ".join("–" if cell is None else f"{cell:+.3f}" for cell in cells[-3:])
            yield f"  {one.rule}: {changes}"
    single = sum(bool(one.detail) for one in validated.ablations)
    if single:
        yield f"  {single} single guards and conditions change a code: they are in {FILES[2]}."
    found = validated.correlation
    if found.spearman is None:
        why = found.note if found.n < 2 else "all have the same share of errors, or one length"
        yield f"Errors and length of reports: no correlation, for {why}."
    else:
        yield f"Errors and length of {found.n} reports: Spearman {found.spearman:.2f}{_note(found.note)}."


def _note(note: str) -> str:
    return f" ({note})" if note else ""


def _list_score(score: Score) -> list[object]:
    return [
        *(score.technology, score.units, score.codes, score.right, score.wanted, score.found),
        *(score.precision.value, score.precision.low, score.precision.high),
        *(score.recall.value, score.recall.low, score.recall.high),
        *(score.f1.value, score.f1.low, score.f1.high, score.note),
    ]


def _find_missed(verdict: Verdict, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages in which something was missed, of a page those that hold its words."""
    ids = {mistake.passage_id for mistake in verdict.mistakes if mistake.kind == MISSED}
    pages = {(m.report_id, m.page) for m in verdict.mistakes if m.kind == MISSED and not m.passage_id}
    return [
        passage
        for passage in passages
        if passage.passage_id in ids
        or any(
            (passage.report_id, page) in pages for page in range(passage.page_first, passage.page_last + 1)
        )
    ]


def _list_mistakes(
    verdict: Verdict, passages: Sequence[Passage], hits: Sequence[Hit], held: Sequence[Hit]
) -> Iterator[list[object]]:
    texts = {passage.passage_id: passage.text for passage in passages}
    terms = _group_terms(hits)
    silenced = _group_terms(held)
    order = sorted(
        verdict.mistakes, key=lambda m: (m.kind != WRONG, m.technology, m.report_id, m.page, m.passage_id)
    )
    for mistake in order:
        key = mistake.passage_id, mistake.technology
        yield [
            *(mistake.kind, mistake.technology),
            mistake.trigger or "; ".join(terms.get(key, ())) if mistake.kind == WRONG else mistake.trigger,
            "; ".join(_find_silenced(mistake, silenced, held)) if mistake.kind == MISSED else "",
            *(mistake.report_id, mistake.page, mistake.passage_id, mistake.weight),
            texts.get(mistake.passage_id, ""),
        ]


def _group_terms(hits: Iterable[Hit]) -> dict[tuple[str, str], list[str]]:
    terms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for hit in hits:
        terms[hit.passage_id, hit.technology].add(hit.term)
    return {key: sorted(found) for key, found in terms.items()}


def _find_silenced(
    mistake: Mistake, silenced: Mapping[tuple[str, str], list[str]], held: Sequence[Hit]
) -> list[str]:
    """Return the terms that would have found it without a guard or a condition."""
    if mistake.passage_id:
        return silenced.get((mistake.passage_id, mistake.technology), [])
    return sorted(
        {
            hit.term
            for hit in held
            if (hit.report_id, hit.technology) == (mistake.report_id, mistake.technology)
            and hit.page_first <= mistake.page <= hit.page_last
        }
    )


def _relate_to_length(
    corpus: Corpus, gold: GoldSet, verdict: Verdict
) -> tuple[list[list[object]], RankCorrelation]:
    """Return a row per report, and how the share of errors among what was judged goes with its length."""
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for mistake in verdict.mistakes:
        (wrong if mistake.kind == WRONG else missed)[mistake.report_id] += 1
    for one in verdict.judged:
        units[one.report_id] += max(1, one.codes + one.wanted - one.found)
    lengths = {report.report_id: report.characters for report in corpus.read}
    report_ids = sorted(units)
    pairs = [(float(lengths[name]), (wrong[name] + missed[name]) / units[name]) for name in report_ids]
    found = correlate_ranks(pairs)
    rows: list[list[object]] = [
        [name, lengths[name], units[name], wrong[name], missed[name], found.spearman, found.note]
        for name in report_ids
        if name in gold.passages
    ]
    return rows, found
