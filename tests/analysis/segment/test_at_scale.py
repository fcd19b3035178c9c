"""A portfolio of any size gives what a book with the same customers gives, on every engine."""

import json
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.query import Query
from keyclient.analysis.common.too_many_groups import TooManyGroupsError
from keyclient.analysis.segment.at_scale import answer_segment_at_scale
from keyclient.analysis.segment.calculate import segment
from keyclient.metrics.selection.selection import Limits
from keyclient.model.label import Lang
from keyclient.model.scan import Engine, Scan
from keyclient.policy.models import Policy
from tests.analysis.books import book, figures
from tests.analysis.scans import inputs_of, scan_of
from tests.examples import costly

SMALL = Limits(values=3, buckets=500, edge=4, finest=4, narrow=30)
VALUES = st.lists(
    st.tuples(
        st.sampled_from(["东支行", "西支行", None]),
        st.none() | st.integers(-50, 300) | st.integers(-(2**45), 2**45) | st.sampled_from([0, 256, 2**20]),
    ),
    min_size=1,
    max_size=40,
)


def _answer(
    scan: Scan, policy: Policy, limits: Limits | None = None, top: int | None = 5
) -> dict[str, object]:
    outcome = answer_segment_at_scale(inputs_of(scan), policy, Query(Lang.EN, top=top), limits)
    found: dict[str, object] = json.loads(outcome.result.model_dump_json())
    return found


def _policy(cut: str = "share", ties: str = "up") -> Policy:
    return Policy.model_validate({"segment": {"cut": cut, "ties": ties}})


@costly
@given(VALUES, st.sampled_from(["share", "auto"]), st.sampled_from(["up", "down", "nearest"]))
def test_engines_give_what_a_book_gives(
    rows: list[tuple[str | None, int | None]], cut: str, ties: str
) -> None:
    groups, values = [name for name, _ in rows], [value for _, value in rows]
    policy = _policy(cut, ties)
    yuan = [None if value is None else Decimal(value).scaleb(-2) for value in values]
    expected = json.loads(
        segment(book(yuan, branch=groups), policy.segment, by="branch", top=5).model_dump_json()
    )
    found = [
        _answer(scan_of(values, engine, group=groups), policy, limits)
        for engine in (Engine.PANDAS, Engine.DUCKDB)
        for limits in (None, SMALL)
    ]
    assert found[0] == found[2]
    assert found[1] == found[3]
    for one in (found[0], found[1]):
        _same(one, expected)


def _same(found: object, expected: object) -> None:
    """Whether two results agree: whole numbers exactly, shares to 1e-12."""
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        assert found.keys() == expected.keys()
        for key, value in expected.items():
            _same(found[key], value)
    elif isinstance(expected, list):
        assert isinstance(found, list)
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            _same(one, other)
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-12)
    else:
        assert found == expected


@pytest.mark.parametrize("limits", [None, SMALL])
@pytest.mark.parametrize("engine", [Engine.PANDAS, Engine.DUCKDB])
def test_sums_beyond_what_an_engine_holds_are_exact(engine: Engine, limits: Limits | None) -> None:
    values: Sequence[int | None] = [2**61 + 1] * 9 + [3, -(2**61), None]
    found = answer_segment_at_scale(
        inputs_of(scan_of(values, engine, group=["x"] * 10 + ["y"] * 2)),
        _policy(),
        Query(Lang.EN, top=9),
        limits,
    ).result
    gross = 9 * (2**61 + 1) + 3
    assert found.gross_positive == Decimal(gross).scaleb(-2)
    assert found.total == Decimal(gross - 2**61).scaleb(-2)
    assert [figures(size.class_, size.customers) for size in found.classes] == [
        ("A", 9),
        ("B", 0),
        ("C", 1),
        ("N", 1),
        ("U", 1),
    ]
    assert found.top[8].cumulative_share == (gross - 3) / gross
    assert [group.total for group in found.groups or ()] == [
        Decimal(gross).scaleb(-2),
        Decimal(-(2**61)).scaleb(-2),
    ]


@pytest.mark.parametrize("engine", [Engine.PANDAS, Engine.DUCKDB])
def test_a_column_of_more_groups_than_fit_is_refused(engine: Engine) -> None:
    with pytest.raises(TooManyGroupsError):
        _answer(scan_of([1, 2, 3, 4], engine, group=["a", "b", "c", "d"]), _policy(), SMALL)


@pytest.mark.parametrize("values", [[], [None], [0], [-5], [7]])
def test_hardly_any_customers_are_a_portfolio_too(values: list[int | None]) -> None:
    for engine in (Engine.PANDAS, Engine.DUCKDB):
        found = _answer(scan_of(values, engine, group=["x"] * len(values)), _policy("auto"))
        assert found["customers"] == len(values)
        assert found["blank"] == values.count(None)


def test_names_stand_beside_the_customers_who_are_listed() -> None:
    outcome = answer_segment_at_scale(
        inputs_of(scan_of([1, 3, 2], Engine.DUCKDB, name=["甲", "乙", "丙"])),
        _policy(),
        Query(Lang.EN, top=2),
    )
    assert outcome.portfolio.frame["name"].tolist() == ["乙", "丙"]
    (top,) = [table for table in outcome.report.tables if table.key == "top"]
    place = [column.key for column in top.columns].index("name")
    assert [row[place] for row in top.rows] == ["乙", "丙"]


@pytest.mark.parametrize("engine", [Engine.PANDAS, Engine.DUCKDB])
def test_everybody_has_a_class_and_a_share(engine: Engine) -> None:
    outcome = answer_segment_at_scale(
        inputs_of(scan_of([80, 15, 5, 0, -1, None], engine)), _policy(), Query(Lang.EN, top=1)
    )
    assert outcome.everybody is not None
    rows = outcome.everybody().sort("row").select("class", "share").collect().rows()
    assert [letter for letter, _ in rows] == ["A", "B", "C", "Z", "N", "U"]
    assert [share for _, share in rows][:3] == [0.8, 0.15, 0.05]
