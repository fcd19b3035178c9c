import datetime as dt
import json
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.lifecycle.at_scale import answer_lifecycle_at_scale
from keyclient.analysis.lifecycle.calculate import AgelessError, lifecycle
from keyclient.analysis.lifecycle.everybody import lifecycle_everybody
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.lifecycle.lives import AS_OF, POLICY, lives
from tests.analysis.lifecycle.scans import scan_of
from tests.examples import costly

IN_PROCESS = [Engine.PANDAS, Engine.DUCKDB]
BOOK = """
    1996-10-31 | 50   | fund          | R3 |           | 东支行
    1997-02-28 | 50   | -             |    |           | 东支行
    2000-02-29 | 9    | home_loan     | R1 |           | 西支行
    45         | 80   | debit_card    | R2 |           |
    2062-03-01 | 3    | fund          | R5 |           | 西支行
               | -7   |               |    |           | 西支行
    1950-01-01 |      | payroll       |    |           | 东支行
    66         | 0    | -             | R4 | corporate | 东支行
    130        | 2    | -             |    |           |
"""
CELL = st.tuples(
    st.one_of(
        st.dates(dt.date(1900, 1, 1), dt.date(2027, 12, 31)).map(str),
        st.integers(0, 130).map(str),
        st.sampled_from(["", "1996-02-29", "1997-10-31", "1996-11-01"]),
    ),
    st.sampled_from(["", "0", "-3", "5", "5", "7.01", "42949672.96"]),
    st.sampled_from(["", "-", "fund", "home_loan debit_card", "family_trust", "payroll"]),
    st.sampled_from(["", "R1", "R3", "R5"]),
    st.sampled_from(["", "", "retail", "corporate"]),
    st.sampled_from(["", "东支行", "西支行"]),
)


def _outcome(
    portfolio: Portfolio, engine: Engine, *, by: str | None = None, top: int | None = None
) -> Outcome[LifecycleResult]:
    scan = scan_of(portfolio, engine, by=by)
    return answer_lifecycle_at_scale(ScanInputs((scan,)), Policy(), Query(Lang.EN, by=by, top=top))


def _json(result: LifecycleResult) -> object:
    return json.loads(result.model_dump_json())


@pytest.mark.parametrize("engine", IN_PROCESS)
@pytest.mark.parametrize("top", [None, 0, 1, 3])
def test_an_engine_answers_as_a_book_does(engine: Engine, top: int | None) -> None:
    portfolio = lives(BOOK)
    found = _outcome(portfolio, engine, by="branch", top=top).result
    assert _json(found) == _json(lifecycle(portfolio, POLICY, by="branch", top=top))


@costly
@given(st.lists(CELL, min_size=1, max_size=25), st.sampled_from(IN_PROCESS))
def test_any_customers_are_answered_as_in_a_book(cells: list[tuple[str, ...]], engine: Engine) -> None:
    portfolio = lives("\n".join(map("|".join, cells)))
    found = _outcome(portfolio, engine, by="branch").result
    assert _json(found) == _json(lifecycle(portfolio, POLICY, by="branch", top=None))


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_columns_that_a_portfolio_does_not_have_are_unknown(engine: Engine) -> None:
    portfolio = lives("40 || fund\n50 || -", measure=None, families=("fund",))
    bare = Portfolio(portfolio.frame[["row", "age", "fund#held"]], AS_OF, (), None)
    found = _outcome(bare, engine).result
    assert _json(found) == _json(lifecycle(bare, POLICY, top=None))
    assert found.silent_needs == ("basic", "mortgage", "estate")


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_a_portfolio_without_customers_has_empty_bands(engine: Engine) -> None:
    nobody = lives("40 | 1 | fund")
    nobody = Portfolio(nobody.frame.head(0), AS_OF, (), nobody.measure)
    found = _outcome(nobody, engine).result
    assert _json(found) == _json(lifecycle(nobody, POLICY, top=None))


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_people_without_any_age_are_refused(engine: Engine) -> None:
    portfolio = lives("40 | 1 | fund")
    ageless = Portfolio(portfolio.frame.drop(columns=["age", "birth_date"]), AS_OF, (), portfolio.measure)
    with pytest.raises(AgelessError):
        _outcome(ageless, engine)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_sums_past_the_largest_whole_number_of_a_machine_are_exact(engine: Engine) -> None:
    portfolio = lives("45 | 1 | -\n45 | 1 | -\n45 | 1 | -")
    frame = portfolio.frame.assign(value=pd.array([2**62, 2**62, 2**62 + 1], dtype="Int64"))
    found = _outcome(Portfolio(frame, AS_OF, (), portfolio.measure), engine).result
    assert found.bands[2].value == Decimal(3 * 2**62 + 1).scaleb(-2)
    assert found.bands[2].needs[0].gap_value == Decimal(3 * 2**62 + 1).scaleb(-2)


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_customers_of_several_books_with_one_row_number_keep_their_names(engine: Engine) -> None:
    portfolio = lives("45 | 9 | -\n45 | 5 | -")
    frame = portfolio.frame.assign(row=2, name=pd.array(["甲", "乙"], dtype="str"))
    outcome = _outcome(Portfolio(frame, AS_OF, (), portfolio.measure), engine, top=20)
    table = next(one for one in outcome.report.tables if one.key == "gaps")
    at = [column.key for column in table.columns].index("name")
    assert [row[at] for row in table.rows] == ["甲"] * 3 + ["乙"] * 3
    assert sorted(outcome.portfolio.frame["name"]) == ["乙", "甲"]


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_impossible_ages_are_counted_and_told(engine: Engine) -> None:
    outcome = _outcome(lives(BOOK), engine)
    assert [(one.code, one.message(Lang.EN)) for one in outcome.issues] == [
        (
            "KC840",
            "Customers whose age on 2026-10-31 would not be between 0 and 120 years: 2; their age is treated as unknown.",
        )
    ]
    assert outcome.result.unknown_age == 3


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_everybody_has_age_band_and_what_is_lacking(engine: Engine) -> None:
    scan = scan_of(lives(BOOK), engine, by="branch")
    frame = lifecycle_everybody(scan, POLICY).collect(backend="pyarrow").sort("row")
    needs = ["lacks_basic", "lacks_mortgage", "lacks_investment", "lacks_estate"]
    assert frame.columns == [
        *("row", "customer_id", "birth_date", "value", "risk_rating", "kind", "branch", "age", "band"),
        *needs,
    ]
    assert frame.select("age", "band", *needs).rows() == [
        (30, "30-39", True, True, None, None),
        (29, "<30", True, None, None, None),
        (26, "<30", True, None, None, None),
        (45, "40-49", False, True, True, None),
        (None, "unknown", None, None, None, None),
        (None, "unknown", None, None, None, None),
        (76, "60+", False, None, True, True),
        (66, "corporate", None, None, None, None),
        (None, "unknown", None, None, None, None),
    ]


@pytest.mark.parametrize("engine", IN_PROCESS)
def test_everybody_keeps_the_id_number_that_an_age_may_come_from(engine: Engine) -> None:
    portfolio = lives(" | 1 | -\n45 | 1 | -")
    numbers = pd.array(["11010519491231002X", None], dtype="str")
    frame = portfolio.frame.assign(id_number=numbers)
    scan = scan_of(Portfolio(frame, AS_OF, (), portfolio.measure), engine)
    found = lifecycle_everybody(scan, POLICY).collect(backend="pyarrow").sort("row")
    assert found.select("id_number", "age").rows() == [("11010519491231002X", 76), (None, 45)]
