import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind
from keyclient.render.links import Book
from keyclient.render.workbook import limits, package, sheets
from keyclient.render.workbook.book import render_workbook
from tests.examples import costly
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.reading import midnight, opened, other_rows, parts, report_of

ALL = (Kind.TEXT, Kind.COUNT, Kind.MONEY, Kind.SHARE, Kind.DATE)
BOOK = Book("客户.xlsx", "客户")


def _sheet(*rows: tuple[object, ...], kinds: tuple[Kind, ...] = ALL) -> list[list[object]]:
    """What openpyxl reads below the heading."""
    content = render_workbook(report_of(kinds, rows), ENVELOPE, Lang.EN)
    found = opened(content)["Records"]
    return [list(row) for row in found.iter_rows(min_row=2, values_only=True)]


def test_every_kind_is_written_as_what_it_is() -> None:
    row = ("张三", 1234567, Decimal("-0.05"), 0.25, dt.date(2026, 1, 31))
    content = render_workbook(report_of(ALL, [row]), ENVELOPE, Lang.EN)
    cells = next(opened(content)["Records"].iter_rows(min_row=2))
    assert [cell.value for cell in cells] == ["张三", 1234567, -0.05, 0.25, midnight(2026, 1, 31)]
    assert [cell.number_format for cell in cells] == [
        "@",
        "#,##0",
        "#,##0.00;[Red]-#,##0.00",
        "0.00%",
        "yyyy-mm-dd",
    ]
    assert other_rows(content, "Records") == [("张三", "1234567", "-0.05", "0.25", "2026-01-31 00:00:00")]


def test_nothing_and_what_is_no_number_are_blank_and_a_label_is_said() -> None:
    assert _sheet((None, None, None, float("nan"), None), ("x", 1, Decimal(1), float("inf"), None)) == [
        [None] * 5,
        ["x", 1, 1, None, None],
    ]
    assert _sheet((Label("missing", "缺失"),), kinds=(Kind.TEXT,)) == [["missing"]]


def test_a_day_before_excels_calendar_is_text() -> None:
    assert _sheet((dt.date(1899, 5, 1),), (dt.date(1900, 3, 1),), kinds=(Kind.DATE,)) == [
        ["1899-05-01"],
        [midnight(1900, 3, 1)],
    ]


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "+86", "-1", "@x", "＝1"])
def test_text_that_looks_like_a_formula_is_text_and_stays_so_when_it_is_edited(text: str) -> None:
    content = render_workbook(report_of((Kind.TEXT,), [(text,), ("x",)]), ENVELOPE, Lang.EN)
    risky, harmless = (row[0] for row in opened(content)["Records"].iter_rows(min_row=2))
    assert (risky.value, risky.data_type, risky.quotePrefix) == (text, "s", True)
    assert (harmless.data_type, harmless.quotePrefix) == ("s", False)


def test_the_table_has_a_filter_and_its_heading_stays_in_view() -> None:
    page = opened(render_workbook(report_of(ALL, [("x", 1, 1, 0.1, None)] * 3), ENVELOPE, Lang.EN))["Records"]
    (table,) = page.tables.values()
    assert (table.ref, table.autoFilter.ref, page.freeze_panes) == ("A1:E4", "A1:E4", "A2")
    assert page.dimensions == "A1:E4"


def test_one_row_alone_makes_a_table_of_one_row() -> None:
    page = opened(render_workbook(report_of((Kind.TEXT,), [("x",)]), ENVELOPE, Lang.EN))["Records"]
    assert [table.ref for table in page.tables.values()] == ["A1:A2"]
    assert page.max_row == 2


def test_headings_that_are_equal_are_told_apart() -> None:
    report = report_of((Kind.TEXT, Kind.TEXT), [("x", "y")])
    assert report.records is not None
    columns = tuple(
        type(column)(column.key, Label("Name", name), column.kind)
        for column, name in zip(report.records.columns, ("a", "A"), strict=True)
    )
    object.__setattr__(report.records, "columns", columns)
    page = opened(render_workbook(report, ENVELOPE, Lang.ZH))["记录"]
    assert [cell.value for cell in page[1]] == ["a", "A 2"]


def test_addresses_link_to_the_book_and_only_where_it_is_known() -> None:
    report = report_of((Kind.TEXT, Kind.TEXT), [("x", "客户!F17"), ("y", None), ("z", "客户!9")], place=1)
    page = opened(render_workbook(report, ENVELOPE, Lang.EN, BOOK))["Records"]
    links = {cell.coordinate: cell.hyperlink for (cell,) in page["B2:B4"] if cell.hyperlink is not None}
    assert {at: link.location for at, link in links.items()} == {"B2": "'客户'!F17", "B4": "'客户'!A9"}
    rels = parts(render_workbook(report, ENVELOPE, Lang.EN, BOOK))["xl/worksheets/_rels/sheet2.xml.rels"]
    assert re.findall(r'hyperlink" Target="([^"]+)" TargetMode="External"', rels) == ["客户.xlsx"]
    plain = opened(render_workbook(report, ENVELOPE, Lang.EN))["Records"]
    assert [cell.hyperlink for (cell,) in plain["B2:B4"]] == [None] * 3


def test_links_end_where_excel_would_refuse_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINKS", 3)
    report = report_of((Kind.TEXT,), [(f"客户!A{row}",) for row in range(2, 12)], place=0)
    page = opened(render_workbook(report, ENVELOPE, Lang.EN, BOOK))["Records"]
    assert [row[0].row for row in page.iter_rows(min_row=2) if row[0].hyperlink is not None] == [2, 3, 4]
    assert package.MOST_LINKS < 65_530


def test_long_tables_go_on_on_further_sheets_and_are_written_in_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 5)
    monkeypatch.setattr(sheets, "AT_ONCE", 2)
    content = render_workbook(report_of((Kind.COUNT,), [(n,) for n in range(12)]), ENVELOPE, Lang.EN)
    book = opened(content)
    assert book.sheetnames == [
        "Summary",
        "Records",
        "Records (2)",
        "Records (3)",
        "Issues found in the book",
        "Notes",
    ]
    read = [
        row[0] for name in book.sheetnames[1:4] for row in book[name].iter_rows(min_row=2, values_only=True)
    ]
    assert read == list(range(12))
    assert [table.ref for name in book.sheetnames[1:4] for table in book[name].tables.values()] == [
        "A1:A6",
        "A1:A6",
        "A1:A3",
    ]


def test_a_table_that_is_longer_than_a_sheet_is_refused_with_its_rows_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert limits.MOST_ROWS == 1_048_575
    monkeypatch.setattr(limits, "MOST_ROWS", 1_100)
    report = report_of((Kind.COUNT,), [(n,) for n in range(1_101)])
    with pytest.raises(limits.TooManyRowsError) as told:
        render_workbook(report, ENVELOPE, Lang.EN)
    for lang in Lang:
        assert all(
            word in told.value.text(lang) for word in ("1,101", "1,100", ".csv", ".parquet", "out/", "--top")
        )
    fits = report_of((Kind.COUNT,), [(n,) for n in range(1_100)])
    assert opened(render_workbook(fits, ENVELOPE, Lang.EN))["Records"].max_row == 1_101


def test_a_table_that_is_wider_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.MOST_COLUMNS == 16_384
    monkeypatch.setattr(limits, "MOST_COLUMNS", 1)
    report = report_of((Kind.COUNT, Kind.COUNT), [(1, 2)])
    with pytest.raises(limits.TooManyColumnsError, match="2 columns"):
        render_workbook(report, ENVELOPE, Lang.EN)


def test_columns_fit_chinese_and_long_texts_wrap_in_rows_that_are_high_enough() -> None:
    long = "客户经理须在数据日期之前补录所有缺失的出生日期" * 5
    report = report_of((Kind.TEXT, Kind.TEXT, Kind.MONEY), [("张三丰", long, Decimal("123456789.00"))])
    page = opened(render_workbook(report, ENVELOPE, Lang.ZH))["记录"]
    narrow, wide, money = (page.column_dimensions[letter].width for letter in "ABC")
    assert narrow >= 8
    assert wide == pytest.approx(72, abs=1)
    assert money >= len("123,456,789.00")
    assert page.row_dimensions[2].height >= 4 * 15


def test_a_long_text_beside_many_columns_takes_few_lines() -> None:
    long = "Offer wealth product, term deposit, fund " * 4
    kinds = (*[Kind.TEXT] * 12, Kind.TEXT)
    page = opened(render_workbook(report_of(kinds, [(*["branch name"] * 12, long)]), ENVELOPE, Lang.EN))[
        "Records"
    ]
    assert page.column_dimensions["M"].width >= 40
    assert page.row_dimensions[2].height <= 6 * 15


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="_\r"), max_size=30)
dates = st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31))
money = st.integers(-(10**13), 10**13).map(lambda fen: Decimal(fen) / 100)


@costly
@given(st.lists(st.tuples(texts, st.integers(0, 10**9), money, st.floats(0, 1), dates), min_size=1))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, int, Decimal, float, dt.date]]) -> None:
    def printable(text: str) -> str | None:
        clean = "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "?" for c in text)
        return clean or None

    found = _sheet(*((printable(row[0]), *row[1:]) for row in rows))
    for (text, count, amount, share, day), read in zip(rows, found, strict=True):
        assert read[0] == printable(text)
        assert (read[1], read[2], read[3]) == (count, pytest.approx(float(amount)), share)
        assert read[4] == dt.datetime.combine(day, dt.time())


def test_a_list_that_leads_begins_on_the_first_sheet() -> None:
    report = report_of((Kind.TEXT, Kind.MONEY), [(f"客户{number}", Decimal(number)) for number in range(40)])
    assert report.records is not None
    leading = replace(report.records, key="customers", elastic=True, leads=True)
    content = render_workbook(replace(report, tables=(leading,)), ENVELOPE, Lang.ZH)
    front = [row[0] for row in opened(content)["概要"].iter_rows(values_only=True)]
    assert "客户9" in front
    assert "客户10" not in front
    assert any("前 10 个，共 40 个" in str(cell) for cell in front)
