"""A gold coding of either kind, with the passages that it speaks of, ready to judge a dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding.corpus import Corpus
from fintech_coding.errors import UsageError
from fintech_coding.records import Passage, Report
from fintech_coding.sheets import Rows, load_sheet
from fintech_coding.validation.judging import (
    Codes,
    GoldCode,
    GoldPlace,
    Judged,
    Mistake,
    Verdict,
    judge_codes,
    judge_places,
)

_SAMPLE = ("passage_id", "report_id", "stratum", "weight", "technology", "code")
_PLACES = ("page", "technology", "trigger", "status")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """What people coded, and the passages to code beside it, by report; `findings` says what is left out."""

    codes: tuple[GoldCode, ...]
    places: Mapping[str, Sequence[GoldPlace]]
    passages: Mapping[str, Sequence[Passage]]
    findings: tuple[str, ...]

    def list_passages(self) -> list[Passage]:
        """Return the passages in the order of reports."""
        return [passage for report_id in sorted(self.passages) for passage in self.passages[report_id]]

    def judge(self, codes: Codes) -> Verdict:
        """Return the verdict on the codes of a dictionary."""
        judged: list[Judged] = []
        mistakes: list[Mistake] = []
        pages = {passage.passage_id: passage.page_first for passage in self.list_passages()}
        verdicts = [judge_codes(self.codes, codes, pages)]
        verdicts += [judge_places(self.places[one], self.passages[one], codes) for one in sorted(self.places)]
        for verdict in verdicts:
            judged += verdict.judged
            mistakes += verdict.mistakes
        return Verdict(tuple(judged), tuple(mistakes))


def load_gold(paths: Sequence[Path], corpus: Corpus, technologies: Sequence[str]) -> GoldSet:
    """Return the gold coding of files, and of the CSV files in folders; raises `UsageError`.

    One is the `gold.csv` of a sample, or a table named as its report (its file or id) with the columns page,
    technology, trigger, status.
    """
    files = list(_list_files(paths))
    codes: list[GoldCode] = []
    places: dict[str, list[GoldPlace]] = {}
    findings: list[str] = []
    for path in files:
        rows = load_sheet(path, ["technology"])
        columns = set(rows[0][1]) if rows else set()
        if set(_SAMPLE) <= columns:
            codes += _read_codes(path.name, rows, technologies, findings)
        elif set(_PLACES) <= columns:
            report = _find_report(path, corpus.read)
            if report is None:
                findings.append(f"{path.name}: no report that was read has this name or id; left out.")
            else:
                places[report.report_id] = _read_places(path.name, report, rows, technologies, findings)
        else:
            findings.append(
                f"{path.name}: is no gold coding; it has neither the columns {', '.join(_SAMPLE)} nor "
                f"{', '.join(_PLACES)}. Left out."
            )
    passages = _load_passages(corpus, codes, places, findings)
    there = {passage.passage_id for of in passages.values() for passage in of}
    codes = [one for one in codes if one.passage_id in there]
    if not codes and not places:
        told = " ".join(findings[:3])
        raise UsageError(f"No gold code was found in {len(files)} files. {told}".strip())
    return GoldSet(tuple(codes), places, passages, tuple(findings))


def _list_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.csv")) if path.is_dir() else [path]


def _find_report(path: Path, reports: Iterable[Report]) -> Report | None:
    wanted = path.stem.casefold()
    named = (one for one in reports if wanted in {one.report_id.casefold(), Path(one.file).stem.casefold()})
    return next(named, None)


def _read_codes(
    name: str, rows: Rows, technologies: Sequence[str], findings: list[str]
) -> Iterator[GoldCode]:
    """Yield the codes of a sample; those of the pilot count only where there are no others."""
    is_pilot = not any(_read_weight(row["weight"]) for _, row in rows)
    if is_pilot:
        findings.append(f"{name}: is of a pilot: each passage stands for itself, not for the corpus.")
    undecided = sum(row["code"] not in {"0", "1"} for _, row in rows)
    if undecided:
        findings.append(f"{name}: {undecided} codes are not decided, and left out.")
    single = sum(row.get("status") == "single" for _, row in rows)
    if single:
        findings.append(f"{name}: {single} codes are of one coder only; they count.")
    strangers = sorted({row["technology"] for _, row in rows} - set(technologies))
    if strangers:
        findings.append(f"{name}: the codebook has no {', '.join(strangers)}; left out.")
    for _, row in rows:
        weight = 1.0 if is_pilot else _read_weight(row["weight"])
        if row["code"] in {"0", "1"} and row["technology"] in technologies and weight:
            yield GoldCode(
                *(row["passage_id"], row["report_id"], row["stratum"], weight, row["technology"]),
                row["code"] == "1",
            )


def _read_weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 < weight < float("inf") else 0.0


def _read_places(
    name: str, report: Report, rows: Rows, technologies: Sequence[str], findings: list[str]
) -> list[GoldPlace]:
    places = []
    for line, row in rows:
        if not row["page"].isdecimal() or row["technology"] not in technologies:
            findings.append(f"{name}: line {line}: no page, or no technology of the codebook; left out.")
            continue
        is_agreed = row["status"] == "agreed"
        place = GoldPlace(report.report_id, int(row["page"]), row["technology"], row["trigger"], is_agreed)
        places.append(place)
    return places


def _load_passages(
    corpus: Corpus, codes: Sequence[GoldCode], places: Mapping[str, object], findings: list[str]
) -> dict[str, list[Passage]]:
    """Return all passages of reports that were read through, of the others those of the sample."""
    wanted = {one.passage_id for one in codes}
    reports = {one.report_id for one in codes} | set(places)
    passages = {}
    for report in corpus.read:
        if report.report_id in reports:
            passages[report.report_id] = [
                passage
                for passage in corpus.load_passages(report)
                if report.report_id in places or passage.passage_id in wanted
            ]
    lost = wanted - {passage.passage_id for of in passages.values() for passage in of}
    if lost:
        findings.append(
            f"{len(lost)} passages of the sample are not in the outputs any more (as {min(lost)}): were the "
            "reports extracted again? Left out."
        )
    return passages
