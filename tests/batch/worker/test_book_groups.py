"""The customers and amounts of a book by branch and manager."""

from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.batch.record.figures import GroupFigures
from keyclient.batch.worker.book_groups import BookGroups, book_groups
from keyclient.batch.worker.portfolio_files import customer_branches
from keyclient.ingest.base.request import Request
from tests.answers.books import once, written

HEAD = ("客户号", "客户名称", "网点", "客户经理", "AUM余额")
SEVERAL = (
    ("C1", "张三", "城东", "甲", 100),
    ("C1", "张三", "城西", "乙", "60.5"),
    ("C2", "李四", "城西", "乙", 900),
    ("C3", "王五", "城东", "甲", 50),
    ("C4", "赵六", "城东", "甲", ""),
    ("C4", "赵六", "城东", "丙", 7),
)


def groups(folder: Path, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> BookGroups:
    book = once(written(folder, head, *rows), Request(needs_measure=False))
    return book_groups(book, customer_branches(book.customers.portfolio.frame, "默认"))


def lines(found: tuple[GroupFigures, ...]) -> list[str]:
    return [
        f"{one.branch} {one.manager or '-'}: {one.customers} {one.valued} {one.value.normalize():f}"
        for one in found
    ]


@pytest.mark.parametrize("rows", [SEVERAL, SEVERAL[::-1]])
def test_each_branch_and_manager_has_the_money_of_its_own_rows(
    tmp_path: Path, rows: tuple[tuple[object, ...], ...]
) -> None:
    found = groups(tmp_path, *rows)
    assert lines(found.by_branch) == ["城东 -: 3 3 157", "城西 -: 2 2 960.5"]
    assert lines(found.by_manager) == ["城东 丙: 1 1 7", "城东 甲: 3 2 150", "城西 乙: 2 2 960.5"]
    assert sum(one.value for one in found.by_branch) == Decimal("1117.5")
    first = {row[0]: at + 2 for at, row in reversed(list(enumerate(rows)))}
    assert {(one.row, one.branch, one.manager) for one in found.standings} == {
        (first["C1"], "城东", "甲"),
        (first["C1"], "城西", "乙"),
        (first["C4"], "城东", "丙"),
        (first["C4"], "城东", "甲"),
    }


def test_without_customers_of_several_rows_the_groups_are_those_of_the_portfolio(tmp_path: Path) -> None:
    found = groups(tmp_path, SEVERAL[0], SEVERAL[2], ("C5", "钱七", "", "", 1))
    assert lines(found.by_manager) == ["城东 甲: 1 1 100", "城西 乙: 1 1 900", "默认 -: 1 1 1"]
    assert (found.by_branch, found.standings) == ((), ())


def test_a_row_without_a_branch_goes_with_the_customers_own(tmp_path: Path) -> None:
    found = groups(
        tmp_path,
        ("C1", "张三", "城东", "甲", 1),
        ("C1", "张三", "", "甲", 2),
        ("C1", "张三", "城东", "甲", 4),
    )
    assert lines(found.by_branch) == ["城东 -: 1 1 7"]
    assert found.standings == ()


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("网点", ["甲 -: 1 1 100", "乙 -: 2 2 63"]), ("客户经理", ["默认 甲: 1 1 100", "默认 乙: 2 2 63"])],
)
def test_a_book_may_have_branches_or_managers_alone(
    tmp_path: Path, heading: str, expected: list[str]
) -> None:
    rows = (("C1", "甲", 100), ("C1", "乙", 60), ("C2", "乙", 3))
    found = groups(tmp_path, *rows, head=("客户号", heading, "AUM余额"))
    assert sorted(lines(found.by_manager)) == sorted(expected)
