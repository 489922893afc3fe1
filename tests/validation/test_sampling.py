"""What is drawn for human coding: sizes, chances, weights, and nothing that tells the codes."""

from __future__ import annotations

from collections import Counter

import pytest

from fintech_coding.validation.sampling import (
    FAR,
    NEAR,
    Candidate,
    Design,
    allocate_main,
    bound_recall,
    draw_sample,
    expect_width,
    find_size,
)

COUNTS = {"ai": 300, "cloud": 40, "rare": 4}


def _make_frame(uncoded: int = 2000) -> list[Candidate]:
    frame = [
        Candidate(f"{report}_{name}_{at:04d}", report, f"{report} {name} {at}", (name,))
        for name, count in COUNTS.items()
        for report in ("a_2020", "b_2020")
        for at in range(count // 2)
    ]
    frame += [
        Candidate(f"a_2020_none_{at:05d}", "a_2020", f"none {at}", (), is_near=at % 10 == 0)
        for at in range(uncoded)
    ]
    return frame


def test_the_samples_have_the_sizes_that_were_asked_for_and_no_passage_twice():
    drawn = draw_sample(_make_frame(), Design(size=100, uncoded=0.3, pilot=15))
    assert Counter(one.sample for one in drawn) == {"main": 100, "pilot": 15}
    assert sum(one.stratum in (NEAR, FAR) for one in drawn if one.sample == "main") == 30
    assert len({one.candidate.passage_id for one in drawn}) == len({one.item for one in drawn}) == 115


def test_the_weights_of_the_main_sample_add_up_to_the_corpus():
    frame = _make_frame()
    frame += [Candidate(f"b_2020_copy_{at:03d}", "b_2020", f"copy {at // 40}", ()) for at in range(200)]
    drawn = draw_sample(frame, Design(size=100))
    assert sum(one.weight for one in drawn) == pytest.approx(len(frame))


def test_a_rare_technology_is_drawn_more_often_and_counts_for_less():
    drawn = draw_sample(_make_frame(), Design(size=100, least=10))
    weights = {one.stratum: one.weight for one in drawn if one.sample == "main"}
    assert Counter(one.stratum for one in drawn)["rare"] == 4
    assert weights["rare"] == 1 < weights["cloud"] < weights["ai"]


def test_each_report_has_its_share_of_each_technology():
    drawn = draw_sample(_make_frame(), Design(size=100, pilot=0))
    by_report = Counter((one.stratum, one.candidate.report_id) for one in drawn)
    for name in COUNTS:
        assert abs(by_report[name, "a_2020"] - by_report[name, "b_2020"]) <= 1


def test_over_many_seeds_each_passage_has_the_same_chance():
    frame = [Candidate(f"p_{at:02d}", "ab"[at % 3 == 0], str(at), ("ai",)) for at in range(10)]
    drawn = Counter(
        one.candidate.passage_id
        for seed in range(2000)
        for one in draw_sample(frame, Design(size=3, uncoded=0, pilot=0, seed=seed))
    )
    assert set(drawn) == {one.passage_id for one in frame}
    assert max(abs(count - 600) for count in drawn.values()) < 100  # five standard deviations


def test_a_passage_of_two_technologies_stands_in_the_rarer_one():
    frame = [*_make_frame(), Candidate("a_2020_both", "a_2020", "both", ("ai", "rare"))]
    drawn = draw_sample(frame, Design(size=100, pilot=0))
    assert [one.stratum for one in drawn if one.candidate.passage_id == "a_2020_both"] == ["rare"]


def test_passages_of_one_text_are_coded_once_and_counted_each():
    frame = [Candidate(f"p_{at}", "a", "the same", ("ai",)) for at in range(5)]
    (one,) = draw_sample(frame, Design(size=3, pilot=0))
    assert (one.copies, one.weight, one.candidate.passage_id) == (5, 5, "p_0")


def test_a_seed_gives_the_same_sample_and_another_one_another():
    frame = _make_frame()
    first = draw_sample(frame, Design(size=50, seed=4))
    assert draw_sample(frame[::-1], Design(size=50, seed=4)) == first
    other = draw_sample(frame, Design(size=50, seed=5))
    assert {one.item for one in first}.isdisjoint(one.item for one in other)


def test_neither_number_nor_order_tells_whether_a_passage_is_coded():
    drawn = [one for one in draw_sample(_make_frame(), Design(size=200)) if one.sample == "main"]
    places = [place for place, one in enumerate(drawn) if one.stratum in (NEAR, FAR)]
    assert abs(sum(places) / len(places) - 100) < 25
    assert not any(name in one.item for one in drawn for name in COUNTS)


@pytest.mark.parametrize(
    ("sizes", "size", "expected"),
    [
        ({"ai": 100, FAR: 100, NEAR: 100}, 20, {"ai": 14, FAR: 3, NEAR: 3}),
        ({"ai": 5, FAR: 100, NEAR: 2}, 20, {"ai": 5, FAR: 13, NEAR: 2}),
        ({"ai": 100, FAR: 1}, 20, {"ai": 19, FAR: 1}),
        ({"ai": 3, FAR: 3}, 20, {"ai": 3, FAR: 3}),
        ({"ai": 50, "iot": 50}, 5, {"ai": 3, "iot": 2}),
        ({}, 5, {}),
    ],
)
def test_what_one_stratum_lacks_is_drawn_from_the_others(sizes, size, expected):
    assert allocate_main(sizes, Design(size=size)) == expected


def test_the_recall_that_a_sample_can_show_follows_from_its_uncoded_passages():
    frame = [Candidate(f"p{at:04d}", "a", str(at), ("ai",) if at < 100 else ()) for at in range(1100)]
    drawn = draw_sample(frame, Design(size=100, uncoded=0.5, pilot=0))
    missed = 1000 * (1 - 0.05 ** (1 / 50))
    assert bound_recall(drawn) == pytest.approx(85 / (85 + missed))
    more = draw_sample(frame, Design(size=500, uncoded=0.8, pilot=0))
    assert bound_recall(more) > bound_recall(drawn)
    assert bound_recall(draw_sample(frame, Design(size=10, uncoded=0, pilot=0))) is None


def test_a_narrower_interval_needs_more_passages():
    assert find_size(0.05, 0.3) > find_size(0.1, 0.3) > find_size(0.2, 0.3)
    assert find_size(0.1, 0.5) > find_size(0.1, 0.3)
    coded = find_size(0.1, 0.0)
    assert expect_width(coded) == pytest.approx(0.1, abs=0.003)
