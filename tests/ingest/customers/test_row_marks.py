"""Equal amounts in the rows of a customer that are no repetition: events, and two accounts of the only one."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.writing import ANY, customers, issues, read, values, write_csv

FEES = replace(ANY, measure="fee_income")
EVENTS = """
客户号 | {heading} | 中间业务收入
C1 | {first} | 100
C1 | {second} | 100
C2 | {first} | 50
C2 | {second} | 50
"""


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("交易日期", "2026-08-01", "2026-09-01"),
        ("记账日期", "20260801", "20260802"),
        ("流水号", "900001", "900002"),
        ("月份", "一月", "二月"),
        ("Month", "Jan", "Feb"),
        ("Posting Date", "1 Aug 2026", "1 Sep 2026"),
    ],
)
def test_equal_fees_of_several_events_add_up(tmp_path: Path, heading: str, first: str, second: str) -> None:
    found = read(write_csv(tmp_path, EVENTS.format(heading=heading, first=first, second=second)), FEES)
    assert customers(found, "customer_id", "fee_income") == ["C1 | 200", "C2 | 100"]
    assert issues(found, "KC342", "KC343") == []


@pytest.mark.parametrize(
    ("heading", "first", "second"), [("账号", "1", "2"), ("开户日期", "2020-01-01", "2021-01-01")]
)
def test_equal_fees_on_the_rows_of_accounts_count_once(
    tmp_path: Path, heading: str, first: str, second: str
) -> None:
    found = read(write_csv(tmp_path, EVENTS.format(heading=heading, first=first, second=second)), FEES)
    assert customers(found, "customer_id", "fee_income") == ["C1 | 100", "C2 | 50"]
    assert issues(found, "KC342", "KC343") == ["KC342 C1 warning"]


def test_within_one_month_equal_fees_on_the_rows_of_accounts_count_once(tmp_path: Path) -> None:
    book = "客户号 | 账号 | 月份 | 利润\n" + "".join(
        f"C{number} | {account} | 2026-0{month} | {number}\n"
        for number in (1, 2)
        for account in "ab"
        for month in (8, 9)
    )
    assert customers(read(write_csv(tmp_path, book)), "customer_id", "revenue") == ["C1 | 2", "C2 | 4"]


def test_equal_amounts_of_events_under_any_heading_add_up(tmp_path: Path) -> None:
    book = "Client ID | Date | Spent\n1 | 2026-08-01 | 9\n1 | 2026-08-02 | 9\n2 | 2026-08-01 | 5"
    found = read(write_csv(tmp_path, book), replace(ANY, measure="Spent"))
    assert customers(found, "customer_id", "Spent") == ["1 | 18", "2 | 5"]


@pytest.mark.parametrize("heading", ["账号", "产品名称", "卡号", "Account No"])
def test_equal_deposits_in_two_accounts_of_the_only_customer_with_several_are_added_up_and_told(
    tmp_path: Path, heading: str
) -> None:
    book = f"客户号 | {heading} | 存款余额\nC1 | a | 50000\nC1 | b | 50000\nC2 | c | 30"
    found = read(write_csv(tmp_path, book))
    assert customers(found, "customer_id", "deposits") == ["C1 | 100000", "C2 | 30"]
    assert issues(found, "KC342", "KC343") == ["KC343 C1 warning"]
    assert values(found, "KC343")[0]["amount"] == "50,000.00"


@pytest.mark.parametrize("column", ["账号 | AUM余额", "客户经理 | 存款余额"])
def test_the_assets_of_a_customer_and_deposits_without_accounts_count_once(
    tmp_path: Path, column: str
) -> None:
    book = f"客户号 | {column}\nC1 | a | 50000\nC1 | b | 50000\nC2 | c | 30"
    assert issues(read(write_csv(tmp_path, book)), "KC342", "KC343") == ["KC342 C1 warning"]
