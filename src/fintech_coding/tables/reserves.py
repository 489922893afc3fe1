"""With what reserve a figure is to be read: plans, others' figures, parts of a whole, the year it is of.

All of this reads folded text, and looks at the clauses around a measure and its figure only.
"""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[,;。:!?]")
_LONGEST_LEAD = 60  # characters before a measure

_PLAN = re.compile(
    r"计划|力争|预计|预期|预算|(?<!指)目标|拟(?!合)|将(?=达|投入|超|增|继续|进一步|会|力|不低|不少|每年"
    r"|保持|加大)|未来|规划|下一年|明年|不低于|不少于|\bplans?\b|\bplanned\b|expects?\b|expected|\bwill\b"
    r"|targets?\b|\baims?\b|intends?\b|budget|going forward|over the next|in the next|guidance"
)
# A plan that is named is none that is made: 行动计划, 发展规划, the targets of a title.
_PLAN_AFTER = re.compile("[^;。]{0,40}(?:是|为|作为)[^,;。]{0,24}(?:目标|规划|计划)")
_PLAN_NAME = re.compile(r"(?:行动|发展|战略|年|五|施工|培养|实施)(?:计划|规划)|(?:计划|规划)[》”\"]|》")
_OWN = re.compile(
    r"本行|本集团|本公司|全行|全集团|我行|我们|全年|本年|年内|报告期|公司拥有|(?:本|该)年度|20\d\d年"
    r"|\bthe bank\b|\bthe group\b|\bour\b|\bwe\b|\bthe company\b|during the year"
)
_OTHERS = re.compile(
    r"企业(?!级|文化|网银|微信|手机)|客户|同业(?!首|率先|领先|前列|第一|最|排名|中率先)|我国|全社会|全国"
    r"|全球|国家(?!知识产权|专利|级|$)|政府|财政|他行|多家银行|其他银行|银行业(?!首|领先)|竞争对手|上市公司|被投资"
    r"|供应商|合作方|研究机构|高校|(?<=[\u4e00-\u9fff])(?<![行银本全我贵该])集团|\bpeers?\b|\bindustry\b"
    r"|competitors?|\bcountry\b|\bchina's\b|investees?|\bgovernment\b|other banks|\bclients?\b"
)
# Whoever these name is spoken of to the sentence's end.
_OTHER_SUBJECT = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![行银本全我贵该])集团(?=累计|共|已|拥有|全年|每年|的?科技|投入|持续)|被投资"
    r"|某|我国|全社会|多家银行|其他银行|财政|质押|investees?"
)
_FINANCED = re.compile(r"支持|扶持|助力|投放|发放|资助|向[^,]{0,12}提供|financ(?:ed|ing)|lent to|supported")
_PART = re.compile(
    r"分行|(?<!全)中心|子公司|零售|专属|专项(?!计划)|总行|实验室|研究院|有限公司|事业部|手机银行|条线内|[银信]科技"
    r"|[银信]金科|金融科技公司|境内机构|海外|境外(?!机构)|subsidiar|centre|center|branch|retail"
)
_OF_WHICH = re.compile(
    "其中|包括(?!外包|劳务|派遣)|正式员工|发明|实用新型|外观设计|of which|including|invention|utility model"
)
_EXCLUDED = re.compile("(?:不含|不包括|excluding)(?!外包|劳务|派遣| outsourced)")
_OUTSOURCED = re.compile(
    r"(?<!不)(?:含|包括|包含)[^,;。()]{0,6}(?:外包|派遣|劳务)|includ\w+[a-z ]{0,12}(?:outsourc|contract)"
)
_CUMULATIVE = re.compile(
    r"(?<![全本当]年)(?<!年内)累计|累积|总共|历年|(?:[三四五六七八九十]|\d)年[^,;。]{0,4}累"
    r"|cumulative|accumulat|to date|in total"
)
_HELD = re.compile(
    r"已获|已授权|在审|拥有|持有|现有|共有|有效专利|截至|年末|期末|存量|总量|总数|\bhas\b|\bhad\b|\bhold|held|\bown"
)
_ADDED = re.compile(r"新增|年内|当年|本年|全年|年度|报告期内|新获|\bnew\b|during|\bin 20")
_APPLIED = re.compile(r"申请(?!并获|成功|获)|受理|提交|appl|filed|filing|submitted")
_PUBLISHED = re.compile(r"公开|公布|published")
_GRANTED = re.compile(
    r"授权|核准|receiv|awarded|获得|取得|获批|拥有|有效|granted|obtained|authori[sz]ed|\bhold|held"
)

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年度|年末|年底|年)?(?!\d)")
_COMPARED = re.compile(r"(?:较|比|同比|较于|与|超过|over|than)\s*$")
_LAST_YEAR = re.compile(
    r"(?<!较)(?<!比)(?<!与)(?:上年度?|去年|上一年度?|上年同期|上年末|last year|(?:the )?previous year"
    r"|a year earlier)"
)
_BEFORE = re.compile(r"(?:由|从)[^,;。至到]{0,8}$|\bfrom\s*(?:over|about|approximately)?\s*$")
_AGAINST = re.compile(r"compared (?:with|to)|\bagainst\b|\bversus\b")
_TO = re.compile(r"[至到]|\bto\b")
_ROSE_TO = re.compile(r"\s*(?:大幅|快速|稳步)?(?:增|提|上升|升|扩|跃|\bto\b)")
_YEAR_AFTER = re.compile(r"\s+(?:in|for|at the end of|at end of|at end) (20\d\d)(?!\d)")


def find_lead(text: str, start: int) -> str:
    """Return what stands before a place in its clause, and the clause before where that names nobody.

    >>> find_lead('公司作为被投资企业,拥有专利210项', 12)
    '公司作为被投资企业,拥有'
    >>> find_lead('赋能企业转型,全年科技投入8亿元', 9)
    '全年'
    """
    before = text[max(0, start - _LONGEST_LEAD) : start]
    ends = [match.end() for match in _CLAUSE.finditer(before)]
    lead = before[ends[-1] :] if ends else before
    if ends and not _OWN.search(lead) and before[ends[-1] - 1] in ",:":
        lead = before[ends[-2] :] if len(ends) > 1 else before
    return lead


def names_owner(text: str) -> bool:
    """Tell whether a text says that it is about the reporting bank, or about the report's year."""
    return _OWN.search(text) is not None


def is_planned(text: str, after: str = "") -> bool:
    """Tell whether what stands before a figure, from its sentence's start on, or after it makes it a plan.

    >>> is_planned('到2025年,力争科技人员占比达到'), is_planned('落实三年行动计划,科技投入')
    (True, False)
    """
    return _PLAN.search(_PLAN_NAME.sub("_", text)) is not None or _PLAN_AFTER.match(after) is not None


def is_of_others(before: str, lead: str) -> bool:
    """Tell whether what stands before a measure says that it is someone else's, or something financed.

    `before` is all of that in the sentence, `lead` that of the measure's clause.
    """
    own = max((match.end() for match in _OWN.finditer(before)), default=0)
    if _OTHER_SUBJECT.search(before, own):
        return True
    own = max((match.end() for match in _OWN.finditer(lead)), default=0)
    return _OTHERS.search(lead, own) is not None or _FINANCED.search(lead, own) is not None


def find_reserves(before: str, lead: str, between: str, after: str) -> list[str]:
    """Return the reserves told by the words before a measure, between it and its figure, and after that.

    `before` is all that stands before in the sentence, `lead` what does in the measure's clause.
    """
    reserves = []
    near = f"{lead} {between}"
    if _OUTSOURCED.search(f"{near} {after}"):
        reserves.append("including_outsourced")
    # 其中 ends with its clause; a branch that is named holds on.
    clause = _OUTSOURCED.sub("", f"{_CLAUSE.split(lead)[-1]} {between}")
    if _PART.search(near) or _OF_WHICH.search(clause) or _EXCLUDED.search(before):
        reserves.append("part")
    if _CUMULATIVE.search(near):
        reserves.append("cumulative")
    return reserves


def name_patents(clause: str, last: str) -> tuple[str, bool]:
    """Return which patents a figure counts, by its clause, and whether they are published ones.

    `last` is the sentence's figure of patents before it: what a clause leaves open is as there.

    >>> name_patents('累计获得专利授权', ''), name_patents('当年申请专利', '')
    (('patents', False), ('patent_applications_new', False))
    """
    published = _PUBLISHED.search(clause) is not None
    granted, applied = _GRANTED.search(clause), _APPLIED.search(clause)
    is_application = published or (applied is not None and granted is None) or "受理" in clause
    if not (published or granted or applied):
        is_application = "applications" in last
    base = "patent_applications" if is_application else "patents"
    if _ADDED.search(clause) and not _CUMULATIVE.search(clause):
        return f"{base}_new", published
    if published or _CUMULATIVE.search(clause) or _HELD.search(clause):
        return base, published
    # Without a word for either, it goes on as the figure before it, and else is of the year.
    return (base if last and not last.endswith("_new") else f"{base}_new"), published


def resolve_year(text: str, near: int, first: int, end: int, year: int | None) -> int | None:
    """Return the year that the quantity at `first:end` of a sentence is of, in a report of `year`.

    What stands from `near` on, the end of the last figure or the start of the measure's clause, decides; else
    the year that the sentence named last before, else the report's.
    """
    between = text[near:first]
    after = _YEAR_AFTER.match(text, end)
    named = int(after[1]) if after else _find_year(between)
    if named is not None:
        return named
    if year is not None:
        rose = _BEFORE.search(between) is not None and _ROSE_TO.match(text, end) is not None
        if rose or _AGAINST.search(between) or _LAST_YEAR.search(between):
            return year - 1
        if _TO.search(between):
            return year
    return _find_year(text[:near]) or year


def list_years(text: str, count: int) -> list[int]:
    """Return the years that a text names, in their order; two with a dash between are a range of `count`.

    >>> list_years('2020年和2021年,科技投入分别为', 2), list_years('2019年至2021年', 3)
    ([2020, 2021], [2019, 2020, 2021])
    """
    years = [int(match[1]) for match in _YEAR.finditer(text)]
    if len(years) == 2 and years[1] - years[0] + 1 == count:
        return list(range(years[0], years[1] + 1))
    return years


def _find_year(text: str) -> int | None:
    found = None
    for match in _YEAR.finditer(text):
        if not _COMPARED.search(text[max(0, match.start() - 8) : match.start()]):
            found = int(match[1])
    return found
