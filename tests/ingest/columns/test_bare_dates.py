from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.cli.input.mapping import parse_map
from keyclient.ingest.base.table_refusals import NoDataDates
from tests.ingest.test_counted import turned
from tests.ingest.writing import ANY, customers, issues, read, values, write_csv, write_xlsx

MONTHS = """
客户号 | {heading} | 存款余额
C1 | {first} | 100
C2 | {first} | 200
C3 | {first} | 50
C1 | {last} | 300
C2 | {last} | 10
C3 | {last} | 60
"""
UNDATED = replace(ANY, as_of=None)


@pytest.mark.parametrize("turn", [str.strip, turned])
@pytest.mark.parametrize(
    ("heading", "first", "last", "day"),
    [
        ("日期", "2026-08-31", "2026-09-30", "2026-09-30"),
        ("年份", "2024", "2025", "2025-12-31"),
        ("时间", "2026年8月", "2026年9月", "2026-09-30"),
        ("Date", "20260831", "20260930", "2026-09-30"),
    ],
)
def test_a_bare_date_at_which_nearly_all_customers_stand_once_is_the_data_date(
    tmp_path: Path, heading: str, first: str, last: str, day: str, turn: object
) -> None:
    assert callable(turn)
    book = turn(MONTHS.format(heading=heading, first=first, last=last))
    for write in (write_csv, write_xlsx):
        loaded = read(write(tmp_path, book), UNDATED)
        assert sorted(customers(loaded, "customer_id", "deposits")) == ["C1 | 300", "C2 | 10", "C3 | 60"]
        assert loaded.portfolio.as_of.isoformat() == day
        assert [told["earlier"] for told in values(loaded, "KC340")] == [f"{shown(first)} 350.00"]


def shown(typed: str) -> str:
    return "2026-08-31" if typed in ("20260831", "2026-08-31") else typed


def test_a_date_at_which_few_customers_stand_is_no_data_date_and_what_may_be_too_much_is_told(
    tmp_path: Path,
) -> None:
    book = "客户号 | 日期 | 存款余额\nC1 | 2026-01-05 | 100\nC1 | 2026-02-06 | 300\n"
    book += "C2 | 2026-03-07 | 200\nC3 | 2026-04-08 | 10\nC4 | 2026-05-09 | 20"
    loaded = read(write_csv(tmp_path, book))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 400", "C2 | 200", "C3 | 10", "C4 | 20"]
    (told,) = values(loaded, "KC363")
    assert (told["heading"], told["count"], told["amount"]) == ("日期", 1, "100.00")


@pytest.mark.parametrize("heading", ["开户日期", "阶段日期", "交易日期", "到期日期"])
def test_a_date_that_says_of_what_is_no_data_date(tmp_path: Path, heading: str) -> None:
    book = MONTHS.format(heading=heading, first="2026-08-31", last="2026-09-30")
    loaded = read(write_csv(tmp_path, book))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 400", "C2 | 210", "C3 | 110"]
    assert issues(loaded, "KC340", "KC363") == []


def test_what_is_paid_on_a_bare_date_adds_up(tmp_path: Path) -> None:
    book = MONTHS.format(heading="日期", first="2026-08-31", last="2026-09-30").replace("存款余额", "交易额")
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure="交易额"))
    assert customers(loaded, "customer_id", "value") == ["C1 | 400", "C2 | 210", "C3 | 110"]
    assert issues(loaded, "KC340", "KC346", "KC363") == []


@pytest.mark.parametrize("heading", ["日期", "业务日期", "开户日期"])
@pytest.mark.parametrize("name", ["data_date", "数据日期", "Data Date"])
def test_a_column_that_is_mapped_to_the_data_date_is_that(tmp_path: Path, heading: str, name: str) -> None:
    book = MONTHS.format(heading=heading, first="2026-08-31", last="2026-09-30")
    request = replace(UNDATED, mapping=parse_map([f"{name}={heading}"]))
    loaded = read(write_csv(tmp_path, book), request)
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 300", "C2 | 10", "C3 | 60"]
    assert loaded.portfolio.as_of.isoformat() == "2026-09-30"


def test_a_column_without_dates_cannot_be_the_data_date(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | 客户名称 | 存款余额\nC1 | 甲 | 1")
    with pytest.raises(NoDataDates):
        read(path, replace(ANY, mapping={"data_date": "客户名称"}))


@pytest.mark.parametrize("column", ["账号", "产品", "Account No"])
def test_accounts_or_products_that_stand_once_at_each_bare_date_make_it_the_data_date(
    tmp_path: Path, column: str
) -> None:
    lines = [
        f"{day} | C{number} | {6222000 + 10 * number + item if column != '产品' else '定期活期'[2 * item : 2 * item + 2]} | {base + number + item}"
        for day, base in (("2026-08-31", 100), ("2026-09-30", 200))
        for number in range(4)
        for item in range(2)
    ]
    loaded = read(write_csv(tmp_path, "\n".join([f"日期 | 客户号 | {column} | 存款余额", *lines])), UNDATED)
    assert customers(loaded, "customer_id", "deposits") == [
        f"C{number} | {401 + 2 * number}" for number in range(4)
    ]
    assert loaded.portfolio.as_of.isoformat() == "2026-09-30"
    assert [told["earlier"] for told in values(loaded, "KC340")] == ["2026-08-31 816.00"]


def test_dates_that_go_along_with_the_product_are_no_data_dates(tmp_path: Path) -> None:
    book = "日期 | 客户号 | 存款余额 | 产品\n2025-01-05 | C1 | 100 | 定期\n2026-02-07 | C1 | 20 | 活期\n"
    loaded = read(
        write_csv(tmp_path, book + "2025-01-05 | C2 | 300 | 定期\n2026-02-07 | C2 | 40 | 活期"), UNDATED
    )
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 120", "C2 | 340"]
    assert [told["amount"] for told in values(loaded, "KC363")] == ["400.00"]
    assert issues(loaded, "KC340") == []


def test_dates_of_which_few_customers_have_several_are_no_data_dates(tmp_path: Path) -> None:
    lines = [f"2026-01-05 | A{number} | 10" for number in range(9)]
    lines += [f"2026-02-07 | B{number} | 10" for number in range(9)]
    lines += [f"{day} | C{number} | 10" for number in range(2) for day in ("2026-01-05", "2026-02-07")]
    loaded = read(write_csv(tmp_path, "\n".join(["日期 | 客户号 | 存款余额", *lines])), UNDATED)
    assert [told["amount"] for told in values(loaded, "KC363")] == ["20.00"]
    assert issues(loaded, "KC340") == []


@pytest.mark.parametrize(("heading", "first", "last"), [("时点", "2024", "2025"), ("年份", "1910", "1920")])
def test_amounts_that_look_like_years_are_no_data_dates(
    tmp_path: Path, heading: str, first: str, last: str
) -> None:
    loaded = read(write_csv(tmp_path, MONTHS.format(heading=heading, first=first, last=last)))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 400", "C2 | 210", "C3 | 110"]
    assert issues(loaded, "KC340", "KC345", "KC363") == []
