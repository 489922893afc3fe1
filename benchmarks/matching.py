"""Measure how fast text is matched and coded, beside the usual ways to count words in it.

Usage: python benchmarks/matching.py [FOLDER] [--runs 5] [--characters 3000000]

`FOLDER` is an output folder with passages; the sample reports' are read when none is given. One core, warm:
libraries and dictionaries are loaded before the clock starts. What is measured takes turns, and each figure
is the median of the rounds, by the processor's time spent in this process and by the clock.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from fintech_coding import store
from fintech_coding.coding.codebook import Codebook, load_codebook, parse_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.matcher import Matcher
from fintech_coding.records import Passage
from fintech_coding.study import find_samples, find_shipped_codebook

SHARE = 30  # one passage in so many has a hit
SHORTEST = 40  # characters of a passage that is more than a heading or a cell
KEYWORDS = 76
BATCH = 500  # passages
JIEBA = 200_000  # characters are enough to tell its speed


@dataclass(frozen=True, slots=True)
class Case:
    """Something to be measured: what it does, on how many characters."""

    name: str
    characters: int
    run: Callable[[], object]


def measure_cases(cases: Sequence[Case], runs: int) -> list[tuple[str, float, float, float, float]]:
    """Return the name and the characters a second of each case: by processor (lowest, highest), by clock."""
    taken: dict[str, list[tuple[float, float]]] = {case.name: [] for case in cases}
    for round_number in range(runs + 1):
        for case in cases:
            used, start = process_time(), perf_counter()
            case.run()
            cpu, seconds = process_time() - used, perf_counter() - start
            if round_number:  # the first is for caches to fill
                taken[case.name].append((case.characters / cpu, case.characters / seconds))
    rows = []
    for case in cases:
        cpu_rates = [rate for rate, _ in taken[case.name]]
        clock = statistics.median(rate for _, rate in taken[case.name])
        rows.append((case.name, statistics.median(cpu_rates), min(cpu_rates), max(cpu_rates), clock))
    return rows


def load_passages(folder: Path | None) -> list[Passage]:
    """Return the passages of an output folder, or of the sample reports."""
    if folder:
        ids = sorted(path.stem for path in (folder / "passages").glob("*.parquet"))
        return [passage for report_id in ids for passage in store.load_passages(folder, report_id)]
    from fintech_coding.extraction import extract_reports
    from fintech_coding.study import ExtractSettings

    with tempfile.TemporaryDirectory() as out:
        extract_reports(find_samples(), Path(out), settings=ExtractSettings(), jobs=1)
        return load_passages(Path(out))


def mix_passages(passages: Sequence[Passage], matcher: Matcher, characters: int) -> list[Passage]:
    """Return so many characters of passages, in an order of chance, of which one in `SHARE` has a hit."""
    long = [passage for passage in passages if len(passage.text) >= SHORTEST]
    numbers = {number for number, _ in matcher.find_in([passage.text for passage in long])}
    hits = [long[number] for number in sorted(numbers)]
    others = [passage for number, passage in enumerate(long) if number not in numbers]
    chance = random.Random(1)  # noqa: S311
    mixed: list[Passage] = []
    size = 0
    while size < characters:
        part = [chance.choice(hits), *chance.choices(others, k=SHARE - 1)]
        chance.shuffle(part)
        mixed += part
        size += sum(len(passage.text) for passage in part)
    return mixed


def match_all(matcher: Matcher, texts: Sequence[str]) -> int:
    """Return how many spans a matcher finds in some texts."""
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return sum(len(spans) for batch in batches for _, spans in matcher.find_in(batch))


def code_all(coder: Coder, passages: Sequence[Passage]) -> int:
    """Return how many hits some passages have."""
    return sum(1 for _ in coder.code_passages(passages))


def count_alternation(alternation: re.Pattern[str], text: str) -> int:
    """Return how often an expression is found."""
    return sum(1 for _ in alternation.finditer(text))


def repeat(times: int, run: Callable[[], object]) -> Callable[[], object]:
    """Return something done so many times."""

    def run_all() -> None:
        for _ in range(times):
            run()

    return run_all


def list_terms(codebook: Codebook) -> list[str]:
    """Return the texts of a codebook's terms."""
    return [term.text for one in codebook.technologies for element in one.elements for term in element.terms]


def compile_alternation(terms: Sequence[str]) -> re.Pattern[str]:
    """Return terms as one expression, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(terms, key=len, reverse=True))), re.IGNORECASE)


def count_tokens(terms: Sequence[str], text: str) -> Callable[[], int]:
    """Return the usual way: jieba cuts all of a text, a Counter counts."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    for term in terms:
        jieba.add_word(term)

    def count() -> int:
        counts = Counter(jieba.cut(text))
        return sum(counts[term] for term in terms)

    return count


def list_cases(codebook: Codebook, passages: Sequence[Passage]) -> list[Case]:
    """Return what is measured on one text: the parts of coding, and the usual ways."""
    matcher, coder = Matcher(codebook), Coder(codebook)
    texts = [passage.text for passage in passages]
    joined, size = "\n".join(texts), sum(map(len, texts))
    terms = list_terms(codebook)
    every, few = compile_alternation(terms), terms[:KEYWORDS]
    tokens = count_tokens(terms, joined[:JIEBA])
    return [
        Case("fold", size, lambda: [fold_text(text) for text in texts]),
        Case("match alone", size, partial(match_all, matcher, texts)),
        Case("match and all flags", size, partial(code_all, coder, passages)),
        Case(f"`re` alternation of {len(terms)} terms", size, partial(count_alternation, every, joined)),
        Case(f"{len(few)} × `str.count`", size, lambda: sum(joined.count(term) for term in few)),
        Case("jieba tokens, Counter", min(size, JIEBA), tokens),
    ]  # fmt: skip


def list_growth_with_text(codebook: Codebook, passages: Sequence[Passage]) -> list[Case]:
    """Return the same work on a hundredth, a tenth and all of some passages."""
    matcher, coder = Matcher(codebook), Coder(codebook)
    cases = []
    for times in (100, 10, 1):  # what is short is done again, or no clock could tell
        some = passages[: max(len(passages) // times, 1)]
        texts = [passage.text for passage in some]
        size = times * sum(map(len, texts))
        matching = repeat(times, partial(match_all, matcher, texts))
        coding = repeat(times, partial(code_all, coder, some))
        cases += [
            Case(f"match alone, text × {100 // times}", size, matching),
            Case(f"match and all flags, text × {100 // times}", size, coding),
        ]
    return cases


def list_growth_with_terms(codebook: Codebook, passages: Sequence[Passage]) -> Iterator[Case]:
    """Yield matching with ever more terms: those of the codebook that are found, then words that are not."""
    import jieba

    texts = [passage.text for passage in passages]
    size, joined = sum(map(len, texts)), "\0".join(map(fold_text, texts))
    terms = [term for term in list_terms(codebook) if term.isalnum() and fold_text(term) in joined][:50]
    taken = set(map(fold_text, terms))
    with jieba.get_dict_file() as file:
        words = sorted(fold_text(line.decode("utf-8").split(" ")[0]) for line in file)
    random.Random(2).shuffle(words)  # noqa: S311
    unfound = (word for word in words if 1 < len(word) < 7 and word.isalpha() and word not in joined)
    for count in (100, 1000, 10_000):
        while len(terms) < count:
            word = next(unfound)
            terms += [word] if word not in taken else []
            taken.add(word)
        matcher = Matcher(parse_codebook(f"technologies: {{all: {{terms: [{', '.join(terms)}]}}}}", "made"))
        found = match_all(matcher, texts)
        yield Case(f"match alone, {count:,} terms, {found} hits", size, partial(match_all, matcher, texts))
        few = joined[: size * 100 // count // 3]  # it takes the longer, the more terms there are
        rival = partial(count_alternation, compile_alternation(terms), few)
        yield Case(f"`re` alternation, {count:,} terms", len(few), rival)


def format_rates(rows: Sequence[tuple[str, float, float, float, float]]) -> str:
    """Return the characters a second of each case as a table in Markdown."""
    lines = [
        "| what | million characters a processor second | lowest–highest | by the clock |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {median / 1e6:.2f} | {low / 1e6:.2f}–{high / 1e6:.2f} | {clock / 1e6:.2f} |"
        for name, median, low, high, clock in rows
    ]
    return "\n".join(lines)


def parse_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, nargs="?", help="an output folder with passages")
    parser.add_argument("--runs", type=int, default=5, help="rounds after the first")
    parser.add_argument("--characters", type=int, default=3_000_000, help="size of the text")
    return parser.parse_args()


def main() -> None:
    """Measure everything and print three tables."""
    options = parse_arguments()
    codebook = load_codebook(find_shipped_codebook())
    passages = mix_passages(load_passages(options.folder), Matcher(codebook), options.characters)
    size = sum(len(passage.text) for passage in passages)
    print(
        f"{len(passages):,} passages, {size:,} characters, one passage in {SHARE} with a hit; "
        f"{len(list_terms(codebook))} terms; {options.runs} rounds, Python {sys.version.split()[0]}.\n"
    )
    for cases in (
        list_cases(codebook, passages),
        list_growth_with_text(codebook, passages),
        list(list_growth_with_terms(codebook, passages)),
    ):
        print(format_rates(measure_cases(cases, options.runs)), flush=True)
        print()


if __name__ == "__main__":
    main()
