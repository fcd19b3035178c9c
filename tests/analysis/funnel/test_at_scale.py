from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.too_many_groups import TooManyGroupsError
from keyclient.analysis.funnel.issues import stage_label
from keyclient.analysis.funnel.scale_refusals import StagesMissing, TooManyStages
from keyclient.analysis.funnel.stages import StagesUnknown
from keyclient.demo.write import clean_bytes
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.funnel.pipelines import portfolio
from tests.analysis.funnel.scans import QUERY, at_scale, of_book, scan_of, snapshot_of, without_cells
from tests.examples import costly
from tests.ingest.pipelines import funnel_policy, read_pipeline

BOOK = portfolio("""
stage | outcome | source | manager | value
潜在 | | 电话 | 王 | 10
潜在 | lost | 电话 | 李 | -3.5
可能 | | 转介绍 | 王 | 7.01
普通 | open | 转介绍 | 王 |
重点 | won | 行长单 | 李 | 100000
已成交 | | 电话 | | 5
已成交 | lost | | 李 | 6
谈盼 | | 电话 | 王 | 8
丢单 | | 讲座 | 王 | 9
| won | 讲座 | 李 | 11
| open | 讲座 | 李 | 12
| | 讲座 | 李 | 13
谈盼 | lost | 未知 | 李 | 14
潜在 | | 电话 | 王 | 10
""")
STAGES = ["潜在", "可能", "普通", "重点", "已成交", "Lost", "?", ""]
OUTCOMES = ["", "", "open", "won", "lost"]
GROUPS = ["甲", "乙", ""]
VALUES = ["", "5", "-2.5", "4611686018427387.9"]
ENGINES = [Engine.PANDAS, Engine.DUCKDB]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [None, "source", "manager", "stage", "outcome"])
def test_a_portfolio_has_the_figures_of_the_same_customers_in_a_book(engine: Engine, by: str | None) -> None:
    book, scale = of_book(snapshot_of(BOOK, by)), at_scale(scan_of(BOOK, engine, by))
    assert scale.result == book.result
    assert scale.result.model_dump_json() == book.result.model_dump_json()
    assert without_cells(scale) == without_cells(book)
    assert scale.report == book.report


@pytest.mark.parametrize("engine", ENGINES)
def test_the_demo_book_and_its_portfolio_give_the_same(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "demo.csv"
    path.write_bytes(clean_bytes(".csv", 300, 5, Lang.ZH))
    book = read_pipeline(path, policy=funnel_policy(mode="snapshot")).pipeline.book
    policy = Policy.model_validate({"funnel": {"mode": "snapshot"}})
    for by in ("source", "branch"):
        found = at_scale(scan_of(book, engine, by), policy=policy)
        assert found.result == of_book(snapshot_of(book, by)).result
        assert found.result.entered > 100


@costly
@given(rows=st.lists(st.tuples(*map(st.sampled_from, (STAGES, OUTCOMES, GROUPS, VALUES))), min_size=1))
def test_any_portfolio_has_the_figures_of_the_book_on_both_engines(rows: list[tuple[str, ...]]) -> None:
    lines = [" | ".join(row) for row in [("潜在", "", "甲", "1"), *rows]]
    book = portfolio("\n".join(["stage | outcome | manager | value", *lines]))
    policy = Policy.model_validate({"funnel": {"known_share": 1e-9, "least": 1}})
    expected = of_book(snapshot_of(book, "manager"), policy=policy).result
    for engine in ENGINES:
        assert at_scale(scan_of(book, engine, "manager"), policy=policy).result == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_values_whose_sum_leaves_64_bits_are_added_up_exactly(engine: Engine) -> None:
    most = (2**63 - 1) / Decimal(100)
    book = portfolio(
        f"stage | value\n潜在 | {most}\n潜在 | {most}\n潜在 | -0.03\n潜在 | -{most}\n可能 | {most}"
    )
    stages = at_scale(scan_of(book, engine)).result.stages
    assert [stage.value for stage in stages] == [2 * most - Decimal("0.03"), most]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_newer_portfolio_is_compared_with_the_older(engine: Engine) -> None:
    older = portfolio("stage | source\n潜在 | 电话\n可能 | 电话\n已成交 |\n已成交 | 讲座")
    found = at_scale(scan_of(older, engine, "source"), scan_of(BOOK, engine, "source"))
    expected = of_book(snapshot_of(BOOK, "source"), older=snapshot_of(older, "source"))
    assert found.result == expected.result
    assert found.result.compare is not None
    assert len(found.sources) == len(expected.sources) - 2


@pytest.mark.parametrize("engine", ENGINES)
def test_everybody_has_the_furthest_stage_and_what_became_of_it(engine: Engine) -> None:
    found = at_scale(scan_of(BOOK, engine))
    assert found.everybody is not None
    told = found.everybody().collect(backend="pandas").to_native().sort_values("row")
    columns = of_book(snapshot_of(BOOK)).customer_columns
    assert columns is not None
    said = columns()
    assert said is not None
    assert [None if pd.isna(name) else stage_label(name) for name in told["furthest_stage"]] == [
        cells[0] for cells in said.cells.values()
    ]
    assert list(told["state"])[:3] == ["open", "lost", "open"]
    assert set(told["state"]) == {"open", "won", "lost", "not counted"}
    assert list(told["source"])[:2] == ["电话", "电话"]
    assert len(found.portfolio.frame) == 0


def test_a_column_of_too_many_texts_is_no_column_of_stages() -> None:
    book = portfolio("stage\n" + "\n".join(["潜在"] * 20 + [f"谈{n}" for n in range(12)]))
    for engine, collected in product(ENGINES, (5, 1000)):
        policy = Policy.model_validate({"scale": {"stage_names": 12, "collected": collected}})
        with pytest.raises(TooManyStages):
            at_scale(scan_of(book, engine), policy=policy)


def test_more_groups_than_memory_should_hold_are_refused() -> None:
    policy = Policy.model_validate({"scale": {"collected": 3}})
    for engine in ENGINES:
        with pytest.raises(TooManyGroupsError, match="manager"):
            at_scale(scan_of(BOOK, engine, "manager"), policy=policy)
        assert at_scale(scan_of(portfolio("stage\n潜在\n\n可能"), engine), policy=policy).result.entered == 2


def test_a_portfolio_without_stages_and_outcomes_is_refused() -> None:
    with pytest.raises(StagesMissing, match="row, source"):
        at_scale(scan_of(portfolio("source\n电话")))


def test_unknown_stages_are_not_repeated_under_a_mask() -> None:
    query = replace(QUERY, mask=True)
    assert "谈盼" not in str(at_scale(scan_of(BOOK), query=query).issues)
    with pytest.raises(StagesUnknown) as refused:
        at_scale(scan_of(portfolio("stage\n张三\n李四")), query=query)
    assert "张三" not in refused.value.text(Lang.ZH)


def test_days_of_stages_without_an_id_are_told() -> None:
    book = portfolio("stage | stage_date\n潜在 | 2026-01-01\n可能 | 2026-01-02")
    assert without_cells(at_scale(scan_of(book, Engine.DUCKDB))) == without_cells(of_book(snapshot_of(book)))
