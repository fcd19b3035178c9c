from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.model.label import Lang
from tests.ingest.writing import ANY, customers, issues, loaded, read, rows, values, write_csv


def test_rows_of_one_id_are_one_customer_with_sums_first_opening_last_contact_and_usual_words(
    tmp_path: Path,
) -> None:
    book = """
    客户号 | 客户名称 | AUM | 存款 | 开户日期 | 最近联系日期 | 网点 | 年龄
    001 | 张三 | 100.50 | | 2020-05-01 | 2025-01-01 | 城西 | 40
    002 | 李四 | 7 | 8 | | | 城东 |
    001 | | 200 | 5 | 2019/5/1 | 2025年6月1日 | 城东 | 41
    001 | 张三 | | -1 | | | 城西 |
    """
    found = loaded(tmp_path, book)
    assert customers(
        found, "customer_id", "name", "aum", "deposits", "open_date", "last_contact", "branch", "age", "row"
    ) == [
        "001 | 张三 | 300.5 | 4 | 2019-05-01 | 2025-06-01 | 城西 | 40 | 2",
        "002 | 李四 | 7 | 8 |  |  | 城东 |  | 3",
    ]
    assert rows(found) == {"read": 4, "customers": 2, "merged": 2}
    (merged,) = values(found, "KC303")
    assert (merged["rows"], merged["customers"]) == (3, 1)


def test_rows_of_one_id_that_contradict_each_other_stay_apart_and_are_told_where(tmp_path: Path) -> None:
    book = """
    客户号 | 客户名称 | 出生日期 | AUM
    1 | 张三 | 1990-01-01 | 1
    1 | 李四 | 1980-01-01 | 2
    1 | 张三 | | 4
    1 | | | 8
    2 | 王五 | | 16
    """
    found = loaded(tmp_path, book)
    assert customers(found, "name", "aum") == ["张三 | 5", "李四 | 2", " | 8", "王五 | 16"]
    assert issues(found) == ["KC302 A2 warning", "KC303 note"]
    assert values(found, "KC302") == [{"rows": 4, "groups": 3}]


def test_rows_without_an_id_are_counted_and_damaged_ids_never_merge(tmp_path: Path) -> None:
    book = (
        "客户号 | 客户名称 | AUM\n- | 张三 | 1\n | 张三 | 2\n1.10101E+17 | 李四 | 4\n1.10101E+17 | 李四 | 8"
    )
    found = loaded(tmp_path, book)
    assert rows(found) == {"read": 4, "customers": 4}
    assert issues(found) == ["KC108 A4 warning", "KC108 A5 warning", "KC304 A2 warning"]
    assert values(found, "KC304") == [{"count": 2}]


def test_amounts_too_large_for_one_customer_are_not_merged_and_every_customer_is_still_a_model(
    tmp_path: Path,
) -> None:
    found = loaded(tmp_path, f"客户号 | AUM\n1 | {6 * 10**13}\n1 | {5 * 10**13}\n2 | 5\n2 | 6")
    assert rows(found) == {"read": 4, "customers": 3, "merged": 1}
    assert issues(found) == ["KC311 A2 warning", "KC303 note"]
    assert [customer.aum for customer in found.portfolio.customers] == [6 * 10**15, 5 * 10**15, 1100]


def test_a_damaged_id_number_tells_nobody_apart_and_says_what_follows(tmp_path: Path) -> None:
    book = """
    客户号 | 客户名称 | 证件号码 | 手机号 | AUM
    1 | 张三 | 110101199003074515 | 13800000000 | 1
    1 | 张三 | 1.10101E+17 | 1.38E+18 | 2
    1.2E+17 | 李四 | | | 4
    """
    found = loaded(tmp_path, book)
    assert rows(found) == {"read": 3, "customers": 2, "merged": 1}
    told = {issue.cell: issue.message(Lang.EN) for issue in found.issues if issue.code == "KC108"}
    assert told["A4"].endswith("The row is not merged with others.")
    assert told["C3"].endswith("It tells no customers of one id apart.")
    assert told["D3"].endswith("its last digits are lost.")


def test_a_list_of_deals_is_never_merged(tmp_path: Path) -> None:
    found = loaded(tmp_path, "客户号 | 商机编号 | AUM\n1 | A | 1\n1 | A | 2\n | B | 4")
    assert rows(found) == {"read": 3, "customers": 3}


@pytest.mark.parametrize(
    ("book", "count", "amount"),
    [
        ("客户号 | AUM\n1 | 100\n1 | 100\n2 | 5\n1 | 100\n2 | 6", 2, "200.00"),
        ("客户号 | AUM\n | 1,000\n | 1,000\n2 | 5", 1, "1,000.00"),
        ("客户号 | AUM\n1.1E+17 | 7\n1.1E+17 | 7\n2 | 5", 1, "7.00"),
        ("客户号 | 商机编号 | AUM\n1 | A | 7\n1 | A | 7\n1 | B | 7", 1, "7.00"),
        ("客户名称 | AUM | x\n张三 | 7 | a\n张三 | 7 | a\n张三 | 7 | b", 1, "7.00"),
        ("客户号 | AUM\n1 |\n1 |\n2 | 5\n3 | 6", 1, "0.00"),
    ],
)
def test_rows_that_are_identical_are_told_with_count_and_yuan(
    tmp_path: Path, book: str, count: int, amount: str
) -> None:
    (told,) = values(loaded(tmp_path, book), "KC301")
    assert (told["count"], told["amount"]) == (count, amount)


@pytest.mark.parametrize(
    "book",
    [
        "客户号 | AUM\n1 | 100\n1 | 100.00",
        "客户号 | AUM | x\n1 | 100 | a\n1 | 100 | b",
        "客户号 | AUM\n1 | 100\n2 | 100",
    ],
)
def test_rows_that_differ_in_any_cell_are_not_identical(tmp_path: Path, book: str) -> None:
    assert issues(loaded(tmp_path, book), "KC301", "KC308") == []


def test_identical_rows_are_told_without_a_measure_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | 客户名称\n1 | 张三\n1 | 张三")
    assert issues(read(path, replace(ANY, needs_measure=False))) == ["KC308 3 warning", "KC303 note"]
