"""Whether a hit is denied: by a negation before it in its clause, or by what is said of it after it."""

from __future__ import annotations

import re
from functools import lru_cache

from fintech_coding.coding.entries import Context
from fintech_coding.coding.fold import fold_text
from fintech_coding.coding.phrases import compile_phrases, join_phrases

# Where a clause ends: what is denied in one is not denied in the next. A listing comma does not end one.
_CLAUSE_END = re.compile(r"[,;:。!?()，；：]|\b(?:but|however|although|while)\b")
_SENTENCE_END = re.compile(r"[;。!?；]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
# What a thing does without is no denial of it: 无需抵押的大数据贷款, "without visiting a branch via …".
_DONE_WITHOUT = re.compile(
    r"(?:无需|无须|毋须|毋需|不需要?|不用|不必|不依赖|不受|不收取?|不占用|不改变|不影响|不增加|不留存|免)"
    r"[^,;。]{0,16}?"
    r"(?:的|即可|便可|就能|即能|便能|可以|可通过)"
    r"|\b(?:without|no longer|need not|do not need|does not need)\b[^,;.]{0,60}?"
    r"\b(?:via|through|using|thanks to|with)\b"
    r"|未经[^,;。]{0,12}不得"
    # Without it there would be nothing.
    r"|没有[^,;。]{0,12},就(?:没有|无|不)"
    # Whoever cannot do one thing can do another; what nothing escapes is at work.
    r"|\b(?:cannot|can't|not able to|unable to)\b[^,;.]{0,60}?\b(?:can|may|could|are able to)\b"
    r"|\b(?:not|no|none|never)\b[^,;.]{0,40}?\b(?:undetected|unnoticed|unanswered|unaffected)\b"
)
# What stands between a negation and a hit that it does not govern: the trouble that the thing is for, or the
# people (行动不便的客户可通过视频办理, 缺少抵押的难题).
_RELEASED = re.compile(
    r"的(?:问题|难题|痛点|困境|弊端|情况|情形|瓶颈|不足)"
    r"|的[^,;。]{0,6}?(?:客户|人|群体|客群|居民|企业|商户|农户|业主|用户|地区|乡镇|网点|机构)"
    r"|的[^,;。]{0,8}?(?:通过|使用|凭|借助|利用|依托|运用)"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )\b(?:protected|monitored|served|covered|secured|handled)"
    r" (?:by|with|through|via)\b"
)
# What may stand between a hit that is a clause's subject and the negation of its verb.
_NOUNS = (
    "(?:技术|业务|平台|系统|模型|应用|产品|领域|项目|服务|等|的|方面|识别|目前|现阶段"
    "|仍|均|还|也|尚|则|已|即)*+"
)
_SUBJECT = re.compile(
    rf"{_NOUNS}(?:[在于自从因][^,]{{1,10}}?)?{_NOUNS}"
    r"|\s*(?:\w+\s+){0,3}?(?:(?:remains?|is|are|was|were|has|have|had|been|did|does|do)\s+)++"
)
_TOPIC = re.compile("^[^,]{0,8}(?:方面|领域|来说|而言)$")
# How a later clause about the same subject may begin.
_ADVERBS = (
    "(?:报告期内?|年内|本年度?|目前|现阶段|但|且|故|也|仍|尚|已|均|则|并|将|亦|该?(?:项目|计划|工作))*+"
)
_SINCE = "(?:截至[^,]{0,8}?|经[^,]{1,4}?|(?:因|由于)[^,]{1,12}?)?"
_MEANWHILE = re.compile(rf"\s*{_ADVERBS}{_SINCE}{_ADVERBS}")
# What did not happen with a technology in use: 未发现大数据平台存在缺陷.
_INCIDENT = re.compile(
    "故障|事件|事故|案件|缺陷|漏洞|泄露|投诉|纠纷|导致|引发|造成|失误|误报|偏差|中断"
    r"|\b(?:fail\w*|incidents?|breach\w*|outages?|errors?|losses)\b"
)
_ASKED = re.compile("是否|有无|有没有")
_CONJUNCTION = re.compile(r"\s*(?:但|而|且|然而|同时|目前|其中|此外)?\s*")
_LISTED, _LISTED_AFTER_OR = 3, 10  # words of an item in a list, and of the last one
_ALTERNATIVE = re.compile(r"\b(?:or|nor)\b")
_PREPOSITION = re.compile(r"\s(?:to|of|in|for|with|on|from)\s(?:\w+\s)?")
_KEPT = 8  # answers about the last sentences
_REACH = 24  # characters: a negation further before its hit governs something else
# What a thing that is given up may be said to be given up as; 暂停可疑交易 is what it does.
_GIVEN_UP = (
    "(?:了|服务|使用|销售|推广|运行|运营|试点|项目|业务|上线|阶段"
    "|(?:测试|研究|跟踪|论证|试验|概念)[^,;。]{0,6})?"
)
_NEAR = 8  # characters that may stand between a hit that opens its clause and what is said of it
# What may follow the verb where the hit is not used; 未使用外包人员 denies another thing.
_TAIL = (
    "(?:了|过|的|任何|实际|真实|新|生产|规模|阶段|场景|案例|计划|业务|项目|服务|应用|交易|编制|支出|功能|渠道|条件"
    "|技术|系统|量子|人才)*"
)


class NegationReader:
    """The word lists of negation, ready to judge hits."""

    def __init__(self, context: Context) -> None:
        """Compile the lists."""
        self._negation = compile_phrases(context.negations)
        self._pseudo = compile_phrases(context.pseudo_negations)
        self._instrument = compile_phrases(context.instruments)
        uses = join_phrases(context.uses)
        self._unused = re.compile(
            rf"{join_phrases(context.negations)}[^,;。]{{0,6}}?{uses}{_TAIL}$"
            rf"|{join_phrases(context.negations)}\s+(?:\w+\s+){{0,3}}?{uses}"
            rf"|{join_phrases(context.withdrawals)}(?:{_GIVEN_UP}$|(?=[^\u3400-\u9fff]|$))"
        )
        # Many hits may stand in one sentence, and what is asked of all of it is asked once.
        self._blot = lru_cache(_KEPT)(self._blot_harmless)

    def is_negated(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether a negation governs the hit at `start:end` of its sentence.

        It stands before the hit in its clause, or it is said of the hit as its subject (区块链业务尚未开展,
        "AI is not used"), or in the clause that speaks of a topic named before (在区块链方面, 本行没有…).
        Words that hold a negation and deny nothing (不断, 无感) are blotted out first. What is only asked
        (是否布局区块链) is not affirmed either.
        """
        folded = self._blot(sentence)
        # A Latin word takes the room of several ideographs.
        reach = _REACH if _IDEOGRAPH.search(folded, max(0, start - _REACH), end + _REACH) else 3 * _REACH
        before = _find_clause(folded[max(0, start - reach) : start], folded[end : end + reach])
        after = _SENTENCE_END.split(folded[end : end + 2 * reach])[0]
        if _ASKED.search(before):
            return True
        if self._negates(before) and _INCIDENT.search(_CLAUSE_END.split(after)[0]) is None:
            return True
        return self._is_denied_after(before, after)

    def _negates(self, before: str) -> bool:
        return any(
            _RELEASED.search(before, match.end()) is None
            # "No" governs a noun alone, "not" all that follows its verb.
            and not (match[0] == "no" and " and " in before[match.end() :])
            for match in self._negation.finditer(before)
        )

    def _is_denied_after(self, before: str, after: str) -> bool:
        clause, *later = _CLAUSE_END.split(after)
        opens = _CONJUNCTION.fullmatch(before) is not None
        for match in self._unused.finditer(clause):
            near = opens and match.start() <= _NEAR and _IDEOGRAPH.match(match[0]) is not None
            if near or _SUBJECT.fullmatch(clause, 0, match.start()):
                return True
        if later and _TOPIC.search(clause) and self._negation.search(later[0]):
            return True
        if self._instrument.search(before):
            return False
        return any(_MEANWHILE.fullmatch(c[: m.start()]) for c in later for m in self._unused.finditer(c))

    def _blot_harmless(self, sentence: str) -> str:
        folded = self._pseudo.sub(lambda match: "_" * len(match[0]), fold_text(sentence))
        return _DONE_WITHOUT.sub(lambda match: "_" * len(match[0]), folded)


def _find_clause(before: str, after: str) -> str:
    """Return what stands before a hit in its clause; the commas of an English list do not end one."""
    parts = re.split(f"({_CLAUSE_END.pattern})", before)
    clause = parts.pop()
    while parts and parts[-1] == "," and _is_item(clause, after):
        parts.pop()
        clause = f"{parts.pop()},{clause}"
    return clause


def _is_item(clause: str, after: str) -> bool:
    words = len(clause.split())
    if _PREPOSITION.fullmatch(clause):  # "no exposure, direct or indirect, to …"
        return True
    if _ALTERNATIVE.search(clause):
        return words <= _LISTED_AFTER_OR
    return words <= _LISTED and _ALTERNATIVE.search(after) is not None
