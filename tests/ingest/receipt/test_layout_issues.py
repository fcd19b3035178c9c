from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import read_columns
from keyclient.ingest.layout.table import locate
from keyclient.ingest.receipt.layout_issues import layout_issues
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.model.label import Label, Lang
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.texts import ANYTHING, cells, grid
from tests.ingest.writing import ANY, customers, issues, money, read, rows, values, write_csv, write_xlsx


def test_another_table_is_told_with_its_place_and_its_rows_are_in_the_receipt(tmp_path: Path) -> None:
    book = """
    客户号 | 客户名称 | AUM | 网点
    C1 | 张三 | 100 | 城东
    C2 | 李四 | 200 | 城西
    合计 | | 300 |

    按网点汇总 | | |
    网点 | 户数 | 金额 |
    城东 | 1 | 100 |
    城西 | 1 | 200 |
    """
    for path in (write_csv(tmp_path, book), write_xlsx(tmp_path, book, at="B3")):
        loaded = read(path)
        assert customers(loaded, "customer_id", "aum") == ["C1 | 100", "C2 | 200"]
        assert rows(loaded) == {"read": 8, "customers": 2, "totals": 1, "blank": 1, "other": 4}
        assert money(loaded)["AUM"] == [300, 300, 0, 300, 0]
        assert [issue.split()[0] for issue in issues(loaded)] == ["KC207", "KC310"]
    assert issues(loaded) == ["KC207 客户!B9:E11 note", "KC310 客户!8 note"]
    assert values(loaded, "KC207")[0]["headings"] == "网点, 户数, 金额"


def test_a_book_without_headings_is_read_by_letters_and_that_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "张三 | 5\n李四 | 6")
    loaded = read(path, replace(ANY, measure="B", mapping={"name": "A"}))
    assert customers(loaded, "name", "value") == ["张三 | 5", "李四 | 6"]
    assert (issues(loaded), loaded.portfolio.sources[0].header_row) == (["KC209 1 warning"], 0)
    assert "字母" in loaded.issues[0].message(Lang.ZH)
    assert "no headings" in loaded.told[0].label.en


def test_columns_without_a_heading_are_told_by_their_letters(tmp_path: Path) -> None:
    loaded = read(
        write_xlsx(tmp_path, "客户号 | | AUM | | |\nC1 | 甲 | 5 | | 乙 |\nC2 | | 6 | | 丙 |", at="B2")
    )
    assert issues(loaded) == ["KC210 客户!C2 note"]
    assert values(loaded, "KC210") == [{"letters": "C, F"}]
    measured = read(write_xlsx(tmp_path, "客户号 | | AUM\nC1 | 7 | 5\nC2 | 8 | 6"), replace(ANY, measure="b"))
    assert customers(measured, "customer_id", "value") == ["C1 | 7", "C2 | 8"]


def test_of_very_many_columns_without_a_heading_the_first_are_named(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, f"客户号{' |' * 30} AUM\nC1{' | x' * 29} | 5"))
    letters = values(loaded, "KC210")[0]["letters"]
    assert isinstance(letters, Label)
    assert letters.en.endswith("T, U, … (29)")
    assert letters.zh.endswith("T、U……（共 29 个）")


def test_a_letter_is_a_column_without_heading_only_where_no_heading_is_that_letter(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, " | A | B\n2026-01-01 | 5 | 6"), replace(ANY, measure="A"))
    assert customers(loaded, "value") == ["5"]


def test_a_table_in_a_foreign_currency_is_read_as_it_stands_and_told(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "单位：万美元 |\n客户号 | AUM\nC1 | 1.5\nC2 | 2"))
    assert customers(loaded, "aum") == ["15000", "20000"]
    assert (issues(loaded), values(loaded, "KC211")) == (["KC211 warning"], [{"currency": "美元"}])


@pytest.mark.parametrize(
    ("line", "yuan"),
    [("Unit: RMB 10000", 50000), ("单位：10万元", 500000), ("（人民币万元）", 50000), ("in RMB", 5)],
)
def test_a_line_above_the_table_gives_its_unit_in_numerals_and_words_too(
    tmp_path: Path, line: str, yuan: int
) -> None:
    loaded = read(write_csv(tmp_path, f"{line} |\n客户号 | AUM\nC1 | 5\nC2 | 5"))
    assert customers(loaded, "aum") == [str(yuan)] * 2
    assert issues(loaded) == []


def test_hidden_columns_are_read_and_told() -> None:
    sheet = grid("客户号 | AUM | 备用 | 存款\nC1 | 5 | x | 6")
    hidden = replace(
        sheet, first_column=1, marks=replace(sheet.marks, hidden_columns=frozenset({0, 2, 3, 9}))
    )
    located = locate(cells(hidden), ANYTHING)
    columns = read_columns(located, sort_rows(located).customers, ReadPolicy(), frozenset())
    found = list(layout_issues(columns.body))
    assert [(issue.code, dict(issue.values)) for issue in found] == [
        ("KC212", {"letters": Label("C, D", "C、D")})
    ]
    assert isinstance(columns.body, Body)
    assert columns.readings["aum"].valid.all()


def test_parts_that_are_not_known_as_such_are_told_and_none_is_taken(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | 存款余额 | | 贷款\n | 活期 | 冻结 |\nC1 | 1 | 2 | 3\nC2 | 4 | 5 | 6")
    loaded = read(path)
    assert customers(loaded, "value") == ["3.00", "6.00"]
    assert (issues(loaded), values(loaded, "KC217")[0]["column"]) == (
        ["KC217 B2 warning"],
        "“存款余额 活期”, “存款余额 冻结”",
    )
    assert issues(read(path, replace(ANY, mapping={"deposits": "存款余额 冻结"}))) == []
