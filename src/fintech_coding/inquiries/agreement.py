"""How far the coders of a sample agree; what they do not agree on, for adjudication; the gold coding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.headers import DISAGREEMENT_COLUMNS, GOLD_COLUMNS, RELIABILITY_COLUMNS
from fintech_coding.inquiries.human_codes import HumanCodes, load_codes
from fintech_coding.inquiries.sample import FOLDER, list_categories
from fintech_coding.validation.reliability import Estimate, Reliability, draw_resamples, pool_reliability
from fintech_coding.validation.reliability_words import explain_reliability
from fintech_coding.validation.sheet_rows import parse_rows

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

ALL = "all"
FILES = ("reliability.csv", "disagreements.csv", "gold.csv")
SAMPLES = ("main", "pilot", ALL)
_CODES = {"1": 1, "0": 0}

Decisions = Mapping[tuple[str, str], int]
"""The adjudicated code of a passage and technology."""


@dataclass(frozen=True, slots=True)
class Line:
    """The agreement of some coders on a technology (or `all` of them), in the corpus or in one bank."""

    group: str
    coders: tuple[str, ...]
    technology: str
    found: Reliability
    note: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreement on a sample, and what is left to decide."""

    human: HumanCodes
    sample: str
    technologies: tuple[str, ...]
    lines: tuple[Line, ...]
    disputed: int
    decided: int
    files: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def is_compared(self) -> bool:
        """Whether two coders coded one passage at least."""
        return any(line.found.n for line in self.lines)


def compare_coders(
    out: Path,
    codebook: Codebook,
    sheets: Sequence[Path],
    *,
    sample: str = "main",
    adjudicated: Path | None = None,
    seed: int = 1,
) -> Agreed:
    """Compare the coders of the sheets, and write reliability, disagreements and gold under `out`.

    `adjudicated` is a disagreement list with its column `final` filled in. Raises `UsageError`, and
    `OutputError` where a list that somebody has begun would be written over.
    """
    if sample not in SAMPLES:
        raise UsageError(f"--sample {sample}: is none. Choose from {', '.join(SAMPLES)}.")
    categories = list_categories(codebook)
    technologies = tuple(category.category_id for category in categories)
    human = load_codes(out, sheets, categories)
    items = [item for item, row in human.sample.items() if sample in (row["sample"], ALL)]
    decisions, findings = _load_decisions(adjudicated, items, technologies)
    lines = tuple(_list_lines(human, items, technologies, seed))
    gold = list(_list_gold(human, items, technologies, decisions))
    disagreements = [_list_disagreement(human, row) for row in gold if row[-2] in {"disputed", "adjudicated"}]
    mark = "" if sample == "main" else f"{sample}_"
    files = tuple(f"{FOLDER}/{mark}{name}" for name in FILES)
    begun = [row for row in store.load_table(out / files[1]) if row.get("final")]
    if any((row.get("item"), row.get("technology")) not in decisions for row in begun):
        raise OutputError(
            f"{out / files[1]}: holds decisions that another list would replace. Give it with "
            "--adjudicated, or move it away."
        )
    finals = [[*row[:3], decisions.get((str(row[0]), str(row[1]))), *row[4:]] for row in disagreements]
    tables = (
        (files[0], RELIABILITY_COLUMNS, [_list_cells(line, sample) for line in lines]),
        (files[1], DISAGREEMENT_COLUMNS, finals),
        (files[2], GOLD_COLUMNS, gold),
    )
    for name, columns, rows in tables:
        store.write_whole(out / name, store.format_csv(columns, rows))
    disputed = sum(row[-2] == "disputed" for row in gold)
    decided = sum(row[-2] == "adjudicated" for row in gold)
    told = (*human.codings.findings, *findings)
    return Agreed(human, sample, technologies, lines, disputed, decided, files, told)


def describe_agreement(agreed: Agreed) -> Iterator[str]:
    """Yield what each coefficient does not tell, and what is left to do."""
    for line in agreed.lines:
        if line.group == ALL and line.coders == agreed.human.codings.coders and line.note:
            yield f"  {line.technology}: {line.note}"
    if agreed.decided:
        yield f"{agreed.decided} disagreements were adjudicated."
    if agreed.disputed:
        yield (
            f"{agreed.disputed} codes are disputed: decide each in {agreed.files[1]} under final (1 or 0), "
            "and run the same command with --adjudicated and this file. Till then gold.csv leaves them open."
        )


def _list_lines(
    human: HumanCodes, items: Sequence[str], technologies: Sequence[str], seed: int
) -> Iterator[Line]:
    coders = human.codings.coders
    yield from _compare(human, items, technologies, coders=coders, group=ALL, seed=seed)
    banks = sorted({human.sample[item]["bank"] for item in items})
    for bank in banks if len(banks) > 1 else ():
        of_bank = [item for item in items if human.sample[item]["bank"] == bank]
        yield from _compare(human, of_bank, technologies, coders=coders, group=bank, seed=seed)
    for pair in combinations(coders, 2) if len(coders) > 2 else ():
        yield from _compare(human, items, technologies, coders=pair, group=ALL, seed=seed)


def _compare(
    human: HumanCodes,
    items: Sequence[str],
    technologies: Sequence[str],
    *,
    coders: tuple[str, ...],
    group: str,
    seed: int,
) -> Iterator[Line]:
    """Yield the agreement on each technology and on all of them together, a passage being drawn whole."""
    at = [human.codings.coders.index(coder) for coder in coders]
    units = {
        name: [tuple(human.codings.list_unit(item, name)[place] for place in at) for item in sorted(items)]
        for name in technologies
    }
    weights = draw_resamples(len(items), seed=seed)
    for name in (ALL, *technologies):
        groups = list(zip(*units.values(), strict=True)) if name == ALL else [[unit] for unit in units[name]]
        found = pool_reliability(groups, weights=weights)
        yield Line(group, coders, name, found, explain_reliability(found, coders))


def _list_cells(line: Line, sample: str) -> list[object]:
    found = line.found

    def spread(estimate: Estimate) -> tuple[float | None, ...]:
        return estimate.value, estimate.low, estimate.high

    return [
        *(sample, line.group, " + ".join(line.coders), line.technology),
        *(found.n, found.positives, found.prevalence),
        *spread(found.agreement),
        *spread(found.present),
        *spread(found.kappa),
        *spread(found.alpha),
        *spread(found.ac1),
        line.note,
    ]


def _list_gold(
    human: HumanCodes, items: Sequence[str], technologies: Sequence[str], decisions: Decisions
) -> Iterator[list[object]]:
    """Yield a row for each passage and technology that was coded: agreed, adjudicated, disputed or single."""
    for item in items:
        row = human.sample[item]
        for name in technologies:
            unit = human.codings.list_unit(item, name)
            given = [code for code in unit if code is not None]
            if not given:
                continue
            decided = decisions.get((item, name))
            if len(set(given)) > 1:
                status = "disputed" if decided is None else "adjudicated"
            else:
                status, decided = ("agreed" if len(given) > 1 else "single"), given[0]
            yield [
                *(item, row["sample"], row["passage_id"], row["report_id"], row["page_first"]),
                *(row["page_last"], row["stratum"], row["weight"], name, decided, status),
                _show_codes(human, unit),
            ]


def _show_codes(human: HumanCodes, unit: Sequence[int | None]) -> str:
    codes = zip(human.codings.coders, unit, strict=True)
    return "; ".join(f"{coder}: {'' if code is None else code}" for coder, code in codes)


def _list_disagreement(human: HumanCodes, row: Sequence[object]) -> list[object]:
    item = str(row[0])
    drawn = human.sample[item]
    notes = [f"{coder}: {of[item]}" for coder, of in sorted(human.codings.notes.items()) if item in of]
    return [
        *(item, row[8], row[-1], None, "; ".join(notes)),
        *(drawn["report_id"], drawn["page_first"], drawn["text"]),
    ]


def _load_decisions(
    path: Path | None, items: Sequence[str], technologies: Sequence[str]
) -> tuple[Decisions, list[str]]:
    """Return the decisions of an adjudicated list, and what is odd about it."""
    decisions: dict[tuple[str, str], int] = {}
    findings: list[str] = []
    if path is None:
        return decisions, findings
    data = store.load_bytes(path)
    if data is None:
        raise UsageError(f"--adjudicated {path}: cannot be read. Is it there, and closed elsewhere?")
    for row in parse_rows(data, path.name):
        key = row.cells.get("item", "").casefold(), row.cells.get("technology", "")
        final = row.cells.get("final", "")
        if not final:
            continue
        if key[0] not in items or key[1] not in technologies:
            findings.append(f"{path.name}: row {row.line} is of no passage and technology of this sample.")
        elif final not in _CODES:
            findings.append(f"{path.name}: row {row.line}: '{final[:40]}' is no code (1 or 0); not counted.")
        else:
            decisions[key] = _CODES[final]
    return decisions, findings
