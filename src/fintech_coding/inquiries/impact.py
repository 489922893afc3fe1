"""What moves between two codebooks, all in all and by each change alone: cells, ranks, descriptives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from fintech_coding.coding.rule_sets import skip_boundaries
from fintech_coding.corpus import Corpus
from fintech_coding.headers import DESCRIPTIVE_COLUMNS
from fintech_coding.inquiries.books import TOTAL, Cells, CodedBook, read_cells, tabulate_hits
from fintech_coding.records import Hit, Passage
from fintech_coding.validation.groups import Groups, rank_reports

if TYPE_CHECKING:
    import pandas as pd

    from fintech_coding.coding.changes import Change
    from fintech_coding.coding.codebook import Codebook, Term

VERSIONS = 0.5  # the share of terms in common from which two codebooks are versions of one

TOO_MANY = "no: too many changes"

_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Effect:
    """A number that moves: a cell, a rank (each of a report) or a descriptive statistic of a technology."""

    moves: str
    report_id: str
    technology: str
    statistic: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class ChangeImpact:
    """A change made alone: `tried` is `yes`, or why not; the hits lost and gained, and what moves."""

    change: Change
    tried: str
    lost: int = 0
    gained: int = 0
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """What moves from one codebook to another, and, of two versions of one, by each change alone.

    `overlap` is the share of terms in common; `changes` is empty where they are no versions of one codebook.
    """

    overlap: float
    effects: tuple[Effect, ...]
    changes: tuple[ChangeImpact, ...]

    @property
    def is_versions(self) -> bool:
        """Whether both are versions of one codebook."""
        return self.overlap >= VERSIONS


@dataclass(frozen=True, slots=True)
class _State:
    """What a coding shows."""

    cells: Cells
    ranks: dict[tuple[str, str], float]
    descriptives: dict[tuple[str, str], float | None]


def measure_impact(
    corpus: Corpus,
    first: CodedBook,
    other: CodedBook,
    groups: Groups,
    *,
    count: str,
    variant: str,
    singles: int,
) -> Impact:
    """Return what moves between two codings of a corpus, and by which of the first `singles` changes."""
    from fintech_coding.coding.changes import find_lines, list_changes, measure_overlap
    from fintech_coding.coding.codebook import read_codebook_text

    codebooks = first.book.codebook, other.book.codebook
    overlap = measure_overlap(*codebooks)
    before = _read_state(first.matrix, first.book.technologies, groups)
    after = _read_state(other.matrix, other.book.technologies, groups)
    effects = _list_effects(before, after)
    if overlap < VERSIONS:
        return Impact(overlap, effects, ())
    lines, lines_other = (find_lines(read_codebook_text(coded.book.path)) for coded in (first, other))
    changes = list_changes(*codebooks, lines, lines_other)
    trial = _Trial(corpus, first, other, groups, before, count=count, variant=variant)
    impacts = []
    for change, reached in trial.reach_changes(changes):
        impact = trial.try_change(change, reached, is_allowed=singles > 0)
        singles -= impact.tried == "yes"
        impacts.append(impact)
    return Impact(overlap, effects, tuple(impacts))


class _Trial:
    """The first codebook's coding, in which one change after another is tried alone."""

    def __init__(
        self,
        corpus: Corpus,
        first: CodedBook,
        other: CodedBook,
        groups: Groups,
        before: _State,
        *,
        count: str,
        variant: str,
    ) -> None:
        """Sort the hits by the passage they stand in."""
        self._corpus, self._groups, self._before = corpus, groups, before
        self._count, self._variant = count, variant
        self._codebooks = skip_boundaries(first.book.codebook), skip_boundaries(other.book.codebook)
        self._characters: dict[str, int] = {}
        self._hits: dict[str, list[Hit]] = defaultdict(list)
        for hit in first.hits:
            self._hits[hit.passage_id].append(hit)

    def reach_changes(self, changes: Sequence[Change]) -> list[tuple[Change, list[Passage]]]:
        """Return each change with the passages that it can code otherwise.

        Those are the ones that hold its term or guard. A word or a setting can change what is made of a hit,
        and so can any term where jieba's cuts decide, for they depend on the whole list: then it is every
        passage with a hit, whatever the rules say of it. Only these are kept in memory.
        """
        from fintech_coding.coding.coder import Coder

        decides = "require" in {codebook.boundary for codebook in self._codebooks}
        loose = replace(self._codebooks[0], nested="technology", boundary="ignore")
        everywhere, apart = Coder(loose), Coder(_set_apart(loose, changes))
        depends = {str(n) for n, change in enumerate(changes) if decides or not _list_texts(change)}
        reached: dict[str, list[Passage]] = {str(number): [] for number in range(len(changes))}
        for report in self._corpus.read:
            passages = self._corpus.load_passages(report)
            self._characters[report.report_id] = sum(len(p.text) for p in passages if p.kind == "body")
            found: dict[str, set[str]] = defaultdict(set)
            for hit in apart.code_passages(passages):
                found[hit.passage_id].add(hit.technology)
            for passage_id in {hit.passage_id for hit in everywhere.code_passages(passages)}:
                found[passage_id] |= depends
            for passage in passages:
                for number in found.get(passage.passage_id, ()):
                    reached[number].append(passage)
        return list(zip(changes, reached.values(), strict=True))

    def try_change(self, change: Change, reached: Sequence[Passage], *, is_allowed: bool) -> ChangeImpact:
        """Return what a change does alone; only the passages that it reaches are coded again."""
        from fintech_coding.coding.changes import apply_change
        from fintech_coding.coding.coder import Coder
        from fintech_coding.tables.matrix import is_counted

        if not reached:
            return ChangeImpact(change, "no: its words stand nowhere")
        if not is_allowed:
            return ChangeImpact(change, TOO_MANY)
        codebook = apply_change(*self._codebooks, change)
        coded = [hit for hit in Coder(codebook).code_passages(reached) if is_counted(hit, self._variant)]
        ids = {passage.passage_id for passage in reached}
        gone = [hit for passage_id in ids for hit in self._hits.get(passage_id, ())]
        if {*gone} == {*coded}:
            return ChangeImpact(change, "yes")
        old, new = ({(h.passage_id, h.technology, h.start, h.end) for h in some} for some in (gone, coded))
        kept = [hit for passage_id, hits in self._hits.items() if passage_id not in ids for hit in hits]
        technologies = [technology.technology_id for technology in codebook.technologies]
        matrix = tabulate_hits(self._corpus, kept + coded, self._characters, technologies, count=self._count)
        effects = _list_effects(self._before, _read_state(matrix, technologies, self._groups))
        return ChangeImpact(change, "yes", len(old - new), len(new - old), effects)


def _list_texts(change: Change) -> list[Term]:
    """Return the term that changes, as it was and is, or the guard as a term; none for what is neither."""
    from fintech_coding.coding.codebook import Term

    terms = [placed[1] for placed in (change.old, change.new) if placed]
    return [Term(change.text)] if change.kind == "guard" else terms


def _set_apart(codebook: Codebook, changes: Sequence[Change]) -> Codebook:
    """Return a codebook that finds where the text of each change stands, under the change's number."""
    from fintech_coding.coding.codebook import Element, Label, Technology

    label = Label("", "")
    technologies = tuple(
        Technology(str(number), label, "", (Element("", label, tuple(terms)),), ())
        for number, change in enumerate(changes)
        if (terms := [_free_term(term) for term in _list_texts(change)])
    )
    return replace(codebook, technologies=technologies, guards=(), applications=())


def _free_term(term: Term) -> Term:
    """Return a term that counts within any longer one, whatever it says of itself."""
    rules: dict[str, Any] = {f.name: "" for f in fields(term) if f.name in {"nested", "boundary"}}
    return replace(term, **rules)


def _read_state(matrix: pd.DataFrame, technologies: Sequence[str], groups: Groups) -> _State:
    from fintech_coding.tables.descriptives import build_descriptives

    cells = read_cells(matrix, technologies)
    ranks = {}
    for name in (*technologies, TOTAL):
        values = {report_id: value for (report_id, column), value in cells.items() if column == name}
        ranks.update({(report_id, name): rank for report_id, rank in rank_reports(groups, values).items()})
    table = build_descriptives(matrix, [*technologies, TOTAL])
    descriptives = {
        (str(row["variable"]), name): None if row[name] != row[name] else float(row[name])
        for row in table.to_dict("records")
        for name in DESCRIPTIVE_COLUMNS[1:]
    }
    return _State(cells, ranks, descriptives)


def _list_effects(before: _State, after: _State) -> tuple[Effect, ...]:
    effects = [
        Effect("cell", *key, "", before.cells.get(key), after.cells.get(key))
        for key in {**before.cells, **after.cells}
    ]
    effects += [
        Effect("rank", *key, "", before.ranks.get(key), after.ranks.get(key))
        for key in {**before.ranks, **after.ranks}
    ]
    effects += [
        Effect("descriptive", "", *key, before.descriptives.get(key), after.descriptives.get(key))
        for key in {**before.descriptives, **after.descriptives}
    ]
    return tuple(effect for effect in effects if _has_moved(effect))


def _has_moved(effect: Effect) -> bool:
    if effect.before is None or effect.after is None:
        return effect.before is not effect.after
    return abs(effect.before - effect.after) > _EPSILON


def list_change_rows(impact: Impact) -> Iterator[list[object]]:
    """Yield a row per change, as `COMPARISON_CHANGE_COLUMNS` has them after the codebook."""
    for number, found in enumerate(impact.changes, 1):
        change = found.change
        moves = [effect.moves for effect in found.effects]
        is_tried = found.tried == "yes"
        yield [
            *(number, change.kind, change.action, *change.place, change.text, change.before, change.after),
            *(change.line_first or None, change.line_other or None, found.tried),
            *((found.lost, found.gained) if is_tried else (None, None)),
            *(moves.count(kind) if is_tried else None for kind in ("cell", "rank", "descriptive")),
        ]


def list_effect_rows(impact: Impact) -> Iterator[list[object]]:
    """Yield a row per number that moves: by all changes together (`all`), then by each alone."""
    for number, effects in (
        ("all", impact.effects),
        *((n, c.effects) for n, c in enumerate(impact.changes, 1)),
    ):
        for effect in effects:
            yield [
                *(number, effect.moves, effect.report_id, effect.technology, effect.statistic),
                *(effect.before, effect.after),
            ]
