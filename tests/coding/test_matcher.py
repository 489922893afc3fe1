"""Terms and guards in text: what counts, by rules 5 to 7 of the counting."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from codebook_builders import find_hits, find_surfaces, make_codebook
from hypothesis import given, settings
from hypothesis import strategies as st

from fintech_coding.coding.codebook import Codebook, Technology
from fintech_coding.coding.fold import clean_text, fold_text
from fintech_coding.coding.matcher import Matcher

MIXED = make_codebook(
    """
    ai: {terms: [AI, 人工智能, 智能, machine learning, {term: AR, case: exact}, robot*], guards: [智能手机]}
    big_data:
      terms: [大数据, 大数据平台, 数据, big data, data, 數據湖]
      elements:
        tools: {terms: [数据平台, 平台工具, {term: 湖, without: [风景]}, {regex: '平台.{0,2}云'}]}
        lakes:
          within: passage
          terms: [datas, {term: 湖, with: [云]}, {regex: '数.[平湖]', guards: [大数据平]}]
      guards: [扩大数据, 数据港]
    cloud:
      terms:
        - {term: 平台, nested: technology, guards: [数据平台, 平台工]}
        - 云平台
        - data cloud
        - cloud
        - ß云
        - ﬁn云
        - 𠮷云
      guards: [云平]
    """,
    guards="[平台经济, big data cloud]",
)
PIECES = (
    "人工智能", "智能手机", "扩大数据", "大数据平台", "数据平台工具", "數據湖", "平台经济", "云平台",
    "湖", "风景", "AI", "ai", "AR", "ARs", "ar", "Robots", "robotics", "machine-learning", "Machine Learning",
    "big data cloud", "BIG-DATA", "data", "cloud", "İ", "ß", "ﬁ", "ﬁn云", "ß云", "𠮷", "𠮷云",
    "😀", "ŉ", "ΐ", "ǰ", "Ａ", "\u0301", "\u00ad", "—", " ", "\n", "。", ". ", "，", "P", "D",
    "大", "据", "云", "智",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=25).map("".join)


# Characters, guards and length


def test_a_term_is_found_within_what_a_tokenizer_would_keep_as_one_word():
    assert find_surfaces("大数据", "大数据分析与大数据") == ["大数据", "大数据"]


def test_the_longest_term_of_a_technology_counts_once():
    assert find_hits("a: {terms: [大数据, 大数据平台, 数据]}", "大数据平台") == [("a", "大数据平台")]


def test_the_leftmost_term_of_a_technology_wins_over_a_longer_one_that_begins_later():
    assert find_hits("a: {terms: [大数据, 数据分析平台]}", "大数据分析平台") == [("a", "大数据")]


def test_a_term_that_is_repeated_is_found_at_each_place_without_overlap():
    assert find_surfaces("云云", "云云云云云") == ["云云", "云云"]


@pytest.mark.parametrize(
    ("term", "guard", "text"),
    [
        ("大数据", "扩大数据", "扩大数据规模"),
        ("大数据", "最大数据量", "系统的最大数据量"),
        ("征信", "特征信息", "客户特征信息"),
        ("深度学习", "深度学习贯彻", "深度学习贯彻二十大精神"),
    ],
)
def test_a_guard_matches_and_codes_to_nothing(term, guard, text):
    assert find_hits(f"a: {{terms: [{term}]}}", text) == [("a", term)]
    assert find_hits(f"a: {{terms: [{term}], guards: [{guard}]}}", text) == []
    assert find_hits(f"a: {{terms: [{term}], guards: [{guard}]}}", f"{text}，{term}") == [("a", term)]


def test_of_a_guard_and_a_term_that_cross_the_one_that_begins_first_wins():
    codebook = "a: {terms: [大数据], guards: [扩大数, 据平台]}"
    assert find_hits(codebook, "扩大数据") == []
    assert find_hits(codebook, "大数据平台") == [("a", "大数据")]


def test_a_term_longer_than_the_guard_within_it_counts():
    assert find_hits("a: {terms: [扩大数据平台], guards: [扩大数据]}", "扩大数据平台") == [
        ("a", "扩大数据平台")
    ]


def test_a_guard_wins_over_a_term_of_the_same_length_at_the_same_place():
    assert find_hits("a: {terms: [robot*, token], guards: [robotics, tokens]}", "robotics, tokens") == []


def test_a_term_within_a_guard_is_free_again_after_the_guard_ends():
    assert find_hits("a: {terms: [数据, 平台], guards: [大数据]}", "大数据平台") == [("a", "平台")]


def test_a_guard_of_one_technology_leaves_the_others_alone():
    codebook = "a: {terms: [数据], guards: [大数据]}\nb: {terms: [大数]}"
    assert find_hits(codebook, "大数据") == [("b", "大数")]


def test_a_guard_of_the_codebook_guards_every_technology():
    codebook = "a: {terms: [数据]}\nb: {terms: [大数]}"
    assert find_hits(codebook, "大数据与数据", guards="[大数据]") == [("a", "数据")]


# Overlaps of technologies


def test_a_term_nested_in_a_longer_term_of_another_technology_counts_once():
    codebook = "a: {terms: [人工智能云平台]}\nb: {terms: [云平台]}"
    assert find_hits(codebook, "人工智能云平台") == [("a", "人工智能云平台")]
    assert find_hits(codebook, "人工智能云平台", nested="codebook") == [("a", "人工智能云平台")]
    assert find_hits("a: {terms: [云平台]}\nb: {terms: [云]}\nc: {terms: [台]}", "云平台") == [
        ("a", "云平台")
    ]


def test_terms_of_two_technologies_at_the_same_place_both_count():
    codebook = "a: {terms: [{term: 容器, with: [云]}]}\nb: {terms: [{term: 容器, without: [玻璃]}]}"
    assert find_hits(codebook, "云容器") == [("a", "容器"), ("b", "容器")]


def test_a_nested_term_of_another_technology_counts_too_when_the_codebook_says_so():
    codebook = "a: {terms: [人工智能云平台, 智能云]}\nb: {terms: [云平台]}"
    hits = find_hits(codebook, "人工智能云平台", nested="technology")
    assert hits == [("a", "人工智能云平台"), ("b", "云平台")]


def test_a_term_nested_in_another_technologys_guard_counts():
    assert find_hits("a: {terms: [云平], guards: [智能云平台]}\nb: {terms: [云平台]}", "智能云平台") == [
        ("b", "云平台")
    ]


def test_a_term_nested_in_a_term_that_itself_does_not_count_counts():
    codebook = "a: {terms: [大数据, 数据云平台]}\nb: {terms: [云平台]}"
    assert find_hits(codebook, "大数据云平台") == [("a", "大数据"), ("b", "云平台")]


@pytest.mark.parametrize("nested", ["codebook", "technology"])
def test_crossing_terms_of_different_technologies_both_count(nested):
    codebook = "a: {terms: [智能云]}\nb: {terms: [云平台]}"
    assert find_hits(codebook, "智能云平台", nested=nested) == [("a", "智能云"), ("b", "云平台")]


def _shuffle(codebook: Codebook, chance: random.Random) -> Codebook:
    def mix(items):
        return tuple(chance.sample(items, len(items)))

    def mix_technology(technology: Technology) -> Technology:
        elements = [replace(element, terms=mix(element.terms)) for element in technology.elements]
        return replace(technology, elements=mix(elements), guards=mix(technology.guards))

    technologies = mix([mix_technology(technology) for technology in codebook.technologies])
    return replace(codebook, technologies=technologies, guards=mix(codebook.guards))


def test_of_two_terms_of_a_technology_at_the_same_place_the_same_one_counts_in_any_order():
    lake, data = "{terms: [{term: 湖, with: [云]}, robots]}", "{terms: [{term: 湖, with: [数据]}, robot*]}"
    found = {
        tuple(
            (span.element, span.term)
            for span in Matcher(make_codebook(technology)).find_spans("云数据湖robots")
        )
        for technology in (
            f"a: {{elements: {{lake: {lake}, data: {data}}}}}",
            f"a: {{elements: {{data: {data}, lake: {lake}}}}}",
        )
    }
    assert len(found) == 1
    assert all(len(spans) == 2 for spans in found)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, seed=st.integers(0, 1000), nested=st.sampled_from(["codebook", "technology"]))
def test_the_order_of_entries_never_changes_the_hits(text, seed, nested):
    codebook = replace(MIXED, nested=nested)
    shuffled = _shuffle(codebook, random.Random(seed))  # noqa: S311
    assert set(Matcher(codebook).find_spans(text)) == set(Matcher(shuffled).find_spans(text))


# Latin terms


@pytest.mark.parametrize(
    "text", ["AI技术", "使用AI。", "AI", "(AI)", "“AI”", "AI-based", "the\nAI\nage", "AI/ML", "大AI"]
)
def test_a_latin_term_is_found_beside_anything_but_a_letter_or_digit(text):
    assert find_surfaces("AI", text) == ["AI"]


@pytest.mark.parametrize("text", ["PAID", "AID", "MAI", "AI2", "3AI", "ÉAI", "AIß"])
def test_a_latin_term_is_not_found_within_a_word(text):
    assert find_surfaces("AI", text) == []


def test_only_the_latin_edge_of_a_mixed_term_needs_a_boundary():
    assert find_surfaces("AI平台", "AI平台化，MAI平台") == ["AI平台"]
    assert find_surfaces("开放API", "大开放API与开放APIX") == ["开放API"]


def test_a_digit_belongs_to_its_word():
    assert find_surfaces("5G", "5G、15G、5G网络、5GHz") == ["5G", "5G"]


def test_the_end_of_a_number_is_no_term():
    assert find_surfaces("5G", "1.5G, 4G, 5G") == ["5G"]


def test_a_full_width_comma_after_a_number_begins_a_new_one():
    assert find_surfaces("5G", "截至2020，5G基站") == ["5G"]


def test_case_does_not_matter_unless_the_term_says_so():
    assert find_surfaces("Big Data", "BIG DATA, big data, Big data") == ["BIG DATA", "big data", "Big data"]
    assert find_surfaces("{term: AR, case: exact}", "AR, ar, Ar") == ["AR"]


def test_an_english_plural_counts():
    assert find_surfaces("robot", "robots") == ["robots"]
    assert find_surfaces("switch", "switches") == ["switches"]
    assert find_surfaces("box", "boxes") == ["boxes"]
    assert find_surfaces("smart city", "smart cities") == ["smart cities"]
    assert find_surfaces("开放API", "开放APIs") == ["开放APIs"]


@pytest.mark.parametrize(
    ("term", "text"), [("robot", "robotes"), ("key", "kies"), ("data", "datas2"), ("大数据", "s")]
)
def test_what_is_no_regular_plural_does_not_count(term, text):
    assert find_surfaces(term, text) == []


def test_a_plural_of_an_exact_term_has_a_small_ending():
    assert find_surfaces("{term: API, case: exact}", "APIs, apis, APIS") == ["APIs"]
    assert find_surfaces("{term: AI, case: exact}", "AIs, AIS") == ["AIs"]
    assert find_surfaces("{term: Smart City, case: exact}", "Smart Cities, smart cities") == ["Smart Cities"]


def test_a_plural_of_an_exact_term_keeps_the_case_of_the_term():
    assert find_surfaces("{term: AR, case: exact}", "Ars") == []
    assert find_surfaces("{term: MR, case: exact}", "Mrs") == []


def test_case_is_exact_after_a_wildcard_too():
    assert find_surfaces("{term: AI* Lab, case: exact}", "AI lab") == []


def test_an_exact_term_is_found_in_traditional_text():
    assert find_surfaces("{term: 开放API, case: exact}", "開放API、開放api") == ["開放API"]


@pytest.mark.parametrize("term", ["big data", "big-data"])
@pytest.mark.parametrize(
    "text", ["big data", "big-data", "big\ndata", "big–data", "big\u00a0data", "big‑data"]
)
def test_words_may_be_joined_by_a_space_a_hyphen_or_a_line_break(term, text):
    assert find_surfaces(term, text) == [text]
    assert find_surfaces(f"{{term: {term}, case: exact}}", text) == [text]


@pytest.mark.parametrize("text", ["bigdata", "big, data", "big. Data", "big/data"])
def test_words_joined_by_anything_else_are_another_term(text):
    assert find_surfaces("big data", text) == []


def test_a_wildcard_stands_for_the_rest_of_a_word():
    text = "digital, digitalisation digitally-led 数digitals, digita, digital银行"
    assert find_surfaces("digital*", text) == [
        "digital",
        "digitalisation",
        "digitally",
        "digitals",
        "digital",
    ]


def test_a_wildcard_does_not_open_the_beginning_of_a_word():
    assert find_surfaces("chain*", "blockchain, chained") == ["chained"]


def test_a_wildcard_may_stand_within_a_term_of_several_words():
    text = "automated customer service, automatic-customers, automated the customer, automat customer"
    assert find_surfaces("automat* customer*", text) == [
        "automated customer",
        "automatic-customers",
        "automat customer",
    ]


def test_a_term_with_a_wildcard_takes_a_plural():
    assert find_surfaces("digit* bank", "digital banks, digital banking") == ["digital banks"]


def test_a_term_with_a_wildcard_takes_a_plural_in_ies():
    assert find_surfaces("digit* currency", "digital currencies") == ["digital currencies"]


# Conditions


def test_a_term_with_a_condition_needs_one_of_its_words_in_the_same_sentence():
    term = "{term: AR, with: [VR, 现实]}"
    assert find_surfaces(term, "AR与VR。AR报告") == ["AR"]
    assert find_surfaces(term, "AR报告。VR与现实。") == []
    assert find_surfaces(term, "现实中的AR") == ["AR"]


def test_a_term_without_a_word_is_not_found_in_a_sentence_that_holds_it():
    term = "{term: 集市, without: [证券, futures]}"
    assert find_surfaces(term, "数据集市。证券集市。Futures集市。证券。集市") == ["集市", "集市"]


def test_a_word_of_a_condition_is_a_whole_word_in_any_case_script_and_number():
    term = "{term: 湖, with: [data lake, 数据]}"
    assert find_surfaces(term, "湖 Data-Lakes") == ["湖"]
    assert find_surfaces(term, "湖 metadata lake") == []
    assert find_surfaces(term, "湖與數據") == ["湖"]


def test_a_word_of_a_condition_takes_a_plural_in_ies():
    assert find_surfaces("{term: pilot, with: [currency]}", "a pilot of digital currencies") == ["pilot"]


def test_a_term_whose_condition_fails_leaves_its_place_to_a_shorter_one():
    codebook = "a: {terms: [数据, {term: 数据集市, without: [证券]}]}"
    assert find_hits(codebook, "数据集市") == [("a", "数据集市")]
    assert find_hits(codebook, "证券数据集市") == [("a", "数据")]


@pytest.mark.parametrize(("within", "found"), [("sentence", []), ("passage", ["AR"])])
def test_a_condition_is_of_the_sentence_or_of_the_whole_passage(within, found):
    assert find_surfaces(f"{{term: AR, with: [VR], within: {within}}}", "AR报告。与VR。") == found
    text = "AR报告。与VR。"
    assert find_surfaces(f"{{term: AR, without: [VR], within: {within}}}", text) == ([] if found else ["AR"])


def test_a_word_of_a_condition_takes_a_wildcard_and_no_part_of_a_number():
    assert find_surfaces("{term: pod, with: ['kubern*']}", "a pod of Kubernetes") == ["pod"]
    assert find_surfaces("{term: 基站, with: [5G]}", "基站 1.5G") == []


def test_a_word_of_a_condition_that_runs_over_the_sentences_end_is_not_in_it():
    assert find_surfaces("{term: pod, with: [cloud native]}", "a pod in a cloud\nnative, cloud-native") == []
    assert find_surfaces("{term: pod, with: [cloud native]}", "a pod, cloud\ncloud native") == []


# Guards of one term


def test_a_guard_of_a_term_leaves_the_other_terms_alone():
    codebook = "a: {terms: [{term: 数据, guards: [大数据湖]}, 数据湖, 大数]}"
    assert find_hits(codebook, "大数据湖，数据") == [("a", "大数"), ("a", "数据")]
    assert find_hits(codebook, "数据湖") == [("a", "数据湖")]


def test_a_term_that_its_guard_takes_leaves_its_place_to_a_shorter_one():
    codebook = "a: {terms: [数据, {term: 数据集市, guards: [证券数据集市]}]}"
    assert find_hits(codebook, "证券数据集市") == [("a", "数据")]


def test_of_a_term_and_its_guard_that_cross_the_one_that_begins_first_wins():
    assert find_surfaces("{term: 大数据, guards: [据平台]}", "大数据平台") == ["大数据"]
    assert find_surfaces("{term: 数据平, guards: [大数据]}", "大数据平") == []


# Nesting term by term


def test_nesting_is_as_the_shorter_term_says():
    codebook = "a: {terms: [人工智能云平台]}\nb: {terms: [{term: 云, nested: technology}, 平台]}"
    assert find_hits(codebook, "人工智能云平台") == [("a", "人工智能云平台"), ("b", "云")]
    codebook = "a: {terms: [人工智能云平台]}\nb: {nested: codebook, terms: [云]}\nc: {terms: [平台]}"
    hits = find_hits(codebook, "人工智能云平台", nested="technology")
    assert hits == [("a", "人工智能云平台"), ("c", "平台")]


def test_a_term_without_a_plural_is_found_as_written_only():
    assert find_surfaces("{term: Watson, plural: no}", "Watson, Watsons") == ["Watson"]
    assert find_surfaces("{term: 'digit* currency', plural: no}", "digital currency, digital currencies") == [
        "digital currency"
    ]


# Script and place


def test_a_simplified_term_is_found_in_traditional_text_and_the_other_way_round():
    text = "運用大數據、人工智慧"
    span = Matcher(make_codebook("a: {terms: [大数据]}")).find_spans(text)[0]
    assert (span.term, span.start, span.end, text[span.start : span.end]) == ("大数据", 2, 5, "大數據")
    assert find_surfaces("大數據", "大数据") == ["大数据"]


@pytest.mark.parametrize("before", ["İ", "ß", "ﬁ", "𠮷", "😀", "ŉ", "Ⅷ", "㈱"])
def test_a_character_that_folds_to_another_length_moves_no_span(before):
    text = f"{before * 3} 大数据、{before * 40}，Big-Data"
    assert find_hits("a: {terms: [大数据, big data]}", text) == [("a", "大数据"), ("a", "Big-Data")]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_span_holds_its_term_and_no_two_of_a_technology_overlap(text):
    reach: dict[str, int] = {}
    for span in Matcher(MIXED).find_spans(text):
        surface, term = fold_text(text[span.start : span.end]), fold_text(clean_text(span.term))
        assert (
            "[" in term
            or "{" in term
            or surface in {term, f"{term}s"}
            or (term == "robot*" and surface.startswith("robot"))
        )
        assert reach.get(span.technology, 0) <= span.start
        reach[span.technology] = span.end


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_many_texts_at_once_hold_what_each_holds_alone(texts):
    matcher = Matcher(MIXED)
    alone = {number: spans for number, text in enumerate(texts) if (spans := matcher.find_spans(text))}
    assert dict(matcher.find_in(texts)) == alone


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(st.text("数据云", min_size=1, max_size=4), min_size=2, max_size=6, unique=True),
    text=st.text("数据云", max_size=30),
)
def test_a_plain_scan_from_the_left_for_the_longest_entry_finds_the_same(words, text):
    terms, guards = words[::2], words[1::2]
    expected, position = [], 0
    while position < len(text):
        here = [word for word in words if text.startswith(word, position)]
        longest = max(here, key=len, default="")
        if longest in terms:
            expected.append((position, longest))
        position += len(longest) or 1
    spans = Matcher(
        make_codebook(f"a: {{terms: [{', '.join(terms)}], guards: [{', '.join(guards)}]}}")
    ).find_spans(text)
    assert [(span.start, text[span.start : span.end]) for span in spans] == expected


def test_a_codebook_part_without_terms_finds_nothing():
    assert Matcher(MIXED, technologies=()).find_spans("大数据") == []


def test_the_applications_of_a_codebook_are_found_apart_from_its_technologies():
    codebook = make_codebook("a: {terms: [大数据]}", applications="{credit: {terms: [信贷大数据]}}")
    assert [span.technology for span in Matcher(codebook).find_spans("信贷大数据")] == ["a"]
    spans = Matcher(codebook, codebook.applications).find_spans("信贷大数据")
    assert [span.technology for span in spans] == ["credit"]


def test_a_span_names_its_element_and_the_term_as_written():
    spans = Matcher(MIXED).find_spans("数据平台与Robots")
    assert [(span.technology, span.element, span.term) for span in spans] == [
        ("big_data", "tools", "数据平台"),
        ("ai", "", "robot*"),
    ]
