"""Amounts in foreign currencies, with and without a rate."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.model.label import Label
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from tests.ingest.writing import ANY, customers, issues, money, read, rows, values, write_csv


def rated(folder: Path, book: str, measure: str | None = None, **rates: float) -> Loaded:
    request = replace(ANY, policy=Policy(currency=rates), measure=measure)
    return read(write_csv(folder, book), request)


BOOK = """
客户号 | AUM | 存款余额 | 币种
C1 | 1000 | 500 | 人民币
C2 | 100.55 | 50 | 美元
C3 | 100 | | USD
C4 | 10000 | 3000 | 日元
"""


def test_rows_of_a_currency_with_a_rate_are_converted_and_the_others_set_aside(tmp_path: Path) -> None:
    loaded = rated(tmp_path, BOOK, USD=7.1)
    assert customers(loaded, "customer_id", "value") == ["C1 | 1000.00", "C2 | 713.90", "C3 | 710.00"]
    assert rows(loaded) == {"read": 4, "customers": 3, "set_aside": 1}
    assert money(loaded)["AUM"][:3] == [Decimal("12423.90"), Decimal("2423.90"), 10000]
    assert values(loaded, "KC318")[0] == {
        "count": 2,
        "amounts": Label(
            "USD (2) x 7.1: AUM 200.55 = 1,423.90 yuan, 存款余额 50.00 = 355.00 yuan",
            "USD 2 行，汇率 7.1：AUM 200.55 = 1,423.90元、存款余额 50.00 = 355.00元",
        ),
    }
    assert values(loaded, "KC317")[0]["count"] == 1


@pytest.mark.parametrize("name", ["USD", "usd", "美元", "US$", "美金"])
def test_a_rate_goes_by_any_name_of_its_currency(tmp_path: Path, name: str) -> None:
    assert (
        customers(
            read(write_csv(tmp_path, BOOK), replace(ANY, policy=Policy(currency={name: 7.0}))), "value"
        )[1]
        == "703.85"
    )


@pytest.mark.parametrize(
    ("book", "value"),
    [
        ("客户号 | AUM(万元)\nC1 | $1\nC2 | 5", "71000.00"),
        ("客户号 | AUM\nC1 | US$1万\nC2 | 5", "71000.00"),
        ("客户号 | AUM（美元）\nC1 | 10,000\nC2 | 5", "71000.00"),
        ("客户号 | AUM（万美元）\nC1 | 1\nC2 | 5", "71000.00"),
        ("单位：万美元 |\n客户号 | AUM\nC1 | 1\nC2 | 5", "71000.00"),
        ("币种：美元 |\n客户号 | AUM\nC1 | 10000\nC2 | 5", "71000.00"),
        ("币种：美元 |\n客户号 | AUM\nC1 | ¥10000\nC2 | 5", "10000.00"),
    ],
)
def test_the_currency_is_that_of_the_cell_the_heading_or_the_line(
    tmp_path: Path, book: str, value: str
) -> None:
    loaded = rated(tmp_path, book, USD=7.1)
    assert customers(loaded, "value")[0] == value
    assert [issue.code for issue in loaded.issues if issue.code in ("KC111", "KC211", "KC317")] == []


def test_cents_are_rounded_half_to_even_for_each_amount(tmp_path: Path) -> None:
    loaded = rated(tmp_path, "客户号 | AUM | 币种\nC1 | 0.01 | USD\nC2 | 0.03 | USD\nC3 | 1 | CNY", USD=0.5)
    assert customers(loaded, "value") == ["0.00", "0.02", "1.00"]


def test_signs_among_yuan_without_a_rate_set_their_rows_aside_with_their_sums(tmp_path: Path) -> None:
    loaded = rated(tmp_path, "客户号 | AUM | 存款\nC1 | $100 | 7\nC2 | 5 | US$3\nC3 | €2.5 | 1")
    assert customers(loaded, "customer_id", "value", "deposits") == ["C2 | 5.00 | "]
    assert rows(loaded) == {"read": 3, "customers": 1, "set_aside": 2}
    assert money(loaded)["AUM"][:3] == [107.5, 5, 102.5]
    told = values(loaded, "KC111")
    assert [one["amounts"] for one in told] == ["EUR 2.50; USD 100.00", "USD 3.00"]


def test_a_column_all_in_one_currency_is_read_as_it_is_and_told(tmp_path: Path) -> None:
    loaded = rated(tmp_path, "客户号 | AUM\nC1 | $100\nC2 | $5")
    assert customers(loaded, "value") == ["100.00", "5.00"]
    assert issues(loaded) == ["KC111 B2 warning"]
    mixed = rated(tmp_path, "客户号 | AUM\nC1 | $100\nC2 | €5\nC3 | 7")
    assert rows(mixed)["set_aside"] == 2


def test_a_total_over_the_amounts_as_typed_ties(tmp_path: Path) -> None:
    book = "客户号 | AUM | 币种\nC1 | 1000 | 人民币\nC2 | 100 | 美元\nC3 | 5 | 人民币\n合计 | {} |"
    assert issues(rated(tmp_path, book.format(1105), USD=7.1), "KC305") == []
    assert issues(rated(tmp_path, book.format(1715), USD=7.1), "KC305") == []
    assert issues(rated(tmp_path, book.format(1700), USD=7.1), "KC305") == ["KC305 B5 error"]


def test_a_number_that_is_no_money_is_not_converted(tmp_path: Path) -> None:
    loaded = rated(tmp_path, "客户号 | 产品数量 | 币种\nC1 | 3 | 美元\nC2 | 2 | 人民币", "产品数量", USD=7.1)
    assert customers(loaded, "value") == ["3", "2"]
    assert issues(loaded, "KC318") == []


@pytest.mark.parametrize("sums", [(600, 2200), (1800, 2130)])
def test_sums_of_groups_in_either_currency_are_no_customers(tmp_path: Path, sums: tuple[int, int]) -> None:
    book = (
        f"网点 | 客户号 | 客户名称 | 币种 | AUM\nNew (3) | | | | {sums[0]}\n东 | C1 | 甲 | 人民币 | 100\n"
        "东 | C2 | 乙 | 美元 | 200\n东 | C3 | 丙 | 人民币 | 300\n"
        f"Old (4) | | | | {sums[1]}\n西 | C4 | 丁 | 人民币 | 400\n西 | C5 | 戊 | 人民币 | 500\n"
        f"西 | C6 | 己 | 人民币 | 600\n西 | C7 | 庚 | 港币 | 700\nAll | | | | {sum(sums)}"
    )
    loaded = rated(tmp_path, book, usd=7, hkd=0.9)
    assert rows(loaded) == {"read": 10, "customers": 7, "totals": 3}
    assert money(loaded)["AUM"][:3] == [3930, 3930, 0]
    assert issues(loaded) == ["KC318 E4 warning", "KC316 2 note"]


def test_an_unlabelled_total_of_the_amounts_as_typed_is_no_customer(tmp_path: Path) -> None:
    book = "客户号 | AUM\nC1 | 100\nC2 | US$200\nC3 | 300\nC4 | 400\n | 1000"
    loaded = rated(tmp_path, book, usd=7)
    assert rows(loaded) == {"read": 5, "customers": 4, "totals": 1}
    assert money(loaded)["AUM"] == [2200, 2200, 0, 1000, 1200]
    assert issues(loaded) == ["KC318 B3 warning"]
