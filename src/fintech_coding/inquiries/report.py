"""The tables of an output folder as one HTML page that opens the passages behind each number."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import fintech_coding
from fintech_coding import store
from fintech_coding.manifest import load_manifest
from fintech_coding.records import READ, Report
from fintech_coding.reporting.evidence_data import DIRECT, count_cells, list_evidence
from fintech_coding.reporting.methods import Methods, write_methods
from fintech_coding.reporting.page import build_page, format_evidence_file, format_json
from fintech_coding.study import REPORT_PAGE

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook, Technology

BESIDE = "report_passages"
"""The folder beside the page for the passages of many reports, a file for each."""

_LARGEST = 3_000_000  # bytes of passages that the page holds itself
_ROWS = 4000  # of a table in the page; the rest is in its file
_TABLES = {
    "descriptives": (
        "Descriptive statistics of the matrix, as SPSS has them.",
        "编码矩阵的描述统计（同 SPSS）。",
    ),
    "elements": ("The elements of each technology by report.", "各报告中每项技术的要素。"),
    "integration": ("Pairs of technologies that passages name together.", "段落中共同出现的技术对。"),
    "applications": ("The businesses that a technology serves.", "各项技术所服务的业务。"),
    "systems": (
        "Platforms, systems and products named in coded sentences.",
        "编码句中点名的平台、系统与产品。",
    ),
    "indicators": (
        "Investment, staff, patents and terminals, as reported.",
        "所披露的投入、人员、专利与终端。",
    ),
    "indicator_matrix": ("The indicators by report: the figure of its year.", "各报告当年的指标。"),
    "changes": ("The change from year to year.", "逐年变化。"),
    "claims_checked": ("The coding beside reference claims.", "编码结果与参照论断的对照。"),
    "comparison": ("Other codebooks on the same passages.", "其他词典对同一文本的编码。"),
    "sensitivity_ranks": ("How far ranks move under other settings.", "不同设定下排名的变动。"),
    "terms": ("How often each term was found.", "各词出现的次数。"),
}
_QUALITY = {"extraction": ("", ""), "problems": ("", "")}


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The files of a report page, and how many reports and passages it shows."""

    files: tuple[str, ...]
    reports: int
    passages: int


def write_report(out: Path, codebook: Codebook, *, reports_folder: Path) -> ReportPage:
    """Write `report.html` under `out` from the tables that are there; raises `OutputError` without a matrix.

    The links to report files lead to `reports_folder`. The passages stand in the page, or, where they are
    many, in files of a folder beside it.
    """
    long = store.require_table(out / "coding_matrix_long.csv")
    rows = store.load_table(out / "evidence.csv")
    reports = [report for report in store.load_reports(out) if report.status != "skipped"]
    evidence = list_evidence(rows)
    is_split = len(format_json(evidence).encode()) > _LARGEST
    settings = load_manifest(out)["settings"]
    characters = {row["report_id"]: int(row["characters"]) for row in long if row["characters"]}
    methods = _describe_methods(reports, codebook, settings, sum(characters.values()))
    data = {
        "title": codebook.title or "Technologies in annual reports",
        "version": fintech_coding.__version__,
        "settings": {"count": settings.get("count", "passages"), "variant": settings.get("variant", "own")},
        "technologies": [_describe_technology(technology) for technology in codebook.technologies],
        "reports": [
            _describe_report(report, characters.get(report.report_id, 0), out, reports_folder)
            for report in sorted(reports, key=lambda r: (r.bank, r.year or 0, r.report_id))
        ],
        "cells": count_cells(long, rows),
        "evidence": {name: _name_file(name) for name in evidence} if is_split else evidence,
        "tables": _load_tables(out, _TABLES),
        "quality": _load_tables(out, _QUALITY),
        "methods": write_methods(methods),
        "facts": _list_facts(settings, methods),
    }
    beside = {_name_file(name): part for name, part in evidence.items()} if is_split else {}
    for name, part in beside.items():
        store.write_whole(out / name, format_evidence_file(Path(name).stem, part))
    store.keep_files(out / BESIDE, "*.js", {Path(name).name for name in beside})
    store.write_whole(out / REPORT_PAGE, build_page(data, is_split=is_split))
    return ReportPage(
        (REPORT_PAGE, *([BESIDE] if beside else [])),
        len(reports),
        sum(len(part["passages"]) for part in evidence.values()),
    )


def _name_file(report_id: str) -> str:
    return f"{BESIDE}/{report_id}.js"


def _describe_technology(technology: Technology) -> dict[str, Any]:
    return {
        "id": technology.technology_id,
        "en": technology.label.en,
        "zh": technology.label.zh,
        "elements": [
            {"id": element.element_id or DIRECT, "en": element.label.en, "zh": element.label.zh}
            for element in technology.elements
        ],
    }


def _describe_report(report: Report, characters: int, out: Path, reports_folder: Path) -> dict[str, Any]:
    path = reports_folder / report.file
    link = ""
    if path.is_file():
        link = quote(Path(os.path.relpath(path, out)).as_posix())
    return {
        "id": report.report_id,
        "bank": report.bank,
        "name": report.bank_name,
        "year": report.year,
        "document": report.document,
        "status": report.status,
        "reason": report.reason,
        "read": report.status in READ,
        "characters": characters,
        "link": link,
    }


def _load_tables(out: Path, names: dict[str, tuple[str, str]]) -> dict[str, dict[str, Any]]:
    tables = {}
    for name, (english, chinese) in names.items():
        rows = store.load_table(out / f"{name}.csv")
        for row in rows:
            row.pop("seconds", None)  # the time of reading: the page is the same on any machine
        if rows:
            tables[name] = {
                "en": english,
                "zh": chinese,
                "columns": list(rows[0]),
                "rows": [list(row.values()) for row in rows[:_ROWS]],
                "left_out": max(0, len(rows) - _ROWS),
            }
    return tables


def _describe_methods(
    reports: Sequence[Report], codebook: Codebook, settings: dict[str, Any], characters: int
) -> Methods:
    elements = [element for technology in codebook.technologies for element in technology.elements]
    return Methods(
        version=fintech_coding.__version__,
        reports=len(reports),
        unread=sum(report.status not in READ for report in reports),
        pages=sum(report.pages for report in reports),
        characters=characters,
        readers=tuple(sorted({report.reader for report in reports})),
        technologies=len(codebook.technologies),
        elements=sum(element.element_id != "" for element in elements),
        terms=sum(len(element.terms) for element in elements),
        guards=len(codebook.guards) + sum(len(technology.guards) for technology in codebook.technologies),
        fingerprint=codebook.fingerprint,
        nested=codebook.nested,
        boundary=codebook.boundary,
        count=settings.get("count", "passages"),
        variant=settings.get("variant", "own"),
        section=settings.get("section", ""),
        documents=tuple(settings.get("documents", ())),
    )


def _list_facts(settings: dict[str, Any], methods: Methods) -> list[list[str]]:
    facts = [["fintech-code", methods.version], ["codebook", methods.fingerprint]]
    return facts + [
        [name, ", ".join(value) if isinstance(value, list) else str(value)]
        for name, value in settings.items()
    ]
