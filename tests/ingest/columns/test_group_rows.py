"""Rows of groups and totals that only their amounts tell from customers, and customers that look like them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.writing import ANY, issues, money, read, rows, values, write_csv

MEASURED = replace(ANY, measure="金额")


@pytest.mark.parametrize(
    "total", ["", "\nGrand Total (4) | | | 37", "\n合计(4) | | | 37", "\nTotal (4 records) | | | 37"]
)
def test_groups_and_their_total_may_say_how_many_rows_they_have(tmp_path: Path, total: str) -> None:
    book = "Status | Deal | Owner | 金额\nNew (2) | | | 30\n | a | X | 10\n | b | Y | 20\nWon (2) | | | 7\n | c | X | 3\n | d | X | 4"
    loaded = read(write_csv(tmp_path, book + total), MEASURED)
    assert rows(loaded) == {
        "read": 6 + bool(total),
        "customers": 4,
        "totals": 2 + bool(total),
    }


def test_the_name_of_a_group_may_stand_in_front_of_the_ids(tmp_path: Path) -> None:
    book = "分组 | 客户号 | 客户名称 | AUM\n新客户 (2) | | | 30\n | C1 | 张三 | 10\n | C2 | 李四 | 20\n老客户 (1) | | | 7\n | C3 | 王五 | 7"
    loaded = read(write_csv(tmp_path, book))
    assert rows(loaded) == {"read": 5, "customers": 3, "totals": 2}
    assert values(loaded, "KC316") == [{"count": 2, "amounts": "AUM 37.00"}]


@pytest.mark.parametrize(
    "book",
    [
        "王伟(1) | 100\n李四 | 900\n王伟(2) | 300\n赵六 | 400\n钱七 | 50",
        "王伟(1) | 100\n李四 | 100\n赵六 | 5",
        "王伟(2) | \n李四 | 100",
    ],
)
def test_a_name_with_a_number_that_is_not_the_sum_of_so_many_rows_is_a_customer(
    tmp_path: Path, book: str
) -> None:
    loaded = read(write_csv(tmp_path, f"客户名称 | AUM\n{book}"))
    assert rows(loaded)["customers"] == rows(loaded)["read"]


def test_words_for_ids_without_names_are_groups_if_they_hold_the_sums_of_all_others(tmp_path: Path) -> None:
    book = (
        "客户号 | 客户名称 | AUM\n城东 | | 300\nC1 | 张三 | 100\nC2 | 李四 | 200\n城西 | | 5\nC3 | 王五 | 5"
    )
    assert rows(read(write_csv(tmp_path, book))) == {"read": 5, "customers": 3, "totals": 2}
    for other in (book.replace("城东 | |", "城东 | 赵六 |"), book.replace("| 300", "| 301")):
        assert rows(read(write_csv(tmp_path, other))) == {"read": 5, "customers": 5}


def test_equal_amounts_of_words_and_codes_prove_no_groups(tmp_path: Path) -> None:
    book = "客户号 | 客户名称 | AUM\n云州 | | 9\nC1 | 张三 | 9\n江州 | | 9\nC2 | 李四 | 9"
    assert rows(read(write_csv(tmp_path, book))) == {"read": 4, "customers": 4}


def test_a_group_without_an_amount_has_nothing_but_its_name_in_the_row(tmp_path: Path) -> None:
    book = "状态 | 客户经理 | 金额\nNew (2) | {} | \na | 王 | 1\nb | 王 | 2\nOld (1) | | \nc | 孙 | 5"
    assert rows(read(write_csv(tmp_path, book.format("")), MEASURED))["totals"] == 2
    assert rows(read(write_csv(tmp_path, book.format("王")), MEASURED)) == {"read": 5, "customers": 5}


CODED = "客户号 | 客户名称 | AUM\nC1 | 张三 | 100\nC2 | 李四 | {}\nC3 | 王五 | 300\n"


@pytest.mark.parametrize("middle", [200, -100])
def test_a_customer_with_a_word_for_an_id_who_has_a_name_is_not_the_total_but_is_told(
    tmp_path: Path, middle: int
) -> None:
    loaded = read(write_csv(tmp_path, f"{CODED.format(middle)}新客户 | 赵六 | {400 + middle}"))
    assert rows(loaded) == {"read": 4, "customers": 4}
    assert issues(loaded, "KC313", "KC315") == ["KC313 C5 warning"]


@pytest.mark.parametrize("word", ["全行", "全部", "所有客户", "Overall", "All customers"])
def test_everybody_in_place_of_an_id_is_a_total_that_need_not_tie(tmp_path: Path, word: str) -> None:
    loaded = read(write_csv(tmp_path, f"{CODED.format(200)}{word} | | 601"))
    assert rows(loaded) == {"read": 4, "customers": 3, "totals": 1}
    assert money(loaded)["AUM"] == [600, 600, 0, 601, -1]
    assert issues(loaded) == ["KC305 C5 error"]


@pytest.mark.parametrize(
    "word", ["最大值", "计数", "中位数", "平均余额", "Max", "Minimum", "Count", "Std Dev"]
)
def test_a_statistic_in_place_of_an_id_is_no_customer_and_no_total(tmp_path: Path, word: str) -> None:
    loaded = read(write_csv(tmp_path, f"{CODED.format(200)}{word} | | 300"))
    assert rows(loaded) == {"read": 4, "customers": 3, "totals": 1}
    assert money(loaded)["AUM"] == [600, 600, 0, None, None]


def test_words_for_everybody_and_statistics_may_be_names(tmp_path: Path) -> None:
    book = "客户名称 | AUM\nMax | 1\nMin | 2\nOverall | 3\n全部 | 4\nCounty Bank | 5\nCount Dracula | 6\nAll Star Ltd | 7\n合计贸易公司 | 8"
    assert rows(read(write_csv(tmp_path, book))) == {"read": 8, "customers": 8}
