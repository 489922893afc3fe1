"""What the text of a line tells of tables: a row, what stands over rows, what cannot be in one."""

from __future__ import annotations

import re

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.openings import heading_rank

_LABEL = 16  # characters of a label between rows that ends in a colon
_WIDEST = 80  # characters of a header
_SHORT = 24  # characters of a line that may hold a comma and be no sentence
_SOME = 8  # characters; in a shorter line figures prevail by chance
_WORD = 16  # characters of a cell in a header
_CELLS = 3  # of a row that needs no company
_LONGEST_UNIT = 40  # characters of a line that is nothing but a unit
_LONGEST_DATE = 24  # characters of a line that opens a header

_IDEOGRAPH = re.compile(f"[{CJK}]")
_MONEY = (
    r"(?:人民[币幣]|港[币幣]|美|日)?(?:千|万|萬|百万|百萬|亿|億)?元"
    r"|(?:rmb|us\$|hk\$|[¥$£€])\s?['’]?(?:000|m(?:illion)?|mn)?"
)
_NUMERIC = re.compile(
    r"[(（]?[-–—+]?(?:rmb|us\$|hk\$|[¥$£€])?[,.]*\d[\d,.]*%?[)）]?|[-–—/%]|n/?a|不适用|不適用"
    rf"|\d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|度|末)?|{_MONEY}",
    re.IGNORECASE,
)

# The unit of a table's numbers, over the table.
_UNIT = re.compile(
    r"[(（]?(?:货币|金额|貨幣|金額)?(?:单位|單位)\s?[:：]|[(（]?除特别注明外|[(（]?人民币百万元"
    r"|\([^)]{0,40}(?:million|thousand|billion|trillion)s?\b[^)]{0,40}\)$",
    re.IGNORECASE,
)
# Amounts without anything between them were cells of a row, and so were a label and an amount.
_CRAMMED = re.compile(
    r"\d(?:,\d{3}(?:\.\d\d)?[-–—(]*\d|\(\d[\d,.]*\)\(?\d|\.\d{3,5}\.\d\d|\d{3}年度?(?:19|20)\d\d年)"
)
_CRAMMED_AMOUNT = re.compile(rf"[^。;:,]*[{CJK})](?:\(?\d{{1,6}}(?:,\d{{3}})+\)?|\d{{5,}})")
_CRAMMED_YEARS = re.compile(r"(?:(?:19|20)\d\d){2,}")
# A row of a report whose tables are crammed: a label and what was in its cells, if only that they are empty.
_CRAMMED_END = re.compile(rf"[^。,]{{0,40}}[{CJK})）](?:-{{2,}}|\d{{1,3}}(?:\.\d{{1,2}})?%|\d{{1,3}}\.\d\d)")
# A header whose columns have one name, crammed: 折合折合折合.
_REPEATED = re.compile(rf"([{CJK}%]{{1,8}}|\d{{2,3}})\1\1")
# What stands over columns of figures and is nothing but that.
_HEADER = re.compile(
    r"(?:本集团|本集團|本行|本公司|合并|合併|母公司|公司|项目|項目|附注|附註|合计|合計"
    r"|(?:the )?(?:group|bank|company)|notes?|total|(?:19|20)\d{2}(?:年(?:度|末)?)?"
    r"(?:\d{1,2}月\d{1,2}日)?|[\s/()])+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[\d,.%()\-–]")
_DIGIT_LAST = "0123456789)"
_NUMERIC_ENDS = "0123456789%)）-–—年末日"
# Word sets a space between a number and its unit; the two are one cell.
_SPACED_NUMBER = re.compile(
    r"(?<=\d) (?=[年月日万萬亿億元个個家户戶股名项項倍百千])|(?<=[年月]) (?=\d{1,2} ?[月日])"
)
_LEADS_IN = re.compile(r"(?:如下|包括|说明|說明|情况|情況|列示|载列|載列|following|follows|below)\s?[:：]$")
_ENUMERATOR = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_BULLETS = "-–—*•"
# An answer in a form, and who signs the statements: both stand under or over tables and are in none.
_MARKS = "□√☑☐✓✔■"
_ANSWER = re.compile(rf"(?:[{_MARKS}]\s?(?:不?(?:适用|適用)|是|否)\s*){{1,2}}")
_SIGNED = re.compile(
    r"(?:.{0,8}(?:负责人|負責人|法定代表人))(?:[(（][^)）]{0,12}[)）])?(?:签名|签章|盖章)?\s?[:：]"
)
# A term and its explanation: 「香港」 指 …
_DEFINED = re.compile("「.{1,60}」 指 |指 ")


def is_crammed(text: str) -> bool:
    """Tell whether a line is a row whose cells a converter has set without anything between them.

    >>> is_crammed('发放贷款16,761,31915,419,905'), is_crammed('贷款增加16,761亿元')
    (True, False)
    """
    return (
        _CRAMMED.search(text) is not None
        or (text[-1] in _DIGIT_LAST and _CRAMMED_AMOUNT.fullmatch(text) is not None)
        or (text[0] in "12" and _CRAMMED_YEARS.match(text) is not None)
    )


def judge_crammed(text: str) -> int:
    """Return 2 for a label and cells that are empty, 1 for one that may end in a cell; of crammed tables.

    >>> judge_crammed('资产证券化销售利得--'), judge_crammed('国家开发银行34.68%'), judge_crammed('净利润')
    (2, 1, 0)
    """
    if text[-1] not in "-%0123456789" or not _CRAMMED_END.fullmatch(text):
        return 0
    return 2 if text[-1] == "-" else 1


def is_repeated(text: str) -> bool:
    """Tell whether a line holds the words of several columns that say the same.

    >>> is_repeated('固定或浮动派息固定固定固定固定其中'), is_repeated('固定资产')
    (True, False)
    """
    return _REPEATED.search(text) is not None


def is_unit(text: str) -> bool:
    """Tell whether a line is the unit of a table's figures.

    >>> is_unit('单位:元 币种:人民币'), is_unit('单位:本行各分支机构。')
    (True, False)
    """
    return len(text) <= _LONGEST_UNIT and text[-1] not in "。;," and _UNIT.match(text) is not None


def is_answer(text: str) -> bool:
    """Tell whether a line is the answer in a form.

    >>> is_answer('□适用 √不适用'), is_answer('√ 是'), is_answer('不适用')
    (True, True, False)
    """
    return text[0] in _MARKS and _ANSWER.fullmatch(text) is not None


def is_outside(text: str) -> bool:
    """Tell whether a line can be in no table but a drawn one: an answer, a signature, a definition."""
    return ends_alone(text) or (text[0] in "「指" and _DEFINED.match(text) is not None)


def ends_alone(text: str) -> bool:
    """Tell whether a line ends its paragraph, whatever follows: an answer in a form, a signature."""
    return is_answer(text) or (":" in text and _SIGNED.match(text) is not None)


def opens_header(text: str) -> bool:
    """Tell whether a line begins what stands over rows: a unit, whose figures they are, or their date."""
    return (
        is_unit(text)
        or stands_over(text)
        or (len(text) <= _LONGEST_DATE and _NUMERIC.fullmatch(text) is not None)
    )


def stands_over(text: str) -> bool:
    """Tell whether a line is what stands over columns of figures: years, whose they are, their unit."""
    return len(text) <= _WIDEST and (_HEADER.fullmatch(text) is not None or _UNIT.match(text) is not None)


def is_broken_off(text: str, *, crammed: bool = False) -> bool:
    """Tell whether a line between rows reads like a cell or its label, not like a sentence or heading.

    Where rows are `crammed`, so are cells that are text, and such lines are long.
    """
    if is_outside(text):
        return False
    if text[-1] == ":":
        most = _WIDEST if crammed else 2 * _LABEL if text.isascii() else _LABEL
        return len(text) <= most and not _LEADS_IN.search(text)
    if text[-1] in "。;" or heading_rank(text)[0]:
        return False
    return "。" not in text if crammed else len(text) < _SHORT or "," not in text


def is_figure(text: str) -> bool:
    """Tell whether a line is one figure and nothing else."""
    return text[-1:] in _NUMERIC_ENDS and _NUMERIC.fullmatch(text) is not None


def judge_row(text: str) -> int:
    """Return 2 for a row by itself, several cells of which most are figures, 1 for a row in company, else 0.

    >>> judge_row('资产总额 30,109,436 27,699,540 26,087,043'), judge_row('存款 1,234')
    (2, 1)
    >>> judge_row('于 2015 及 2014 年,')
    0
    """
    if text[-1] in "。;,.":
        return 0
    if text[1:2] == " " and text[0] in _BULLETS:
        text = text[2:]
    cells = _SPACED_NUMBER.sub("", text).split(" ") if " " in text else [text]
    if len(cells) == 1:
        return int(is_figure(cells[0]) or _is_figures(text))
    numeric = [_NUMERIC.fullmatch(cell) is not None for cell in cells]
    if len(cells) >= _CELLS and (2 * sum(numeric) > len(cells) or all(numeric[-_CELLS:])):
        return 2
    if len(cells) == 2 and not numeric[1] and _ENUMERATOR.fullmatch(cells[0]):
        return 0  # a number and its title
    if 2 * sum(numeric) >= len(cells) or (numeric[-1] and numeric[-2]) or _is_figures(text):
        return 1
    if len(cells) < 3 or "。" in text or "," in text:
        return 0
    # Ideographic prose has no spaces of its own: short words set apart are a header's cells.
    return int(_IDEOGRAPH.search(text) is not None and not any(numeric) and max(map(len, cells)) <= _WORD)


def _is_figures(text: str) -> bool:
    """Tell whether a line is figures for the most part; a telephone number comes with its label."""
    if len(text) < _SOME or ":" in text or not _DIGIT.search(text):
        return False
    return len(_FIGURE.findall(text)) >= 0.5 * len(text)
