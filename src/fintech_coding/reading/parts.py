"""The parts of a report: the discussion, the directors, the shareholders, the notes, told by their titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from fintech_coding.reading.careers import find_careers
from fintech_coding.reading.numbering import strip_number

# The traditional characters of the titles below.
_SIMPLE = str.maketrans(
    "與專業東個義書於產價優會債關內冊況務動單歷發變後員團圖備學實審層歲師並錄録總報損數機權構檢畢匯彙潤狀獨環現監礎碩簡級組織經結績續綜編製職獲營補計討論評詞說説負財責賬資釋註銀際陳項顧險約",
    "与专业东个义书于产价优会债关内册况务动单历发变后员团图备学实审层岁师并录录总报损数机权构检毕汇汇润状独环现监础硕简级组织经结绩续综编制职获营补计讨论评词说说负财责账资释注银际陈项顾险约",
)
_CONTINUED = re.compile(r"\s?[(（](?:续|續|continued|cont['’]?d)[)）][:：]?$", re.IGNORECASE)
_CLOSES = (")", "）", ":", "：")
_SPACE = re.compile(r"[\s:：]+")

# 董事会报告 is the discussion where a report has no other, and governance where it has one.
_BOARD = "board"
_STAFF = "staff"  # stands in a chapter with the directors, and is not about them
_REST = "rest"  # what has no part of its own, wherever it stands

# Each title whole, without its number, white space, traditional characters and capitals.
_STATEMENT = (
    "(?:资产负债表|利润表|损益(?:及其他全面收益)?表|(?:其他)?(?:全面|综合)收益表|现金流量表"
    "|(?:所有者|股东)?权益变动表|财务状况表)"
)
_MANAGERS = (
    "(?:监事|高级管理(?:人员|层)|高管(?:人员)?|最高行政人员|员工|机构|成员|任职|在.{0,6}单位|的|基本|情况)"
)
_TITLES: dict[str, tuple[str, ...]] = {
    "mda": (
        ".{0,16}讨论[与及和]分析.{0,6}",
        "(?:综合)?(?:业务|财务|经营|业绩)(?:业绩|情况|状况)?(?:[及与和]财务)?(?:回顾|综述|评述|检讨)(?:[及与和]展望)?",
        "(?:the)?management['’]?s?['’]?(?:discussions?|commentary)(?:(?:and)?analys[ie]s)?.{0,60}",
        "discussionandanalysis.{0,60}",
        "(?:business|operat(?:ing|ions?|ional)|financial|performance)(?:and(?:financial|operating|business))?review.{0,24}",
        "reviewof(?:business)?operations.{0,24}",
        "strategicreport|(?:group|combined)?managementreport",
    ),
    _BOARD: (
        "董事[会局](?:工作)?报告书?",
        "(?:the)?(?:directors?['’]?|board['’]?s?)report",
        r"(?:the)?reportofthe(?:board|directors|boardofdirectors)(?:\(.*\))?",
    ),
    "directors": (
        f"(?:公司|本行|现任|历任|新任)?董事、?(?:[及和与、]?{_MANAGERS}){{1,10}}(?:持股|变动|报酬|说明|任职|的|情况|[和与及、]){{0,8}}",
        "(?:董事|监事|高级管理人员|高级管理层|高管|个人|人员)(?:[、及和与](?:董事|监事|高级管理人员|高级管理层|高管人员)){0,2}"
        "(?:简历|履历|简介|资料).{0,6}",
        "主要工作经历.{0,12}|专业背景.{0,24}|董事会成员简介",
        r"(?:profiles?|biograph\w+|particulars|information)(?:details|information)?(?:of|on|about|for)?(?:the|our)?"
        "(?:directors|boardmembers|board).{0,50}",
        "(?:directors|boardofdirectors)(?:,|and)"
        "(?:supervisors|statutoryauditors|auditors|seniormanagement|officers|executiveofficers|management).{0,40}",
        "directors['’]?(?:profiles?|biographies)|(?:seniormanagement|managementteam|board)(?:profiles?|biographies)",
    ),
    "shareholders": (
        "(?:普通股|优先股|主要)?(?:股份|股本|股权)(?:变动|结构|资本|变动及结构)?.{0,4}股东(?!大会).{0,14}",
        "(?:普通股|优先股)?(?:股份|股本)变动.{0,10}|(?:普通股|优先股)相关情况",
        "(?:主要|控股|前10名|前十名|优先股|普通股|第一大)?股东(?:[和及与]实际控制人)?(?:持股)?"
        "(?:数量|总数|名册|情况|资料|分布)(?:及持股)?.{0,6}",
        "主要股东|(?:主要|大)股东(?:及其他人士)?(?:于.{0,12})?的?(?:股份)?(?:权益|持股).{0,8}",
        "控股股东及实际控制人.{0,6}|前(?:10|十)名.{0,10}股东.{0,8}",
        "changesin(?:the)?share(?:capital|s).{0,60}",
        "(?:principal|substantial|major|top(?:ten|10|twenty|20))share(?:holders|holdings).{0,30}",
        "shareholders?['’]?(?:information|profile|structure|analysis)|shareholding(?:structure|pattern|distribution).{0,10}",
        "share(?:capital|s)and(?:major|principal|substantial)?shareholders?.{0,10}",
        "(?:analysis|distribution|particulars)of(?:ordinary|preference)?share(?:holders|holdings|ownership)",
        "distributionofownership.{0,20}|stockinformation",
    ),
    "governance": (
        "(?:公司|企业|法人)(?:治理|管治)(?:结构|报告|情况|架构|概况|报告书)?(?:[、及和与].{1,14})?",
        "内部控制(?:情况|报告|评价报告)?|监事会(?:工作)?报告",
        "(?:statementof|reporton|the)?(?:corporate)?governance(?:report|statement|structure|overview)?",
        "(?:the)?(?:report(?:of|by)the)?(?:boardof)?supervisor(?:s|ycommittee)['’]?(?:report)?",
    ),
    "statements": (
        "(?:年度|审计报告[及和])?(?:合并|综合)?财务(?:报告|报表|会计报告)(?:及审计报告|及附注)?",
        "(?:独立)?(?:审计师|核数师|审计|查账)报告书?.{0,12}",
        f"(?:(?:合并|综合|公司|母公司|银行|本行|[及和与、])*{_STATEMENT})+",
        "(?:reportof(?:the)?)?independent(?:registered)?(?:public)?(?:accounting)?(?:firm|auditors?)['’]?s?['’]?(?:report.{0,20})?",
        "auditors?['’]?s?['’]?report.{0,20}",
        "(?:audited)?(?:consolidated|separate|group|company|bank)?(?:annual)?"
        "(?:financialstatements|accounts)(?:of.{1,20}|andothers|andnotes)?",
        "(?:consolidated|separate|group|company)?(?:balancesheets?|incomestatements?|cashflowstatements?"
        "|statements?of(?:comprehensiveincome|profit|financialposition|cash|changesinequity|income|operations).{0,40})",
        "profitandlossaccount",
    ),
    "notes": (
        "(?:合并|综合|年度|本行|公司)?(?:财务|会计)报表(?:主要)?(?:项目)?的?(?:附注|注释).{0,4}",
        "财务报表补充资料|(?:未经审计|未经审核)的?补充(?:财务)?(?:资料|信息)",
        "notes?(?:to|on|forming)(?:and)?(?:partof)?(?:the)?(?:consolidated|group|company|separate|bank)?(?:and)?"
        "(?:company|bank|separate)?(?:financialstatements?|accounts).{0,20}",
        "(?:unaudited)?supplementary(?:financial)?information",
    ),
    _STAFF: (
        ".{0,20}员工(?:机构)?(?:情况|构成|基本情况|结构)|员工|机构.{0,6}(?:员工|情况)|人力资源.{0,16}",
        "(?:employees|staff|humanresources|humancapital).{0,20}",
    ),
    _REST: (
        "重要(?:事项|事件)|(?:公司)?债券相关情况|备查文件(?:目录)?|.{0,4}机构名录|组织(?:架构|机构)图?",
        "释义|词汇表|前瞻性陈述|财务摘要|公司资料",
        ".{0,6}社会责任.{0,8}|环境.{0,4}(?:社会|责任).{0,8}|可持续发展.{0,4}",
        "definitions?|glossary|branches.{0,20}|organi[sz]ation(?:al)?(?:structure|chart)|fiveyear.{0,30}",
        ".{0,12}socialresponsibilit(?:y|ies).{0,12}|sustainability.{0,20}|environmental,?social.{0,24}",
        "majorissues|significantevents|.{0,40}globalsystemicimportance.{0,20}",
    ),
}
_PATTERNS = {part: re.compile("|".join(titles)) for part, titles in _TITLES.items()}

# What opens the notes within the financial statements, where nothing is titled as notes.
_FIRST_NOTES = re.compile(
    "(?:公司|本行|银行|集团|企业)?的?(?:基本|一般)(?:情况|资料)|(?:财务报表的?)?编制基础.{0,24}"
    "|(?:重要|主要|重大)的?会计政策.{0,16}|合并财务报表项目注释"
    "|notes|(?:general|corporate|company)information|reportingentity|organi[sz]ation"
    "|basisof(?:preparation|presentation).{0,30}|(?:significant|material|principal)accountingpolic(?:y|ies).{0,40}"
)

# A chapter, and no less, that presents people.
_PEOPLE = re.compile(
    "(?:the|our)?(?:board(?:ofdirectors)?|directors|seniormanagement|managementteam|leadership)(?:team)?"
)

_DISCUSSED = 0.25  # a discussion has at least this share of the length of 董事会报告 beside it,
_MENTIONED = 0.02  # and this share of the whole report's
_OPEN = {"", "governance"}  # the parts in which careers may be told though no heading says so

# Under governance much is titled with the directors; this is about who they are.
_LIVES = re.compile("情况|简历|简介|履历|资料|经历|profile|biograph")

# The notes stand in a chapter that is titled as the whole accounts.
_ACCOUNTS = re.compile(r".{0,8}财务(?:报告|报表|会计报告)|.*financial(?:statements|report).*|.*accounts")

# A part may stand within another; in what is not listed all is of that part.
_WITHIN = {
    "": (_BOARD, "mda", "directors", "shareholders", "governance", "statements", "notes"),
    _REST: ("mda", "directors", "shareholders"),
    _BOARD: ("directors", "shareholders"),
    "governance": ("directors", "shareholders", _REST),
    "statements": ("statements", "notes", _REST),
    "directors": (_STAFF,),
}


@lru_cache(4096)  # running titles and contents come again and again
def squeeze_title(title: str) -> str:
    """Return a heading by which its like are known: no white space, capitals or traditional characters.

    >>> squeeze_title('管理層討論及分析(續)'), squeeze_title('Corporate Governance')
    ('管理层讨论及分析', 'corporategovernance')
    """
    title = _SPACE.sub("", strip_continued(title).casefold()).replace("&", "and")
    return title if title.isascii() else title.translate(_SIMPLE)


def strip_continued(title: str) -> str:
    """Return a heading without the word that says that it goes on from the page before.

    >>> strip_continued('1 重大會計政策(續)'), strip_continued('Taxation (continued)')
    ('1 重大會計政策', 'Taxation')
    """
    return _CONTINUED.sub("", title).strip() if title.endswith(_CLOSES) else title.strip()


@lru_cache(1024)
def name_part(title: str) -> str:
    """Return the part that a heading names; empty when it names none.

    >>> [name_part(title) for title in ('第四节 讨论与分析', '財務報表附註', 'Profiles of Directors', '科技')]
    ['mda', 'notes', 'directors', '']
    """
    squeezed = squeeze_title(strip_number(title))
    return next((part for part, pattern in _PATTERNS.items() if pattern.fullmatch(squeezed)), "")


def is_part_title(title: str) -> bool:
    """Tell whether a heading may be the title of a chapter that is known by it."""
    return name_part(title) not in ("", _STAFF)


def is_within(part: str, over: str) -> bool:
    """Tell whether a part may stand within another."""
    return over != "" and part in _WITHIN.get(over, ())


def holds_notes(title: str) -> bool:
    """Tell whether a title is that of the whole accounts, and of no audit report or single statement."""
    return _ACCOUNTS.fullmatch(squeeze_title(strip_number(title))) is not None


def nest_part(title: str, over: str, *, in_chapter: bool = False) -> str:
    """Return the part of what stands under a heading that stands in the part `over`, or a chapter of none."""
    named, key = name_part(title), squeeze_title(strip_number(title))
    if over == "statements" and _FIRST_NOTES.fullmatch(key):
        named = "notes"
    elif not (over or in_chapter) and _PEOPLE.fullmatch(key):
        return "directors"
    if named not in _WITHIN.get(_REST if in_chapter and not over else over, ()) or (
        named == "directors" and over and not _LIVES.search(key)
    ):
        return over
    return "" if named in (_STAFF, _REST) else named


def settle_parts(parts: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the part of each paragraph of a report, from what its headings name and from its text.

    Where a report has a discussion, 董事会报告 is governance; where only a heading or two sound like one, as
    in a letter, it has none. Where no heading says so, a run of paragraphs on persons is of the directors.
    """
    size: Counter[str] = Counter()
    for part, text in zip(parts, texts, strict=True):
        size[part] += len(text)
    is_discussed = size["mda"] > max(_DISCUSSED * size[_BOARD], _MENTIONED * size.total())
    settling = (
        {_BOARD: "governance"} if is_discussed else {_BOARD: "mda", "mda": "mda" if size[_BOARD] else ""}
    )
    settled = [settling.get(part, part) for part in parts]
    for run in find_careers(
        [text if part in _OPEN else "" for part, text in zip(settled, texts, strict=True)]
    ):
        if {*settled[run.start : run.stop]} <= _OPEN:
            settled[run.start : run.stop] = ["directors"] * len(run)
    return settled
