"""Two portfolios in an engine give what the same two books give, figure by figure and word by word."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.refusals import EarlierMeasureError
from keyclient.analysis.common.tier_scan import UnevenFloorError
from keyclient.analysis.common.too_many_groups import TooManyGroupsError
from keyclient.analysis.compare.at_scale import answer_compare_at_scale
from keyclient.analysis.compare.scaled.refusals import ManyPortfoliosError, OnePortfolioError
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.books import AUM, SCORE, book
from tests.analysis.compare.scaled.scans import ALL, Pair, listed, loaded_of, pair_of, scan_of
from tests.analysis.compare.series import FLOORS, NEW, OLD, changes, does_close, policy_of
from tests.analysis.tier.tiered import book_of

ENGINES = (Engine.PANDAS, Engine.DUCKDB)
engines = pytest.mark.parametrize("engine", ENGINES)
SHARES = policy_of(
    ({"name": "gold", "zh": "黄金", "top": 0.3}, {"name": "iron", "zh": "铁"}),
    compare={"vanished": 1, "rise": 0.1},
)
PERSONS = """
customer_id|value|aum_average|deposits|investments|name|birth_date|manager|branch
a|120|90|20|100|Ann|1990-03-07|li|north
b|110|130|10|100|Bob|1980-01-01|li|north
c|35|150||35|Cai|1970-02-02|zhao|south
d|45|45|5|40|Dee|1960-03-03||south
f|3|||3|Ann B|1955-05-05|wang|East
|8|7|8||Gus|1950-06-06|li|north
s|1|1|1||Sun|1951-01-01|li|north
"""
EARLIER = """
customer_id|value|aum_average|deposits|investments|name|birth_date|manager|branch
a|100|80|90|10|Ann|1990-03-07|li|north
b|50|120|25|25|Bob|1980-01-01|Li|north
c|140|140|100|40|Cai|1970-02-02|zhao|north
d|30|30|30||Eve|1961-03-03|zhao|south
e|5|||5|ANN·B|1955-05-05|qian|west
s|1|1|1||Sun|1951-01-01|li|north
s|2|2|2||Sam|1952-01-01|li|north
"""


def _same(pair: Pair, policy: Policy, engine: Engine, query: Query = ALL) -> None:
    """Whether both ways give the same result, and the same issues."""
    book, scan = pair.by_book(policy, query), pair.by_scan(policy, engine, query)
    assert listed(scan) == listed(book)
    assert _told(scan.issues) == _told(book.issues)
    assert scan.report.headline == book.report.headline
    assert scan.report.notes == book.report.notes


def _told(issues: object) -> list[str]:
    assert isinstance(issues, tuple)
    return [f"{issue.rule.code} {issue.message(Lang.EN)}" for issue in issues]


@engines
def test_two_books_close_in_money_and_in_customers(engine: Engine) -> None:
    result = pair_of(book_of(OLD), book_of(NEW)).by_scan(policy_of(), engine).result
    assert changes(result) == {
        "new": (1, 3),
        "lost": (1, -5),
        "promoted": (2, 95),
        "demoted": (1, -32),
        "stayed": (1, 20),
    }
    assert does_close(result)
    assert [one.customer_id for one in result.moved] == ["b", "d", "c", "e", "f"]


@engines
@pytest.mark.parametrize("by", [None, "branch"])
def test_everything_is_told_as_of_the_same_books(engine: Engine, by: str | None) -> None:
    pair = pair_of(book_of(EARLIER), book_of(PERSONS), by=by)
    _same(pair, policy_of(FLOORS, compare={"vanished": 1}), engine, Query(Lang.ZH, by=by))


@engines
def test_lists_have_their_first_customers_and_tables_say_how_many_there_are(engine: Engine) -> None:
    pair = pair_of(book_of(EARLIER), book_of(PERSONS))
    outcome = pair.by_scan(SHARES, engine, Query(Lang.EN, top=2))
    whole = pair.by_book(SHARES, Query(Lang.EN, top=2))
    assert listed(outcome) == listed(whole)
    tables = {table.key: table.total_rows for table in outcome.report.tables}
    assert tables["moved"] == {table.key: table.total_rows for table in whole.report.tables}["moved"]


@engines
def test_customers_without_a_number_of_their_own_stand_apart_on_both_sides(engine: Engine) -> None:
    before = "customer_id|value\na|5\n|7\ns|1\ns|2\nt|3"
    now = "customer_id|value\na|6\n|8\n|9\ns|4\nt|1\nt|1"
    _same(pair_of(book_of(before), book_of(now)), policy_of(), engine)


@engines
def test_sums_beyond_64_bits_are_exact(engine: Engine) -> None:
    most = 2**62 - 1
    frame = pd.DataFrame(
        {
            "row": pd.Series(range(2, 8), dtype="Int64"),
            "customer_id": pd.array(list("abcdef"), "str"),
            "value": pd.array([most] * 6, "Int64"),
        }
    )
    pair = pair_of(Portfolio(frame, loaded_of(book([1])).portfolio.as_of, (), AUM), book([1], ids=["z"]))
    result = pair.by_scan(policy_of(), engine).result
    assert int(result.opening * 100) == 6 * most
    assert does_close(result)


@engines
def test_a_plain_number_with_decimals_in_one_of_both_is_one_scale(engine: Engine) -> None:
    measures = [
        Measure("points", Label("points", "积分"), ("points",), MeasureKind.NUMBER, decimals)
        for decimals in (0, 2)
    ]
    old, new = (book([15, 7], ids=["a", "b"], measure=one) for one in measures)
    result = pair_of(old, new).by_scan(policy_of(), engine).result
    assert changes(result) == {"stayed": (2, 0)}


@engines
def test_no_customer_at_all_and_no_numbers_are_no_failure(engine: Engine) -> None:
    nobody = "customer_id|value\n"
    _same(pair_of(book_of(nobody), book_of(nobody)), policy_of(), engine)
    alone = book_of("value\n5\n7")
    without = replace(alone, frame=alone.frame.drop(columns="customer_id"))
    result = pair_of(without, book_of(OLD)).by_scan(policy_of(), engine).result
    assert (result.unfollowed.customers_opening, result.customers_closing) == (2, 5)


@pytest.mark.parametrize("seed", range(3))
@engines
def test_random_books_are_told_alike(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    by = ("branch", None, "manager")[seed]
    old, new = (_random_book(chance) for _ in range(2))
    policy = SHARES if seed % 2 else policy_of(FLOORS, compare={"vanished": 2})
    _same(pair_of(old, new, by=by), policy, engine, Query(Lang.EN, by=by))


def test_everybody_is_there_for_a_folder_of_parquet() -> None:
    outcome = pair_of(book_of(OLD), book_of(NEW)).by_scan(policy_of(), Engine.DUCKDB)
    assert outcome.everybody is not None
    rows = {row["customer_id"]: row for row in outcome.everybody().collect().rows(named=True)}
    assert rows["b"] == {
        "customer_id": "b",
        "from": "mid",
        "to": "key",
        "before": 5000,
        "after": 11000,
        "change": 6000,
        "bucket": "promoted",
    }
    assert (rows["f"]["from"], rows["f"]["before"], rows["e"]["to"]) == (None, None, None)


def test_only_the_listed_customers_are_in_memory() -> None:
    query = Query(Lang.EN, top=1)
    outcome = pair_of(book_of(EARLIER), book_of(PERSONS)).by_scan(SHARES, Engine.DUCKDB, query)
    assert len(outcome.portfolio.frame) < 5
    assert "c" in set(outcome.portfolio.frame["customer_id"])


def test_customers_too_many_to_look_at_one_by_one_are_told() -> None:
    pair = pair_of(book_of(EARLIER), book_of(PERSONS))
    policy = policy_of(FLOORS, scale={"one_by_one": 1})
    old = pair_of(book_of(EARLIER + "g|1|||1|Ida|1940-01-01|li|north"), book_of(PERSONS))
    codes = [issue.rule.code for issue in old.by_scan(policy, Engine.DUCKDB).issues]
    assert "KC830" in codes
    assert does_close(pair.by_scan(policy, Engine.DUCKDB).result)


def test_changes_that_stand_in_a_portfolio_are_told_to_be_unused() -> None:
    now = "customer_id|value|aum|aum_change\na|6|6|1"
    pair = pair_of(book_of("customer_id|value|aum\na|5|5"), book_of(now))
    assert [issue.rule.code for issue in pair.by_scan(policy_of()).issues] == ["KC831"]


@engines
def test_more_groups_than_memory_should_hold_are_refused(engine: Engine) -> None:
    pair = pair_of(book_of(EARLIER), book_of(PERSONS), by="manager")
    with pytest.raises(TooManyGroupsError, match="manager"):
        pair.by_scan(policy_of(FLOORS, scale={"collected": 3}), engine)


def test_what_cannot_be_compared_is_refused() -> None:
    old, new = (
        scan_of(loaded_of(book_of(text), number), Engine.PANDAS) for number, text in ((1, OLD), (2, NEW))
    )
    asked: Mapping[type[Exception], tuple[object, ...]] = {
        OnePortfolioError: (old,),
        ManyPortfoliosError: (old, old, new),
        EarlierMeasureError: (replace(old, measure=SCORE), new),
        UnevenFloorError: (replace(old, measure=SCORE), replace(new, measure=SCORE)),
    }
    for error, scans in asked.items():
        with pytest.raises(error):
            answer_compare_at_scale(ScanInputs(scans), policy_of(), ALL)  # type: ignore[arg-type]


def _random_book(chance: random.Random) -> Portfolio:
    def cell(*choices: object) -> object:
        return chance.choice(choices)

    lines = [
        (
            cell("007", "7", "", *(f"c{number}" for number in range(12))),
            cell("", 0, -5, chance.randint(1, 200)),
            cell("", chance.randint(0, 200)),
            cell("", chance.randint(0, 200)),
            cell("", chance.randint(0, 200)),
            cell("张三", "张 三", "李四", "Ann", "ann", ""),
            cell("", "1990-03-07", "1949-12-31"),
            cell("", "11010519491231002X", "110105491231002", "440524188001010014", "x1"),
            cell("m1", "M1", "m2", "m3", ""),
            cell("b1", "b2", "b 2", "b3", ""),
        )
        for _ in range(chance.randint(8, 20))
    ]
    heading = "customer_id|value|aum_average|deposits|investments|name|birth_date|id_number|manager|branch"
    return book_of("\n".join([heading, *("|".join(map(str, line)) for line in lines)]))
