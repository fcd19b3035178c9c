"""Odd cells through a whole book: what people type, what Excel leaves behind, and what must stay as it is."""

import datetime as dt
import math
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.grid import Marks
from keyclient.ingest.columns.field_columns import read_columns
from keyclient.ingest.layout.table import locate
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.model.rules.cells import AmountsRounded
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.texts import ANYTHING, cells, grid
from tests.ingest.writing import ANY, Writer, customers, issues, read, rows, write_csv, write_xls, write_xlsx

NAMES = [
    "000123",
    "NA",
    "null",
    "TRUE",
    "1E5",
    "nan",
    "None",
    "inf",
    "2026-01-31",
    "张三[/b]",
    "12%",
    "#甲",
    "😀",
]


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
def test_a_name_stays_a_name_whatever_it_looks_like(tmp_path: Path, write: Writer) -> None:
    lines = "\n".join(f"C{at} | '{name} | {at}" for at, name in enumerate(NAMES))
    loaded = read(write(tmp_path, f"客户号 | 客户名称 | AUM\n{lines}"))
    assert customers(loaded, "name") == NAMES
    assert issues(loaded) == []


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize("part", ["", "5"])
def test_rounding_to_the_fen_is_told_of_no_amount_that_has_no_part_of_a_fen(
    tmp_path: Path, write: Writer, part: str
) -> None:
    amounts = [f"{10**digits // 7}.{fen}" for digits in range(2, 13) for fen in range(11, 99, 7)]
    lines = "\n".join(f"C{at} | 甲 | {amount}{part}" for at, amount in enumerate(amounts))
    loaded = read(write(tmp_path, f"客户号 | 客户名称 | AUM\n{lines}"))
    told = [issue.count for issue in loaded.issues if isinstance(issue, AmountsRounded)]
    assert told == ([len(amounts)] if part else [])
    if not part:
        assert customers(loaded, "aum") == [amount.rstrip("0") for amount in amounts]


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
@pytest.mark.parametrize("towards", [0, 1e15])
def test_noise_of_calculations_is_no_part_of_a_fen(tmp_path: Path, write: Writer, towards: float) -> None:
    amounts = [f"{10**digits // 7}.{fen}" for digits in range(2, 13) for fen in range(11, 99, 7)]
    lines = "\n".join(
        f"C{at} | 甲 | {math.nextafter(float(each), towards)}" for at, each in enumerate(amounts)
    )
    loaded = read(write(tmp_path, f"客户号 | 客户名称 | AUM\n{lines}"))
    assert customers(loaded, "aum") == [amount.rstrip("0") for amount in amounts]
    assert issues(loaded) == []


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_a_boolean_is_a_word_among_names_and_unreadable_among_amounts(tmp_path: Path, write: Writer) -> None:
    loaded = read(
        write(tmp_path, "客户号 | 客户名称 | AUM | 年龄\nC1 | TRUE | 5 | 30\nC2 | FALSE | TRUE | FALSE")
    )
    assert customers(loaded, "name", "aum", "age") == ["true | 5 | 30"]
    assert issues(loaded) == ["KC104 客户!D3 warning", "KC102 客户!C3 error"]
    assert rows(loaded) == {"read": 2, "customers": 1, "set_aside": 1}


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u202a", "\u00a0", "\u3000", "\r\n", "\t"])
def test_characters_that_nobody_sees_change_no_heading_id_amount_or_date(tmp_path: Path, unseen: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([f"客户{unseen}号", f"AUM{unseen}", f"{unseen}开户日期"])
    sheet.append([f"C1{unseen}", f"{unseen}1,234.50{unseen}", f"{unseen}2026年1月3日"])
    sheet.append([f"{unseen}C1", f"1.2万{unseen}", f"2026-01-04{unseen}"])
    book.save(tmp_path / "book.xlsx")
    loaded = read(tmp_path / "book.xlsx")
    assert customers(loaded, "customer_id", "aum", "open_date") == ["C1 | 13234.5 | 2026-01-03"]


@pytest.mark.parametrize("name", ["甲\n乙", "甲\t乙", "张\u3000三", "甲\u00a0乙", "_x000D_", "e\u0301"])
def test_what_stands_within_a_name_is_kept(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    for line in (["客户号", "客户名称", "AUM"], ["C1", name.replace("_x", "_x005F_x"), 5]):
        book.worksheets[0].append(line)
    book.save(tmp_path / "book.xlsx")
    assert customers(read(tmp_path / "book.xlsx"), "name") == [name]


def test_a_zero_a_time_and_a_negative_number_formatted_as_dates_are_no_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["客户号", "AUM", "出生日期"])
    for at, serial in enumerate((0, 0.5, -1, -400, 1, 61, 46025, 46026)):
        sheet.append([f"C{at}", 5, serial])
        sheet.cell(sheet.max_row, 3).number_format = "yyyy-mm-dd"
    book.save(tmp_path / "book.xlsx")
    loaded = read(tmp_path / "book.xlsx")
    assert customers(loaded, "birth_date") == [
        "",
        "",
        "",
        "",
        "1900-01-01",
        "1900-03-01",
        "2026-01-03",
        "2026-01-04",
    ]
    assert issues(loaded) == [f"KC103 Sheet!C{row} warning" for row in (2, 3, 4, 5)]


def test_dates_of_a_book_that_counts_from_1904_are_the_days_that_excel_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for line in (
        ["客户号", "AUM", "开户日期"],
        ["C1", 5, dt.date(2026, 1, 3)],
        ["C2", 5, dt.date(1904, 1, 2)],
    ):
        book.worksheets[0].append(line)
    book.save(tmp_path / "book.xlsx")
    assert customers(read(tmp_path / "book.xlsx"), "open_date") == ["2026-01-03", "1904-01-02"]


def test_bare_serial_numbers_count_from_where_the_book_does() -> None:
    sheet = grid("客户号 | 开户日期\nC1 | 44563\nC2 | 60")
    for is_1904, days in (
        (True, [dt.date(2026, 1, 3), dt.date(1904, 3, 1)]),
        (False, [dt.date(2022, 1, 2), None]),
    ):
        located = locate(cells(type(sheet)("客户", sheet.columns, marks=Marks(is_1904=is_1904))), ANYTHING)
        columns = read_columns(located, sort_rows(located).customers, ReadPolicy(), frozenset())
        reading = columns.readings["open_date"]
        assert [
            day if valid else None for day, valid in zip(reading.values.tolist(), reading.valid, strict=True)
        ] == days


ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="|\n\r"),
        st.sampled_from("0123456789.,-+%()元万亿¥年月日/: "),
    ),
    max_size=12,
)


@given(st.lists(st.tuples(ODD, ODD, ODD, ODD), min_size=1, max_size=6))
def test_no_cell_breaks_the_reading_of_a_book(lines: list[tuple[str, ...]]) -> None:
    sheet = "\n".join(" | ".join(line) for line in [("客户号", "客户名称", "AUM", "开户日期"), *lines])
    located = locate(cells(grid(sheet)), ANYTHING)
    kinds = sort_rows(located)
    columns = read_columns(located, kinds.customers, ReadPolicy(), frozenset())
    assert len(kinds.customers) + len(kinds.totals) + len(kinds.others) + kinds.blank == kinds.read
    assert all(len(reading.valid) == len(columns.body.rows) for reading in columns.readings.values())


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize("word", ["NULL", "\\N", "(null)", "N/A", "null", "NA", "<null>", "[NULL]"])
def test_what_an_export_writes_for_a_missing_value_is_blank(tmp_path: Path, write: Writer, word: str) -> None:
    lines = f"C1 | 5 | {word} | 30 | R2\nC2 | 8 | 城东 | {word} | {word}\n{word} | {word} | 城西 | 40 | R3"
    loaded = read(write(tmp_path, f"客户号 | AUM | 网点 | 年龄 | 客户风险等级\n{lines}"))
    assert customers(loaded, "customer_id", "aum", "branch", "age", "risk_rating") == [
        "C1 | 5 |  | 30 | R2",
        "C2 | 8 | 城东 |  | ",
        " |  | 城西 | 40 | R3",
    ]
    assert not issues(loaded, "KC102", "KC104", "KC106")
    assert rows(loaded) == {"read": 3, "customers": 3}


def test_a_customer_with_and_without_her_name_is_one(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | 客户名称 | AUM\nC1 | 张三 | 5\nC1 | NULL | 6"))
    assert customers(loaded, "name", "aum") == ["张三 | 11"]


def test_the_policy_has_words_of_its_own_for_a_missing_value(tmp_path: Path) -> None:
    book = write_csv(tmp_path, "客户号 | 客户名称 | AUM\nC1 | 甲 | 5\nC2 | 乙 |  MISSING ")
    policy = Policy(read=ReadPolicy(blank_words=("MISSING",)))
    assert customers(read(book, replace(ANY, policy=policy)), "aum") == ["5", ""]


@pytest.mark.parametrize("zero", ["¥-", "¥ -", "$-", " - "])
def test_a_zero_of_the_accounting_format_is_blank(tmp_path: Path, zero: str) -> None:
    book = write_csv(tmp_path, f"客户号 | AUM | 存款\nC1 | ¥1,200.00 | 3\nC2 | {zero} | {zero}")
    loaded = read(book)
    assert customers(loaded, "customer_id", "aum", "deposits") == ["C1 | 1200 | 3", "C2 |  | "]
    assert issues(loaded) == []


def test_a_column_with_more_zeros_of_the_accounting_format_than_amounts_is_still_the_measure(
    tmp_path: Path,
) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | AUM\nC1 | ¥1,200.00\nC2 | ¥-\nC3 | -"))
    assert customers(loaded, "customer_id", "value") == ["C1 | 1200.00", "C2 | ", "C3 | "]
    assert issues(loaded) == []


@pytest.mark.parametrize("error", ["Err:509", "Err:502", "#N/A"])
def test_an_error_in_a_text_file_is_an_error_cell_whichever_program_wrote_it(
    tmp_path: Path, error: str
) -> None:
    book = f"客户号 | 姓名 | 存款\nC1 | 甲 | 100\nC2 | 乙 | {error}\nC3 | 丙 | 300"
    assert issues(read(write_csv(tmp_path, book))) == ["KC101 C3 error"]
