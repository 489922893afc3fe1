"""Claims beside reports: which report, which hits, and what agrees."""

from __future__ import annotations

import pytest

from fintech_coding.records import Hit
from fintech_coding.validation.claims import Claim, ClaimCheck, check_claims
from tables.builders import make_hit, make_report

ICBC, LATER = make_report("icbc_2020"), make_report("icbc_2021")


def _claim(technology: str = "cloud_computing", *, reported: bool = True, **changes: object) -> Claim:
    fields: dict[str, object] = {"bank": "ICBC", "year": 2020, "element": "", **changes}
    return Claim(technology=technology, reported=reported, **fields)  # type: ignore[arg-type]


def _check(
    claim: Claim, hits: list[Hit], counted: list[Hit] | None = None, reports=(ICBC, LATER)
) -> ClaimCheck:
    (check,) = check_claims([claim], reports, hits, hits if counted is None else counted)
    return check


@pytest.mark.parametrize(
    ("reported", "found", "agrees"), [(1, 1, True), (1, 0, False), (0, 1, False), (0, 0, True)]
)
def test_a_claim_agrees_where_the_report_bears_it_out(reported, found, agrees):
    check = _check(_claim(reported=bool(reported)), [make_hit()] * found)
    assert (check.found, check.agrees) == (bool(found), agrees)


def test_hits_that_do_not_count_are_kept_apart_and_bear_nothing_out():
    own, negated = make_hit(), make_hit(start=12, end=15, negated=True)
    check = _check(_claim(), [own, negated], [own])
    assert (check.hits, check.uncounted) == ((own,), (negated,))
    check = _check(_claim(), [negated], [])
    assert (check.found, check.hits, check.uncounted) == (False, (), (negated,))


def test_a_claim_on_an_element_takes_its_hits_only():
    hits = [make_hit("big_data", element="data_platform"), make_hit("big_data", element="data_tools")]
    assert _check(_claim("big_data", element="data_tools"), hits).hits == (hits[1],)
    assert _check(_claim("big_data"), hits).hits == tuple(hits)


def test_a_claim_without_a_year_stands_beside_every_report_of_its_bank():
    checks = check_claims([_claim(year=None)], [LATER, ICBC], [make_hit()], [make_hit()])
    assert [(check.report.year, check.found) for check in checks if check.report] == [
        (2020, True),
        (2021, False),
    ]


def test_a_bank_may_be_named_by_its_name_in_any_case():
    assert _check(_claim(bank="bank icbc"), [make_hit()]).found
    assert _check(_claim(bank="icbc"), [make_hit()]).found


@pytest.mark.parametrize("changes", [{"bank": "BOC"}, {"year": 2019}])
def test_a_bank_or_a_year_without_a_report_cannot_be_found(changes):
    check = _check(_claim(**changes), [make_hit()])
    assert (check.report, check.found, check.agrees) == (None, None, None)


def test_a_report_that_was_not_read_bears_nothing_out():
    unread = make_report("icbc_2020", status="no_text", reason="scanned")
    check = _check(_claim(reported=False), [], reports=[unread])
    assert (check.report, check.found, check.agrees) == (unread, None, None)


def test_a_skipped_report_is_none():
    assert _check(_claim(), [], reports=[make_report("icbc_2020", status="skipped")]).report is None
