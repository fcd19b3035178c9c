"""Customers who do not stand at the latest date of a book, or whose row there cannot be read."""

from pathlib import Path

import pytest

from tests.ingest.writing import customers, issues, read, values, write_csv


def book(*lines: str, headings: str = "数据日期 | 客户号 | AUM") -> str:
    return "\n".join([headings, *lines])


def test_unreadable_rows_of_the_latest_date_show_that_their_customers_are_there(tmp_path: Path) -> None:
    august = [f"2026-08-31 | C{number} | 10{number}" for number in range(6)]
    september = [f"2026-09-30 | C{number} | {'约100' if number < 3 else 110}" for number in range(5)]
    found = read(write_csv(tmp_path, book(*august, *september)))
    kept = ["C0 | 100", "C1 | 101", "C2 | 102", "C3 | 110", "C4 | 110"]
    assert sorted(customers(found, "customer_id", "aum")) == kept
    (left,) = values(found, "KC364")
    assert (left["count"], left["there"], left["amount"]) == (1, 5, "105.00")
    (unread,) = values(found, "KC365")
    assert (unread["count"], unread["amount"]) == (3, "303.00")
    assert issues(found, "KC341", "KC366") == []


def test_where_no_row_of_the_latest_date_can_be_read_those_without_one_have_left(tmp_path: Path) -> None:
    lines = ["2026-08-31 | 1 | 10", "2026-08-31 | 2 | 20", "2026-09-30 | 1 | 约30"]
    found = read(write_csv(tmp_path, book(*lines)))
    assert customers(found, "customer_id", "aum") == ["1 | 10"]
    assert [told["amount"] for told in values(found, "KC364")] == ["20.00"]


def test_customers_without_a_date_are_told_as_that_and_not_as_left(tmp_path: Path) -> None:
    lines = ["2026-08-31 | 1 | 10", "2026-09-30 | 1 | 11", "2026-09-30 | 2 | 20", " | 3 | 30"]
    found = read(write_csv(tmp_path, book(*lines)))
    assert customers(found, "customer_id", "aum") == ["1 | 11", "2 | 20", "3 | 30"]
    assert [(told["count"], told["amount"]) for told in values(found, "KC366")] == [(1, "30.00")]
    assert issues(found, "KC341", "KC364") == []


@pytest.mark.parametrize(("heading", "field"), [("网点", "branch"), ("客户经理", "manager")])
@pytest.mark.parametrize("named", ["客户号", "客户姓名"])
def test_a_branch_or_manager_of_ten_customers_who_are_all_gone_is_named(
    tmp_path: Path, heading: str, field: str, named: str
) -> None:
    both = [f"{day} | E{number} | 城东 | 100" for number in range(14) for day in ("2026-08-31", "2026-09-30")]
    gone = [f"2026-08-31 | W{number} | 城西 | 50" for number in range(10)]
    found = read(write_csv(tmp_path, book(*both, *gone, headings=f"数据日期 | {named} | {heading} | AUM")))
    assert len(customers(found, "aum")) == 14
    (told,) = values(found, "KC368")
    assert (told["column"], told["name"], told["count"], told["amount"]) == (heading, "城西", 10, "500.00")
    assert [issue.field for issue in found.issues if issue.code == "KC368"] == [field]


def test_a_branch_that_loses_nine_customers_or_has_one_left_is_not_named(tmp_path: Path) -> None:
    both = [f"{day} | E{number} | 城东 | 100" for number in range(14) for day in ("2026-08-31", "2026-09-30")]
    both += ["2026-08-31 | N | 城北 | 5", "2026-09-30 | N | 城北 | 约5"]
    gone = [f"2026-08-31 | W{number} | 城西 | 50" for number in range(9)]
    gone += [f"2026-08-31 | N{number} | 城北 | 50" for number in range(4)]
    found = read(write_csv(tmp_path, book(*both, *gone, headings="数据日期 | 客户号 | 网点 | AUM")))
    assert [told["count"] for told in values(found, "KC364")] == [13]
    assert issues(found, "KC368") == []


def test_at_exactly_half_it_is_said_how_many_others_are_there(tmp_path: Path) -> None:
    lines = ["2026-08-31 | 1 | 10", "2026-08-31 | 2 | 20", "2026-09-30 | 1 | 11"]
    (told,) = values(read(write_csv(tmp_path, book(*lines))), "KC364")
    assert (told["count"], told["there"]) == (1, 1)
