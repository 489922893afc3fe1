"""What a percentage says of a measure: its share of a whole, or its growth.

All of this reads folded text, and looks between a measure, or its last figure, and the percentage.
"""

from __future__ import annotations

import re

from fintech_coding.tables.measures import RD_STAFF, SHARED, STAFF, Measure
from fintech_coding.tables.quantities import Quantity

# What stands between a measure and the figure of something else.
OTHER_NOUN = re.compile(
    r"贷|余额|存款|基金|利润|费用|成本|融资|授信|交易|价值|资产|市值|资本金|募集|保费|奖|著作权|商标|标准"
    r"|论文|客户|用户|网点|商户|企业|项目|系统|场景|课题|债|培训|学历|博士|硕士|女性|年龄|岁|预算|收费"
    r"|\bloans?\b|\bdeposits?\b|\bfees?\b|\bprofit|\bcosts?\b|\bcustomers?\b|\bclients?\b|\busers?\b"
    r"|\bbranches\b|\bawards?\b|\bprojects?\b"
)

LINK = re.compile(r"至|到|和|及|、|与|分别|由|从|20\d\d|上年|去年|compared|against|\bto\b|\band\b")
OF_WHICH = re.compile(r"其中|包括(?!外包|劳务|派遣)|of which|including|among")
_GROWTH = re.compile(
    r"(?P<word>增长|成长|年增|增幅|增速|降幅|提升|上升|增加|提高|增|下降|减少|降低|\bup\b|\bdown\b|\brose\b"
    r"|\brising\b|\brise\b|increas\w*|\bgrew\b|\bgrow\w*|decreas\w*|\bhigher\b|\blower\b)(?:率|了|为|达到"
    r"|达|有|约|近|将近|超过|超|逾|高达|over|about|nearly|more than|approximately|by|of|\s){0,5}$"
)
_AVERAGE = re.compile("年均|平均|复合|average|compound|cagr")
_FALLEN = re.compile("下降|降幅|减少|降低|down|decreas|lower")
_SHARE_ZH = re.compile(r"占(?P<base>[^;。占]{0,36})$")
_IS_OF = re.compile(r"(?:是|为|相当于)[^,;。\d]{0,12}收入的$")
_SHARE_EN = re.compile(r"\s*(?:of|as a percentage of)\s(?P<base>[a-z' ]{0,48})")
_REVENUE = re.compile(
    r"营业总?收入|营收|主营业务收入|经营收入|总收入|净收入|operating income|total income|revenues?\b|turnover"
)
_EVERYBODY = re.compile(
    r"员工|职工|全行|集团|总人数|全体|在职|全部人员|公司总?人|总人|本行|从业人员|全公司|employees|workforce"
    r"|staff|headcount|personnel"
)
_OF_TECH = re.compile(r"科技|技术|研发|\bit\b|technolog")
_BARE_SHARE = re.compile(r"比(?!重?例?较|例?为)|的?比[例重]")


def name_relation(text: str, quantity: Quantity, measure: Measure, between: str, last: str) -> str:
    """Return the share or growth that a percentage after a measure is, empty where it is neither.

    `between` is what stands before it, from the measure or its last figure on; `last` names that figure.
    """
    topic = measure.topic
    if topic not in SHARED or ";" in between or OF_WHICH.search(between):
        return ""
    if "占" not in between and _GROWTH.search(between):
        others = (OTHER_NOUN, _REVENUE, _AVERAGE)
        is_own = not any(pattern.search(between) for pattern in others)
        return f"{topic}_growth" if is_own else ""
    goes_on = last == f"{topic}_share" and LINK.search(between) is not None
    share = _SHARE_ZH.search(text, measure.start, quantity.first)
    if share and ("占" in between or goes_on):
        # 占比 of a part is more likely its share of the whole of it than of revenue.
        is_bare = (
            not measure.part
            and _BARE_SHARE.match(share["base"]) is not None
            and not OTHER_NOUN.search(between)
        )
        return f"{topic}_share" if is_bare or is_base_of(topic, share["base"]) else ""
    share = _SHARE_EN.match(text, quantity.end)
    if (
        goes_on
        or (topic not in (STAFF, RD_STAFF) and _IS_OF.search(between))
        or (share and is_base_of(topic, share["base"]))
    ):
        return f"{topic}_share"
    return ""


def is_base_of(topic: str, words: str) -> bool:
    """Tell whether some words name what a topic is given as a share of: revenue, or all the staff.

    >>> is_base_of(STAFF, '全行员工'), is_base_of(STAFF, '科技投入')
    (True, False)
    """
    whole = _EVERYBODY if topic in (STAFF, RD_STAFF) else _REVENUE
    return whole.search(words) is not None and not _OF_TECH.search(words)


def has_fallen(between: str) -> bool:
    """Tell whether the growth that some words announce is a decline."""
    return _FALLEN.search(between) is not None
