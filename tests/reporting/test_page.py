"""The page is one file that loads nothing, and what stands in it is data."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fintech_coding.reporting.page import build_page, format_evidence_file, format_json

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@given(text=st.text())
def test_any_text_comes_back_and_opens_no_markup(text):
    page = build_page({"title": "T", "text": text}).decode()
    written = _DATA.search(page)[1]
    assert "<" not in written
    assert json.loads(written)["text"] == text.encode("utf-8", "replace").decode()


def test_a_title_cannot_end_the_head():
    page = build_page({"title": "</title><script>alert(1)</script>"}).decode()
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in page


def test_the_page_loads_nothing_from_elsewhere():
    page = build_page({"title": "T"}).decode()
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page) == []
    assert "default-src &#x27;none&#x27;" in page


def test_only_a_page_with_files_beside_it_may_load_them():
    assert "file:" not in build_page({}).decode().split("<style>")[0]
    assert "file:" in build_page({}, is_split=True).decode().split("<style>")[0]


def test_the_file_beside_a_page_hands_over_its_passages():
    data = format_evidence_file("icbc_2020", {"passages": [{"text": "</script>\u2028"}]})
    assert (
        data.decode()
        == 'receiveEvidence("icbc_2020", {"passages":[{"text":"\\u003c/script\\u003e\\u2028"}]});\n'
    )


def test_numbers_that_json_lacks_are_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        format_json(float("nan"))
