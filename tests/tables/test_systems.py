"""The systems table."""

from __future__ import annotations

import pytest
from builders import make_hit, make_report

from fintech_coding.coding.fold import fold_text
from fintech_coding.errors import OutputError
from fintech_coding.headers import SYSTEM_COLUMNS
from fintech_coding.records import Hit, Passage
from fintech_coding.tables.systems import build_systems, find_mentions, join_name

ICBC = make_report("icbc_2020")


def make_case(text: str, *terms: tuple[str, str], number: int = 1, page: int = 3, **changes: object):
    """Return a passage, and a hit for each (technology, term) of it; sentences end with 。"""
    passage = Passage(f"icbc_2020-{number:05}", "icbc_2020", page, page, "", "科技", "body", text)
    hits: list[Hit] = []
    for technology, term in terms:
        start = text.index(term)
        first = text.rfind("。", 0, start) + 1
        last = text.find("。", start) + 1 or len(text)
        hits.append(
            make_hit(
                technology,
                passage_id=passage.passage_id,
                page_first=page,
                start=start,
                end=start + len(term),
                sentence_start=first,
                sentence_end=last,
                **changes,
            )
        )
    return passage, hits


def build(*cases: tuple[Passage, list[Hit]], reports=(ICBC,)):
    passages = {passage.passage_id: passage for passage, _ in cases}
    hits = [hit for _, found in cases for hit in found]
    return build_systems(reports, hits, passages, fold=fold_text)


def test_only_names_in_coded_sentences_have_a_row():
    table = build(make_case("“融安e信”运用大数据。“融智e信”服务客户。", ("big_data", "大数据")))
    assert tuple(table.columns) == SYSTEM_COLUMNS
    assert table["system"].tolist() == ["融安e信"]
    assert table["sentence"].tolist() == ["“融安e信”运用大数据。"]


def test_a_name_belongs_to_the_technology_of_its_clause():
    text = "搭建区块链平台,建成物联网平台,“掌银”运用大数据;“云缴费”扩容。"
    terms = (("blockchain", "区块链"), ("internet_of_things", "物联网"), ("big_data", "大数据"))
    table = build(make_case(text, *terms))
    found = table.groupby("system")["technology"].apply(list).to_dict()
    assert found["区块链平台"] == ["blockchain"]
    assert found["物联网平台"] == ["internet_of_things"]
    assert found["掌银"] == ["big_data"]
    assert found["云缴费"] == ["big_data", "blockchain", "internet_of_things"]


def test_variants_of_a_name_are_joined_and_counted_by_sentence():
    table = build(
        make_case("智慧银行系统(ECOS)应用云平台。", ("cloud_computing", "云平台"), page=9),
        make_case("生态系统ECOS应用云平台。", ("cloud_computing", "云平台"), number=2, page=7),
        make_case("ECOS系统应用云平台。", ("cloud_computing", "云平台"), number=3, page=7),
    )
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["sentences"], row["page_first"], row["pages"]) == (3, 7, "7; 9")
    assert len(row["variants"].split("; ")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("手机银行5.0", "手机银行6.0"),
        ("融安e信", "“融安e信”系统"),
        ("分布式技术平台", "企业级分布式技术平台"),
    ],
)
def test_versions_and_kinds_do_not_part_a_name(one, other):
    assert join_name(one) == join_name(other)


def test_different_names_stay_apart():
    assert len({join_name(name) for name in ("融安e信", "融智e信", "大数据平台", "区块链平台")}) == 4


def test_a_name_of_others_says_so_until_the_bank_has_it_too():
    others = make_case("同业建成区块链平台。", ("blockchain", "区块链"), scope="other")
    assert build(others)["scope"].tolist() == ["other"]
    own = make_case("本行建成区块链平台。", ("blockchain", "区块链"), number=2)
    assert build(others, own)["scope"].tolist() == ["own"]


def test_a_name_in_traditional_characters_is_found_and_quoted_as_printed():
    table = build(make_case("推出「數據大腦」雲端平台,運用大數據。", ("big_data", "大數據")))
    assert "數據大腦" in table["system"].tolist()


def test_a_report_not_read_has_no_row():
    case = make_case("建成区块链平台。", ("blockchain", "区块链"))
    assert build(case, reports=(make_report("icbc_2020", status="failed"),)).empty
    assert build(case, reports=(make_report("icbc_2020", status="skipped"),)).empty


def test_a_report_without_names_makes_an_empty_table():
    assert tuple(build().columns) == SYSTEM_COLUMNS


def test_passages_that_changed_are_refused():
    passage, hits = make_case("建成区块链平台。", ("blockchain", "区块链"))
    with pytest.raises(OutputError, match="Run `fintech-code matrix` again"):
        find_mentions(hits, {}, fold=fold_text)
    short = {passage.passage_id: Passage(passage.passage_id, "icbc_2020", 3, 3, "", "", "body", "建成")}
    with pytest.raises(OutputError):
        find_mentions(hits, short, fold=fold_text)


def test_the_order_of_hits_does_not_matter():
    cases = [
        make_case("建成区块链平台、物联网平台。", ("blockchain", "区块链"), ("internet_of_things", "物联网")),
        make_case("“掌银”运用大数据。", ("big_data", "大数据"), number=2),
    ]
    passages = {passage.passage_id: passage for passage, _ in cases}
    hits = [hit for _, found in cases for hit in found]
    one, other = (build_systems([ICBC], h, passages, fold=fold_text) for h in (hits, hits[::-1]))
    assert one.equals(other)
