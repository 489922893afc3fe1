from __future__ import annotations

from codebook_builders import make_codebook
from surrounding_builders import index, key_by_id, make_passages, read

from fintech_coding.coding.collisions import (
    LONELY,
    NEIGHBOUR,
    find_collisions,
    list_guards,
    list_neighbours,
)
from fintech_coding.coding.findings import Finding, index_hits
from fintech_coding.coding.guarding import GuardTrial
from fintech_coding.coding.neighbours import COLLISION, LONGER

CODEBOOK = make_codebook(
    """
big_data: {terms: [大数据, 征信]}
ai: {terms: [深度学习, 人脸, 物联, 数据挖掘方法]}
""",
    boundary="mark",
)


def check(*texts: str, neighbours: bool = False) -> list[Finding]:
    passages = make_passages(*texts)
    surroundings = read(CODEBOOK, passages)
    found = index_hits(CODEBOOK, [around.hit for around in surroundings], key_by_id(passages))
    trial = GuardTrial(CODEBOOK, key_by_id(passages))
    if neighbours:
        return list_neighbours(found, surroundings, trial, idle={"和", "的"})
    return find_collisions(found, surroundings, trial)


def test_a_collision_says_what_it_is_how_often_where_and_what_to_do():
    found, longer = check("提取特征信息", "保存特征信息", "运用征信", "通过人脸识别")
    assert (found.kind, found.term, found.phrase, found.count, found.hits) == (
        COLLISION,
        "征信",
        "特征信息",
        2,
        3,
    )
    assert (found.guard, found.takes_away) == ("特征信息", 2)
    assert found.what_to_do == "Guard it: --fix 特征信息 takes away 2 hits."
    assert (found.report_id, found.page, found.example) == ("icbc_2020", 53, "提取特征信息")
    assert found.excerpt == "提取特【征信】息"
    assert (longer.kind, longer.phrase, longer.guard, longer.takes_away) == (LONGER, "人脸识别", "", 1)


def test_collisions_come_first_and_the_most_frequent_before_others():
    found = check("通过人脸识别", "扩大数据范围", "提取特征信息", "保存特征信息")
    assert [finding.phrase for finding in found] == ["特征信息", "扩大数据", "人脸识别"]


def test_a_longer_word_that_is_a_term_itself_is_none():
    assert [finding.phrase for finding in check("引入大数据分析方法")] == ["大数据分析"]
    assert check("引入大数据挖掘方法") == []


def test_a_numeral_takes_the_first_character_of_a_term_and_guards_it():
    (found,) = check("建成两大数据中心")
    assert (found.kind, found.guard) == (COLLISION, "两大数据")
    assert found.finding.startswith("In '两大数据' other words hold its characters: ")


def test_what_most_of_a_frequent_term_is_gets_no_guard():
    (found,) = check(*["运用物联网技术"] * 12)
    assert (found.kind, found.phrase, found.guard) == (COLLISION, "物联网", "")
    assert "most that the term has" in found.what_to_do


def test_of_guards_that_hold_one_another_the_shorter_is_enough():
    made = [
        Finding(COLLISION, technology, "", "大数据", 1, "", "", guard=guard)
        for technology, guard in (("a", "扩大数据中心"), ("a", "扩大数据"), ("b", "扩大数据中心"), ("a", ""))
    ]
    assert list(list_guards(made)) == [("a", "扩大数据"), ("b", "扩大数据中心")]


PARTY = ("深度学习贯彻会议精神", "各级深度学习贯彻工作要求", "深度学习贯彻文件")
TECHNICAL = ("深度学习和大数据", "大数据、深度学习算法", "深度学习、征信")


def test_a_phrase_that_stands_apart_from_all_other_terms_is_doubted():
    lonely = [finding for finding in check(*PARTY, *TECHNICAL, neighbours=True) if finding.kind == LONELY]
    assert [(f.term, f.phrase, f.count, f.alone, f.takes_away) for f in lonely] == [
        ("深度学习", "深度学习贯彻", 3, 3, 3)
    ]
    assert lonely[0].what_to_do == "If it means something else: --fix 深度学习贯彻 takes away 3 hits."


def test_a_phrase_is_not_doubted_where_the_term_always_stands_alone_or_the_word_is_one_of_grammar():
    assert {f.kind for f in check(*PARTY, "深度学习算法", "深度学习模型", neighbours=True)} == {NEIGHBOUR}
    texts = ("深度学习的技术", "深度学习的方法", "深度学习的模型")
    assert {f.kind for f in check(*texts, *TECHNICAL, neighbours=True)} == {NEIGHBOUR}


def test_neighbours_are_listed_by_term_the_most_frequent_first():
    found = check("征信系统", "征信系统", "征信机构", "运用大数据技术", neighbours=True)
    assert [(f.term, f.phrase, f.count) for f in found] == [
        ("大数据", "大数据技术", 1),
        ("大数据", "运用大数据", 1),
        ("征信", "征信系统", 2),
        ("征信", "征信机构", 1),
    ]


def test_a_collision_is_no_neighbour():
    assert check("提取特征信息", neighbours=True) == []
    assert index(CODEBOOK, make_passages("提取特征信息")).hits["big_data", "", "征信"] != []
