"""What stands around a hit: its neighbours, and whether its characters belong to other words."""

from __future__ import annotations

import pytest
from codebook_builders import make_codebook
from surrounding_builders import key_by_id, make_passages, read

from fintech_coding.coding.neighbours import COLLISION, LONGER, cluster_neighbours, cluster_words

CODEBOOK = make_codebook(
    "all: {terms: [大数据, 征信, 流媒体, 上链, 量子, 云计算, 人脸, 前沿科技, 区块链, AI, 生物]}",
    boundary="mark",
)
COLLISIONS = {
    "提取客户特征信息": "特征信息",
    "进一步扩大数据的应用": "扩大数据",
    "系统支持最大数据量的处理": "最大数据",
    "与主流媒体合作": "主流媒体",
    "平台提供网上链接服务": "网上链接",
    "设立大量子公司": "大量子公司",
    "建成两大数据中心": "两大数据",
    "處理更大數據量": "更大數據",
    "提取客戶特徵信息": "特徵信息",
}
LONGER_WORDS = ("通过人脸识别开户", "引入大数据分析方法", "与省级大数据中心合作", "最前沿科技", "微生物")
WHOLE = ("运用大数据技术", "查询征信系统", "The Bank uses AI.", "量子通信", "智慧区块链平台")


@pytest.fixture(scope="module")
def verdicts():
    """Return the verdicts and their phrases by sentence, read at once."""
    passages = make_passages(*COLLISIONS, *LONGER_WORDS, *WHOLE)
    found = read(CODEBOOK, passages)
    return {
        passage.text: [
            (around.verdict, passage.text[slice(*around.reach)])
            for around in found
            if around.hit.passage_id == passage.passage_id
        ]
        for passage in passages
    }


@pytest.mark.parametrize(("text", "phrase"), COLLISIONS.items())
def test_characters_that_belong_to_other_words_are_a_collision(text, phrase, verdicts):
    assert verdicts[text] == [(COLLISION, phrase)]


@pytest.mark.parametrize("text", LONGER_WORDS)
def test_a_longer_word_that_keeps_a_word_of_the_term_whole_is_no_collision(text, verdicts):
    assert [verdict for verdict, _ in verdicts[text]] == [LONGER]


@pytest.mark.parametrize("text", WHOLE)
def test_a_term_made_of_whole_words_is_not_doubted(text, verdicts):
    assert [verdict for verdict, _ in verdicts[text]] == [""]


def list_clusters(*texts: str, codebook=CODEBOOK) -> dict[tuple[str, str], int]:
    passages = make_passages(*texts)
    clusters = cluster_neighbours(read(codebook, passages), key_by_id(passages))
    return {(cluster.side, cluster.phrase): len(cluster.members) for cluster in clusters}


def test_neighbours_are_the_words_beside_a_hit_with_their_counts():
    assert list_clusters("运用大数据技术。", "大数据技术", "大数据，平台", "大數據技術") == {
        ("left", "运用大数据"): 1,
        ("right", "大数据技术"): 3,
    }


def test_a_latin_neighbour_is_a_word_a_space_away():
    codebook = make_codebook("ai: {terms: [big data]}")
    assert list_clusters("The big data platform.", "Use Big Data, and", codebook=codebook) == {
        ("left", "The big data"): 1,
        ("right", "big data platform"): 1,
        ("left", "Use Big Data"): 1,
    }


def test_the_neighbour_of_a_swallowed_hit_is_the_rest_of_the_word():
    assert list_clusters("提取特征信息") == {("left", "特征信"): 1, ("right", "征信息"): 1}


def test_hits_that_the_same_words_swallow_are_one_cluster_as_most_often_printed():
    passages = make_passages("提取特征信息", "提取特徵信息", "保存特征信息", "运用征信")
    (cluster,) = cluster_words(read(CODEBOOK, passages), key_by_id(passages), COLLISION)
    assert (cluster.term, cluster.phrase, len(cluster.members)) == ("征信", "特征信息", 3)
