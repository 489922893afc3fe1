"""Which words in quotation marks are the name of a system, product or brand, and which a slogan.

A quotation is judged by what it holds and by the words on both sides of it; one that stands in a row of
quotations is judged with them, for 推出“税务贷”“开户贷” names two products.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fintech_coding.tables.ordinary import ACRONYMS

_QUOTED = re.compile('[“「『"]([^“”「」『』"。;；\n]{1,40})[”」』"]')
_ROW = re.compile(r"\s*(?:、|,|，|和|及|与|\+|及其|以及|and)?\s*")
_LONGEST_NAME = 16  # ideographs
_REACH = 16  # characters that are looked at on each side

# What a name is the name of.
_HEAD = (
    "(?:平台|系统|中台|大脑|引擎|工作站|机器人|助手|助理|客服|APP|App|app|小程序|门户|云|数据库|框架|芯片"
    "|产品|品牌|频道|钱包|贷款|服务|项目|专案|工具|模型|大模型|银行|版|组件|终端|生态|链)"
)
_BEFORE_NAME = re.compile(
    rf"{_HEAD}(?:——|:|—)?$"
    "|(?:推出|上线|发布|投产|研发|打造|升级|推广|命名为|名为|搭建|依托|基于|通过|借助|应用|运用|优化|完善"
    "|创建|建成|构建|建置|导入|以|开发|开通|迭代|试点|推进|深化|了|新增|包括|如)$|(?:launched|introduced"
    "|unveiled|called|named|platform|system|app|assistant|chatbot|product|brand|its|the|our|using"
    r"|via),?\s$"
)
_AFTER_NAME = re.compile(
    "(?:系列|高价值|分布式|智能|智慧|大数据|移动|数字|线上|线下|企业级|综合|金融|反欺诈|风控|开放|机器学习"
    "|人工智能|区块链"
    r"|[A-Za-z]{2,10}|语音|视频|大|小额|电商|产业|贸易|融资|管理|信用|运营|运维|知识|数据|供应链|微信|手机|云|虚拟|标准化"
    r"|\s){0,4}"
    rf"{_HEAD}"
    "|系列|推出|上线|累计|实现|聚焦|对接|新增|入选|已|全面|正式|成功|获|注册|交易|覆盖|服务|支持|完成|运用"
    "|利用|提供|在|为核心"
    r"|\s?(?:[a-z-]+ ){0,2}(?:platform|system|app|application|mobile|solution|cloud|chatbot|assistant|service"
    r"|product|suite|portal|engine|,? an? |is\b)"
)
_TITLE_LIKE = re.compile(
    "(?:贷|贷款|通|宝|云|脑|信|钱包|智投|管家|平台|系统|链|盾|银行|易|汇|付|卡|库|眼|鹰|星"
    "|小[\u4e00-\u9fff]|生活|缴费|快线|助手|助理|机器人|版|馆|e[\u4e00-\u9fff]{1,4}|凭据|支付|结算|大模型"
    "|引擎|APP|客服|工作室|网点|柜台|直播|柜面|商城|家园|精灵|卫士|快车|直通车|超市)$"
)
_LATIN_NAME = re.compile(
    r"^[A-Za-z][A-Za-z0-9.+-]{1,24}$|[\u4e00-\u9fff]+(?:[A-Z][A-Za-z]+|e)[\u4e00-\u9fff]*$"
    r"|^e[\u4e00-\u9fff]+$"
    "|^[A-Za-z][A-Za-z0-9+-]*(?: [A-Z][A-Za-z0-9+-]*){1,3}$"
)
_BANKISH = re.compile(
    "(?:工银|工行|农银|农行|中银|建行|建信|建银|交银|邮储|邮|招银|招行|平安|兴业|浦发|民生|光大|阳光|华夏"
    "|中信|裕农|惠)"
)

# What is no name, whatever stands beside it: lists, programmes of so many points, ideals, awards, idioms.
_SLOGAN = re.compile(
    r"[、,，/]|[+＋].|十[二三四五]五|互联网[+＋]|(?:化|战略|目标|原则|理念|方针|精神|使命|愿景|文化|主义"
    r"|革命)$"
    "|^(?:走出去|引进来|双碳|碳中和|碳达峰|放管服|三农|刷脸|数字化|智慧银行|数字银行|黑名单|白名单|冷启动"
    "|长尾|最[后先]一公里)$|^(?P<one>.).(?P=one).$|^.(?P<two>.).(?P=two)$|最佳|十佳|金奖|大奖|百强|优秀"
    "|先进|示范|试点|年度|^以|而|更|不(?!动产)|要|人民(?!币)|群众|高质量|可信|主动|融合式"
)
_NUMBERED = re.compile(
    "^[^一二三四五六七八九十两双]{0,2}[一二三四五六七八九十两双][\u4e00-\u9fff]{0,3}(?:步|大|化|个|项|中心"
    "|地|会|位|有|融|统一|保|色|抓|稳|字|点|高|降|支柱|篇)"
    r"|^[一二三四五六七八九十两双\d][^贷通宝云]{0,2}$"
)
_ENGLISH_SLOGAN = re.compile(
    r"\b(?:Plan|Year|Day|Forum|Award|Strateg|Initiative|Program|Week|Campaign|Conference|Summit|Principle"
    r"|Road|Plus|Sandbox|Policy|Vision|Best)\w*\b"
)
# 智慧校园 is a field in which a bank is busy, as often as a product.
_FIELD = re.compile("(?:智慧|数字|智能|线上|互联)[\u4e00-\u9fff]{2}")
_SLOGAN_AFTER = re.compile(
    "(?:的|之|等)?(?:总体|发展|经营|工作|核心|重点|管理|转型|国家|建设|服务)?(?:战略|目标|原则|理念|方针"
    "|行动(?!银行|支付)|计划(?!项目)|要求|政策|倡议|活动|论坛|大会|峰会|会议|奖|称号|榜|评测|评选|认证|标准|路径|模式"
    "|机制|格局|主题|精神|思想|规划|为特征|为主线|为目标|为导向|为重点|周|月|年|日|转型|办学|共建|示范"
    "|总基调|实验室|中心|优势|思路|方式|特色|双轮|布局|定位|一体化|协同|工作(?!室|台)|国家|倡导|体检|问题"
    "|难题|瓶颈|需求|人才|队伍|科技|架构|特征"
    r"|\s?(?:strateg|goal|principle|award|project|theme|initiative|policy|countries|prize|pilot))"
)
_WEAK_AFTER = re.compile("企业(?!开户|网银|手机)|重点企业|建设|合作|体系|能力|客户|用户|的")
_SLOGAN_BEFORE = re.compile(
    "(?:荣获|获评|获得|获|评为|授予|入选|蝉联|荣膺|坚持|秉承|践行|贯彻|落实|围绕|按照|遵循|响应|弘扬|聚焦"
    "|突出|体现|顺应|树立|实现|助力|举办|承办|开展|召开|主题为|以|形成|强化|凸显|契合|紧扣|主动服务"
    "|持续推进|award(?:ed)?|won|theme of|strategy of|principle of|under the)[^,;，；“”「」]{0,8}$"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in quotation marks at `start:end` of a text, and whether it is a name."""

    start: int
    end: int
    text: str
    is_name: bool


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations of a part of a text, in their order.

    >>> text = '推出“税务贷”“开户贷”等产品,服务“走出去”企业'
    >>> [(q.text, q.is_name) for q in find_quotations(text, 0, len(text))]
    [('税务贷', True), ('开户贷', True), ('走出去', False)]
    """
    found = list(_QUOTED.finditer(text, start, end))
    quotations: list[Quotation] = []
    for row in _split_rows(found, text):
        before = text[max(start, row[0].start() - _REACH) : row[0].start()]
        after = text[row[-1].end() : min(end, row[-1].end() + _REACH)]
        scores = [_score_content(match[1]) for match in row]
        context = _score_context(before, after)
        # In a row the surest member speaks for the others.
        shared = max(scores) if len(row) > 1 and min(scores) > -2 else None
        for match, score in zip(row, scores, strict=True):
            judged = max(score, shared if shared is not None else score) + context
            quotations.append(Quotation(match.start(1), match.end(1), match[1].strip(), judged > 0))
    return quotations


def _split_rows(found: list[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield quotations that stand in a row, with nothing but a comma or an "and" between them."""
    row: list[re.Match[str]] = []
    for match in found:
        if row and not _ROW.fullmatch(text[row[-1].end() : match.start()]):
            yield row
            row = []
        row.append(match)
    if row:
        yield row


def _score_content(content: str) -> int:
    """Return how much the words themselves look like a name: -3 for a slogan, 2 for a name."""
    content = content.strip()
    if content.startswith("基于") and len(content) <= 2 * _LONGEST_NAME:
        return 0  # a project of a regulator's sandbox
    bare = content.removesuffix("+")  # 工行区块链+
    room = _LONGEST_NAME * (3 if content.isascii() else 1)
    if content in ACRONYMS or _ENGLISH_SLOGAN.search(content) or len(content) > room:
        return -3
    if _LATIN_NAME.search(bare):
        return 1 if _SLOGAN.search(bare) else 2
    is_title = _TITLE_LIKE.search(bare) or _BANKISH.match(bare)
    if _SLOGAN.search(bare) or (_NUMBERED.search(bare) and not is_title):
        return -3
    return -1 if _FIELD.fullmatch(bare) else 1 if is_title else 0


def _score_context(before: str, after: str) -> int:
    """Return how much the words around look like those around a name: from -3 to 2."""
    if _SLOGAN_AFTER.match(after):
        return -3
    score = -1 if _WEAK_AFTER.match(after) else 0
    if _SLOGAN_BEFORE.search(before):
        score -= 2
    if _BEFORE_NAME.search(before):
        score += 1
    if _AFTER_NAME.match(after):
        score += 1
    return score
