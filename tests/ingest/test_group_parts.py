"""Customers whose rows stand in several groups: each group has the money of its own rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.tier.calculate import tier
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from tests.ingest.test_counted import turned
from tests.ingest.writing import ANY, Writer, read, values, write_csv, write_xls, write_xlsx

BOOK = """
客户号 | 客户名称 | 网点 | 存款余额
C1 | 甲 | 城东支行 | 100
C1 | 甲 | 城西支行 | 900
C2 | 乙 | 城东支行 | 50
C3 | 丙 | 城西支行 | 60
"""
BY_BRANCH = replace(ANY, by="branch")


def groups(found: Loaded) -> dict[str | None, tuple[int, int]]:
    """Customers and yuan of each group, checked against those of `tier`."""
    by_value = segment(found.portfolio, Policy().segment, by="branch")
    by_tier = tier(found.portfolio, Policy(), by="branch")
    assert by_value.groups is not None
    assert by_tier.groups is not None
    shown = {group.group: (group.customers, int(group.total)) for group in by_value.groups}
    assert shown == {group.group: (group.customers, int(group.value)) for group in by_tier.groups}
    assert sum(money for _, money in shown.values()) == by_value.total
    return shown


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize("book", [BOOK, turned(BOOK)])
def test_a_customer_of_two_branches_counts_in_both_with_the_money_of_each(
    tmp_path: Path, book: str, write: Writer
) -> None:
    found = read(write(tmp_path, book), BY_BRANCH)
    assert len(found.portfolio.frame) == 3
    assert groups(found) == {"城东支行": (2, 150), "城西支行": (2, 960)}
    assert values(found, "KC344") == [{"count": 1}]


def test_a_row_without_a_branch_goes_with_the_others_of_its_customer(tmp_path: Path) -> None:
    book = "客户号 | 网点 | 存款余额\n1 | 城东 | 1\n1 | | 2\n2 | | 4\n2 | | 8"
    found = read(write_csv(tmp_path, book), BY_BRANCH)
    assert groups(found) == {"城东": (1, 3), None: (1, 12)}
    assert values(found, "KC344") == []


def test_a_customer_who_moved_stands_where_the_latest_balance_is(tmp_path: Path) -> None:
    book = "数据日期 | 客户号 | 网点 | 存款余额\n2026-08-31 | 1 | 城东 | 5\n2026-09-30 | 1 | 城西 | 7\n2026-09-30 | 2 | 城东 | 1"
    assert groups(read(write_csv(tmp_path, book), BY_BRANCH)) == {"城东": (1, 1), "城西": (1, 7)}


@pytest.mark.parametrize("turn", [False, True])
def test_an_amount_on_every_row_is_in_the_branch_of_most_rows(tmp_path: Path, *, turn: bool) -> None:
    book = (
        "客户号 | 账号 | 网点 | AUM\n1 | a | 城西 | 7\n1 | b | 城东 | 7\n1 | c | 城西 | 7\n2 | d | 城东 | 1"
    )
    path = write_csv(tmp_path, turned(book) if turn else book)
    assert groups(read(path, BY_BRANCH)) == {"城东": (2, 1), "城西": (1, 7)}
