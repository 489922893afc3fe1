"""Where a paragraph starts in a column of text, and where it only seems to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_builders import LEFT, MEASURE, PITCH, SIZE, TOP, fill, list_texts, make_line, make_page, set_lines

from fintech_coding.records import Line, Page

FULL = LEFT + MEASURE * SIZE
WORDS = "Our platforms serve customers in all regions of the"


def set_text(page: int) -> Page:
    """Return a page whose text fills the measure, by which the report's is known."""
    return make_page(*[fill()] * 12, "完。", number=page)


def list_after_text(*lines: str | Line) -> list[str]:
    """Return the paragraphs of a page that follows pages of full lines."""
    return list_texts(set_text(1), set_text(2), make_page(*lines, number=3))[2:]


def set_words(*texts: str, x1: float, top: float = TOP) -> list[Line]:
    return [replace(line, x1=x1) for line in set_lines(*texts, top=top)]


# --- the measure ---------------------------------------------------------------------------------


def test_short_lines_below_each_other_are_a_list_in_a_report_of_wider_text() -> None:
    names = ("上海证券交易所", "股票简称:某银行", "香港联合交易所有限公司", "境内优先股", "证券代码:601000")
    assert list_after_text(*names) == list(names)


def test_lines_that_fill_a_narrower_measure_are_one_text() -> None:
    narrow = [fill()[:15]] * 6
    assert list_after_text(*narrow, "完。") == ["".join(narrow) + "完。"]


def test_words_that_fill_a_narrower_measure_are_one_text() -> None:
    first, second = "In the Asset Management", "Business we will invest globally with a focus"
    lines = [
        *set_words(*[WORDS] * 3, x1=FULL - 60),
        *set_words(first, second, x1=FULL - 60, top=TOP + 3 * PITCH),
    ]
    more = set_words(*[WORDS] * 3, x1=FULL - 60, top=TOP + 5 * PITCH)
    assert len(list_after_text(*lines, *more)) == 1


def test_text_that_is_set_in_as_a_whole_has_no_first_lines() -> None:
    lines = [make_line(fill()[:-2], TOP + n * PITCH, x0=LEFT + 20) for n in range(6)]
    last = make_line("本行另有多项业务稳健发展,运用大数据。", TOP + 6 * PITCH, x0=LEFT + 20)
    before = replace(lines[2], text=lines[2].text[:-1] + "。")
    assert len(list_after_text(*lines[:2], before, *lines[3:], last)) == 1


# --- how the line before ends --------------------------------------------------------------------


def test_a_sentence_that_ends_well_short_of_justified_text_ends_its_paragraph() -> None:
    short = fill()[: MEASURE - 5] + "。"
    indented = ["　　" + fill()[:-2], fill(), "完。"] * 3
    texts = list_after_text(
        *indented, "　　" + fill()[:-2], fill(), fill(), fill(), short, fill(), fill(), "完。"
    )
    assert any(text.endswith(short) for text in texts)


def test_a_quotation_left_open_goes_on_though_the_next_line_opens_like_an_item() -> None:
    assert len(list_texts(make_page(fill(end="《商业银行"), "(二)信息科技风险管理指引》。"))) == 1


def test_a_sentence_of_ragged_words_may_end_a_little_short_and_go_on() -> None:
    lines = (
        "The Bank upholds its philosophy of standardising all",
        "and building a harmonious relationship with them.",
        "It continuously improves the management of staff and",
        "the remuneration that it pays to all of them in the",
        "branches and in subsidiaries",
    )
    assert len(list_texts(make_page(*lines))) == 1


# --- what stands by itself -----------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["□适用 √不适用", "√是 □否"])
def test_an_answer_in_a_form_ends_its_paragraph(answer: str) -> None:
    assert list_after_text(answer, "组合计提项目:账龄组合")[-2:] == [answer, "组合计提项目:账龄组合"]


def test_who_signs_the_statements_ends_a_paragraph_at_the_pages_end_too() -> None:
    signature = "法定代表人:某甲 主管会计工作负责人:某乙 会计机构负责人:某丙"
    assert list_texts(make_page(signature), make_page("母公司现金流量表", number=2))[0] == signature


def test_fields_below_each_other_are_each_their_own() -> None:
    fields = ("邮编:430071邮编:315010邮编:410011邮编:750002", "传真:027-69908040传真:0574-87361190")
    assert list_texts(make_page(*fields)) == list(fields)


def test_a_definition_begins_with_its_term_and_goes_on_under_its_explanation() -> None:
    first = make_line("「香港聯交所」或「聯交所」 指 香港聯合交易所有限公司,為香港交易及結算所", TOP)
    rest = make_line("有限公司的全資附屬公司", TOP + PITCH, x0=LEFT + 170)
    second = make_line("「上市」 指 我們的H股在主板上市", TOP + 2 * PITCH)
    assert list_texts(make_page(first, rest, second)) == [first.text + rest.text, second.text]


# --- numbers and bullets -------------------------------------------------------------------------


def test_what_comes_back_from_under_its_bullet_is_a_new_paragraph() -> None:
    item = make_line("• " + fill(), TOP, x0=LEFT + 20)
    under = [make_line(fill(), TOP + n * PITCH, x0=LEFT + 40) for n in (1, 2)]
    text = make_line(fill(), TOP + 3 * PITCH)
    assert list_texts(make_page(item, *under, text))[-1] == text.text


def test_a_bullet_in_a_font_of_its_own_does_not_cut_its_text() -> None:
    item = replace(make_line(fill("• 推进"), TOP), size=5.4)
    assert len(list_texts(make_page(item, *set_lines("各项业务稳健发展,服务客户。", top=TOP + PITCH)))) == 1


def test_an_indented_title_with_a_number_is_not_joined_to_the_indented_text_under_it() -> None:
    title = "　　(1)判断分步处置股权至丧失控制权过程中各项交易的原则"
    text = ("　　" + fill()[:-2], fill(), "完。")
    assert title.strip() in list_after_text(*text * 3, title, *text)


def test_a_title_with_a_number_at_a_pages_end_is_not_joined_to_the_next_page() -> None:
    title = "(三)升级智慧服务并发挥大客户的需求牵引作用与协同"
    first = make_page(*["　　" + fill()[:-2], fill(), "完。"] * 3, title, number=1)
    second = make_page("　　" + fill()[:-2], fill(), "完。", number=2)
    assert title in list_texts(first, second)


def test_a_numbered_sentence_at_a_pages_end_goes_on() -> None:
    first = make_page(*["　　" + fill()[:-2], fill(), "完。"] * 3, fill("(三)"), number=1)
    assert list_texts(first, make_page("服务客户。", number=2))[-1].endswith("服务客户。")
