"""The methods paragraph of a paper, in English and Chinese: every rule and setting in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Methods:
    """What the paragraph says: the corpus, the codebook and the settings of the coding.

    `unread` are reports that should count and could not be read; `characters` those of narrative text.
    """

    version: str
    reports: int
    unread: int
    pages: int
    characters: int
    readers: tuple[str, ...]
    technologies: int
    elements: int
    terms: int
    guards: int
    fingerprint: str
    nested: str
    boundary: str
    count: str
    variant: str
    section: str = ""
    documents: tuple[str, ...] = ()


_COUNTS = {
    "passages": ("passages", "段落数"),
    "sentences": ("sentences", "句数"),
    "hits": ("hits", "命中数"),
    "present": ("presence (1 or 0)", "是否出现（1 或 0）"),
    "hits_per_10k": ("hits per 10,000 characters of narrative text", "每万字叙述文本的命中数"),
    "ln1p_hits": ("ln(1 + hits)", "ln(1+命中数)"),
    "share": ("the share in all technology hits", "占全部技术命中的比重"),
}
_VARIANTS = {
    "all": ("every mention", "全部提及"),
    "affirmed": ("mentions that are not negated", "未被否定的提及"),
    "own": (
        "mentions that are not negated and are of the bank or its subsidiaries",
        "未被否定且属于本行或其子公司的提及",
    ),
}
_NESTED = {
    "codebook": (
        "A term inside a longer term of another technology was not counted again",
        "嵌于其他技术更长词语之中的词不重复计数",
    ),
    "technology": (
        "A term inside a longer term of another technology was counted for both",
        "嵌于其他技术更长词语之中的词对两项技术分别计数",
    ),
}
_BOUNDARIES = {
    "ignore": ("Word segmentation was not consulted", "未参考分词结果"),
    "mark": (
        "Hits whose edges the segmentation by jieba contradicts were marked and counted",
        "与结巴分词边界不一致的命中予以标记，仍计入",
    ),
    "require": (
        "Hits whose edges the segmentation by jieba contradicts were not counted",
        "与结巴分词边界不一致的命中不予计入",
    ),
}


def write_methods(methods: Methods) -> Mapping[str, str]:
    """Return the paragraph in English (`en`) and Chinese (`zh`)."""
    return {"en": _write_english(methods), "zh": _write_chinese(methods)}


def _write_english(m: Methods) -> str:
    were = "were" if m.unread > 1 else "was"
    sentences = [
        f"The text of {m.reports} reports ({m.pages:,} pages, {m.characters:,} characters of narrative text) "
        f"was extracted with fintech-code {m.version} ({', '.join(m.readers)}).",
        f"{m.unread} of them could not be read and {were} treated as missing, never as zero."
        if m.unread
        else "All of them could be read.",
        f"Documents of these kinds were counted: {', '.join(m.documents)}." if m.documents else "",
        f"Only the part “{m.section}” of each report was coded." if m.section else "",
        "The text was divided into passages: paragraphs, headings, tables and notes; running headers and "
        "footers, page numbers and tables of contents were left out.",
        f"The passages were coded with a dictionary of {m.technologies} technologies, {m.elements} elements "
        f"and {m.terms} terms (codebook fingerprint {m.fingerprint[:12]}).",
        "Text and terms were compared after Unicode normalisation (NFKC), without regard to case unless a "
        "term asks for it, and traditional characters as simplified ones.",
        "Terms match characters, not segmented words; within a technology the leftmost longest term wins.",
        f"{m.guards} guards, longer phrases with another meaning, match and code to nothing.",
        f"{_NESTED[m.nested][0]}.",
        f"{_BOUNDARIES[m.boundary][0]}.",
        "Each hit carries flags for negation and for whose technology it is (own, subsidiary, or other: "
        "policy, peers, customers, biographies), judged by word lists and by the section it stands in.",
        f"The coding matrix shows {_COUNTS[m.count][0]} with {_VARIANTS[m.variant][0]}.",
        "A zero means that the report was read and nothing was found.",
    ]
    return " ".join(filter(None, sentences))


def _write_chinese(m: Methods) -> str:
    sentences = [
        f"本文以 fintech-code {m.version}（{'、'.join(m.readers)}）提取 {m.reports} 份报告的文本"
        f"（{m.pages:,} 页，叙述文本 {m.characters:,} 字符）。",
        f"其中 {m.unread} 份无法读取，按缺失值处理，不计为零。" if m.unread else "全部报告均可读取。",
        f"计入的文件类型为：{'、'.join(m.documents)}。" if m.documents else "",
        f"仅对各报告的“{m.section}”部分编码。" if m.section else "",
        "文本划分为段落、标题、表格与附注；页眉、页脚、页码与目录不计。",
        f"编码词典含 {m.technologies} 类技术、{m.elements} 个要素、{m.terms} 个词"
        f"（词典指纹 {m.fingerprint[:12]}）。",
        "文本与词语经 Unicode 规范化（NFKC）后比对，除词条另有要求外不区分大小写，繁体按简体比对。",
        "词语按字符而非分词结果匹配；同一技术内以最左最长者为准。",
        f"另有 {m.guards} 个排除短语，虽含某词而意义不同，匹配后不计入。",
        f"{_NESTED[m.nested][1]}。",
        f"{_BOUNDARIES[m.boundary][1]}。",
        "每一命中均标注是否被否定，以及技术归属（本行、子公司或他方，如政策、同业、客户、人员履历），"
        "依据词表及所在章节判断。",
        f"编码矩阵所示为{_COUNTS[m.count][1]}，范围为{_VARIANTS[m.variant][1]}。",
        "零表示已读取而未发现。",
    ]
    return "".join(sentences)
