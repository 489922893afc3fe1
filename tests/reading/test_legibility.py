"""How much of a page, and of a report, could be read."""

from __future__ import annotations

import random

import pytest

from fintech_coding.reading.legibility import is_garbled, judge_page, judge_pages

CHINESE = (
    "报告期内,本行坚持稳健经营,持续推进金融科技建设,运用大数据与人工智能提升服务效率。年末资产总额为333,450.58亿元,"
    "比上年末增加32,356.22亿元,增长10.7%;客户贷款及垫款总额186,243.08亿元。本行不断完善公司治理,加强风险管理,董事会下设"
    "战略、审计、风险管理等委员会,股东大会审议通过了年度利润分配方案,并按照监管要求及时披露有关信息。"
)
TRADITIONAL = (
    "截至二零二五年十二月三十一日止年度,本集團錄得收入及其他收益,董事會建議派發末期股息。本公司之附屬公司主要從事投資控股,"
    "管理層認為應收賬款之賬面值與其公允價值相若。核數師已審核綜合財務報表,並就內部監控及風險管理制度之成效進行檢討,"
    "有關詳情載於企業管治報告,股東可於本公司網站查閱該等資料,以及獨立非執行董事之簡歷及其他權益披露。"
)
ENGLISH = (
    "During the reporting period the Bank kept to prudent operation and drove its digital transformation, "
    "and used big data in its daily risk control. Total assets reached RMB33,345.1 billion, up by 10.7%. "
)
TABLE = (
    "项目 2020年 2019年 变动(%)\r\n" + "资产总额 33,345,058 30,109,436 10.7\r\n- 12.50 (3.4) – 0.01\r\n" * 20
)


def map_glyphs(text: str, start: int) -> str:
    """Return a text whose font says, for each glyph, the number it has in the font instead of a character."""
    glyphs = {character: number for number, character in enumerate(dict.fromkeys(text))}
    return "".join(chr(start + glyphs[character]) for character in text)


def swap_ideographs(text: str) -> str:
    """Return a text whose ideographs are exchanged for others in use, as a font made against copying does."""
    known = [chr(code) for code in range(0x4E00, 0x9FA6)]
    used = [character for character in known if len(character.encode("gb2312", "ignore")) == 2]
    drawn = iter(random.Random(1).sample(used, 3000))  # noqa: S311 - the same ones each time
    swapped = {character: next(drawn) for character in dict.fromkeys(text) if character >= "\u4e00"}
    return "".join(swapped.get(character, character) for character in text)


@pytest.mark.parametrize(
    "text",
    [
        map_glyphs(CHINESE, 1),
        map_glyphs(CHINESE, 0x21),
        map_glyphs(CHINESE, 0x100),
        map_glyphs(CHINESE, 0xE000),
        map_glyphs(CHINESE, 0x8000),
        "\ufffd" * 80,
        CHINESE.encode("gbk").decode("latin-1"),
        CHINESE.encode("gbk").decode("cp1252", "replace"),
        CHINESE.encode("utf-8").decode("gbk", "replace"),
        CHINESE.encode("gbk").decode("big5", "replace"),
        CHINESE.encode("gbk").decode("shift-jis", "replace"),
        swap_ideographs(CHINESE),
        "".join(chr(ord(character) - 29) for character in ENGLISH),
        "".join(chr(ord(character) + 29) for character in ENGLISH),
        TABLE.replace("资产总额", "\ue001\ue002\ue003\ue004"),
    ],
)
def test_text_of_a_broken_glyph_map_is_garbled(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        CHINESE,
        TRADITIONAL,
        ENGLISH * 5,
        TABLE,
        "⼈⼯智能与⾦融科技,⼤数据" * 20,
        "□适用 √不适用 ① ② ● ■ → ≥ 100% ¥ €" * 20,
        "目录 …………………… 12\r\n第一节 释义 ...................... 4\r\n" * 10,
        "澍钊炜淼荟翀鑫堃 张澍 李钊 王炜 陈淼",
        "Nestlé, Société Générale, São Paulo, Zürich, Łódź " + ENGLISH * 2,
        "あのイーハトーヴォのすきとおった風、夏でも底に冷たさをもつ青いそら" * 5,
        "우리 은행은 인공지능과 빅데이터를 활용하여 서비스를 개선하였다. " * 5,
        "Банк использует искусственный интеллект и большие данные. " * 5,
        "".join(f"\uf0b2 {line}\r\n" for line in CHINESE.split(",")),
        "eco\ufffesystem " * 30,
    ],
)
def test_what_reports_are_written_in_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


def test_glyphs_without_a_character_count_as_garbled() -> None:
    assert not is_garbled(CHINESE, lost=5)
    assert is_garbled(CHINESE, lost=200)
    assert is_garbled("", lost=20)


def test_a_long_page_is_judged_by_all_of_it() -> None:
    good, bad = CHINESE * 20, map_glyphs(CHINESE, 0xE000) * 20
    assert not is_garbled(good)
    assert is_garbled(good + bad)
    assert is_garbled(bad + good)


@pytest.mark.parametrize(
    ("characters", "cover", "status"),
    [
        (0, 0.0, "empty"),
        (9, 0.1, "empty"),
        (0, 0.3, "scanned"),
        (0, 1.0, "scanned"),
        (55, 0.63, "scanned"),
        (55, 0.5, "sparse"),
        (10, 0.0, "sparse"),
        (99, 0.0, "sparse"),
        (100, 1.0, "text"),
    ],
)
def test_a_page_is_what_its_characters_and_pictures_say(characters: int, cover: float, status: str) -> None:
    assert judge_page(CHINESE, characters, find_cover=lambda: cover) == status


def test_pictures_are_looked_for_only_where_there_is_little_text() -> None:
    def fail() -> float:
        raise AssertionError

    assert judge_page(CHINESE, 100, find_cover=fail) == "text"
    assert judge_page(CHINESE, 100, find_cover=fail, is_turned=True) == "rotated"
    assert judge_page("\ufffd" * 50, 50, find_cover=fail) == "garbled"


@pytest.mark.parametrize(
    ("unread", "status"), [(0, "ok"), (20, "ok"), (21, "partial"), (49, "partial"), (50, "no_text")]
)
@pytest.mark.parametrize("kind", ["scanned", "garbled", "empty"])
def test_the_share_of_unread_pages_decides_a_reports_status(unread: int, status: str, kind: str) -> None:
    found, reason = judge_pages([kind] * unread + ["text", "rotated", "sparse", "text"] * 25)
    assert found == judge_pages(["text"] * 100 + [kind] * unread)[0]
    assert judge_pages([kind] * unread + ["text"] * (100 - unread))[0] == status
    assert (reason == "") == (found == "ok")


def test_the_reason_counts_each_kind_of_unread_page() -> None:
    status, reason = judge_pages(["scanned"] * 3 + ["garbled"] + ["empty"] * 2 + ["text"] * 9)
    assert status == "partial"
    assert reason.startswith("6 of 15 pages")
    assert all(words in reason for words in ("3 scanned", "1 garbled", "2 empty", "problems.csv"))


def test_only_what_can_be_recognised_is_sent_to_recognition() -> None:
    assert judge_pages(["scanned"] * 5, advice="Recognise them.")[1].endswith("Recognise them.")
    assert judge_pages(["garbled"] * 5, advice="Recognise them.")[1].endswith("Get a version with text.")
    assert "damaged" in judge_pages(["empty"] * 5)[1]
    assert judge_pages([]) == ("no_text", "has no pages. Download it again from its source.")
