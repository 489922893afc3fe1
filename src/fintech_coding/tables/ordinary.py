"""Ordinary words around the names of systems: where a name begins, and what says too little for one.

All of this reads text in simplified characters, with its case.
"""

from __future__ import annotations

import re


def _list_words(text: str) -> list[str]:
    return text.split()


# A name begins after the last of these. Particles, prepositions, determiners:
_PARTICLES = _list_words("""
的 了 着 等 在 将 把 由 从 向 为 被 以 并 或 及 和 与 于 该 其 是 (?<![私公])有(?![效限色机]) 使 每 各
各类 多个 多种 一系列 系列 所有 全部 部分 其他 若干 上述 一批 两批 以及 例如 如 还 也 都 均 又 再 而 且 已
未 本行 本年度 本年 年度 年末 年内 期间 日均 同时 其中 先后 陆续 相继 基础上 一家 唯一 之一 对(?![公账客])
""")
_ADVERBS = _list_words("""
同业首家 首家 业内 率先 首批 首个 首次 自主 国产 全面 正式 成功 持续 不断 稳步 有序 加快 加速 大力 深入
着力 进一步 初步 全新 共同 主动 积极 有效 充分 快速 已经 正在 现有 原有 已有 传统 整体 能力较强 体系最完备
多维度 逐步 重点 顺利 独家
""")
_VERBS = _list_words("""
发展 首创 直联 新版
建设 建成 建立 搭建 构建 组建 设立 创建 打造 推出 上线 投产 投入 研发 开发 研制 升级 更新 完善 推进 推动
推广 优化 深化 强化 加强 夯实 实施 实现 启动 启用 开展 进行 完成 引入 引进 采用 应用 运用 利用 使用 借助
依托 依靠 基于 通过 围绕 聚焦 针对 面向 对接 接入 接通 打通 支持 支撑 促进 提升 提高 提供 创新 形成 具备
包括 包含 涵盖 覆盖 拓展 扩展 扩大 扩充 丰富 整合 融合 嵌入 联合 服务于 赋能 助力 发布 获得 获评 荣获 参与
加入 加大 迁移 部署 直连 探索 试点 改造 改进 改善 重构 布局 发挥 增强 增加 满足 保障 确保 落实 坚持 保持
成为 作为 具有 适应 组合 健全 修订 制定 落地 引领 带动 驱动 承接 承建 承担 牵头 参照 结合 根据 按照 凭借
立足 涉及 关注 要求 需要 可以 开放了 开通 替代 替换 取代 输出 深耕 入驻 纳入 迁入 登录 访问 注册 下载 连接
联通 贯通 服务全行 支付宝
""")
_UNITS = ("个", "项", "款", "套", "大", "类", "种", "家", "台", "万", "亿")
_COUNTS = [
    rf"\d[\d,]*(?:余|多)?(?:{'|'.join(_UNITS)})",
    rf"[一二两三四五六七八九十]+(?:{'|'.join(_UNITS)})",
    r"^(?:余|多)?(?:款|项(?!目)|个)",
]
_NOUN_LIKE = re.compile("(?:应用|融合|创新|支撑|支持|整合|开发|研发|输出|连接|对接|优化|替代|访问)$")
_WORDS = sorted([*_PARTICLES, *_ADVERBS, *_VERBS], key=lambda word: ("(" in word, -len(word), word))
_CUT = re.compile(f".*(?:{'|'.join([*_WORDS, *_COUNTS])})")

# Of a system these say only that it is one, whose, or how good.
_PLAIN = _list_words("""
业务 应用 信息 相关 线上 线下 技术 服务 电子 交易 操作 管理 科技 综合 本行 我行 全行 集团 统一 智能化
数字化 一体化 企业级 新一代 新 重要 关键 重点 主要 核心 各 类 内部 外部 行内 行外 第三方 开放 共享 合作
计算机 软件 IT 金融 银行 自助 网络 互联网 产业 工业 电商 电子商务 政务 社交 支付 理财 政府 公共 行业 客户
用户 数据 云 运营 生产 办公 后台 前台 小 大 标准化 个性化 领先 先进 强大 安全 稳定 可靠 高效 便捷 专业
特色 优质 多 全 本 这 此 两 双 同一 新型 开放式 基础 底层 个人 法人 企业 分行 总行 子 母 上下游 场景 生态
渠道 媒体 资本市场 作业 流量 购物 直播 短视频 招聘 手机 手机银行 移动 微信 会计 财务 财务报告 内部控制
监管 评级 评价 指标 考核 激励 组织 制度 政策 法律 保障 支持 服务器 主机
""")
_IS_PLAIN = re.compile(f"智能|(?:{'|'.join(sorted(_PLAIN, key=lambda word: (-len(word), word)))})*")
_SPECIFIC = re.compile(
    "新一代(?:云|核心|分布式)|金融云|大数据|区块链|人工智能|AI|物联网|机器学习|深度学习|分布式|5G|隐私计算"
    "|联邦学习|知识图谱|音视频|云计算|云原生|数据湖|湖仓|语音|图像|生物识别|人脸|RPA|机器人流程|反欺诈"
    "|反洗钱|微服务|容器"
)
_MANY = re.compile(
    r"(?:多个|多种|多套|一系列|系列|各类|各|若干|一批|(?:\d|[二两三四五六七八九十])[\d,]{0,6}(?:余|多)?(?:个|项|款|套|种|类|大))$"
)
_CLASS_AFTER = re.compile(
    "性|化(?!为)|企业|公司|客户|经济|论坛|内(?!嵌)|间|型|类|商|方|梳理|谋划|推进|打造|集成(?!平台)|重要"
    "|风险|观念|工程师|维护人员|等各|所在|之间|上的|操作|故障|漏洞|缺陷"
)
_KIND_OF_CLOUD = re.compile(
    "(?:公有|私有|混合|专有|桌面|上|入|行业|多|单|一|全|云|数据|边缘|国产|信创|生态|的|风起|战)$"
)
_AFTER_E = re.compile(
    "通过|提供|推出|上线|聚焦|完成|加强|打造|平台|系列|产品|服务|系统|业务|等|和|与|及|为|在|的|是|向|对|以"
    "|已|实现|支持|累计|注册|用户|客户|APP|场景|网络|初步|私人|手机|企业"
)
ACRONYMS = frozenset(
    _list_words("""
    AI AIGC AIoT API APP APP AR ATM B2B B2C BIM BLOCK BaaS BigData CBDC CEO CFO CHAIN CIO CIPS CISA CISP
    CMMI COVID CPI CPU CRM CTO CloudComputing DCEP DLT DaaS DeepLearning DevOps DevSecOps ERP ESG ETF EUR
    FATF FOF FTE FinTech Fintech FINTECH GBP GDP GPS GPT GPU HKD HTML ICT IMF IPO ISO IT IaC IaaS
    InternetOfThings InsurTech IoT IOT KPI KYC LBS LCR LED LLM LPR LinkedIn MPA MR MSCI MaaS
    MachineLearning NFC NFV NGO NLP NSFR O2O OCR OECD OLED PBOC PDF POS PPI PPP PaaS PropTech QDII RCEP
    REIT REITs RFID RMB RPA RWA RegTech SDK SDN SIM SME SMEs SSL SWIFT SaaS TLAC TPS QPS UKEY USB USD VPN
    VR VTM WTO WeChat XR ABC ICBC BOC CCB BOCOM PSBC CMB CITIC CEB SPDB HSBC CBRC CBIRC BIS ABS APEC MOU
    """)
)
"""Abbreviations that name no system of one bank."""

_ENGLISH_STOPS = frozenset(
    _list_words("""
    a adopt adopted all an and any as at bank bank's banks based based-on been between both build builds
    built by company created develop developed each every established existing first for from had has have
    hybrid improved in include includes including into introduced is are it its launch launched leveraging
    more most new of on one operating or other our over own per private public respective same some such
    supports support than that the their these this those through to under upgraded use used uses using
    utilise utilises various via was we were where which whole with within entire group group's also only
    via new-style
    """)
)
_CAPITAL_STOPS = frozenset(
    _list_words("A An And At Bank By For From In Its On Our The These This Through Under With")
)
_ENGLISH_VERB = re.compile(
    r"(?:ed|,)$|(?<=[a-z]{4})(?:ides|orts|ables|ises|izes|ates)$"
    r"|(?<!learn)(?<!comput)(?<!bank)(?<!process)(?<!trad)(?<!lend)(?<!clear)(?<!monitor)(?<!financ)(?<!pric)(?<!market)(?<!messag)(?<!screen)(?<!underwrit)(?<!launder)ing$"
)
_ENGLISH_PLAIN = frozenset(
    _list_words("""
    architecture banking bank-wide business comprehensive control core credit customer data digital
    electronic financial flexible information integrated intelligent internal internet it management
    mobile monetary network online operating operation operational political regulatory risk rating
    scalable service settlement social software technical technology trading unified accounting legal tax
    incentive evaluation appraisal approval reporting governance the
    """)
)


def trim_left(words: str) -> str:
    """Return what of the words before a name's head belongs to the name.

    >>> trim_left('同业率先建成企业级音视频'), trim_left('打造大数据应用'), trim_left('推进建设')
    ('企业级音视频', '大数据应用', '')
    """
    cut = _CUT.match(words)
    if cut is None:
        return words
    # What stands right before the head can be a noun: 大数据应用平台.
    noun = _NOUN_LIKE.search(words) if cut.end() == len(words) else None
    if noun is None:
        return words[cut.end() :]
    front = trim_left(words[: noun.start()])
    return front + noun[0] if front else ""


def trim_english(words: list[str]) -> list[str]:
    """Return what of the words that end in a head belongs to the name.

    >>> trim_english('Bank launched its blockchain trade finance platform'.split())
    ['blockchain', 'trade', 'finance', 'platform']
    """
    for place in range(len(words) - 1, 0, -1):
        word = words[place - 1]
        is_stop = word in _ENGLISH_STOPS or word in _CAPITAL_STOPS
        if is_stop or (word[0].islower() and _ENGLISH_VERB.search(word)):
            return words[place:]
    return words


def is_plain_english(words: list[str]) -> bool:
    """Tell whether words before a head, in small letters, say too little to be a name."""
    return all(word.lower() in _ENGLISH_PLAIN and (word.islower() or word in ACRONYMS) for word in words)


def is_plain(words: str) -> bool:
    """Tell whether the words before a head say too little to be a name.

    >>> is_plain('统一业务管理'), is_plain('大数据'), is_plain('实物黄金')
    (True, False, False)
    """
    return _SPECIFIC.search(words) is None and _IS_PLAIN.fullmatch(words) is not None


def is_many(before: str) -> bool:
    """Tell whether what stands before a name counts several of its kind: 20余个智慧政务系统.

    >>> is_many('建成20余个'), is_many('各类'), is_many('建成首个'), is_many('依托')
    (True, True, False, False)
    """
    return _MANY.search(before) is not None


def goes_on_as_class(text: str, place: int) -> bool:
    """Tell whether what follows a head makes it a word for something else: 系统性, 平台企业."""
    return _CLASS_AFTER.match(text, place) is not None


def is_kind_of_cloud(words: str) -> bool:
    """Tell whether the words before 云 name a kind of cloud or no cloud: 私有云, 上云."""
    return _KIND_OF_CLOUD.search(words) is not None


def end_tail(tail: str, following: str) -> str:
    """Return what of the ideographs after an `e` belongs to the name.

    >>> end_tail('生活平台', ''), end_tail('信通过提', '供'), end_tail('抵快贷', '')
    ('生活', '信', '抵快贷')
    """
    stop = _AFTER_E.search(tail)
    if stop:
        return tail[: stop.start()]
    # Four that go on are a sentence: the first two are taken.
    return tail[:2] if len(tail) == 4 and re.match("[\u3400-\u9fff]", following) else tail
