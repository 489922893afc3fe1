"""How headings are numbered."""

from __future__ import annotations

import pytest

from fintech_coding.reading.numbering import parse_number, read_as_letter, strip_number


@pytest.mark.parametrize(
    ("text", "style", "values"),
    [
        ("第四节 董事会报告", "节", (4,)),
        ("第二十三章 財務", "章", (23,)),
        ("第十部分", "部分", (10,)),
        ("Chapter 4 Risk", "chapter", (4,)),
        ("PART IV Notes", "part", (4,)),
        ("十二、其他", "一、", (12,)),
        ("(三)金融科技", "(一)", (3,)),
        ("II. 業務回顧", "I.", (2,)),
        ("8.讨论与分析", "1.", (8,)),
        ("2.2020年主要排名", "1.", (2,)),
        ("8.3业务综述", "1.1", (8, 3)),
        ("8.3.2个人金融业务", "1.1", (8, 3, 2)),
        ("7 Taxation", "1 ", (7,)),
        ("(12)其他", "(1)", (12,)),
        ("(b) Recognition", "(a)", (2,)),
        ("(iv) Other", "(i)", (4,)),
        ("③方法", "①", (3,)),
    ],
)
def test_a_number_has_a_way_of_writing_and_values(text: str, style: str, values: tuple[int, ...]) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.style, number.values) == (style, values)


@pytest.mark.parametrize(
    "text", ["金融科技", "2020年度", "5G消息", "3.5%的增长", "1.2亿元", "12月31日", "3 个月"]
)
def test_what_counts_something_is_no_number_of_a_heading(text: str) -> None:
    assert parse_number(text) is None
    assert strip_number(text) == text


def test_a_title_stands_behind_its_number() -> None:
    assert strip_number("第四节 董事会报告") == "董事会报告"
    assert strip_number("8.3.2个人金融业务") == "个人金融业务"
    assert strip_number("(a) Categorisation") == "Categorisation"


def test_the_letter_i_may_be_a_roman_one() -> None:
    number = parse_number("(i) Impairment")
    assert number is not None
    assert number.values == (1,)
    letter = read_as_letter(number)
    assert letter is not None
    assert (letter.style, letter.values) == ("(a)", (9,))
    assert read_as_letter(parse_number("(ii) Impairment") or number) is None


@pytest.mark.parametrize("text", ["第1一章 总则", "第一1节 总则"])
def test_a_number_of_mixed_digits_is_none(text: str) -> None:
    assert parse_number(text) is None
