"""Names of systems that stand without quotation marks: xx平台, xx系统, ECOS, 手机银行6.0, 工银e生活, CCB Cloud.

A pattern finds the head of a name and what may belong to it; verbs, particles and numbers cut it off on the left.
What is left of it must say more than that it is a platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fintech_coding.tables.quotations import find_quotations

_HAN = "\u3400-\u9fff"
_PART = rf"[{_HAN}A-Za-z0-9()+·./-]"
_HEADS = (
    "信息系统|操作系统|生态系统|核心系统|平台|系统|中台|大脑|引擎|工作站|机器人|手机银行|智投|快贷|快线|数据湖|系統|大腦|引擎"
    "|機器人|數據湖|平臺"
)
_FURTHER = re.compile(rf"[{_HAN}]{{0,8}}?(?:系统|平台)")  # 开放平台核心银行系统
_SYSTEM = re.compile(
    rf"(?P<body>{_PART}{{0,24}}?)(?P<head>{_HEADS})(?P<latin>\(?[A-Z][A-Za-z]{{2,12}}(?:\d\.\d)?\)?)?"
    rf"(?P<version>\d{{1,2}}\.\d(?:版)?)?"
)
_VERSION = re.compile(
    rf"(?P<body>[{_HAN}A-Za-z]{{2,12}})(?P<version>\d{{1,2}}\.\d)(?P<tail>版|系统|平台)?(?![\d%亿万元倍])"
)
_E_NAME = re.compile(
    rf"(?P<body>[{_HAN}]{{0,6}})(?P<e>(?<![A-Za-z])[eE](?![A-Za-z]))(?P<tail>[{_HAN}]{{1,4}})"
)
_CLOUD = re.compile(
    rf"(?P<tech>(?:大数据|区块链|人工智能)服务云)|(?P<body>[{_HAN}]{{2,8}}?)(?:云平台|云服务|云)(?=[、,，。;；:：等)”和及与]|系列|产品|$)"
)
_LATIN = re.compile(
    r"(?<![A-Za-z])(?P<name>[A-Z][a-z]*[A-Z][A-Za-z]*|[A-Z]{3,12}|[a-z]+[A-Z][A-Za-z]+)(?P<version>\d\.\d)?(?![A-Za-z])"
)
_BRAND_LATIN = re.compile(rf"(?P<body>[{_HAN}]{{2,4}})(?P<name>[A-Z][a-z]+[a-zA-Z]*)(?![A-Za-z])")
_ENGLISH = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9&/-]*\s){1,6}(?:[Pp]latform|[Ss]ystem|[Cc]loud|[Bb]rain|[Ee]ngine|[Cc]hatbot|[Ll]ake)(?![A-Za-z])"
)

# A name begins after the last of these: verbs, particles, prepositions, what counts and what lists.
_CUT = re.compile(
    r".*(?:的|了|着|等|在|将|把|由|从|向|为|被|以|并|或|及|和|与|于|该|其|各类|各|多个|多种|一系列|系列|所有|全部|部分|其他|若干|上述"
    r"|同业首家|首家|业内首个|率先|首批|首个|自主|自主研发|国产|全面|正式|成功|持续|不断|稳步|有序|加快|加速|大力|深入|着力|进一步|初步|全新"
    r"|建设|建成|搭建|构建|打造|推出|上线|投产|研发|开发|研制|升级|完善|推进|推动|推广|优化|深化|强化|加强|夯实|实施|实现|启动|开展|完成"
    r"|引入|引进|采用|应用|运用|利用|使用|借助|依托|基于|通过|围绕|聚焦|针对|面向|对接|接入|支持|支撑|促进|提升|提供|创新|形成|具备|包括"
    r"|涵盖|覆盖|拓展|丰富|整合|融合|嵌入|联合|服务于|赋能|助力|发布|获得|获评|参与|加入|迁移|部署|直连|扩展|探索|试点|改造|重构|布局|开放了"
    r"|发挥|增强|满足|保障|确保|落实|坚持|保持|成为|作为|具有|能力较强|体系最完备|运营|适应|例如|以及|基础上|期间|年末|年内|日均|同时|其中|先后|陆续|相继"
    r"|一批|两批|多维度|^(?:余|多)?(?:款|项|个)|\d[\d,]*(?:余|多)?(?:个|项|款|套|大|类|种|家|台|万|亿)|[一二两三四五六七八九十]+(?:个|项|款|套|大|类|种))"
)
_LIST_JOINT = re.compile(r"(?<=.)(?:和|与|及)(?=.)")
# Words that say of a system only that it is one, or whose.
_EMPTY = re.compile(
    r"(?:业务|应用|信息|相关|线上|线下|技术|服务|电子|交易|操作|管理|科技|综合|本行|我行|全行|集团|统一|智能化|数字化|一体化|企业级|新一代|新"
    r"|重要|关键|重点|主要|核心|各|类|内部|外部|行内|行外|第三方|开放|共享|合作|计算机|软件|IT|it|金融|银行|自助|网络|互联网|产业互联网|工业互联网"
    r"|电商|政务|社交|支付|理财|政府|公共|行业|客户|用户|数据|云|运营|生产|办公|后台|前台|小|大|标准化|个性化|核心业务|领先|先进|强大|安全|稳定|可靠|高效|便捷"
    r"|专业|特色|优质|多|全|本|该|这|此|两|双|同一|新型|基础|底层|个人|法人|企业|分行|总行|子|母|上下游|场景|生态|渠道|媒体|资本市场)*"
)
_TECHNOLOGY = re.compile(
    "新一代(?:云|核心|分布式)|金融云|大数据|大數據|区块链|區塊鏈|人工智能|AI|物联网|物聯網|机器学习|深度学习|分布式|5G|隐私计算|联邦学习|知识图谱|音视频|云计算|云原生"
    "|数据湖|湖仓|语音|图像|生物识别|人脸|RPA|机器人流程|反欺诈|反洗钱|微服务|容器"
)
_CLASS_AFTER = re.compile(
    r"性|化(?!为)|企业|公司|客户|经济|论坛|内(?!嵌)|间|型|类|商|方|梳理|谋划|推进|打造|集成(?!平台)|重要|风险|观念|工程师|维护人员|等各|所在|之间|上的"
)
_GENERIC_CLOUD = re.compile(
    r"(?:公有|私有|混合|专有|桌面|上|入|行业|多|单|一|全|云|数据|边缘|政务|国产|信创|生态|的)$"
)
_ACRONYMS = frozenset(
    "API APP RPA OCR NLP ATM POS VTM CRM ERP KYC ESG LPR IPO ABS REITs REIT MPA CBDC DCEP SDK SaaS PaaS IaaS DaaS GPU CPU"
    " AIoT IoT IOT IT AI VR AR MR XR LBS GPS RFID NFC USB LED APEC OECD SWIFT CIPS PBOC CBRC CBIRC FATF IMF BIS ISO CMMI"
    " DevOps DevSecOps SDN NFV TPS QPS UKEY WTO GDP CPI PPI FinTech Fintech FINTECH RegTech MSCI ETF FOF QDII RWA LCR NSFR"
    " TLAC BIM ABC ICBC BOC CCB BOCOM PSBC CMB CITIC CEB SPDB HSBC VPN SSL AIGC LLM GPT LinkedIn WeChat HTML PDF CEO CFO CIO CTO"
    " O2O B2B B2C COVID SME SMEs NGO USD RMB HKD EUR GBP PPP OLED IaC MaaS BaaS AR/VR CISP CISA RCEP BLOCK CHAIN CloudComputing BigData MachineLearning DeepLearning InternetOfThings".split()
)
_VERB = re.compile(
    r"(?:ed|,)$|(?<!learn)(?<!comput)(?<!bank)(?<!process)(?<!trad)(?<!lend)(?<!clear)(?<!monitor)(?<!financ)(?<!pric)"
    r"(?<!market)(?<!messag)(?<!screen)(?<!underwrit)(?<!launder)ing$|(?<=[a-z]{4})(?:ides|orts|ables)$"
)
_TOO_PLAIN = frozenset(
    "the a an its our their this that these such each any all new other various and or of in on for by to with from private public hybrid is are"
    " was were as at using use uses used built build builds launched launch supports support developed develop created"
    " established upgraded introduced improved adopted adopt leveraging based through via into between bank group company"
    " bank's group's first one some same own respective existing whole entire under which where it we they has have had"
    " based-on more most both also than including include over per every operating payment".split()
)


_KIND = re.compile(rf"(?:{_HEADS}|云|[Pp]latform|[Ss]ystem|[Cc]hatbot|[Ee]ngine|[Cc]loud)$")
_OWN_LATIN = re.compile(r"\(?[A-Z][A-Za-z]*[A-Z][A-Za-z]*\)?$")
_APPOSED = re.compile(r"[“”「」『』\"\s]*(?:,? an? |系列)?[“”「」『』\"\s]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start:end` of a text; `basis` says what tells it, `quoted` or `pattern`."""

    start: int
    end: int
    text: str
    basis: str


def find_names(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> list[Name]:
    """Return the names of systems in a part of a text, in their order; none overlaps another.

    `known` are names that the report writes in quotation marks elsewhere.

    >>> text = '推出“神盾”系统,建成企业级音视频平台,依托第五代核心银行系统(ECOS)'
    >>> [name.text for name in find_names(text, 0, len(text))]
    ['神盾', '企业级音视频平台', '第五代核心银行系统(ECOS)']
    """
    quotations = find_quotations(text, start, end)
    taken = [(q.start - 1, q.end + 1) for q in quotations]
    names = [Name(q.start, q.end, q.text, "quoted") for q in quotations if q.is_name]
    finders = (
        _find_known,
        _find_systems,
        _find_e_names,
        _find_versions,
        _find_clouds,
        _find_latin,
        _find_english,
    )
    for find in finders:
        for name in find(text, start, end, known):
            if not any(first < name.end and name.start < last for first, last in taken):
                names.append(name)
                taken.append((name.start, name.end))
    names.sort(key=lambda name: (name.start, name.end))
    return [name for name in names if not _is_description(name, names, text)]


def _is_description(name: Name, names: Sequence[Name], text: str) -> bool:
    """Tell whether a pattern says what kind of thing a name beside it is: the trade finance platform “eTrade”."""
    if name.basis != "pattern" or not _KIND.search(name.text) or _OWN_LATIN.search(name.text):
        return False
    for other in names:
        is_proper = other.basis != "pattern" or _OWN_LATIN.search(other.text)
        between = text[name.end : other.start] if other.start >= name.end else text[other.end : name.start]
        if other is not name and is_proper and len(between) <= 6 and _APPOSED.fullmatch(between):
            return True
    return False


def _find_known(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:
    for word in sorted(known, key=lambda word: (-len(word), word)):
        at = text.find(word, start, end)
        while at >= 0:
            yield Name(at, at + len(word), word, "known")
            at = text.find(word, at + len(word), end)


def _trim_body(body: str) -> str:
    """Return what of the words before a head belongs to the name."""
    cut = _CUT.match(body)
    return body[cut.end() :] if cut else body


def _find_systems(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _SYSTEM.finditer(text, start, end):
        latin = (match["latin"] or "").strip("()")
        if latin and latin.rstrip(".0123456789") in _ACRONYMS:
            latin = ""
        last = match.end("latin") if latin else match.end("head")
        last = match.end() if match["version"] and not match["latin"] else last
        body = _trim_body(match["body"]).lstrip("()+·./-0123456789")
        has_own = bool(latin or match["version"])
        is_plain = _EMPTY.fullmatch(body) is not None and not _TECHNOLOGY.search(body)
        further = _FURTHER.match(text, last, end) if is_plain and not has_own else None
        if further and not _EMPTY.fullmatch(further[0][:-2]) and not _LIST_JOINT.search(further[0]):
            last, is_plain = further.end(), False
        is_core = body.endswith("核心") and match["head"] == "平台"
        if not has_own and (is_plain or is_core or _CLASS_AFTER.match(text, last)):
            continue
        if match["head"] in {"手机银行"} and not has_own and len(body) < 4:
            continue
        if not body and not latin:
            continue
        first = match.end("body") - len(body)
        yield Name(first, last, text[first:last], "pattern")


def _find_e_names(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _E_NAME.finditer(text, start, end):
        body = _trim_body(match["body"])[-4:]
        tail = _end_tail(match["tail"], text, match.end())
        if tail and (body or match.start("e") == start or not text[match.start("e") - 1].isalnum()):
            first, last = match.start("e") - len(body), match.start("tail") + len(tail)
            yield Name(first, last, text[first:last], "pattern")


_TAIL_STOP = re.compile(
    r"通过|提供|推出|上线|聚焦|完成|加强|打造|平台|系列|产品|服务|系统|业务|等|和|与|及|为|在|的|是|向|对|以|已|实现|支持|累计|注册|用户|客户|APP|场景|网络|初步"
    r"|私人|手机|企业"
)


def _end_tail(tail: str, text: str, end: int) -> str:
    stop = _TAIL_STOP.search(tail)
    if stop:
        return tail[: stop.start()]
    # Four characters that go on are a sentence, not a name: the first two are taken.
    goes_on = len(tail) == 4 and re.match(rf"[{_HAN}]", text[end : end + 1])
    return tail[:2] if goes_on else tail


def _find_versions(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _VERSION.finditer(text, start, end):
        body = _trim_body(match["body"])
        if len(body) >= 2 and not re.search("工业|增长|下降|为|至|约|Web|占比|评级|利率", body):
            first = match.end("body") - len(body)
            yield Name(first, match.end(), text[first : match.end()], "pattern")


def _find_clouds(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _CLOUD.finditer(text, start, end):
        if match["tech"]:
            yield Name(match.start(), match.end(), match[0], "pattern")
            continue
        body = _trim_body(match["body"])
        if len(body) >= 2 and not _GENERIC_CLOUD.search(body) and not _EMPTY.fullmatch(body):
            first = match.end("body") - len(body)
            yield Name(first, match.end(), text[first : match.end()], "pattern")


def _find_latin(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _BRAND_LATIN.finditer(text, start, end):
        body = _trim_body(match["body"])
        if len(body) == 2 and match["name"] not in _ACRONYMS:
            first = match.end("body") - len(body)
            yield Name(first, match.end(), text[first : match.end()], "pattern")
    for match in _LATIN.finditer(text, start, end):
        if match["name"] in _ACRONYMS or (match["name"].isupper() and not _is_named(text, match)):
            continue
        yield Name(match.start(), match.end(), match[0], "pattern")


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Tell whether capitals are called a system by the words beside them."""
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    return (
        re.search(
            r"(?:系统|平台|银行|生态|引擎|助手|[Cc]hatbot|[Aa]ssistant|[Pp]latform|[Ss]ystem|[Rr]obot)\s?\(?$",
            before,
        )
        is not None
        or re.match(r"\)?\s?(?:系统|平台|引擎|工程|生态|[Pp]latform|[Ss]ystem|[Cc]hatbot|决策引擎)", after)
        is not None
    )


def _find_english(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Name]:  # noqa: ARG001
    for match in _ENGLISH.finditer(text, start, end):
        words = match[0].split()
        kept: list[str] = []
        for word in reversed(words):
            if kept and (word.lower() in _TOO_PLAIN or (_VERB.search(word) and word[0].islower())):
                break
            kept.insert(0, word)
        if len(kept) > 1:
            name = " ".join(kept)
            yield Name(match.end() - len(name), match.end(), name, "pattern")
