"""A small study of three reports, extracted, and its codebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.extraction import extract_reports
from fintech_coding.study import ExtractSettings, Study

CODEBOOK = """\
# Ours
boundary: ignore
technologies:
  big_data:
    label: {en: Big data, zh: 大数据技术}
    terms: [大数据, 征信]   # and more
  ai: {terms: [人工智能, 深度学习]}
  blockchain:
    elements:
      chains:
        label: {en: Chains, zh: 链}
        terms:
        - 区块链
        - 跨链
    guards:
    - 跨链条   # kept
"""
REPORTS = {
    "中国工商银行股份有限公司": [
        "本行提取客户特征信息并加密保存",
        "本行查询人民银行征信系统,运用大数据建模",
        "本行进一步扩大数据的应用范围",
        "全行深度学习贯彻会议精神",
        "本行尚未开展与区块链相关的业务",
        "本行以区块链存证,区块链与大数据结合,存证可信留痕",
    ],
    "中国农业银行股份有限公司": [
        "提取特征信息用于识别",
        "各级深度学习贯彻工作要求",
        "本行运用人工智能与深度学习技术,以区块链存证",
        "运用深度学习和大数据",
    ],
    "中国建设银行股份有限公司": [
        "深度学习贯彻文件",
        "子公司建信金科运用大数据和人工智能",
        "深度学习、大数据",
    ],
}


def make_study_of(folder: Path, make_report: Callable[..., Path]) -> Study:
    """Make the study: its three reports of 2020 are extracted."""
    study = Study(folder)
    for company, paragraphs in REPORTS.items():
        make_report(study.reports / f"{company}.txt", *paragraphs, company=company)
    study.codebook.write_text(CODEBOOK, encoding="utf-8")
    extract_reports([study.reports], study.outputs, settings=ExtractSettings(), jobs=1)
    return study


def invoke(*arguments: str | Path) -> tuple[int, str]:
    """Run a command; return its exit code and what it prints. An error on purpose is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output
