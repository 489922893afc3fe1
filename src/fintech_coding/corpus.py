"""The reports of an output folder, those that count, and their passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fintech_coding import store
from fintech_coding.errors import OutputError, UsageError
from fintech_coding.reading.sections import is_in_section
from fintech_coding.records import READ, Passage, Report
from fintech_coding.selection import count_documents, select_reports


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of an output folder: as listed in `extraction.csv`, as selected, and as they count.

    One that lacks the section asked for is selected and does not count: its status says `no_section`.
    """

    out: Path
    listed: tuple[Report, ...]
    selected: tuple[Report, ...]
    reports: tuple[Report, ...]
    section: str = ""

    @property
    def read(self) -> list[Report]:
        """The reports that were read and count."""
        return [report for report in self.reports if report.status in READ]

    def load_passages(self, report: Report) -> list[Passage]:
        """Return the passages of a report, of the section that was asked for; raises `OutputError`."""
        passages = store.load_passages(self.out, report.report_id)
        return [passage for passage in passages if not self.section or is_in_section(passage, self.section)]


def open_corpus(out: Path, *, documents: Sequence[str] = (), section: str = "") -> Corpus:
    """Return the reports under `out`, selected by document, of each the section asked for or all.

    Raises `OutputError` when nothing was extracted there, or only half, and `UsageError` when no report is
    of the documents or has the section.
    """
    listed = store.load_reports(out)
    if not listed:
        raise OutputError(f"{out / 'extraction.csv'}: lists no report. Run `fintech-code extract` first.")
    selected = tuple(select_reports(store.restore_readings(out, listed), documents))
    if documents and all(report.status == "skipped" for report in selected):
        raise UsageError(
            f"--documents {','.join(documents)}: no report is one that counts; extraction.csv lists "
            f"{count_documents(listed)}. Ask for one of these."
        )
    corpus = Corpus(out, tuple(listed), selected, selected, section)
    store.check_passages(out, corpus.read)
    return _refuse_lacking(corpus) if section else corpus


def _refuse_lacking(corpus: Corpus) -> Corpus:
    """Return a corpus in which a report without the section asked for does not count."""
    lacking = {report.report_id for report in corpus.read if not corpus.load_passages(report)}
    if len(lacking) == len(corpus.read):
        raise UsageError(
            f"--section {corpus.section}: no report has a heading with it. The column section of "
            "evidence.csv shows the headings over what is coded."
        )
    reason = f"no heading of it is “{corpus.section}”. Look at the sections in evidence.csv."
    reports = [
        replace(report, status="no_section", reason=reason) if report.report_id in lacking else report
        for report in corpus.selected
    ]
    return replace(corpus, reports=tuple(reports))
