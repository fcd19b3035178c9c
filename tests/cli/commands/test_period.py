"""`--period` on the commands."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.ingest.writing import write_csv, write_xlsx
from tests.program import typed

BOOK = """
月份 | 客户号 | 客户名称 | 网点 | AUM余额 | 出生日期 | 客户阶段
'202608 | C1 | 甲 | 东 | 100 | 1980-01-01 | 潜在
'202608 | C2 | 乙 | 西 | 250 | 1970-01-01 | 意向
'202609 | C1 | 甲 | 西 | 300 | 1980-01-01 | 已成交
'202609 | C3 | 丙 | 东 | 10 | 1990-01-01 | 潜在
"""


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle", "funnel", "check", "columns"])
def test_every_command_about_a_book_reads_the_period_that_is_asked_for(tmp_path: Path, command: str) -> None:
    write_csv(tmp_path, BOOK)
    ended = typed(tmp_path, command, "book.csv", "--period", "2026年8月", "--format", "json")
    answer = json.loads(ended.stdout)
    assert answer["as_of"] == "2026-08-31"
    rows = answer["sources"][0]["rows"]
    assert (rows["customers"], rows["set_aside"]) == (2, 2)
    assert "KC345" in [issue["code"] for issue in answer["issues"]]


def test_an_unknown_period_is_refused_with_the_periods_of_the_book(tmp_path: Path) -> None:
    write_csv(tmp_path, BOOK)
    ended = typed(tmp_path, "--lang", "zh", "segment", "book.csv", "--period", "202607")
    assert ended.returncode == 2
    assert "没有“202607”的数据。表内现有：202608、202609。" in ended.stderr


def test_rows_of_other_periods_stay_blank_in_the_users_workbook(tmp_path: Path) -> None:
    write_xlsx(tmp_path, BOOK)
    assert typed(tmp_path, "segment", "book.xlsx", "--period", "202608", "--write-back").returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "book.keyclient.xlsx")["客户"]
    assert [cells[7] for cells in sheet.iter_rows(values_only=True)][1:] == ["A", "A", None, None]
