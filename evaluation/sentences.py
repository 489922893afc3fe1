"""Score the shipped codebook on labelled sentences: technologies, negation, and whose technology it is.

Usage: python evaluation/sentences.py [SENTENCES.csv ...] [--split dev|test] [--errors] [--codebook FILE]

Without a name, every set is scored. A technology of a sentence is judged as the tables count it: negated
when all its hits are, and of the bank's own when any of its hits is. `counted` is what the matrix shows,
affirmed and of the bank or its subsidiaries. The flags are judged where the technology was found.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring import format_share

from fintech_coding.coding.codebook import load_codebook
from fintech_coding.coding.coder import Coder
from fintech_coding.reading.characters import normalize_line
from fintech_coding.records import Hit, Passage
from fintech_coding.study import find_shipped_codebook

HERE = Path(__file__).parent
SETS = (
    "sentences.csv",
    "sentences_2.csv",
    *(f"flags{end}.csv" for end in ("_2", "_3", "_4", "_5", "_6", "")),
)
WHAT = ("technologies", "negated", "scope other", "scope subsidiary", "counted")
RIGHT, WRONG, MISSED = "right", "wrong", "missed"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled passage: the technologies it names, and those of them that a flag belongs to."""

    sentence_id: str
    split: str
    passage: Passage
    technologies: frozenset[str]
    negated: frozenset[str]
    other: frozenset[str]
    subsidiary: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one technology of one sentence, or not said of it."""

    what: str
    kind: str
    technology: str
    sentence: Sentence


def load_sentences(path: Path, split: str = "") -> list[Sentence]:
    """Return the sentences of a set, or of one half of it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [_read_row(row) for row in csv.DictReader(file)]
    return [row for row in rows if split in ("", row.split)]


def _read_row(row: dict[str, str]) -> Sentence:
    technologies = _split_names(row["technologies"])
    # The first sets have one scope for a sentence, the others one for each technology.
    scope = row.get("scope", "")
    text = normalize_line(row["text"])
    return Sentence(
        row["id"],
        row.get("split", ""),
        Passage(row["id"], "s", 1, 1, "", row.get("section", ""), "body", text, row.get("part", "")),
        technologies,
        _split_names(row["negated"]),
        technologies if scope == "other" else _split_names(row.get("other", "")),
        technologies if scope == "subsidiary" else _split_names(row.get("subsidiary", "")),
    )


def _split_names(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def judge_hits(hits: Sequence[Hit]) -> dict[str, tuple[bool, str]]:
    """Return for each technology whether it is denied, and whose it is, as the tables count it."""
    judged = {}
    for technology in sorted({hit.technology for hit in hits}):
        of_it = [hit for hit in hits if hit.technology == technology]
        scopes = {hit.scope for hit in of_it}
        scope = next(scope for scope in ("own", "subsidiary", "other") if scope in scopes)
        judged[technology] = (all(hit.negated for hit in of_it), scope)
    return judged


def compare_sentence(coder: Coder, sentence: Sentence) -> Iterator[Verdict]:
    """Yield what is right, wrong and missed in a sentence."""
    judged = judge_hits(list(coder.code_passage(sentence.passage)))
    found, meant = set(judged), sentence.technologies
    both = found & meant
    denied = {name for name in both if judged[name][0]}
    theirs = {name for name in both if judged[name][1] == "other"}
    family = {name for name in both if judged[name][1] == "subsidiary"}
    sets = (
        (found, meant),
        (denied, both & sentence.negated),
        (theirs, both & sentence.other),
        (family, both & sentence.subsidiary),
        (both - denied - theirs, both - sentence.negated - sentence.other),
    )
    for what, (said, true) in zip(WHAT, sets, strict=True):
        for kind, names in ((RIGHT, said & true), (WRONG, said - true), (MISSED, true - said)):
            for name in sorted(names):
                yield Verdict(what, kind, name, sentence)


def format_rows(title: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a table's row for each thing that was judged: precision and recall with 95 % intervals."""
    counts = Counter((verdict.what, verdict.kind) for verdict in verdicts)
    for what in WHAT:
        right, wrong, missed = (counts[what, kind] for kind in (RIGHT, WRONG, MISSED))
        precision, recall = format_share(right, right + wrong), format_share(right, right + missed)
        yield f"| {title} | {what} | {precision} | {recall} | {right} | {wrong} | {missed} |"


def format_errors(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield each error with its sentence."""
    for verdict in verdicts:
        if verdict.kind != RIGHT and verdict.what != "counted":
            passage = verdict.sentence.passage
            place = f" [{passage.part}: {passage.section}]" if passage.section or passage.part else ""
            named = f"{verdict.sentence.sentence_id} {verdict.technology}{place}"
            yield f"{verdict.what} {verdict.kind} {named} {passage.text}"


def main() -> None:
    """Print a table of scores in Markdown and, when asked, the errors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("sets", type=Path, nargs="*", default=[HERE / name for name in SETS])
    parser.add_argument(
        "--split", choices=("dev", "test"), default="", help="one half of a set that has halves"
    )
    parser.add_argument("--errors", action="store_true", help="print the sentences that are wrong, too")
    parser.add_argument("--codebook", type=Path, default=find_shipped_codebook(), help="default: as shipped")
    options = parser.parse_args()
    coder = Coder(load_codebook(options.codebook))
    print("| set | what | precision (95 % interval) | recall (95 % interval) | right | wrong | missed |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    errors = []
    for path in options.sets:
        sentences = load_sentences(path, options.split)
        for split in sorted({sentence.split for sentence in sentences}):
            half = [sentence for sentence in sentences if sentence.split == split]
            verdicts = [verdict for sentence in half for verdict in compare_sentence(coder, sentence)]
            print("\n".join(format_rows(f"{path.stem} {split}".strip(), verdicts)))
            errors += format_errors(verdicts)
    if options.errors:
        print("\n".join(["", *errors]))


if __name__ == "__main__":
    main()
