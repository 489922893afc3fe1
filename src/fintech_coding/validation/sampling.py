"""The passages that people are to code: drawn by technology and report, rare ones more often, with weights.

Each passage stands in one stratum: the rarest technology that the dictionary codes it with, or, of those
that it leaves uncoded, `near` (beside a coded passage, or held back by a rule) or `far`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import TYPE_CHECKING

from fintech_coding.validation.agreement import compute_wilson

if TYPE_CHECKING:
    from numpy.random import Generator

NEAR, FAR = "near", "far"
UNCODED = (NEAR, FAR)
EXPECTED = 0.85
"""The share of right codes that is reckoned with where the size follows from a width."""

_NORMAL_95 = 1.959964
_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that can be drawn: its codes of the dictionary, and whether it is near what is coded."""

    passage_id: str
    report_id: str
    text: str
    technologies: tuple[str, ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """How many passages are drawn: the main sample, `uncoded` the share of it without a code, the pilot.

    `least` are drawn of each technology where there are as many.
    """

    size: int
    uncoded: float = 0.3
    least: int = 10
    pilot: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage that was drawn: its number for the coders, its stratum, and how many passages it stands for.

    `population` is how many texts its stratum has; `copies` how many passages have its text; the weight of
    the pilot is 0: it stands for nothing but itself.
    """

    item: str
    candidate: Candidate
    sample: str
    stratum: str
    population: int
    copies: int
    weight: float


def draw_sample(candidates: Iterable[Candidate], design: Design) -> list[Drawn]:
    """Return the pilot and the main sample, each in random order.

    Passages of one text are drawn as one. Within a stratum they lie by report, and every n-th is drawn from a
    random start: each report has its share, and each passage the same chance.
    """
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(design.seed))
    units = _merge_copies(candidates)
    strata = _find_strata([unit for unit, _ in units])
    members: dict[str, list[tuple[Candidate, int]]] = defaultdict(list)
    for unit, stratum in zip(units, strata, strict=True):
        members[stratum].append(unit)
    sizes = {name: len(members[name]) for name in sorted(members)}
    main = allocate_main(sizes, design)
    left = {name: sizes[name] - main[name] for name in sizes}
    pilot = _share_out(min(design.pilot, sum(left.values())), {n: float(main[n]) for n in sizes}, left)
    drawn: dict[str, list[Drawn]] = {"pilot": [], "main": []}
    for name, size in sizes.items():
        chosen = _draw_systematically(members[name], main[name] + pilot[name], generator)
        is_pilot = set(generator.permutation(len(chosen))[: pilot[name]].tolist())
        # The known number of passages, by the copies drawn: weights of a stratum add up to what it has.
        passages = sum(copies for _, copies in members[name])
        taken = sum(copies for number, (_, copies) in enumerate(chosen) if number not in is_pilot)
        for number, (candidate, copies) in enumerate(chosen):
            sample = "pilot" if number in is_pilot else "main"
            weight = passages / taken * copies if sample == "main" else 0.0
            drawn[sample].append(Drawn("", candidate, sample, name, size, copies, weight))
    mark = _mark_sample(drawn["pilot"] + drawn["main"], design)
    ordered = [
        drawn[sample][at] for sample in drawn for at in generator.permutation(len(drawn[sample])).tolist()
    ]
    return [replace(one, item=f"{mark}-{place:04d}") for place, one in enumerate(ordered, 1)]


def find_size(width: float, uncoded: float) -> int:
    """Return how many passages a 95 % interval of the wanted width needs, of a share of `EXPECTED`.

    The share is that of the coded passages which are coded rightly, over all technologies.

    >>> find_size(0.1, 0.3)
    280
    """
    coded = 4 * _NORMAL_95**2 * EXPECTED * (1 - EXPECTED) / width**2
    return ceil(ceil(coded) / (1 - uncoded))


def expect_width(n: int) -> float | None:
    """Return the width of the interval that `n` passages will give a share of `EXPECTED`; None for none.

    >>> round(expect_width(196), 2), expect_width(0)
    (0.1, None)
    """
    if not n:
        return None
    low, high = compute_wilson(round(EXPECTED * n), n)
    return high - low


def bound_recall(drawn: Sequence[Drawn]) -> float | None:
    """Return the recall that a sample can show where no uncoded passage names a technology; None without any.

    Of n passages without a miss, up to 1 - 0.05^(1/n) of their stratum can be missed with 95 % confidence.
    """
    weights: dict[str, list[float]] = defaultdict(list)
    for one in drawn:
        if one.sample == "main":
            weights[one.stratum].append(one.weight)
    misses = [
        sum(weights[name]) * (1 - _CHANCE ** (1 / len(weights[name]))) for name in UNCODED if weights[name]
    ]
    found = EXPECTED * sum(sum(of) for name, of in weights.items() if name not in UNCODED)
    return found / (found + max(misses)) if misses and found else None


def allocate_main(sizes: Mapping[str, int], design: Design) -> dict[str, int]:
    """Return how many of each stratum are drawn: by the root of their number.

    Each has `least` where there are as many. What a stratum lacks goes to the others of its kind,
    and what they lack to the other kind.
    """
    coded = {name: size for name, size in sizes.items() if name not in UNCODED}
    rest = {name: size for name, size in sizes.items() if name in UNCODED}
    wanted = min(round(design.size * design.uncoded), sum(rest.values()))
    of_coded = min(design.size - wanted, sum(coded.values()))
    wanted = min(design.size - of_coded, sum(rest.values()))
    # By the root of the number is between evenly and in proportion.
    shares = {**_share_by_root(of_coded, coded, design.least), **_share_by_root(wanted, rest, design.least)}
    return {name: shares[name] for name in sizes}


def _share_by_root(total: int, sizes: Mapping[str, int], least: int) -> dict[str, int]:
    first = {name: min(size, least) for name, size in sizes.items()}
    if sum(first.values()) > total:
        first = dict.fromkeys(sizes, 0)
    more = _share_out(
        total - sum(first.values()),
        {name: sqrt(size) for name, size in sizes.items()},
        {name: size - first[name] for name, size in sizes.items()},
    )
    return {name: first[name] + more[name] for name in sizes}


def _share_out(total: int, weights: Mapping[str, float], room: Mapping[str, int]) -> dict[str, int]:
    """Return whole numbers that make up the total, in proportion to weights, none above its room."""
    shares = dict.fromkeys(weights, 0)
    for _ in range(min(total, sum(room.values()))):
        # To whom the next is due: the largest weight for what it would then have (Webster's method).
        open_ones = [name for name in sorted(weights) if shares[name] < room[name]]
        best = max(open_ones, key=lambda name: weights[name] / (2 * shares[name] + 1))
        shares[best] += 1
    return shares


def _merge_copies(candidates: Iterable[Candidate]) -> list[tuple[Candidate, int]]:
    """Return the first passage of each text, and how many there are, in the order of reports."""
    first: dict[str, Candidate] = {}
    copies: Counter[str] = Counter()
    for candidate in sorted(candidates, key=lambda one: (one.report_id, one.passage_id)):
        text = "".join(candidate.text.split())
        first.setdefault(text, candidate)
        copies[text] += 1
    return [(candidate, copies[text]) for text, candidate in first.items()]


def _find_strata(candidates: Sequence[Candidate]) -> list[str]:
    counts = Counter(name for candidate in candidates for name in candidate.technologies)
    return [
        min(one.technologies, key=lambda name: (counts[name], name))
        if one.technologies
        else UNCODED[not one.is_near]
        for one in candidates
    ]


def _draw_systematically(
    units: Sequence[tuple[Candidate, int]], n: int, generator: Generator
) -> list[tuple[Candidate, int]]:
    by_report: dict[str, list[tuple[Candidate, int]]] = defaultdict(list)
    for unit in units:
        by_report[unit[0].report_id].append(unit)
    line = [
        by_report[name][at]
        for name in sorted(by_report)
        for at in generator.permutation(len(by_report[name])).tolist()
    ]
    if not n:
        return []
    # In whole numbers: over all starts, each place is met exactly n times.
    start = int(generator.integers(0, len(line)))
    return [line[(start + step * len(line)) // n] for step in range(n)]


def _mark_sample(drawn: Iterable[Drawn], design: Design) -> str:
    """Return four characters by which a sheet of another sample is known."""
    ids = sorted(one.candidate.passage_id for one in drawn)
    return hashlib.sha256("\n".join([str(design.seed), *ids]).encode()).hexdigest()[:4]
