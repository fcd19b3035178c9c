from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.scale_refusals import LogWithoutId
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.funnel.pipelines import portfolio
from tests.analysis.funnel.scans import at_scale, of_book, scan_of, without_cells
from tests.analysis.funnel.test_at_scale import ENGINES, OUTCOMES, STAGES, VALUES
from tests.examples import costly

LOG = portfolio("""
customer_id | stage | stage_date | outcome | source | value
C1 | 潜在 | 2026-01-03 | | 电话 | 10
C1 | 可能 | 2026-01-13 | | 转介绍 | 12
C1 | 重点 | 2026-02-01 | | | 15
C1 | 已成交 | 2026-03-01 | won | | 14
C2 | 潜在 | 2026-01-05 | | 讲座 | 3
C2 | 可能 | 2026-01-20 | lost | |
C3 | 普通 | 2026-02-02 | | 转介绍 | 7
C3 | 可能 | 2026-02-12 | | |
C4 | 谈盼 | 2026-02-02 | | |
C5 | 已成交 | 2026-01-01 | | 讲座 | 9
C5 | 潜在 | 2026-02-01 | | |
C6 | 已成交 | 2026-01-01 | lost | | 4
C7 | | 2026-01-01 | | |
C8 | 可能 | 2027-01-01 | | |
 | 潜在 | 2026-01-01 | | 电话 | 5
 | 潜在 | 2026-01-01 | | 电话 | 5
 | 丢单 | | | |
""")
POLICY = Policy.model_validate({"funnel": {"window": 30, "least": 1}})
DAYS = ["", *(f"2026-01-0{day}" for day in range(1, 6))]


def _told(result: FunnelResult) -> str:
    return result.model_dump_json()


def _log(book: Portfolio, group: str | None = None) -> Pipeline:
    return Pipeline(Shape.LOG, book, key="customer_id", log_group=group)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [None, "source"])
def test_a_log_is_recognised_and_has_the_figures_of_a_book(engine: Engine, by: str | None) -> None:
    book, scale = of_book(_log(LOG, by), policy=POLICY), at_scale(scan_of(LOG, engine, by), policy=POLICY)
    assert scale.result.mode == "log"
    assert _told(scale.result) == _told(book.result)
    assert without_cells(scale) == without_cells(book)
    assert scale.report == book.report


ROW = st.tuples(
    *map(st.sampled_from, (["A", "B", "C", ""], STAGES, DAYS, OUTCOMES, ["甲", "乙", ""], VALUES))
)


@costly
@given(rows=st.lists(ROW, max_size=20))
def test_any_log_has_the_figures_of_the_book_on_both_engines(rows: list[tuple[str, ...]]) -> None:
    lines = [" | ".join(row) for row in [("A", "潜在", "2026-01-01", "", "甲", "1"), *rows]]
    book = portfolio("\n".join(["customer_id | stage | stage_date | outcome | manager | value", *lines]))
    policy = Policy.model_validate({"funnel": {"known_share": 1e-9, "mode": "log", "window": 2}})
    expected = of_book(_log(book, "manager"), policy=policy).result
    for engine in ENGINES:
        assert _told(at_scale(scan_of(book, engine, "manager"), policy=policy).result) == _told(expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_customer_of_two_branches_does_not_make_a_portfolio_a_log(engine: Engine) -> None:
    table = (
        "customer_id | stage | stage_date | branch\nC1 | 潜在 | 2026-01-01 | 东\nC1 | 可能 | 2026-01-02 | {}"
    )
    modes = [
        at_scale(scan_of(portfolio(table.format(branch)), engine)).result.mode for branch in ("东", "西")
    ]
    assert modes == ["log", "snapshot"]


@pytest.mark.parametrize("engine", ENGINES)
def test_everybody_in_a_log_is_one_row(engine: Engine) -> None:
    found = at_scale(scan_of(LOG, engine, "source"))
    assert found.everybody is not None
    told = found.everybody().collect(backend="pandas").to_native()
    assert sorted(told["customer_id"].dropna()) == [f"C{n}" for n in range(1, 9)]
    assert told["customers"].sum() == 8 + 3
    row = told[told["customer_id"] == "C3"].iloc[0]
    assert (row["furthest_stage"], row["state"], row["group"]) == ("ordinary", "moved back", "转介绍")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_log_is_compared_with_an_older_one(engine: Engine) -> None:
    older = replace(LOG, frame=LOG.frame.iloc[:8])
    found = at_scale(scan_of(older, engine), scan_of(LOG, engine))
    assert _told(found.result) == _told(of_book(_log(LOG), older=_log(older)).result)


def test_a_log_without_an_id_is_refused() -> None:
    book = portfolio("stage | stage_date\n潜在 | 2026-01-01")
    with pytest.raises(LogWithoutId):
        at_scale(scan_of(book), policy=Policy.model_validate({"funnel": {"mode": "log"}}))
