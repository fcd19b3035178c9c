"""Birth dates and genders from id numbers."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from keyclient.ingest.customers.from_ids import ages_on
from keyclient.model.age import completed_years
from keyclient.model.portfolio import Loaded
from tests.ingest.writing import ANY, customers, issues, read, values, write_csv

LIVES = replace(ANY, life_cycle=True)


def lives(folder: Path, book: str, **mapping: str) -> Loaded:
    return read(write_csv(folder, book), replace(LIVES, mapping=mapping))


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("11010519491231002X", "1949-12-31"),
        ("11010519491231002x", "1949-12-31"),
        ("110105 19491231 002X", "1949-12-31"),
        ("１１０１０５１９４９１２３１００２Ｘ", "1949-12-31"),
        ("110105491231002", "1949-12-31"),
        ("110105194912310029", ""),
        ("11010519490231002X", ""),
        ("110105********002X", ""),
        ("1.10105E+17", ""),
        ("91350100M000100Y43", ""),
        ("990105491231002", ""),
        ("E12345678", ""),
    ],
)
def test_a_valid_id_number_tells_the_birth_date_and_a_damaged_or_wrong_one_nothing(
    tmp_path: Path, number: str, born: str
) -> None:
    book = f"客户号 | AUM | 身份证号\nC1 | 5 | 110105194912310038\nC2 | 6 | {number}"
    assert customers(lives(tmp_path, book), "birth_date")[1] == born


def test_a_birth_date_goes_before_the_number_and_the_number_before_the_age(tmp_path: Path) -> None:
    number = "11010519491231002X"
    book = f"客户号 | AUM | 出生日期 | 证件号码 | 年龄\n1 | 5 | 1950-01-01 | {number} |\n2 | 5 | | {number} | 35\n3 | 5 | | | 40\n4 | 5 | | |"
    loaded = lives(tmp_path, book)
    assert customers(loaded, "birth_date", "gender") == ["1950-01-01 | 女", "1949-12-31 | 女", " | ", " | "]
    told = values(loaded, "KC355")[0]
    assert [told[name] for name in ("own", "numbers", "ages", "unknown")] == [1, 1, 1, 1]
    assert issues(loaded, "KC356") == ["KC356 C2 warning", "KC356 E3 warning"]


def test_companies_and_the_unborn_have_no_birth_date(tmp_path: Path) -> None:
    book = (
        "客户号 | AUM | 客户类型 | 证件号码\n1 | 5 | 公司 | 110105491231002\n2 | 5 | 个人 | 110105204912310022\n"
        "3 | 5 | 个人 | 11010519491231002X"
    )
    assert customers(lives(tmp_path, book), "birth_date") == ["", "", "1949-12-31"]


def test_a_book_is_read_without_numbers_where_nobody_asks_for_ages(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | AUM | 身份证号\nC1 | 5 | 11010519491231002X")
    assert "birth_date" not in read(path).portfolio.frame
    assert issues(read(path)) == []


@pytest.mark.parametrize("heading", ["身份证号", "证件", "出生日期"])
def test_birth_date_and_gender_mapped_to_the_numbers_are_taken_from_them(
    tmp_path: Path, heading: str
) -> None:
    path = write_csv(tmp_path, f"客户号 | AUM | {heading}\nC1 | 5 | 11010519491231002X\nC2 | 6 | 不详")
    mapping = {"birth_date": heading, "gender": heading}
    loaded = read(path, replace(ANY, mapping=mapping, by="gender"))
    assert customers(loaded, "birth_date", "gender") == ["1949-12-31 | 女", " | "]
    assert loaded.group == "gender"
    assert issues(loaded, "KC103") == []
    assert ("id_number" in loaded.portfolio.frame) == (heading == "身份证号")


def test_rows_of_one_customer_share_what_one_of_them_says(tmp_path: Path) -> None:
    book = "客户号 | AUM | 出生日期 | 证件号码\n1 | 5 | | 11010519491231002X\n1 | 6 | 1949-12-31 |"
    loaded = lives(tmp_path, book)
    assert customers(loaded, "birth_date", "value") == ["1949-12-31 | 11.00"]
    assert issues(loaded, "KC356") == []


@pytest.mark.parametrize(
    "day", [dt.date(2023, 2, 28), dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2026, 3, 1)]
)
def test_ages_of_a_column_are_those_of_each_date(day: dt.date) -> None:
    born = [dt.date(1980, 2, 28) + dt.timedelta(days) for days in range(3)] + [dt.date(1950, 12, 31), day]
    column = pd.to_datetime(pd.Series([*born, None], dtype="object")).astype("datetime64[s]")
    ages = ages_on(column, day).tolist()
    assert ages[:-1] == [completed_years(one, day) for one in born]
    assert np.isnan(ages[-1])
