"""Customers of several branches or managers in the funnel: they count in each of them, and once in the whole."""

from pathlib import Path

import pytest

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.policy.models import Policy
from tests.ingest.pipelines import csv_book, read_pipeline
from tests.ingest.test_counted import turned

BOOK = """
客户号 | 客户名称 | 网点 | 客户阶段 | 商机状态 | 金额
C1 | 甲 | 城东支行 | 已成交 | 成交 | 100
C1 | 甲 | 城西支行 | 意向 | 流失 | 40
C2 | 乙 | 城东支行 | 意向 | | 50
C3 | 丙 | 城西支行 | 重点 | | 60
"""
CUSTOMERS = """
客户号 | 客户名称 | 网点 | 存款余额
C1 | 甲 | 城东支行 | 100
C1 | 甲 | 城西支行 | 40
C2 | 乙 | 城东支行 | 50
C3 | 丙 | 城西支行 | 60
"""
LOG = """
客户号 | 阶段 | 阶段日期
C1 | 潜在 | 2026-01-02
C1 | 已成交 | 2026-01-20
C2 | 潜在 | 2026-01-03
C3 | 潜在 | 2026-01-04
"""


def _counted(path: Path, by: str = "branch", log: Path | None = None) -> FunnelResult:
    return funnel(read_pipeline(path, by=by, log=log).pipeline, Policy().funnel)


def _groups(result: FunnelResult) -> dict[str | None, tuple[int, int, int]]:
    """Entered, won and lost of each group."""
    return {group.group: (group.entered, group.won, group.lost) for group in result.groups or ()}


@pytest.mark.parametrize("book", [BOOK, turned(BOOK)])
def test_each_branch_has_the_stages_of_its_own_rows(tmp_path: Path, book: str) -> None:
    result = _counted(csv_book(tmp_path, book))
    assert result.entered == 3
    assert _groups(result) == {"城东支行": (2, 1, 0), "城西支行": (2, 0, 1)}


@pytest.mark.parametrize("book", [CUSTOMERS, turned(CUSTOMERS)])
def test_beside_a_log_a_customer_stands_in_each_of_her_branches(tmp_path: Path, book: str) -> None:
    log = csv_book(tmp_path, LOG, "log.csv")
    result = _counted(csv_book(tmp_path, book), log=log)
    assert (result.entered, result.won) == (3, 1)
    assert _groups(result) == {"城东支行": (2, 1, 0), "城西支行": (2, 1, 0)}
    assert result.stages[0].value == 250


def test_a_customer_of_two_sources_counts_once_in_their_family(tmp_path: Path) -> None:
    book = "客户号 | 客户来源 | 客户阶段\nC1 | 亲友推荐 | 意向\nC1 | 老客户推荐 | 已成交\nC2 | 广告 | 潜在"
    result = _counted(csv_book(tmp_path, book), by="source")
    assert _groups(result)["亲友推荐"] == (1, 0, 0)
    existing = next(family for family in result.families or () if family.family == "existing")
    assert (existing.entered, existing.won, existing.sources) == (1, 1, 2)


def test_columns_of_stages_count_a_customer_in_each_branch_whatever_the_order_of_rows(tmp_path: Path) -> None:
    book = """
客户号 | 网点 | 存款余额 | 潜在 | 意向 | 已成交
C1 | 城东 | 5 | 2026-01-02 | 2026-01-05 |
C1 | 城西 | 7 | 2026-01-02 | | 2026-01-09
C2 | 城西 | 9 | 2026-01-03 | |
"""
    for number, rows in enumerate((book, turned(book))):
        result = _counted(csv_book(tmp_path, rows, f"{number}.csv"))
        assert _groups(result) == {"城东": (1, 1, 0), "城西": (2, 1, 0)}
        assert (result.entered, int(result.stages[0].value or 0)) == (2, 21)


def test_of_several_months_the_latest_says_at_which_stage_and_with_whom_a_customer_is(tmp_path: Path) -> None:
    book = """
月份 | 客户号 | 客户名称 | 客户经理 | 客户阶段
202608 | C1 | 甲 | 王芳 | 潜在
202608 | C2 | 乙 | 王芳 | 潜在
202609 | C1 | 甲 | 李强 | 已成交
202609 | C2 | 乙 | 王芳 | 意向
"""
    for number, rows in enumerate((book, turned(book))):
        result = _counted(csv_book(tmp_path, rows, f"{number}.csv"), by="manager")
        assert (result.entered, result.won) == (2, 1)
        assert _groups(result) == {"王芳": (1, 0, 0), "李强": (1, 1, 0)}
