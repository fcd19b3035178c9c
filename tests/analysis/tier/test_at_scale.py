"""Tiers computed by an engine are those of the book, to the last figure."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.contacts import CALLED, OWNED
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.refusals import UnmeasuredError
from keyclient.analysis.common.tier_scan import UnevenFloorError
from keyclient.analysis.common.tier_steps import UnmeasuredTierError
from keyclient.analysis.common.too_many_groups import TooManyGroupsError
from keyclient.analysis.tier.at_scale import EarlierBooksError, answer_tier_at_scale
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.face import TIER
from keyclient.analysis.tier.result import TierResult
from keyclient.demo.book import make_demo
from keyclient.metrics.loyalty import SOURCES
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.books import AUM, SCORE
from tests.analysis.tier.scanned import ENGINES, at_scale, scan_of
from tests.analysis.tier.tiered import MONEY, book_of, lenient
from tests.examples import costly

LADDER = (
    {"name": "platinum", "top": 0.2},
    {"name": "rich", "floor": 800, "loyalty": 60},
    {"name": "gold", "floor": 6, "measure": "revenue"},
    {"name": "iron"},
)
BOOK = """
value | revenue | open_date | products | last_contact | last_transaction | referrals | satisfaction | book_tier | manager
1000 | 5 | 2010-02-28 | 4 | 2026-01-10 | | 1 | 80 | 铂金 | Li
900 | 7 | 2020-02-29 | 2 | | 2025-01-10 | | | gold | Wu
850 | 5.5 | 2024-12-31 | 1 | 2025-07-01 | 2025-08-01 | 0 | 55 | gold | Wu
800 | | | | | | | | iron |
750 | 5.99 | 2016-03-01 | 3 | | | | 61.5 | | Li
190 | 3 | 2030-01-01 | 1 | 2026-05-01 | | 0 | | nonsense | Li
-5 | 1 | 2015-01-01 | | | | 3 | | | Wu
0 | | | | | | | | gold | Li
 | 4 | 2001-01-01| 5 | 2026-01-31 | 2026-01-31 | | 9 | platinum | Wu
"""
engines = pytest.mark.parametrize("engine", ENGINES)


def policy_of(*ladder: Mapping[str, object], **settings: object) -> Policy:
    tiers: dict[str, object] = {"tiers": ladder} if ladder else {}
    return Policy.model_validate({"tier": lenient({**tiers, **settings})})


def told(result: TierResult, top: int | None = None) -> dict[str, Any]:
    """The JSON, with the lists cut as an engine cuts them; means of loyalty to twelve digits."""
    found: dict[str, Any] = json.loads(result.model_dump_json())
    for name in ("near", "differs", "top"):
        found[name] = found[name][:top]
    for size in found["tiers"]:
        size["mean_loyalty"] = None if size["mean_loyalty"] is None else round(size["mean_loyalty"], 11)
    told = (result.ties, result.untimed, result.late_open, result.late_contact, result.best_satisfaction)
    return {**found, "told": told}


def is_same(portfolio: Portfolio, policy: Policy, *, by: str | None = None, top: int | None = None) -> None:
    book = tier(portfolio, policy, by=by, top=top)
    found = {engine: at_scale(portfolio, policy, engine, by=by, top=top).result for engine in ENGINES}
    for result in found.values():
        assert told(result) == told(book, top)
    assert len({result.model_dump_json() for result in found.values()}) == 1


@pytest.mark.parametrize(("by", "top"), [("manager", None), (None, 2), ("manager", 0)])
def test_a_ladder_over_two_measures_is_that_of_the_book(by: str | None, top: int | None) -> None:
    is_same(book_of(BOOK, further=[MONEY]), policy_of(*LADDER), by=by, top=top)


@pytest.mark.parametrize(
    "values",
    [
        "",
        "5",
        "\n".join(["7"] * 9),
        "1000000000000\n1\n1\n1",
        "0\n0",
        "-3\n-9",
        "10\n10\n9.99\n9\n9\n8.99\n8.1",
    ],
    ids=["nobody", "one", "all equal", "whale", "zeros", "losses", "ties at the floors"],
)
def test_books_at_the_edge_are_the_same(values: str) -> None:
    is_same(book_of(f"value\n{values}"), policy_of())


def test_a_demo_book_is_the_same() -> None:
    made = make_demo(120)
    frame = pd.DataFrame({"row": range(2, len(made.rows) + 2)})
    wanted = (
        "customer_id",
        "aum",
        "open_date",
        "products",
        "last_contact",
        "referrals",
        "satisfaction",
        "branch",
    )
    for name in (one for one in wanted if one in made.fields):
        cells = [row[name] for row in made.rows]
        if name in ("open_date", "last_contact"):
            frame[name] = pd.to_datetime(pd.Series(cells)).astype("datetime64[s]")
        else:
            kind = "Int64" if name in ("aum", "products", "referrals") else "str"
            frame[name] = pd.Series(cells, dtype="Float64" if name == "satisfaction" else kind)
    frame["value"] = frame["aum"]
    is_same(Portfolio(frame, made.as_of, (), AUM), policy_of(), by="branch", top=20)


amounts = st.one_of(st.none(), st.integers(-3, 12), st.integers(-(10**15), 10**15))
days = st.one_of(st.none(), st.dates(pd.Timestamp(1990, 1, 1).date(), pd.Timestamp(2027, 1, 1).date()))
people = st.tuples(amounts, amounts, days, days, days, st.one_of(st.none(), st.integers(0, 9)))


@costly
@given(st.lists(people, max_size=40))
def test_any_customers_are_in_the_same_tiers(customers: list[tuple[Any, ...]]) -> None:
    frame = pd.DataFrame({"row": pd.Series(range(2, len(customers) + 2), dtype="int64")})
    frame["customer_id"] = pd.array([f"客{n % 7}" for n in range(len(customers))], dtype="str")
    columns: list[list[Any]] = [list(column) for column in zip(*customers, strict=True)] or [[]] * 6
    for name, cells in zip(("value", "revenue"), columns[:2], strict=True):
        frame[name] = pd.array(cells, dtype="Int64")
    for name, cells in zip(("open_date", "last_contact", "last_transaction"), columns[2:5], strict=True):
        frame[name] = pd.to_datetime(pd.Series(cells, dtype="object")).astype("datetime64[s]")
    frame["products"] = pd.array(columns[5], dtype="Int64")
    book = book_of("value\n1")
    is_same(replace(book, frame=frame, further={"revenue": MONEY}), policy_of(*LADDER), top=5)


@engines
def test_sums_beyond_int64_are_exact(engine: Engine) -> None:
    most = 2**62 - 2
    frame = pd.DataFrame({"row": pd.Series(range(2, 8), dtype="int64")})
    frame["value"] = pd.array([most, most, most + 1, most - 1, -most, 1], dtype="Int64")
    portfolio = replace(book_of("value\n1"), frame=frame)
    result = at_scale(portfolio, policy_of({"name": "a", "top": 0.5}, {"name": "b"}), engine).result
    assert (result.total, result.gross_positive) == (Decimal(3 * most + 1) / 100, Decimal(4 * most + 1) / 100)
    assert result.tiers[0].value == Decimal(3 * most + 1) / 100
    assert [size.customers for size in result.tiers] == [3, 3]


@engines
def test_lists_are_cut_and_their_totals_are_of_everybody(engine: Engine) -> None:
    portfolio = book_of("value | book_tier\n100 | iron\n" + "95 | gold\n" * 30 + "1 | gold\n" * 70)
    policy = policy_of({"name": "gold", "floor": 100}, {"name": "iron"})
    outcome = at_scale(portfolio, policy, engine, top=3)
    result = outcome.result
    assert (len(result.near), len(result.differs), len(result.top)) == (3, 3, 3)
    assert [row.cumulative_gap for row in result.near] == [5, 10, 15]
    assert (result.near_total.customers, result.near_total.gap) == (30, Decimal(150))
    totals = {table.key: table.total_rows for table in outcome.report.tables}
    assert (totals["near"], totals["differs"], totals["top"]) == (30, 101, 101)


def test_those_without_a_value_are_the_last_of_those_who_differ() -> None:
    portfolio = book_of("value | book_tier\n5 | iron\n | gold\n | gold\n4 | gold\n3 | iron")
    is_same(portfolio, policy_of({"name": "gold", "floor": 100}, {"name": "iron"}), top=2)


@engines
def test_only_the_listed_customers_are_in_memory_with_whom_to_call(engine: Engine) -> None:
    portfolio = book_of("value | name | manager\n" + "\n".join(f"{n} | P{n} | Li" for n in range(1, 41)))
    outcome = at_scale(portfolio, policy_of(), engine, top=2)
    near = {row.customer_id for row in outcome.result.near}
    assert set(outcome.portfolio.frame["customer_id"]) == {"c40", "c39"} | near
    (table,) = (table for table in outcome.report.tables if table.key == "top")
    assert "P40" in table.rows[0]


@engines
def test_customers_of_several_books_with_one_row_and_id_have_one_order(engine: Engine) -> None:
    frame = book_of("value | products | open_date\n5 | 3 |\n5 | | 2020-01-01\n5 | 1 |\n5 | 2 |").frame
    frame = frame.assign(row=0).drop(columns="customer_id").astype({"row": "int64"})
    orders = [frame, frame.iloc[::-1].reset_index(drop=True)]
    found = {
        at_scale(replace(book_of("value\n1"), frame=one), policy_of(), engine, top=3).result.model_dump_json()
        for one in orders
    }
    assert len(found) == 1


@engines
def test_everybody_has_a_tier_and_a_score(engine: Engine) -> None:
    outcome = at_scale(book_of(BOOK, further=[MONEY]), policy_of(*LADDER), engine)
    assert outcome.everybody is not None
    table = outcome.everybody().collect().to_arrow()
    tiers = dict(zip(table["customer_id"].to_pylist(), table["tier"].to_pylist(), strict=True))
    assert tiers == {row.customer_id: row.tier for row in outcome.result.top}
    nexts = dict(zip(table["customer_id"].to_pylist(), table["next_tier"].to_pylist(), strict=True))
    assert {name: above for name, above in nexts.items() if above} == {
        row.customer_id: row.next_tier for row in outcome.result.near
    }


def test_the_average_that_nobody_dates_is_told_as_of_a_book() -> None:
    average = Measure("aum_average", Label("average", "日均"), ("aum_average",), MeasureKind.MONEY, 2)
    portfolio = book_of("value | aum_average | aum\n99 | 99 | 80\n100 | 100 | 90", measure=average)
    policy = policy_of({"name": "gold", "floor": 100}, {"name": "iron"})
    book = tier(portfolio, policy)
    assert book.untimed == ("aum_average",)
    assert at_scale(portfolio, policy, Engine.DUCKDB).result.untimed == book.untimed


def test_earlier_books_are_refused_and_what_to_use_is_said() -> None:
    scan = scan_of(book_of(BOOK), Engine.PANDAS)
    with pytest.raises(EarlierBooksError, match="compare --engine"):
        answer_tier_at_scale(ScanInputs((scan, scan)), Policy(), Query(lang=Lang.EN))


def test_floors_need_a_measure_in_whole_units() -> None:
    portfolio = book_of(
        "value | years\n1 | 2.5", further=[replace(SCORE, name="years", columns=("years",), decimals=None)]
    )
    asked = {"name": "old", "floor": 2, "measure": "years"}
    with pytest.raises(UnevenFloorError):
        at_scale(portfolio, policy_of(asked, {"name": "iron"}), Engine.PANDAS)
    with pytest.raises(UnmeasuredTierError):
        at_scale(book_of("value\n1"), policy_of(asked, {"name": "iron"}), Engine.PANDAS)
    with pytest.raises(UnmeasuredError):
        at_scale(replace(portfolio, measure=None), policy_of(), Engine.PANDAS)


def test_a_column_of_too_many_groups_is_refused() -> None:
    policy = Policy.model_validate({"scale": {"collected": 3}})
    portfolio = book_of("value | manager\n1 | a\n2 | b\n3 | c\n4 | d")
    with pytest.raises(TooManyGroupsError):
        at_scale(portfolio, policy, Engine.DUCKDB, by="manager")


def test_the_fields_that_loyalty_and_averages_come_from_are_read() -> None:
    asked = {name for names in SOURCES.values() for name in names} | set(AVERAGES) | {*CALLED, *OWNED}
    assert asked < set(TIER.scanned) <= set(fields())
