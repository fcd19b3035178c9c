"""A list that stands among the books twice counts once; other branches, dates, values and managers are lists of their own."""

from pathlib import Path

import pandas as pd
import pytest

from tests.batch.shares import ran
from tests.cli.input.test_joined_books import book, branches, overlap

ROWS = ("C1,张三,王芳,100", "C2,李四,王芳,50", "C3,赵六,孙浩,70", "C4,吴七,孙浩,20", "C5,郑八,孙浩,10")
NUMBERED = tuple(f"C{number},客户{number},{number * 100}" for number in range(1, 21))
NO_MANAGER = "客户号,客户名称,AUM"


def as_workbook(path: Path, *rows: str, headings: str) -> None:
    """The same list as xlsx."""
    frame = pd.DataFrame([row.split(",") for row in rows], columns=headings.split(","))
    frame.assign(AUM=frame["AUM"].astype(float)).to_excel(path, index=False)


def test_a_list_as_csv_and_as_workbook_counts_once_and_is_told(tmp_path: Path) -> None:
    book(tmp_path / "城东_202603.csv", *ROWS)
    as_workbook(tmp_path / "城东_202603.xlsx", *ROWS, headings="客户号,客户名称,客户经理,AUM")
    ended, result = overlap(tmp_path)
    assert (result["records"], result["counted_twice"]) == (5, 0)
    assert "KC624" in ended.err
    assert "KC623" not in ended.err


def test_a_copy_under_another_name_is_known_by_managers_and_values(tmp_path: Path) -> None:
    one = book(tmp_path / "城东_202603.csv", *ROWS)
    other = book(tmp_path / "新建_202603.csv", *ROWS[:4], "C6,孙九,孙浩,10")
    for named in ((one, other), (other, one)):
        ended, result = overlap(*named)
        assert branches(result) == [("城东_202603.csv", "城东")]
        assert "KC624" in ended.err


def test_a_few_customers_of_two_books_are_shared_though_all_else_is_equal(tmp_path: Path) -> None:
    one = book(tmp_path / "城东_202603.csv", *ROWS[:3])
    other = book(tmp_path / "城西_202603.csv", *reversed(ROWS[:3]))
    ended, result = overlap(one, other)
    assert (result["records"], result["counted_twice"]) == (6, 3)
    assert "KC624" not in ended.err


def test_a_long_list_without_managers_is_known_by_its_values(tmp_path: Path) -> None:
    one = book(tmp_path / "客户表.csv", *NUMBERED, headings=NO_MANAGER)
    other = book(tmp_path / "客户表 - 副本.csv", *reversed(NUMBERED), headings=NO_MANAGER)
    assert overlap(one, other)[1]["records"] == 20


@pytest.mark.parametrize(
    "rows",
    [
        [row.replace("王芳", "周强").replace("孙浩", "周强") for row in ROWS],
        [f"{row}1" for row in ROWS],
    ],
)
def test_the_same_customers_with_other_managers_or_values_are_shared(tmp_path: Path, rows: list[str]) -> None:
    one = book(tmp_path / "城东_202603.csv", *ROWS)
    other = book(tmp_path / "城西_202603.csv", *rows)
    ended, result = overlap(one, other)
    assert result["counted_twice"] == 5
    assert "KC624" not in ended.err


def test_two_branches_that_name_themselves_are_two_lists(tmp_path: Path) -> None:
    headings = "客户号,客户名称,网点,AUM"
    one = book(
        tmp_path / "a_202603.csv", *(f"C{n},客户{n},城东,{n}00" for n in range(1, 21)), headings=headings
    )
    other = book(
        tmp_path / "b_202603.csv", *(f"C{n},客户{n},城西,{n}00" for n in range(1, 21)), headings=headings
    )
    assert overlap(one, other)[1]["counted_twice"] == 20


def test_deals_of_the_customers_of_a_list_are_no_copy_of_it(tmp_path: Path) -> None:
    one = book(tmp_path / "城东_202603.csv", *ROWS)
    headings = "商机编号,客户号,客户名称,客户经理,销售阶段,AUM"
    deals = book(
        tmp_path / "商机_202603.csv", "O1,C1,张三,王芳,沟通,100", "O2,C2,李四,王芳,沟通,50", headings=headings
    )
    assert overlap(one, deals)[1]["counted_twice"] == 2


@pytest.mark.parametrize("changed", [False, True])
def test_the_customers_that_a_run_has_kept_count_once_beside_their_books(
    tmp_path: Path, *, changed: bool
) -> None:
    shares, out = tmp_path / "网点", tmp_path / "结果"
    headings = "客户号,客户名称,网点,客户经理,AUM"
    rows = ("C1,张三,城东,王芳,100", "C2,李四,城东,王芳,50", "C3,赵六,城西,孙浩,70", "C4,吴七,城西,孙浩,20")
    book(shares / "支行" / "客户.csv", *rows, headings=headings)
    assert ran(shares, out).record.exit_code == 0
    if changed:
        book(shares / "支行" / "客户.csv", *(f"{row}9" for row in rows), headings=headings)
    ended, result = overlap(shares, out / "portfolio")
    assert (result["records"], result["counted_twice"]) == (4, 0)
    assert ".parquet lists the customers of " in ended.err
