"""Published dictionaries: what they hold, by which technologies and by which categories they can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fintech_coding.cli import app
from fintech_coding.coding.codebook import Codebook, check_codebook, load_codebook, read_codebook_text
from fintech_coding.coding.coder import Coder
from fintech_coding.coding.fold import fold_text
from fintech_coding.errors import UsageError
from fintech_coding.presets import describe_preset, describe_presets, find_codebook, list_presets
from fintech_coding.records import Passage
from fintech_coding.study import Study, make_study

# The terms of each category, as published.
PUBLISHED = {
    "wu_2021": {
        "artificial_intelligence": 15,
        "big_data": 9,
        "cloud_computing": 13,
        "blockchain": 5,
        "digital_application": 34,
    },
    "ai_2024": {"artificial_intelligence": 75},
    "fintech_search_index": {"fintech": 63},
}


def _load(name: str) -> Codebook:
    return load_codebook(find_codebook(Path(name)))


def _list_places(codebook: Codebook) -> list[tuple[str, str]]:
    places = [
        (t.technology_id, term.text) for t in codebook.technologies for e in t.elements for term in e.terms
    ]
    return places + [("", term.text) for element in codebook.unassigned for term in element.terms]


def _find(name: str, text: str) -> set[str]:
    passage = Passage("icbc_2020-00001", "icbc_2020", 1, 1, "1", "", "body", text)
    return {hit.technology for hit in Coder(_load(name)).code_passage(passage)}


def test_the_presets_are_the_shipped_codebook_and_the_published_lists():
    assert list(list_presets()) == ["shipped", *sorted(PUBLISHED)]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_preset_has_nothing_that_a_check_finds(name):
    path = list_presets()[name]
    assert check_codebook(read_codebook_text(path), name) == []


@pytest.mark.parametrize(("name", "counts"), PUBLISHED.items())
def test_read_as_published_a_preset_has_every_term_in_the_publishers_categories(name, counts):
    codebook = _load(f"{name}:published")
    found = {t.technology_id: sum(len(e.terms) for e in t.elements) for t in codebook.technologies}
    assert found == counts
    assert list(found) == list(counts)


@pytest.mark.parametrize("name", PUBLISHED)
def test_both_readings_have_the_same_terms_each_once(name):
    terms = [text for _, text in _list_places(_load(name))]
    assert sorted(terms) == sorted(text for _, text in _list_places(_load(f"{name}:published")))
    assert len(set(map(fold_text, terms))) == len(terms)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_crosswalk_leads_to_our_technologies_and_to_where_our_codebook_has_the_term(name):
    shipped = load_codebook(list_presets()["shipped"])
    ours = {fold_text(text): technology for technology, text in _list_places(shipped)}
    known = {technology.technology_id for technology in shipped.technologies}
    for technology, text in _list_places(_load(name)):
        assert technology in known | {""}
        assert ours.get(fold_text(text), technology) == technology, text


def test_one_term_has_one_place_in_every_preset():
    places: dict[str, set[str]] = {}
    for name in PUBLISHED:
        for technology, text in _list_places(_load(name)):
            places.setdefault(text, set()).add(technology)
    assert {text: found for text, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_preset_says_where_it_comes_from(name):
    source = _load(name).source
    assert source.citation
    assert source.about
    assert f"Source: {source.citation}" in describe_preset(name)
    assert any(line.startswith(f"{name}: ") for line in describe_presets())


def test_what_was_mended_in_a_copy_is_found_and_said():
    for text in ("智能数据分析", "O2O", "类脑计算", "认知计算", "绿色计算"):
        assert _find("wu_2021:published", f"本行使用{text}。"), text
    assert any("O2O" in mended for mended in _load("wu_2021").source.mended)


def test_the_internet_of_things_is_cloud_computing_for_its_publishers_and_not_for_us():
    assert _find("wu_2021:published", "本行使用物联网。") == {"cloud_computing"}
    assert _find("wu_2021", "本行使用物联网。") == {"internet_of_things"}


def test_a_term_of_no_technology_codes_to_nothing_unless_read_as_published():
    assert _find("wu_2021", "本行接入征信系统,推进移动支付。") == set()
    assert _find("wu_2021:published", "本行接入征信系统,推进移动支付。") == {
        "big_data",
        "digital_application",
    }


def test_a_file_goes_before_a_preset_of_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("wu_2021").write_text("technologies: {one: {terms: [大数据]}}", encoding="utf-8")
    assert find_codebook(Path("wu_2021")) == Path("wu_2021")


@pytest.mark.parametrize("named", ["wu2021", "wu_2021:own"])
def test_what_is_nearly_a_preset_is_an_error_with_their_names(named):
    with pytest.raises(UsageError, match=rf"'{named}'.*shipped, ai_2024.*wu_2021:published"):
        find_codebook(Path(named))


def test_a_codebook_without_categories_has_no_reading_as_published():
    with pytest.raises(UsageError, match="leave out ':published'"):
        _load("shipped:published")


def test_the_readings_of_a_preset_have_fingerprints_of_their_own():
    assert _load("wu_2021").fingerprint != _load("wu_2021:published").fingerprint


def test_a_study_can_begin_with_a_preset_and_not_with_a_reading_of_one(tmp_path):
    make_study(tmp_path / "study", codebook=find_codebook(Path("wu_2021")))
    codebook = load_codebook(tmp_path / "study" / "codebook.yaml")
    assert codebook.fingerprint == _load("wu_2021").fingerprint
    with pytest.raises(UsageError, match="is no file"):
        make_study(tmp_path / "other", codebook=find_codebook(Path("wu_2021:published")))


def _invoke(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_lists_the_presets_and_shows_one():
    assert "wu_2021: Digital transformation" in _invoke("presets")
    text = _invoke("presets", "wu_2021")
    assert (
        "internet_of_things (物联网技术)\n    published under cloud_computing: 物联网, 信息物理系统" in text
    )
    assert "in none of the seven" in text
    assert "Mended: O2O" in text


def test_a_matrix_can_be_made_by_either_reading_of_a_preset(demo_study: Study, tmp_path, read_table):
    out = tmp_path / "outputs"
    shutil.copytree(demo_study.outputs, out)
    _invoke("matrix", "--codebook", "wu_2021", "--out", out)
    elements = {(row["technology"], row["element"]) for row in read_table(out / "elements.csv")}
    assert ("internet_of_things", "cloud_computing") in elements
    _invoke("matrix", "--codebook", "wu_2021:published", "--out", out)
    technologies = list(dict.fromkeys(row["technology"] for row in read_table(out / "terms.csv")))
    assert technologies == list(PUBLISHED["wu_2021"])


def test_a_study_that_begins_with_a_preset_has_its_file(tmp_path):
    _invoke("init", tmp_path / "study", "--codebook", "ai_2024")
    assert (tmp_path / "study" / "codebook.yaml").read_bytes() == list_presets()["ai_2024"].read_bytes()
