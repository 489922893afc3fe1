"""Precision, recall and F1: weighted back, with intervals, and honest where nothing went wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.records import Passage
from fintech_coding.validation.judging import GoldCode, GoldPlace, judge_codes, judge_places
from fintech_coding.validation.scores import measure_codings, score_codings


def _sample(*rows: tuple[str, int, int, float]):
    """Judge rows of stratum, code of the dictionary, code of people, weight."""
    gold = [
        GoldCode(f"p{at}", "icbc_2020", stratum, weight, "ai", bool(human))
        for at, (stratum, _, human, weight) in enumerate(rows)
    ]
    codes = {f"p{at}": {"ai"} for at, (_, machine, _, _) in enumerate(rows) if machine}
    return judge_codes(gold, codes, {})


def test_a_miss_among_the_uncoded_counts_for_all_that_it_stands_for():
    verdict = _sample(
        *[("ai", 1, 1, 2.0)] * 8, *[("ai", 1, 0, 2.0)] * 2, ("far", 0, 1, 16.0), ("far", 0, 0, 16.0)
    )
    precision, recall, f1 = measure_codings(verdict.judged)
    assert (precision, recall) == (0.8, 0.5)
    assert f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)
    assert [(one.kind, one.weight) for one in verdict.mistakes] == [
        ("wrong", 2),
        ("wrong", 2),
        ("missed", 16),
    ]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_without_weights_the_scores_are_those_of_the_counts(pairs):
    verdict = _sample(*[("ai", int(a), int(b), 1.0) for a, b in pairs])
    both = sum(a and b for a, b in pairs)
    machine, human = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    precision, recall, f1 = measure_codings(verdict.judged)
    assert precision == (pytest.approx(both / machine) if machine else None)
    assert recall == (pytest.approx(both / human) if human else None)
    if machine and human:
        assert f1 == pytest.approx(2 * both / (machine + human))


def test_the_interval_holds_the_score_and_is_that_of_a_seed():
    verdict = _sample(*[("ai", 1, 1, 2.0)] * 40, *[("ai", 1, 0, 2.0)] * 10, *[("far", 0, 1, 9.0)] * 4,
                      *[("far", 0, 0, 9.0)] * 30)  # fmt: skip
    overall, ai = score_codings(verdict.judged, ["ai"], seed=1)
    assert (overall.codes, overall.right, overall.wanted, overall.found) == (50, 40, 44, 40)
    assert overall.precision.low < 0.8 < overall.precision.high
    assert ai.recall.low < 80 / 116 < ai.recall.high
    assert score_codings(verdict.judged, ["ai"], seed=1) == [overall, ai]
    assert score_codings(verdict.judged, ["ai"], seed=2)[0].precision.low == pytest.approx(
        overall.precision.low, abs=0.03
    )


def test_where_no_code_is_wrong_the_interval_is_wilsons():
    (score, _) = score_codings(_sample(*[("ai", 1, 1, 2.0)] * 20).judged, ["ai"], seed=1)
    assert (score.precision.value, score.precision.high) == (1, 1)
    assert score.precision.low == pytest.approx(0.8389, abs=1e-4)
    assert "No code is wrong" in score.note


def test_where_nothing_was_missed_recall_is_bounded_by_what_was_not_read():
    # 30 of 3,000 uncoded passages were read: up to 285 of the others may name it (1 - 0.05^(1/30) = 9.5 %).
    verdict = _sample(*[("ai", 1, 1, 10.0)] * 30, *[("far", 0, 0, 100.0)] * 30)
    score = score_codings(verdict.judged, ["ai"], seed=1)[1]
    assert score.recall.value == 1
    assert score.recall.low == pytest.approx(300 / (300 + 3000 * (1 - 0.05 ** (1 / 30))))
    assert "as low as 0.51" in score.note


def test_few_missed_passages_that_stand_for_many_are_to_be_read_again():
    verdict = _sample(*[("ai", 1, 1, 2.0)] * 20, ("far", 0, 1, 300.0), *[("far", 0, 0, 300.0)] * 30)
    score = score_codings(verdict.judged, ["ai"], seed=1)[1]
    assert score.recall.value == pytest.approx(40 / 340)
    assert "Recall hangs on 1 missed passages that stand for 300 in the corpus" in score.note
    verdict = _sample(*[("ai", 1, 1, 1.0)] * 20, *[("far", 0, 1, 1.0)] * 5)
    assert "hangs" not in score_codings(verdict.judged, ["ai"], seed=1)[1].note


def test_what_neither_finds_has_no_score():
    score = score_codings(_sample(("far", 0, 0, 5.0)).judged, ["ai", "iot"], seed=1)[1]
    assert (score.precision.value, score.recall.value, score.f1.value) == (None, None, None)
    assert "not defined" in score.note


def _passage(number: int, first: int, last: int, text: str) -> Passage:
    return Passage(f"p{number}", "icbc_2020", first, last, "", "", "body", text)


def test_a_report_that_was_read_through_is_judged_by_page_and_words():
    gold = [
        GoldPlace("icbc_2020", 5, "ai", "人工智能", is_agreed=True),
        GoldPlace("icbc_2020", 9, "ai", "OCR", is_agreed=True),
        GoldPlace("icbc_2020", 20, "ai", "机器人", is_agreed=False),
    ]
    passages = [
        _passage(1, 4, 4, "运用人工\n智能"),  # a page before, and still it
        _passage(2, 20, 20, "机器人"),  # not all readers have it: right, and not wanted
        _passage(3, 30, 30, "智能"),  # wrong
        _passage(4, 9, 9, "another"),  # on the page, without the words
    ]
    verdict = judge_places(gold, passages, {f"p{at}": {"ai"} for at in (1, 2, 3, 4)})
    assert measure_codings(verdict.judged)[:2] == (0.75, 0.5)
    assert [(one.kind, one.page, one.trigger) for one in verdict.mistakes] == [
        ("wrong", 30, ""),
        ("missed", 9, "OCR"),
    ]
