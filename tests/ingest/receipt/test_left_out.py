from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.model.label import Lang
from tests.ingest.writing import ANY, read, write_csv

HEAD = "客户号 | 数据日期 | 账户 | AUM余额 | 贷款余额"


def said(folder: Path, sheet: str, code: str) -> list[str]:
    return [
        issue.message(Lang.EN)
        for issue in read(write_csv(folder, sheet), replace(ANY, needs_measure=False)).issues
        if issue.code == code
    ]


def test_rows_left_out_tell_what_they_hold(tmp_path: Path) -> None:
    sheet = (
        "客户号 | 客户名称 | 存款（万元） | 贷款\nC1 | 甲 | 300 | 5\n任务数 | | 900 | 10\n差额 | | 1.5 | \n"
        "制表人：张三 | | | \n示例 | | 77 | 8"
    )
    assert said(tmp_path, sheet, "KC310") == [
        "Rows left out as notes and footers: 1 (no amounts).",
        "Rows left out as examples: 1 (存款 770,000.00 yuan, 贷款 8.00 yuan).",
        "Rows left out as averages, targets and other figures: 2 (存款 9,015,000.00 yuan, 贷款 10.00 yuan).",
    ]


def test_numbers_of_the_columns_are_no_amounts(tmp_path: Path) -> None:
    sheet = "客户号 | 客户名称 | 存款\n甲 | 乙 | 1\nC1 | 张三 | 300"
    assert said(tmp_path, sheet, "KC310") == ["Rows left out as numbers of the columns: 1 (no amounts)."]


@pytest.mark.parametrize(
    ("body", "added"),
    [
        ("C1 | | a | 5 | 1\nC1 | | b | 6 | 2", "Amounts are added up."),
        (
            "C1 | 2026-01-31 | a | 5 | 1\nC1 | 2026-02-28 | a | 6 | 2",
            "Not added up: AUM余额, 贷款余额 (see KC340).",
        ),
        (
            "C1 | | a | 5 | 1\nC1 | | b | 5 | 2",
            "Amounts are added up, but not AUM余额 (see KC342).",
        ),
    ],
)
def test_merged_rows_tell_what_was_added_up_and_what_was_not(tmp_path: Path, body: str, added: str) -> None:
    (told,) = said(tmp_path, f"{HEAD}\n{body}", "KC303")
    assert told == f"Rows that share a customer id: 2; merged into customers: 1. {added}"


def test_nothing_is_added_up_in_a_book_without_amounts(tmp_path: Path) -> None:
    (told,) = said(tmp_path, "客户号 | 产品\nC1 | a\nC1 | b", "KC303")
    assert told.endswith("There are no amounts to add up.")
