from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.writing import ANY, issues, read, write_csv, write_xlsx

FIELDS = ("deposits", "loans", "investments")


def mapped(heading: str) -> dict[str, str]:
    return {field: f"{heading}#{number}" for number, field in enumerate(FIELDS, 1)}


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        ("700 | 60 | 6", ["KC305 C5 error"]),
        ("600 | 61 | 6", ["KC305 D5 error"]),
        ("600 | 60 | 7", ["KC305 E5 error"]),
        ("700 | 60 | 7", ["KC305 C5 error", "KC305 E5 error"]),
        ("600 | 见附表 | 6", ["KC309 D5 warning"]),
        ("600 | 60 | 2", ["KC305 E5 error"]),
    ],
)
def test_a_defect_of_one_of_three_equal_headings_is_told_in_its_column(
    tmp_path: Path, totals: str, told: list[str]
) -> None:
    sheet = f"客户号 | 户名 | 余额 | 余额 | 余额\nC1 | 甲 | 100 | 10 | 1\nC2 | 乙 | 200 | 20 | 2\nC3 | 丙 | 300 | 30 | 3\n合计 | | {totals}"
    loaded = read(write_csv(tmp_path, sheet), replace(ANY, mapping=mapped("余额")))
    assert issues(loaded, "KC305", "KC309") == told


def test_a_defect_of_equal_headings_in_two_rows_is_told_in_its_column(tmp_path: Path) -> None:
    sheet = (
        "客户号 | 户名 | 存款 | | \n | | 余额 | 余额 | 余额\nC1 | 甲 | 100 | 10 | 1\nC2 | 乙 | 200 | x | 2\n"
        "C3 | 丙 | 300 | 30 | #N/A\n合计 | | 600 | 50 | 3"
    )
    request = replace(ANY, mapping=mapped("存款 余额"), measure="deposits")
    loaded = read(write_xlsx(tmp_path, sheet), request)
    assert sorted(issues(loaded, "KC101", "KC102", "KC305")) == [
        "KC101 客户!E5 warning",
        "KC102 客户!D4 warning",
        "KC305 客户!D6 error",
    ]


def test_a_cell_of_the_measure_is_told_in_its_own_column_among_equal_headings(tmp_path: Path) -> None:
    sheet = (
        "客户号 | 户名 | 余额 | 余额 | 余额\nC1 | 甲 | 1 | 2 | 3\nC2 | 乙 | 4 | x | 6\nC3 | 丙 | 7 | 8 | 9"
    )
    loaded = read(write_csv(tmp_path, sheet), replace(ANY, measure="余额#2"))
    assert issues(loaded, "KC102", "KC104") == ["KC104 D3 error"]
