from __future__ import annotations

import pytest
from surrounding_builders import make_passages

from fintech_coding.coding.keyness import compute_keyness
from fintech_coding.coding.segment import Segmenter
from fintech_coding.coding.suggestions import Suggestion, suggest_words
from fintech_coding.coding.words import load_stop_words
from fintech_coding.records import Passage

OTHERS = make_passages(*["本行稳健经营信贷业务。"] * 40, "客户使用智能合约。", report_id="other_2020")


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["区块链"])


def suggest(
    coded: list[Passage],
    segmenter: Segmenter,
    *,
    others: list[Passage] = OTHERS,
    known: str = "",
    **least: int,
) -> dict[str, Suggestion]:
    found = suggest_words(
        coded,
        others,
        {passage.passage_id: [(0, 3)] for passage in coded if passage.text.startswith("区块链")},
        segmenter,
        stop_words=load_stop_words(),
        is_known=lambda text: bool(known) and known in text,
        min_count=least.get("min_count", 2),
        min_reports=least.get("min_reports", 1),
    )
    assert [s.keyness for s in found] == sorted((s.keyness for s in found), reverse=True)
    return {suggestion.words: suggestion for suggestion in found}


CODED = make_passages("区块链存证", "区块链、智能合约与存证", "区块链之智能合约", "区块链上智能合约")


def test_words_that_coded_passages_have_more_of_are_suggested_with_their_counts(segmenter):
    found = suggest(CODED, segmenter)["智能合约"]
    assert (found.count, found.count_elsewhere, found.passages, found.passages_elsewhere) == (3, 1, 3, 1)
    assert found.reports == 1
    assert found.first.passage.text[found.first.start : found.first.end] == "智能合约"


def test_the_keyness_is_that_of_the_counts_beside_all_words(segmenter):
    coded = make_passages("区块链粮仓", "区块链，粮仓")
    others = make_passages("信贷业务", "信贷业务", report_id="other_2020")
    # Here 粮仓 is all there are: two of two words, and none of the two elsewhere.
    (found,) = suggest(coded, segmenter, others=others).values()
    assert found.words == "粮仓"
    assert found.keyness == pytest.approx(compute_keyness(2, 2, 0, 2))


def test_what_is_found_already_and_what_any_term_matches_is_not_suggested(segmenter):
    assert "区块链" not in suggest(CODED, segmenter)
    assert "智能合约" not in suggest(CODED, segmenter, known="合约")


def test_stop_words_figures_and_places_are_not_suggested(segmenter):
    coded = make_passages(*["区块链的应用在深圳推进5G项目123项"] * 5)
    assert suggest(coded, segmenter) == {}


def test_words_must_recur_in_passages_and_reports(segmenter):
    assert "存证" in suggest(CODED, segmenter, min_count=2)
    assert "存证" not in suggest(CODED, segmenter, min_count=3)
    assert "存证" not in suggest(CODED, segmenter, min_reports=2)
    more = [*CODED, *make_passages("区块链存证", report_id="ccb_2020")]
    assert "存证" in suggest(more, segmenter, min_reports=2)


def test_a_word_that_stands_in_a_pair_only_is_the_pair(segmenter):
    coded = make_passages("区块链：粮仓贷款", "区块链，粮仓贷款。", "区块链粮仓贷款")
    assert [words for words in suggest(coded, segmenter) if "粮仓" in words] == ["粮仓贷款"]


def test_a_fragment_of_a_longer_word_is_not_suggested(segmenter):
    coded = make_passages("区块链甲粮仓", "区块链，甲粮仓。", "区块链甲粮仓")
    assert "粮仓" not in suggest(coded, segmenter)
    apart = make_passages("区块链甲粮仓", "区块链乙粮仓", "区块链，粮仓。")
    assert "粮仓" in suggest(apart, segmenter)


def test_latin_words_are_compared_with_latin_words_and_told_in_any_case(segmenter):
    others = make_passages(*["The Bank grew its loans steadily."] * 10, *["稳健经营"] * 500, report_id="o")
    coded = make_passages("Corda ledgers", "corda notary", "CORDA notes", "Corda nodes")
    found = suggest(coded, segmenter, others=others)["Corda"]
    assert (found.count, found.count_elsewhere) == (4, 0)
    # 10 sentences of 6 words; the ideographs are no part of it.
    assert found.keyness == pytest.approx(compute_keyness(4, 8, 0, 60))


def test_traditional_and_simplified_words_count_together_as_most_often_printed(segmenter):
    coded = make_passages("区块链與數據存證", "区块链存證", "区块链存证")
    found = suggest(coded, segmenter)
    assert found["存證"].count == 3
    assert "存证" not in found
