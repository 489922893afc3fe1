"""What is measured: the words for technology investment and staff, patents and IoT terminals.

All of this reads folded text: small letters, simplified characters, half-width digits and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

INVESTMENT, STAFF, RD_INVESTMENT, RD_STAFF = (
    "fintech_investment",
    "fintech_staff",
    "rd_investment",
    "rd_staff",
)
PATENTS, TERMINALS = "patents", "iot_terminals"
INDICATORS = (
    INVESTMENT, f"{INVESTMENT}_share", f"{INVESTMENT}_growth",
    STAFF, f"{STAFF}_share", f"{STAFF}_growth",
    RD_INVESTMENT, f"{RD_INVESTMENT}_share", f"{RD_INVESTMENT}_growth",
    RD_STAFF, f"{RD_STAFF}_share", f"{RD_STAFF}_growth",
    PATENTS, "patents_new", "patent_applications", "patent_applications_new",
    TERMINALS,
)  # fmt: skip
"""The indicators, in the order in which they are described."""

UNITS = {
    INVESTMENT: ("money",), RD_INVESTMENT: ("money",), STAFF: ("人", "名", "位", ""),
    RD_STAFF: ("人", "名", "位", ""), PATENTS: ("项", "件", "个", ""),
    TERMINALS: ("台", "个", "套", "部", ""),
}  # fmt: skip
"""The kinds of quantity that a level of each topic can be; empty is a bare number."""

SHARED = (INVESTMENT, RD_INVESTMENT, STAFF, RD_STAFF)
"""The topics of which a share of a whole and a growth can be given."""

_TECH_ZH = (
    r"(?:数字金融科技|金融科技|信息科技|信息技术|数字科技|数字技术|资讯科技|资讯技术|科技类|科技条线|科技"
    r"|信息化|数字化|数智化|数位|资讯|(?<![a-z])(?:i\.?t|fintech|ict)(?![a-z]))"
)
# 数字化人才 are of every trade, 数字化投入 is all technology.
_TECH_PEOPLE_ZH = (
    r"(?:数字金融科技|金融科技|信息科技|信息技术|数字科技|资讯科技|资讯技术|科技|资讯|(?<![a-z])(?:i\.?t"
    r"|fintech|ict)(?![a-z]))"
)
_SPENT_ZH = (
    r"(?:投入|投资(?!基金|公司|平台|机构|银行|者|子公司|项目|有限)|支出|开支|经费)(?:总额|金额|资金|规模|总量"
    r"|合计)?"
)
_BETWEEN_ZH = (
    r"(?:相关|系统|建设|开发|发展|资源|战略|资金|领域|转型|应用|项目|总|运营|方面的?|基础设施|及|和|与|数字化"
    r"|研发|、){0,3}"
)
_PEOPLE_ZH = r"(?:从业人员|人员|人才|人力|员工|队伍|团队)"
_TECH_EN = (
    r"(?<![a-z])(?:fin ?tech|financial technology|information technology|i\.?t|ict|technology|technological"
    r"|tech|digital|digitali[sz]ation)(?![a-z])"
)
_SPENT_EN = r"(?:investments?|spending|spend|expenditures?|outlays?)(?![a-z])"
_PEOPLE_EN = (
    r"(?:personnel|staff|employees|professionals|talents?|headcount|specialists|workforce|engineers|experts"
    r"|ftes?|team members|practitioners)(?![a-z])(?! costs?| expenses?)"
)
_RD_EN = r"(?<![a-z])(?:r&d|research and development)"
_MEASURES = {
    "part_investment": (
        rf"{_TECH_ZH}\s?(?:资本性(?!支出(?:及|和|与)费用)|资本化|费用化|创新|研发创新){_SPENT_ZH}"
        rf"|(?:创新研发|研发创新|科技创新研发){_SPENT_ZH}|{_TECH_EN}(?: related)? capital {_SPENT_EN}"
    ),
    "part_rd_investment": rf"(?:费用化|资本化)研(?:究)?(?:与)?(?:开)?发{_SPENT_ZH}",
    # 研发开支 is an expense of the income statement; what is capitalised is not in it.
    "rd_investment": rf"(?<!创新)研(?:究与开)?发(?!开支){_SPENT_ZH}|{_RD_EN} {_SPENT_EN}",
    "rd_staff": (rf"(?:研究与开发|研发){_PEOPLE_ZH}(?:总数|数量|人数|的数量|总量)?|{_RD_EN} {_PEOPLE_EN}"),
    "part_staff": (
        r"(?:软件开发中心|软件中心|数据中心|研发中心|科技子公司|金融科技公司)(?:员工|人员)(?:总数|数量|人数)?"
    ),
    "investment": (
        rf"{_TECH_ZH}\s?{_BETWEEN_ZH}{_SPENT_ZH}"
        rf"|投入(?:金融科技|信息科技|科技|信息化)(?:研发|创新|建设)?(?:资金|资源|经费"
        rf"|建设资金)|{_TECH_ZH}\s?资本性支出(?:及|和|与)费用(?:性)?(?:投入|支出)?|{_TECH_EN}(?:(?: and|/"
        rf"| &) [a-z]+| r&d| related| development){{0,2}} {_SPENT_EN}|{_SPENT_EN} (?:in"
        rf"|on) (?:the )?(?:[a-z]+ (?:and )?){{0,2}}{_TECH_EN}(?! (?:companies|firms|start|fund))"
    ),
    "staff": (
        rf"{_TECH_PEOPLE_ZH}\s?(?:条线|类|专业|开发|研发|应用|业务|序列|岗位|方面|相关|板块"
        rf"|部门){{0,2}}(?:的|共有|现有|有)?{_PEOPLE_ZH}"
        r"(?:队伍)?(?:总数|数量|人数|总量|规模)?"
        rf"|{_TECH_EN}(?: and [a-z]+| related| development| research){{0,2}} {_PEOPLE_EN}"
    ),
    "patents": r"专利|(?<![a-z])patents?(?![a-z])",
    "terminals": r"物联网?|(?<![a-z])(?:ai)?iot(?![a-z])|internet of things",
}
_TOPICS = {
    "part_investment": INVESTMENT, "part_rd_investment": RD_INVESTMENT, "rd_investment": RD_INVESTMENT,
    "rd_staff": RD_STAFF, "part_staff": STAFF, "investment": INVESTMENT, "staff": STAFF, "patents": PATENTS,
    "terminals": TERMINALS,
}  # fmt: skip
_MEASURE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MEASURES.items()))
_HINT = re.compile(
    r"科技|信息技术|信息化|数字|数智|数位|资讯|研发|研究与开发|创新|专利|物联|软件|数据中心|patent"
    r"|r&d|research and|tech|iot|internet of|digital|\bi\.?t\b|\bict\b"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is one of, named at `start:end` of a text; `part` says that it is a part of the whole."""

    start: int
    end: int
    topic: str
    part: bool


def has_measure(text: str) -> bool:
    """Tell fast whether a folded text may name a measure at all."""
    return _HINT.search(text) is not None


def find_measures(text: str) -> Iterator[Measure]:
    """Yield the measures that a folded text names, from left to right.

    >>> [(m.topic, m.part) for m in find_measures('金融科技投入238.19亿元;其中it资本性支出5亿元')]
    [('fintech_investment', False), ('fintech_investment', True)]
    >>> [m.topic for m in find_measures('科技型企业贷款余额;科技投资基金')]
    []
    """
    for match in _MEASURE.finditer(text):
        name = match.lastgroup or ""
        yield Measure(match.start(), match.end(), _TOPICS[name], name.startswith("part_"))
