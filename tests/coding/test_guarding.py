from __future__ import annotations

import pytest
from codebook_builders import make_codebook
from surrounding_builders import key_by_id, make_passages, read

from fintech_coding.coding.guarding import GuardTrial, name_place
from fintech_coding.coding.neighbours import COLLISION, cluster_words

CODEBOOK = make_codebook("""
big_data: {terms: [大数据, 征信]}
other: {terms: [数据的, 数据]}
""")


def propose(*texts: str) -> list[tuple[str, int] | None]:
    passages = make_passages(*texts)
    surroundings = read(CODEBOOK, passages)
    doubtful = frozenset(name_place(around) for around in surroundings if around.verdict == COLLISION)
    trial = GuardTrial(CODEBOOK, key_by_id(passages))
    found = [
        trial.propose_guard(cluster, doubtful)
        for cluster in cluster_words(surroundings, key_by_id(passages), COLLISION)
    ]
    return [proposal and (proposal.guard, len(proposal.taken)) for proposal in found]


def test_a_guard_is_the_shortest_phrase_that_covers_a_collision():
    assert propose("提取特征信息", "最大数据量", "运用征信") == [("特征信息", 1), ("最大数据", 1)]


def test_a_guard_that_takes_a_hit_that_is_not_doubtful_is_not_proposed():
    passages = make_passages("扩大数据范围")
    trial = GuardTrial(CODEBOOK, key_by_id(passages))
    surroundings = read(CODEBOOK, passages)
    (cluster,) = cluster_words(surroundings, key_by_id(passages), COLLISION)
    assert trial.propose_guard(cluster, frozenset(map(name_place, cluster.members))) is not None
    assert trial.propose_guard(cluster, frozenset()) is None


def test_a_guard_takes_hits_of_its_own_technology_only():
    trial = GuardTrial(CODEBOOK, key_by_id(make_passages("扩大数据的应用")))
    assert {place[1:] for place in trial.try_guard("big_data", "扩大数据")} == {(1, 4)}
    assert {place[1:] for place in trial.try_guard("other", "扩大数据")} == {(2, 5)}


@pytest.mark.parametrize("guard", ["无关", "数据库", "據"])
def test_a_guard_that_holds_no_hit_takes_none(guard):
    assert (
        GuardTrial(CODEBOOK, key_by_id(make_passages("扩大数据的应用"))).try_guard("big_data", guard)
        == frozenset()
    )


def test_a_guard_in_traditional_characters_takes_as_it_matches():
    trial = GuardTrial(CODEBOOK, key_by_id(make_passages("扩大数据的应用", "大數據")))
    assert len(trial.try_guard("big_data", "擴大數據")) == 1
