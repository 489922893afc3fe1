"""The passages that people are to code, and a sheet for each coder, blind to dictionary and others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.corpus import Corpus, open_corpus
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.headers import SAMPLE_COLUMNS
from fintech_coding.records import Category, Passage
from fintech_coding.validation.judging import group_codes
from fintech_coding.validation.sampling import (
    EXPECTED,
    UNCODED,
    Candidate,
    Design,
    Drawn,
    bound_recall,
    draw_sample,
    expect_width,
)

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

FOLDER = "validation"
SAMPLE_FILE = "sample.csv"
FORMS = ("xlsx", "csv", "html", "doccano", "labelstudio")
_CODERS = 20


@dataclass(frozen=True, slots=True)
class SampleSettings:
    """What is drawn from, how it is drawn, for how many coders, and in which forms of a sheet."""

    design: Design
    coders: int = 2
    forms: tuple[str, ...] = ("xlsx", "csv", "html")
    documents: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, out of how many passages, and the files that were written below the outputs."""

    drawn: tuple[Drawn, ...]
    passages: int
    undefined: tuple[str, ...]
    technologies: tuple[str, ...]
    files: tuple[str, ...]


def make_sample(out: Path, codebook: Codebook, settings: SampleSettings) -> Sample:
    """Draw passages of the reports under `out`, and write the sample and the coders' sheets.

    Sheets that are there and are others' are left alone: raises `OutputError`; for what cannot be asked,
    `UsageError`.
    """
    _check_settings(settings)
    corpus = open_corpus(out, documents=settings.documents, section=settings.section)
    candidates, passages = list_candidates(corpus, codebook)
    drawn = draw_sample(candidates, settings.design)
    categories = list_categories(codebook)
    folder = out / FOLDER
    files = dict(_make_sheets(drawn, categories, settings, title=codebook.title))
    files[SAMPLE_FILE] = store.format_csv(SAMPLE_COLUMNS, _list_rows(drawn, passages, corpus, codebook))
    for name, data in files.items():
        _refuse_to_replace(folder / name, data)
    for name, data in files.items():
        store.write_whole(folder / name, data)
    undefined = tuple(category.category_id for category in categories if not category.definition)
    names = tuple(category.category_id for category in categories)
    return Sample(
        tuple(drawn), len(candidates), undefined, names, tuple(f"{FOLDER}/{n}" for n in sorted(files))
    )


def list_categories(codebook: Codebook) -> list[Category]:
    """Return what coders decide on: the technologies of a codebook."""
    return [
        Category(
            technology.technology_id,
            technology.label.en,
            technology.label.zh,
            " ".join(technology.definition.split()),
            tuple(f"{e.label.en} {e.label.zh}".strip() for e in technology.elements if e.element_id),
        )
        for technology in codebook.technologies
    ]


def list_candidates(corpus: Corpus, codebook: Codebook) -> tuple[list[Candidate], dict[str, Passage]]:
    """Return the passages of a corpus that hold a word, as candidates and by id.

    Near is what stands beside a coded passage, or would be coded without the guards and conditions.
    """
    from fintech_coding.coding.coder import Coder
    from fintech_coding.coding.rule_sets import drop_rules, skip_boundaries

    coder = Coder(skip_boundaries(codebook))
    loose = Coder(replace(drop_rules(codebook), boundary="ignore"))
    candidates: list[Candidate] = []
    by_id: dict[str, Passage] = {}
    for report in sorted(corpus.read, key=lambda one: one.report_id):
        passages = corpus.load_passages(report)
        found = group_codes(coder.code_passages(passages))
        held = {hit.passage_id for hit in loose.code_passages(passages)}
        coded = [passage.passage_id in found for passage in passages]
        for at, passage in enumerate(passages):
            if not any(character.isalpha() for character in passage.text):
                continue
            beside = any(coded[max(0, at - 1) : at + 2])
            names = tuple(sorted(found.get(passage.passage_id, ())))
            is_near = beside or passage.passage_id in held
            candidates.append(Candidate(passage.passage_id, report.report_id, passage.text, names, is_near))
            by_id[passage.passage_id] = passage
    return candidates, by_id


def describe_sample(sample: Sample, settings: SampleSettings) -> Iterator[str]:
    """Yield what was drawn, how wide the intervals will be, and what to do next."""
    main = [one for one in sample.drawn if one.sample == "main"]
    uncoded = sum(one.stratum in UNCODED for one in main)
    yield (
        f"Drawn: {len(main)} passages of {sample.passages:,}, {uncoded} of them without a code of the "
        f"dictionary, and {len(sample.drawn) - len(main)} for a pilot (seed {settings.design.seed})."
    )
    counts = Counter(name for one in main for name in one.candidate.technologies)
    width = expect_width(len(main) - uncoded)
    if width is not None:
        yield (
            f"Where {EXPECTED:.0%} of codes are right, the 95 % interval of precision is {width:.2f} wide:"
        )
    for name in sample.technologies:
        width = expect_width(counts[name])
        told = "none is coded with it, so nothing can be said" if width is None else f"{width:.2f}"
        yield f"  {name}: {counts[name]} passages, {told}"
    bound = bound_recall(sample.drawn)
    if bound is not None:
        yield f"If no uncoded passage names one, recall will be known to be above {bound:.2f}, over all."
    lost = {one.stratum for one in sample.drawn} - {one.stratum for one in main}
    if lost:
        yield f"note: the main sample has none of {', '.join(sorted(lost))}: ask for a larger --size."
    if not uncoded:
        yield "note: no passage without a code was drawn, so recall cannot be known."
    if sample.undefined:
        yield f"note: the codebook does not define {', '.join(sample.undefined)}; the guide needs it."
    yield (
        "Each coder codes a sheet alone, the pilot first; then fintech-code agree SHEETS. Keep sample.csv "
        "from the coders: it tells what the dictionary found."
    )


def _check_settings(settings: SampleSettings) -> None:
    for form in settings.forms:
        if form not in FORMS:
            raise UsageError(f"--forms {form}: is none. Choose from {', '.join(FORMS)}.")
    if not 0 <= settings.design.uncoded < 1:
        raise UsageError(f"--uncoded {settings.design.uncoded:g}: is no share. Write a number from 0 to 0.9.")
    if not 1 <= settings.coders <= _CODERS:
        raise UsageError(f"--coders {settings.coders}: is not from 1 to {_CODERS}.")


def _make_sheets(
    drawn: Sequence[Drawn], categories: Sequence[Category], settings: SampleSettings, *, title: str
) -> Iterator[tuple[str, bytes]]:
    from fintech_coding.reporting.coding_page import format_coding_page
    from fintech_coding.reporting.coding_workbook import format_coding_workbook, list_columns
    from fintech_coding.reporting.labelling_tasks import (
        format_doccano,
        format_doccano_labels,
        format_label_studio,
        format_label_studio_config,
    )

    for sample in ("pilot", "main"):
        items = [(one.item, one.candidate.text) for one in drawn if one.sample == sample]
        if not items:
            continue
        for coder in (f"coder_{number}" for number in range(1, settings.coders + 1)):
            stem = f"sheets/{coder}/{sample}_{coder}"
            if "xlsx" in settings.forms:
                yield f"{stem}.xlsx", format_coding_workbook(coder, items, categories, title=title)
            if "csv" in settings.forms:
                columns = list_columns(categories)
                rows = [[coder, *item, *[None] * (len(columns) - 3)] for item in items]
                yield f"{stem}.csv", store.format_csv(columns, rows)
            if "html" in settings.forms:
                yield f"{stem}.html", format_coding_page(coder, sample, items, categories, title=title)
        if "doccano" in settings.forms:
            yield f"labelling/doccano_{sample}.json", format_doccano(items)
            yield "labelling/doccano_labels.json", format_doccano_labels(categories)
        if "labelstudio" in settings.forms:
            yield f"labelling/labelstudio_{sample}.json", format_label_studio(items)
            yield "labelling/labelstudio_config.xml", format_label_studio_config(categories)


def _list_rows(
    drawn: Iterable[Drawn], passages: dict[str, Passage], corpus: Corpus, codebook: Codebook
) -> Iterator[list[object]]:
    reports = {report.report_id: report for report in corpus.read}
    for one in drawn:
        passage = passages[one.candidate.passage_id]
        report = reports[passage.report_id]
        yield [
            *(one.item, one.sample, passage.passage_id, report.report_id, report.bank, report.year),
            *(passage.page_first, passage.page_last, passage.kind, one.stratum, one.population, one.copies),
            *(one.weight, codebook.fingerprint[:12], passage.text),
        ]


def _refuse_to_replace(path: Path, data: bytes) -> None:
    """Raise `OutputError` where a file is there that somebody may have written into."""
    there = store.load_bytes(path)
    if there is not None and there != data:
        raise OutputError(
            f"{path}: is there and is not the same. It may hold somebody's codes: move the folder "
            f"{FOLDER} away to draw again."
        )
