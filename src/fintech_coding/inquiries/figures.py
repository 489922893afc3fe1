"""The figures of a paper, drawn from the tables of an output folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.errors import UsageError
from fintech_coding.manifest import load_manifest
from fintech_coding.reporting.application_figure import Side, draw_applications
from fintech_coding.reporting.canvas import FORMATS, format_figure, plain_style
from fintech_coding.reporting.columns import LANGUAGES, check_language, load_labels
from fintech_coding.reporting.fonts import find_font
from fintech_coding.reporting.indicator_figure import IndicatorPanel, draw_indicators
from fintech_coding.reporting.integration_figure import TechnologyNode, draw_integration
from fintech_coding.tables.integration import ALL
from fintech_coding.tables.matrix import SUFFIXES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from fintech_coding.coding.codebook import Codebook
    from fintech_coding.coding.entries import Label, Technology

FOLDER = "figures"
_WORDS = {
    "integration": ("Technology integration", "技术整合模型"),
    "application": ("{} in the business of banks", "{}的业务应用"),
    "reports": ("{} reports", "{} 份报告"),
    "one_report": ("1 report", "1 份报告"),
    "more": ("and {} more", "其余 {} 项"),
    "all": ("all passages", "全部段落"),
    "affirmed": ("affirmed passages", "肯定提及的段落"),
    "own": ("the banks' own passages", "本行自有的段落"),
    "integration_key": (
        "Large circles: passages on a technology. Lines: passages on both. Small circles: on its elements.",
        "大圆为提及该技术的段落数，连线为同时提及两项技术的段落数，小圆为其要素的段落数。",
    ),
    "indicators": ("Technology investment and staff", "金融科技投入与人员"),
    "indicator_key": (
        "Bars: figures of the year; dashed line: mean; band: its standard error; –: no figure, or not read.",
        "条为当年数值，虚线为均值，阴影为均值标准误；短横为未披露或未读取。",
    ),
    "statistics": (
        "N {n}, minimum {minimum}, maximum {maximum}, mean {mean}, standard deviation {std_dev}",
        "样本数 {n}，最小值 {minimum}，最大值 {maximum}，均值 {mean}，标准差 {std_dev}",
    ),
    "yuan": ("100 million yuan", "亿元"),
    "application_key": (
        "Bars and lines: passages in which one part of a sentence names the technology and the business.",
        "条与连线为同一分句中兼提技术与业务的段落数。",
    ),
}
# The paper's Figure 5: what is put into technology; of those, the ones that a report of the corpus gives.
_PANELS = (
    "fintech_investment", "fintech_investment_share", "fintech_staff", "fintech_staff_share", "rd_investment",
    "rd_staff",
)  # fmt: skip
_HUNDRED_MILLION = 1e8
_SHOWN = 12  # reports of an indicator with those that do not give it; of more only the others

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """What is drawn and how: one report, or all of a year, or all; language, font and file formats."""

    report: str = ""
    year: int | None = None
    language: str = "en"
    font: Path | None = None
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True)
class _Tables:
    """The rows of what is drawn, and how it is called: `name` in a title, `stem` in the name of a file."""

    long: list[Row]
    elements: list[Row]
    integration: list[Row]
    applications: list[Row]
    indicators: list[Row]
    variant: str
    name: str
    stem: str

    @property
    def passages(self) -> str:
        """The column of the passages that count."""
        return f"passages{SUFFIXES[self.variant]}"


def write_figures(out: Path, codebook: Codebook, settings: FigureSettings) -> list[str]:
    """Draw the figures of the tables under `out`; return the names of the files written there.

    Raises `OutputError` without tables, `UsageError` for a report, year or language that is not there, and
    when no font has the characters of the labels.
    """
    _check_settings(settings)
    tables = _load_tables(out, settings)
    with plain_style():
        figures = _Artist(codebook, tables, settings.language, settings.font).draw_figures()
        files = {
            f"{FOLDER}/{name}{tables.stem}.{form}": format_figure(figure, form)
            for name, figure in figures.items()
            for form in settings.formats
        }
    for name, data in files.items():
        store.write_whole(out / name, data)
    return list(files)


class _Artist:
    """Draws the figures of some tables in a language, with one font for all of them."""

    def __init__(self, codebook: Codebook, tables: _Tables, language: str, font: Path | None) -> None:
        self._codebook = codebook
        self._tables = tables
        self._language = language
        self._words = {name: texts[LANGUAGES.index(language)] for name, texts in _WORDS.items()}
        groups = (*codebook.technologies, *codebook.applications)
        labels = [self._name(group.label) for group in groups]
        labels += [load_labels()[name][language] for name in _PANELS]
        labels += [self._name(element.label) for group in groups for element in group.elements]
        self._font = find_font("".join([*labels, *self._words.values(), tables.name, "0123456789"]), font)

    def draw_figures(self) -> dict[str, Figure]:
        """Return every figure the tables hold something for, by the name of its file."""
        figures = {"integration": self._draw_integration()}
        if self._tables.applications:
            for technology in self._codebook.technologies:
                figures[f"applications_{technology.technology_id}"] = self._draw_applications(technology)
        panels = [panel for name in _PANELS if (panel := self._make_panel(name))]
        if panels:
            figures["indicators"] = draw_indicators(
                panels,
                title=f"{self._words['indicators']}: {self._tables.name}",
                key=self._words["indicator_key"],
                font=self._font,
            )
        return figures

    def _name(self, label: Label) -> str:
        return str(getattr(label, self._language))

    def _draw_integration(self) -> Figure:
        tables, words = self._tables, self._words
        ids = [technology.technology_id for technology in self._codebook.technologies]
        passages = _sum_rows(tables.long, ("technology",), tables.passages)
        elements = _sum_rows(tables.elements, ("technology", "element"), tables.passages)
        both = _sum_rows(tables.integration, ("technology_a", "technology_b"), "passages_both")
        nodes = [
            TechnologyNode(
                self._name(technology.label),
                passages[technology.technology_id,],
                tuple(
                    (self._name(element.label), elements[technology.technology_id, element.element_id])
                    for element in technology.elements
                    if element.element_id
                ),
            )
            for technology in self._codebook.technologies
        ]
        return draw_integration(
            nodes,
            {pair: both[ids[pair[0]], ids[pair[1]]] for pair in combinations(range(len(ids)), 2)},
            title=f"{words['integration']}: {tables.name}, {words[tables.variant]}",
            key=words["integration_key"],
            more=words["more"],
            font=self._font,
        )

    def _make_panel(self, name: str) -> IndicatorPanel | None:
        """Return the panel of an indicator; None where no report gives it."""
        from fintech_coding.tables.descriptives import describe_values

        # Of 24,000,000,000 yuan nobody reads the size.
        label = load_labels()[name][self._language]
        is_money = name.endswith("_investment")
        base = _HUNDRED_MILLION if is_money else 1
        if is_money:
            label = re.sub(r"[（(].*[)）]$", "", label).strip() + f" ({self._words['yuan']})"
        rows = self._tables.indicators
        values = tuple(
            (f"{row['bank']} {row['year']}".strip(), float(row[name]) / base if row[name] else None)
            for row in rows
        )
        given = [value for _, value in values if value is not None]
        if not given:
            return None
        if len(values) > _SHOWN:
            values = tuple((name, value) for name, value in values if value is not None)
        found = {key: None if isnan(value) else value for key, value in describe_values(given).items()}
        texts = {key: "–" if value is None else f"{value:,.6g}" for key, value in found.items()}
        statistics = self._words["statistics"].format(n=len(given), **texts)
        return IndicatorPanel(label, values, found["mean"], found["mean_se"], statistics)

    def _draw_applications(self, technology: Technology) -> Figure:
        tables, words = self._tables, self._words
        rows = [row for row in tables.applications if row["technology"] == technology.technology_id]
        passages = _sum_rows(rows, ("side", "application"), tables.passages)
        sides = [
            Side(
                self._name(side.label),
                tuple(
                    (
                        self._name(element.label if element.element_id else side.label),
                        passages[side.technology_id, element.element_id],
                    )
                    for element in side.elements
                ),
            )
            for side in self._codebook.applications
        ]
        name = self._name(technology.label)
        return draw_applications(
            name,
            sides,
            title=f"{words['application'].format(name)}: {tables.name}, {words[tables.variant]}",
            key=words["application_key"],
            font=self._font,
        )


def _check_settings(settings: FigureSettings) -> None:
    check_language(settings.language)
    unknown = [form for form in settings.formats if form not in FORMATS]
    if unknown or not settings.formats:
        raise UsageError(f"--format {','.join(settings.formats)}: choose of {', '.join(FORMATS)}.")


def _load_tables(out: Path, settings: FigureSettings) -> _Tables:
    """Return the rows of the report asked for, or of all reports (of a year)."""
    long = store.require_table(out / "coding_matrix_long.csv")
    year = "" if settings.year is None else str(settings.year)
    if settings.report:
        _check_choice("report", settings.report, [row["report_id"] for row in long if row["hits"] != ""])
    if year:
        _check_choice("year", year, [row["year"] for row in long if row["hits"] != ""])

    def is_drawn(row: Row) -> bool:
        if settings.report:
            return row["report_id"] == settings.report
        return row["hits"] != "" and year in {"", row["year"]}

    kept = [row for row in long if is_drawn(row)]
    ids = {row["report_id"] for row in kept}
    # Of several years the tables have rows of each; of one year alone those of all reports are its rows.
    has_years = len({row["year"] for row in long if row["hits"] != "" and row["year"]}) > 1

    def is_together(row: Row) -> bool:
        if settings.report:
            return row["report_id"] == settings.report
        return row["bank"] == ALL and not row["report_id"] and row["year"] == (year if has_years else "")

    count = len(ids)
    reports = _WORDS["one_report" if count == 1 else "reports"][LANGUAGES.index(settings.language)].format(
        count
    )
    name = f"{kept[0]['bank']} {kept[0]['year']}".strip() if settings.report else f"{year} {reports}".strip()
    return _Tables(
        long=kept,
        elements=[row for row in store.load_table(out / "elements.csv") if row["report_id"] in ids],
        integration=[row for row in store.load_table(out / "integration.csv") if is_together(row)],
        applications=[row for row in store.load_table(out / "applications.csv") if is_together(row)],
        indicators=[row for row in store.load_table(out / "indicator_matrix.csv") if row["report_id"] in ids],
        variant=str(load_manifest(out)["settings"].get("variant", "own")),
        name=name,
        stem=f"_{settings.report or year}" if settings.report or year else "",
    )


def _check_choice(name: str, value: str, there: Iterable[str]) -> None:
    known = sorted(set(there))
    if value not in known:
        raise UsageError(f"--{name} {value}: no such {name} was read. Choose one of {', '.join(known)}.")


def _sum_rows(rows: Sequence[Row], keys: Sequence[str], column: str) -> dict[tuple[str, ...], int]:
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        sums[tuple(row[key] for key in keys)] += int(row[column] or 0)
    return sums
