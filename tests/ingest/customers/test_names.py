from pathlib import Path

import pytest

from keyclient.ingest.customers.names import folded_name
from tests.ingest.writing import (
    Writer,
    customers,
    issues,
    loaded,
    read,
    rows,
    write_csv,
    write_xls,
    write_xlsx,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云州（中国）有限公司", "云州(中国)有限公司"),
        ("云州【中国】有限公司", "云州 (中国) 有限公司"),
        ("ＡＣＭＥ公司", "acme 公司"),
        ("Acme Trading", "ACME  TRADING"),
        ("阿里木·买买提", "阿里木•买买提"),
        ("阿里木・买买提", "阿里木.买买提"),
        ("张　三", "张三"),
        ("ｱﾘｽ", "アリス"),
    ],
)
def test_names_that_only_a_keyboard_makes_different_are_one(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张三丰"),
        ("云州（中国）有限公司", "云州（香港）有限公司"),
        ("Ann Lee", "Annlee"),
        ("甲1", "甲2"),
        ("A.1", "A1"),
    ],
)
def test_names_that_differ_in_a_letter_are_two(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


BOOK = """
客户号 | 客户名称 | 存款余额
C1 | 云州（中国）有限公司 | 100
C1 | 云州(中国)有限公司 | 50
C2 | ACME | 1
C2 | Ａcme | 2
C3 | 阿里木·买买提 | 3
C3 | 阿里木•买买提 | 4
C4 | 张三 | 5
C4 | 李四 | 6
"""


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
def test_rows_of_one_id_merge_whatever_the_width_case_brackets_or_dots_of_the_name(
    tmp_path: Path, write: Writer
) -> None:
    found = read(write(tmp_path, BOOK))
    assert customers(found, "customer_id", "deposits") == ["C1 | 150", "C2 | 3", "C3 | 7", "C4 | 5", "C4 | 6"]
    assert rows(found) == {"read": 8, "customers": 5, "merged": 3}
    assert [line.split()[0] for line in issues(found)] == ["KC302", "KC303"]


def test_the_name_told_is_one_of_the_book_whatever_the_order_of_rows(tmp_path: Path) -> None:
    lines = BOOK.strip("\n").splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    assert set(customers(loaded(tmp_path, BOOK), "name")) == set(customers(loaded(tmp_path, turned), "name"))
