"""The groups that are compared are those of each analysis itself."""

from dataclasses import replace

import pandas as pd
import pytest

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.common.query import Query
from keyclient.analysis.risk.calculate import risk
from keyclient.analysis.what_if.flows import worth_of
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio, held_column
from keyclient.policy.models import Policy
from keyclient.policy.showing.snapshot import policy_snapshot
from tests.analysis.books import book
from tests.analysis.tier.tiered import book_of
from tests.analysis.what_if.tried import inputs_of, outcome_of, tried

TEXT = """
value|birth_date|manager|branch|last_contact
900|1990-05-01|anna|east|2026-01-30
400|1980-05-01|bert|east|2025-01-01
300|1970-05-01|anna|west|2026-01-30
200|1960-05-01||west|
50|1950-05-01|bert|east|2024-01-01
|1999-05-01|bert|east|
-5||anna|east|2026-01-30
"""


def _book() -> Portfolio:
    portfolio = book_of(TEXT)
    portfolio.frame[held_column("fund")] = pd.array([1, 0, 0, 1, None, 0, 0], dtype="Int8")
    return portfolio


def test_classes_are_those_of_segment() -> None:
    asked = tried(["target=0.5"], [], analysis="segment")
    own = asked.analysis.analyse(inputs_of(_book()), asked.base, Query(Lang.EN)).result
    found = outcome_of(_book(), asked).result
    sizes = {size.class_: size.customers for size in own.classes}  # type: ignore[attr-defined]
    assert {one.group: one.base.customers for one in found.groups if one.base.customers} == sizes


def test_tiers_are_those_of_tier_with_earlier_books_too() -> None:
    asked = tried(["near=0.8"], ["tier.tiers=[{name='gold',floor=350},{name='iron'}]"])
    before, now = inputs_of(book([300, 500])), inputs_of(book([600, 340]))
    inputs = replace(now, earlier=(before.loaded,))
    own = asked.analysis.analyse(inputs, asked.base, Query(Lang.EN)).result
    assert asked.analysis.standing is not None
    standing = asked.analysis.standing(inputs, asked.base)
    assert [list(standing.groups)[code] for code in standing.code] == ["gold", "gold"]
    assert [one.tier for one in own.top] == ["gold", "gold"]  # type: ignore[attr-defined]


def test_severities_of_key_customers_are_those_of_risk() -> None:
    asked = tried(
        ["contact_days.gold=5"], ["tier.tiers=[{name='gold',floor=150},{name='iron'}]"], analysis="risk"
    )
    own = risk(risk_books([_book()], asked.base))
    found = outcome_of(_book(), asked).result
    sizes = {one.severity: one.customers for one in own.severities}
    counted = {one.group: one.base.customers for one in found.groups}
    assert {name: counted[name] for name in sizes} == sizes
    assert sum(counted.values()) == 7


def test_bands_and_open_core_needs_are_those_of_lifecycle() -> None:
    asked = tried(["edges=35,45"], [], analysis="lifecycle")
    own = asked.analysis.analyse(inputs_of(_book()), asked.base, Query(Lang.EN)).result
    found = outcome_of(_book(), asked).result
    counted = {one.group: one.base.customers for one in found.groups}
    for band in own.bands:  # type: ignore[attr-defined]
        assert counted[band.band] + counted[f"{band.band} open"] == band.customers
    assert found.focus is not None
    assert found.focus.base.customers == (own.core_gap_customers or 0)  # type: ignore[attr-defined]
    assert counted["unknown"] == own.unknown_age  # type: ignore[attr-defined]


def test_a_plan_is_compared_by_its_entries() -> None:
    asked = tried(["whom=['key']"], ["tier.tiers=[{name='gold',floor=150},{name='iron'}]"], analysis="plan")
    found = outcome_of(_book(), asked).result
    assert found.focus is not None
    in_plan = [one for one in found.groups if one.group not in ("no entry", "not in the plan")]
    assert sum(one.reform.customers for one in in_plan) == found.focus.reform.customers > 0


def test_without_a_measure_customers_alone_are_counted() -> None:
    frame = pd.DataFrame(
        {
            "row": [2, 3],
            "customer_id": pd.array(["a", "b"], dtype="str"),
            "age": pd.array([33, 44], dtype="Int64"),
        }
    )
    portfolio = Portfolio(frame, book([]).as_of, (), None)
    result = outcome_of(portfolio, tried(["edges=40,60"], [], analysis="lifecycle")).result
    assert result.measure is None
    assert {one.reform.value for one in result.groups} == {None}
    assert worth_of(portfolio).measure is None


@pytest.mark.parametrize("analysis", ["tier", "segment", "lifecycle", "risk", "plan"])
def test_the_hash_in_force_is_that_of_the_analysis_itself(analysis: str) -> None:
    asked = tried([], [], analysis=analysis)
    assert asked.sha256(Policy()) == policy_snapshot(Policy(), *asked.analysis.policy).sha256
