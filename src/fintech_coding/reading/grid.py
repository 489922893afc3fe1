"""Which lines of a page are set in a table: told by numbers, by gaps, and by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fintech_coding.reading.characters import CJK
from fintech_coding.reading.openings import heading_rank
from fintech_coding.records import Line

_GAP = 4.0  # ems of a line that its characters do not fill: the gaps between cells
_GAP_SHARE = 0.25  # and the share of its width; justified text is stretched by less
_LATIN_EM = 0.55  # a Latin character's usual width
_NARROW = 0.25  # a line beside another is a cell when it is narrower than this share of the page's text
_COLUMN_LINES = 5  # pairs of wide lines at one height make a page of two columns
_FILL = 3  # lines between two rows that may be broken off a cell
_LABEL = 12  # characters of a label between rows that ends in a colon
_WIDEST = 80  # characters of a header
_SHORT = 24  # characters of a line that may hold a comma and be no sentence

_IDEOGRAPH = re.compile(f"[{CJK}]")
_NUMERIC = re.compile(
    r"[(（]?[-–—+]?(?:rmb|us\$|hk\$|[¥$£€])?[,.]*\d[\d,.]*%?[)）]?|[-–—/]|n/?a|不适用"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|度|末)?",
    re.IGNORECASE,
)

# The unit of a table's numbers, over the table.
_UNIT = re.compile(
    r"[(（]?(?:货币|金额|貨幣|金額)?(?:单位|單位)\s?[:：]|[(（]?除特别注明外|[(（]?人民币百万元"
    r"|\([^)]{0,40}(?:million|thousand|billion)[^)]{0,40}\)$",
    re.IGNORECASE,
)
# Amounts without anything between them were cells of a row, and so were a label and an amount.
_CRAMMED = re.compile(
    r"\d(?:,\d{3}(?:\.\d\d)?[-–—(]*\d|\(\d[\d,.]*\)\(?\d|(?:(?<=1)9|(?<=2)0)\d\d年度?(?:19|20)\d\d年)"
)
_CRAMMED_LABEL = re.compile(rf"[^。;:,]*[{CJK})](?:\(?\d{{1,6}}(?:,\d{{3}})+\)?|\d{{5,}})$")
# What stands over columns of figures and is nothing but that.
_HEADER = re.compile(
    r"(?:本集团|本集團|本行|本公司|合并|合併|母公司|公司|项目|項目|附注|附註|合计|合計"
    r"|(?:the )?(?:group|bank|company)|notes?|total|(?:19|20)\d{2}(?:年(?:度|末)?)?"
    r"(?:\d{1,2}月\d{1,2}日)?|[\s/()])+",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d,.%()\-–]")
_SOME = 8  # characters; in a shorter line figures prevail by chance

_NUMERIC_ENDS = "0123456789%)）-–—年末日"
# Word sets a space between a number and its unit; the two are one cell.
_SPACED_NUMBER = re.compile(
    r"(?<=\d) (?=[年月日万萬亿億元个個家户戶股名项項倍百千])|(?<=[年月]) (?=\d{1,2} ?[月日])"
)


def find_rows(lines: Sequence[Line], ruled: Sequence[bool]) -> list[bool]:
    """Tell for each line of a page whether it is a table's row or cell; such lines come in company.

    `ruled` says which of them are known to be, for they stand between rulings.
    """
    if not lines:
        return []
    sure = [known or _is_crammed(line.text) for line, known in zip(lines, ruled, strict=True)]
    like = [
        known or _is_row_like(line.text) or is_gapped(line) for line, known in zip(lines, sure, strict=True)
    ]
    for index in _find_cells(lines):
        like[index] = True
    rows = [
        sure[index] or (is_row and any(like[max(0, index - 1) : index] + like[index + 1 : index + 2]))
        for index, is_row in enumerate(like)
    ]
    found = [index for index, is_row in enumerate(rows) if is_row]
    for above, below in pairwise(found):
        between = range(above + 1, below)
        if ruled[above] and ruled[below]:
            continue  # what the rulings leave out is no cell
        if 0 < len(between) <= _FILL and all(_is_broken_off(lines[index].text) for index in between):
            for index in between:
                rows[index] = True
    for index in reversed(range(len(rows) - 1)):
        rows[index] = rows[index] or (rows[index + 1] and _stands_over(lines[index].text))
    return rows


def _is_crammed(text: str) -> bool:
    """Tell whether amounts, or a label and an amount, stand in a line with nothing between them."""
    if _CRAMMED.search(text):
        return True
    return (text[-1] == ")" or text[-1].isdecimal()) and _CRAMMED_LABEL.match(text) is not None


def is_gapped(line: Line) -> bool:
    """Tell whether a line's characters fill it so little that there must be gaps between cells."""
    if " " not in line.text:
        return False
    latin = len(line.text.encode("ascii", "ignore"))
    filled = (len(line.text) - latin + _LATIN_EM * latin) * line.size
    width = line.x1 - line.x0
    return width - filled > max(_GAP * line.size, _GAP_SHARE * width)


def _find_cells(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines that stand beside others at one height, as cells do and columns of text do not."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    heights = [
        [index for index in group if lines[index].x1 - lines[index].x0 > 2 * lines[index].size]
        for group in _group_heights(lines)
    ]
    narrow = {index for group in heights for index in group if _is_narrow(lines[index], width)}
    pairs = [group for group in heights if len(group) == 2]
    in_columns = sum(not narrow.intersection(pair) for pair in pairs) >= _COLUMN_LINES
    for group in heights:
        if len(group) > 2 or (len(group) == 2 and not in_columns and narrow.intersection(group)):
            yield from group


def _group_heights(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the lines of a page that stand at one height, from the top."""
    group: list[int] = []
    for index in sorted(range(len(lines)), key=lambda index: lines[index].top):
        if group and lines[index].top - lines[group[0]].top > 0.4 * lines[group[0]].size:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _is_narrow(line: Line, width: float) -> bool:
    return line.x1 - line.x0 < _NARROW * width


def _stands_over(text: str) -> bool:
    """Tell whether a line is what stands over columns of figures: years, whose they are, their unit."""
    return len(text) <= _WIDEST and (_HEADER.fullmatch(text) is not None or _UNIT.match(text) is not None)


def _is_broken_off(text: str) -> bool:
    """Tell whether a line between rows reads like a cell or its label, not like a sentence or heading."""
    if text[-1] == ":":
        return len(text) <= _LABEL
    return text[-1] not in "。;" and heading_rank(text)[0] == 0 and (len(text) < _SHORT or "," not in text)


def _is_row_like(text: str) -> bool:
    if text[-1] in "。;,.":
        return False
    if _UNIT.match(text):
        return True
    # A telephone number comes with its label.
    if ":" not in text and len(text) >= _SOME and len(_FIGURE.findall(text)) >= 0.5 * len(text):
        return True
    cells = _SPACED_NUMBER.sub("", text).split(" ")
    if len(cells) == 1:
        return text[-1] in _NUMERIC_ENDS and _NUMERIC.fullmatch(text) is not None
    numeric = [_NUMERIC.fullmatch(cell) is not None for cell in cells]
    if 2 * sum(numeric) >= len(cells) or (numeric[-1] and numeric[-2]):
        return True
    if len(cells) < 3 or "。" in text or "," in text:
        return False
    # Ideographic prose has no spaces of its own: short words set apart are a header's cells.
    return _IDEOGRAPH.search(text) is not None and not any(numeric) and max(map(len, cells)) <= 12
