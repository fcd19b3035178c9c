from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.model.label import Label
from tests.ingest.writing import (
    ANY,
    Writer,
    customers,
    issues,
    money,
    read,
    rows,
    values,
    write_csv,
    write_xls,
    write_xlsx,
)

BOOK = "客户号 | 客户名称 | {heading} | 存款余额\nC1 | 甲 | {yen} | 900000\nC2 | 乙 | {yuan} | 800000\nC3 | 丙 | 美元 | 700000"


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
def test_rows_in_other_currencies_are_set_aside_with_their_sums(tmp_path: Path, write: Writer) -> None:
    loaded = read(write(tmp_path, BOOK.format(heading="币种", yen="日元", yuan="人民币")))
    assert customers(loaded, "customer_id", "deposits") == ["C2 | 800000"]
    assert rows(loaded) == {"read": 3, "customers": 1, "set_aside": 2}
    assert money(loaded)["存款余额"][:3] == [2_400_000, 800_000, 1_600_000]
    assert values(loaded, "KC317") == [
        {
            "count": 2,
            "amounts": Label(
                "日元 (1): 存款余额 900,000.00; 美元 (1): 存款余额 700,000.00",
                "日元 1 行：存款余额 900,000.00；美元 1 行：存款余额 700,000.00",
            ),
        }
    ]


@pytest.mark.parametrize(
    "yuan", ["人民币", "CNY", "rmb", "156", "人民币元", "CNY-人民币", "本币", "人民幣", "01", "", "NULL"]
)
@pytest.mark.parametrize("heading", ["币种", "Currency", "幣種", "货币代码"])
def test_the_yuan_has_many_names_and_a_blank_is_yuan(tmp_path: Path, heading: str, yuan: str) -> None:
    loaded = read(write_csv(tmp_path, BOOK.format(heading=heading, yen="JPY", yuan=yuan)))
    assert customers(loaded, "customer_id") == ["C2"]
    assert len(issues(loaded, "KC317")) == 1


def test_one_currency_in_several_words_is_added_up(tmp_path: Path) -> None:
    book = "客户号 | 币种 | AUM\nC1 | 人民币 | 9\nC2 | USD | 1\nC3 | 美金 | 2\nC4 | 840 | 3\nC1 | 美元 | 4"
    loaded = read(write_csv(tmp_path, book))
    assert customers(loaded, "customer_id", "aum") == ["C1 | 9"]
    assert values(loaded, "KC317") == [
        {"count": 4, "amounts": Label("USD (4): AUM 10.00", "USD 4 行：AUM 10.00")}
    ]


def test_a_book_in_yuan_only_and_a_column_that_names_no_currency_change_nothing(tmp_path: Path) -> None:
    for words in ("人民币 | CNY", "是 | 否"):
        one, other = words.split(" | ")
        loaded = read(write_csv(tmp_path, f"客户号 | 币种 | AUM\nC1 | {one} | 9\nC2 | {other} | 1"))
        assert rows(loaded) == {"read": 2, "customers": 2}
        assert issues(loaded) == []


def test_where_nothing_is_ranked_foreign_customers_stay_without_their_amounts(tmp_path: Path) -> None:
    book = write_csv(tmp_path, BOOK.format(heading="币种", yen="日元", yuan="人民币"))
    loaded = read(book, replace(ANY, needs_measure=False, sets_aside=False))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | ", "C2 | 800000", "C3 | "]
    assert len(issues(loaded, "KC317")) == 1


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    heads, *lines = BOOK.format(heading="币种", yen="日元", yuan="人民币").splitlines()
    loaded = read(write_csv(tmp_path, "\n".join([heads, *reversed(lines)])))
    assert customers(loaded, "customer_id", "deposits") == ["C2 | 800000"]
    assert values(loaded, "KC317")[0]["amounts"] == Label(
        "日元 (1): 存款余额 900,000.00; 美元 (1): 存款余额 700,000.00",
        "日元 1 行：存款余额 900,000.00；美元 1 行：存款余额 700,000.00",
    )


def test_amounts_of_customers_who_stay_are_set_aside_and_the_books_total_still_ties(tmp_path: Path) -> None:
    book = BOOK.format(heading="币种", yen="日元", yuan="人民币") + "\n合计 | | | 2400000"
    loaded = read(write_csv(tmp_path, book), replace(ANY, needs_measure=False, sets_aside=False))
    assert money(loaded)["存款余额"] == [2_400_000, 800_000, 1_600_000, 2_400_000, 0]
    assert issues(loaded) == ["KC317 C2 warning"]


def test_a_book_that_is_ranked_by_points_has_no_amounts_to_set_aside(tmp_path: Path) -> None:
    book = "客户号 | 币种 | 积分\nC1 | 人民币 | 9\nC2 | USD | 1"
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure="积分"))
    assert (rows(loaded), issues(loaded)) == ({"read": 2, "customers": 2}, [])


CONVERTED = (
    "存款余额（折人民币）",
    "存款余额（折合人民币元）",
    "折人民币存款余额",
    "存款余额（本外币折人民币）",
    "存款余额折人民币",
    "Deposits (RMB equivalent)",
)


@pytest.mark.parametrize("heading", CONVERTED)
def test_amounts_converted_into_yuan_are_not_foreign_whatever_the_currency_of_the_account(
    tmp_path: Path, heading: str
) -> None:
    loaded = read(write_csv(tmp_path, f"客户号 | 币种 | {heading}\nC1 | 人民币 | 100\nC2 | 美元 | 710"))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 100", "C2 | 710"]
    assert issues(loaded) == []


@pytest.mark.parametrize(
    "order", [("存款余额", "存款余额（折人民币）"), ("存款余额（折人民币）", "存款余额")]
)
def test_of_an_amount_and_the_same_converted_into_yuan_the_converted_one_is_the_field(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    cells = {"存款余额": "100", "存款余额（折人民币）": "710"}
    row = " | ".join(cells[heading] for heading in order)
    loaded = read(write_csv(tmp_path, f"客户号 | 币种 | {' | '.join(order)}\nC1 | 美元 | {row}"))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 710"]
    assert [issue.split()[0] for issue in issues(loaded)] == ["KC202"]


def test_a_line_gives_converted_amounts_their_unit(tmp_path: Path) -> None:
    book = "单位：万元 | |\n客户号 | 币种 | 存款余额（折人民币）\nC1 | 美元 | 7.1"
    assert customers(read(write_csv(tmp_path, book)), "deposits") == ["71000"]


def test_beside_a_converted_measure_only_amounts_that_are_not_converted_are_set_aside(tmp_path: Path) -> None:
    book = "客户号 | 币种 | 存款余额（折人民币） | 贷款余额\nC1 | 人民币 | 1 | 2\nC2 | 美元 | 7.1 | 5"
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure="deposits"))
    assert customers(loaded, "customer_id", "deposits", "loans") == ["C1 | 1 | 2", "C2 | 7.1 | "]
    told = Label("美元 (1): 贷款余额 5.00", "美元 1 行：贷款余额 5.00")
    assert values(loaded, "KC317") == [{"count": 1, "amounts": told}]


@pytest.mark.parametrize("heading", ["成交金额", "Amount", "商机金额"])
def test_a_number_headed_as_an_amount_is_in_the_currency_of_its_row(tmp_path: Path, heading: str) -> None:
    book = f"客户号 | 币种 | {heading}\nC1 | 人民币 | 9\nC2 | USD | 1.5"
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure=heading))
    assert rows(loaded) == {"read": 2, "customers": 1, "set_aside": 1}
    told = Label(f"USD (1): {heading} 1.50", f"USD 1 行：{heading} 1.50")
    assert values(loaded, "KC317") == [{"count": 1, "amounts": told}]
    kept = read(tmp_path / "book.csv", replace(ANY, measure=heading, sets_aside=False))
    assert customers(kept, "value") == ["9.0", ""]


def test_the_receipt_of_a_customer_who_stays_keeps_the_amount_with_a_foreign_sign(tmp_path: Path) -> None:
    book = "客户号 | AUM | 存款余额\nC1 | 100 | 50\nC2 | 200 | US$30\nC3 | 300 | 60\n合计 | 600 | 140"
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure="aum"))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 50", "C2 | ", "C3 | 60"]
    assert money(loaded)["存款余额"] == [140, 110, 30, 140, 0]
    assert issues(loaded) == ["KC111 C3 warning"]
    unranked = read(write_csv(tmp_path, book), replace(ANY, needs_measure=False, sets_aside=False))
    assert money(unranked) == money(loaded)
