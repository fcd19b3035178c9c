"""Whom nobody can follow from book to book, whatever has become of number or amount: never lost, never new."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.input.compared import changes, csv, result, told, workbook
from tests.making.cells import Value

HEADINGS: list[Value] = ["客户号", "客户名称", "AUM余额"]
REST: list[list[Value]] = [["2", "乙", 50], ["3", "丙", 70]]
PERSONS: list[Value] = ["客户号", "客户名称", "出生日期", "证件号码", "AUM余额"]
BORN: list[Value] = ["1", "甲", "1949-12-31", "11010519491231002X", 100]


def _books(folder: Path, *books: Sequence[list[Value]], headings: list[Value] = HEADINGS) -> list[str]:
    names = [f"{month}月.csv" for month in range(1, len(books) + 1)]
    for name, rows in zip(names, books, strict=True):
        csv(folder / name, [headings, *rows])
    return names


def _yuan(value: float) -> Decimal:
    return Decimal(str(value))


def _closes(figures: dict[str, Any]) -> bool:
    """Whether the buckets lead from opening to closing, and those apart from there to what the books hold."""
    apart, (before, now) = figures["unfollowed"], figures["periods"][-2:]
    change = sum(_yuan(one["change"]) for one in figures["buckets"])
    heads = [figures[f"customers_{side}"] + apart[f"customers_{side}"] for side in ("opening", "closing")]
    return (
        _yuan(figures["opening"]) + change == _yuan(figures["closing"])
        and _yuan(figures["opening"]) + _yuan(apart["opening"]) == _yuan(before["value"])
        and _yuan(figures["closing"]) + _yuan(apart["closing"]) == _yuan(now["value"])
        and heads == [before["customers"], now["customers"]]
    )


@pytest.mark.parametrize("typed", ["#N/A", "abc", "约100"])
def test_a_value_that_cannot_be_read_is_neither_lost_nor_new(tmp_path: Path, typed: str) -> None:
    known: list[Value] = ["1", "甲", 100]
    books = _books(tmp_path, [known, *REST], [["1", "甲", typed], *REST])
    for order, sides in ((books, (100, 0)), (books[::-1], (0, 100))):
        figures = result(tmp_path, *_renamed(tmp_path, order))
        assert changes(figures) == {"stayed": (2, 0)}
        assert (figures["unfollowed"]["opening"], figures["unfollowed"]["closing"]) == sides
        assert _closes(figures)


def _renamed(folder: Path, order: list[str]) -> list[str]:
    """The same books under names that say no month, in this order."""
    for place, name in enumerate(order):
        (folder / f"book{place}.csv").write_bytes((folder / name).read_bytes())
    return ["book0.csv", "book1.csv"]


def test_unknown_values_are_told_with_what_the_book_before_holds(tmp_path: Path) -> None:
    books = _books(tmp_path, [["1", "甲", 100], *REST], [["1", "甲", "abc"], *REST])
    said = told(tmp_path, *books)
    assert "KC473: 2月.csv: customers whose amount cannot be read or is in a foreign currency: 1." in said
    assert "1月.csv has 100.00 yuan of them" in said


def test_a_manager_whose_values_cannot_be_read_is_not_gone(tmp_path: Path) -> None:
    headings: list[Value] = ["客户号", "客户经理", "AUM余额"]
    of_li: list[list[Value]] = [[f"{number}", "李娜", 100] for number in range(10, 25)]
    others: list[list[Value]] = [[f"{number}", "赵磊", 100] for number in range(30, 60)]
    unread = [[number, manager, "#N/A"] for number, manager, _ in of_li]
    books = _books(tmp_path, [*of_li, *others], [*unread, *others], headings=headings)
    assert "KC464" not in told(tmp_path, *books)
    assert "KC464" in told(tmp_path, *_books(tmp_path, [*of_li, *others], others, headings=headings))


def test_an_amount_in_a_foreign_currency_is_unknown_unless_others_are_in_yuan(tmp_path: Path) -> None:
    headings: list[Value] = ["客户号", "币种", "AUM余额"]
    yuan: list[list[Value]] = [[number, "人民币", 100] for number in ("1", "2", "3")]
    dollars: list[list[Value]] = [["1", "美元", 7], ["2", "美元", 7]]
    books = _books(tmp_path, yuan, [*yuan[1:], *dollars], headings=headings)
    figures = result(tmp_path, *books)
    assert changes(figures) == {"stayed": (2, 0)}
    assert figures["unfollowed"]["opening"] == 100
    assert _closes(figures)


def test_a_number_that_lost_digits_joins_nobody(tmp_path: Path) -> None:
    for name, number, value in (("1月", 123456789012345678, 100), ("2月", 123456789012345699, 500)):
        workbook(tmp_path / f"{name}.xlsx", {"客户": [HEADINGS, [number, name, value], *REST]})
    figures = result(tmp_path, "1月.xlsx", "2月.xlsx")
    assert changes(figures) == {"stayed": (2, 0)}
    assert (figures["unfollowed"]["opening"], figures["unfollowed"]["closing"]) == (100, 500)
    assert _closes(figures)


def test_who_may_have_the_number_that_lost_digits_is_not_lost(tmp_path: Path) -> None:
    _books(tmp_path, [["123456789012345678", "甲", 100], *REST])
    workbook(tmp_path / "2月.xlsx", {"客户": [HEADINGS, [123456789012345678, "甲", 110], *REST]})
    figures = result(tmp_path, "1月.csv", "2月.xlsx")
    assert changes(figures) == {"stayed": (2, 0)}
    assert (figures["unfollowed"]["opening"], figures["unfollowed"]["closing"]) == (100, 110)


def test_a_number_in_scientific_notation_joins_nobody(tmp_path: Path) -> None:
    figures = result(
        tmp_path, *_books(tmp_path, [["1.1E+17", "甲", 100], *REST], [["1.1E+17", "戊", 500], *REST])
    )
    assert changes(figures) == {"stayed": (2, 0)}


def test_a_number_that_several_share_in_one_book_stands_apart_in_all(tmp_path: Path) -> None:
    one: list[Value] = ["1", "张一", 50]
    shared: list[list[Value]] = [["1", "张一", 55], ["1", "赵四", 5]]
    figures = result(tmp_path, *_books(tmp_path, [one, *REST], [*shared, *REST]))
    assert changes(figures) == {"stayed": (2, 0)}
    assert (figures["unfollowed"]["opening"], figures["unfollowed"]["closing"]) == (50, 60)
    assert _closes(figures)
    back = result(tmp_path, *_books(tmp_path, [*shared, *REST], REST, [one, *REST]))
    assert changes(back) == {"stayed": (2, 0)}
    assert back["unfollowed"]["closing"] == 50


@pytest.mark.parametrize(
    "other",
    [
        ["1", "戊", "1990-01-01", "", 900],
        ["1", "甲", "", "110101199003074039", 900],
        ["1", "戊", "", "110101199003074039", 900],
    ],
)
def test_a_number_given_to_another_person_joins_nobody(tmp_path: Path, other: list[Value]) -> None:
    rest: list[list[Value]] = [["2", "乙", "1980-01-01", "", 50], ["3", "丙", "1970-02-02", "", 70]]
    books = _books(tmp_path, [BORN, *rest], [other, *rest], headings=PERSONS)
    figures = result(tmp_path, *books)
    assert changes(figures) == {"stayed": (2, 0)}
    assert (figures["unfollowed"]["opening"], figures["unfollowed"]["closing"]) == (100, 900)
    assert _closes(figures)
    said = told(tmp_path, *books)
    assert "KC474: 2月.csv: customer numbers that were another person's in the book before" in said
    assert "1, with 100.00 yuan there and 900.00 yuan here" in said


@pytest.mark.parametrize(
    "same",
    [
        ["1", "甲某", "1949-12-31", "11010519491231002X", 120],
        ["1", "甲某", "1949-12-31", "", 120],
        ["1", "（甲）", "1950-12-31", "", 120],
        ["1", "甲", "", "110105491231002", 120],
        ["1", "甲", "", "110105********002X", 120],
    ],
)
def test_a_corrected_name_or_another_way_to_write_a_person_is_still_her(
    tmp_path: Path, same: list[Value]
) -> None:
    rest: list[list[Value]] = [["2", "乙", "1980-01-01", "", 50], ["3", "丙", "1970-02-02", "", 70]]
    books = _books(tmp_path, [BORN, *rest], [same, *rest], headings=PERSONS)
    assert result(tmp_path, *books)["unfollowed"]["customers_closing"] == 0


def test_numbers_that_lost_their_leading_zeros_are_told_with_the_remedy(tmp_path: Path) -> None:
    workbook(tmp_path / "2月.xlsx", {"客户": [["客户编号", *HEADINGS[1:]], [7, "甲", 110], [8, "乙", 55]]})
    books = [*_books(tmp_path, [["007", "甲", 100], ["08", "乙", 50]]), "2月.xlsx"]
    said = told(tmp_path, *books)
    assert "KC490" in said
    assert "“客户号” of 1月.csv and “客户编号” of 2月.xlsx are not written alike: 2月.xlsx has lost" in said
    assert changes(result(tmp_path, *books)) == {"lost": (2, -150), "new": (2, 165)}


def test_numbers_that_differ_otherwise_are_not_told_as_without_zeros(tmp_path: Path) -> None:
    gone: list[list[Value]] = [[f"{number}", "甲", 5] for number in range(101, 106)]
    new: list[list[Value]] = [[f"{number}", "丁", 5] for number in (201, 202, 203, 204, "0101")]
    assert "KC490" not in told(tmp_path, *_books(tmp_path, [*gone, *REST], [*new, *REST]))


def test_customers_joined_by_same_keep_what_each_manager_had(tmp_path: Path) -> None:
    headings: list[Value] = ["客户号", "客户经理", "AUM余额"]
    books = _books(tmp_path, [["1", "李娜", 10], ["2", "赵磊", 20]], [["3", "李娜", 40]], headings=headings)
    csv(tmp_path / "pairs.csv", [["旧客户号", "新客户号"], ["1", "3"], ["2", "3"]])
    figures = result(tmp_path, *books, "--same", "pairs.csv", "--by", "manager")
    held = {
        group["group"]: (group["opening"], group["closing"], changes(group)) for group in figures["groups"]
    }
    assert held == {
        "李娜": (10, 40, {"stayed": (1, 30)}),
        "赵磊": (20, 0, {"transferred_out": (1, -20)}),
    }
