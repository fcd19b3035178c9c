import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from keyclient.demo.book import DEMO_FIELDS, DemoBook, make_demo
from keyclient.demo.table import headings
from keyclient.demo.write import DemoFormatError, csv_bytes, demo_bytes
from keyclient.model.fields import fields, money_fields
from keyclient.model.label import Lang

HEADINGS_ROW = 3


@pytest.fixture(scope="module")
def book() -> DemoBook:
    return make_demo()


@pytest.fixture(scope="module")
def sheet(book: DemoBook) -> Worksheet:
    return _sheet(demo_bytes(book, ".xlsx"))


def _sheet(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _column(sheet: Worksheet, name: str) -> list[object]:
    """The cells under the heading of that field, the total last."""
    column = DEMO_FIELDS.index(name) + 1
    return [
        row[0] for row in sheet.iter_rows(HEADINGS_ROW + 1, min_col=column, max_col=column, values_only=True)
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_same_book_gives_the_same_bytes(suffix: str, lang: Lang) -> None:
    assert demo_bytes(make_demo(40, lang=lang), suffix) == demo_bytes(make_demo(40, lang=lang), suffix)


def test_workbook_says_its_unit_and_its_data_date_above_the_headings(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "云州分行客户经营台账"
    assert sheet["A2"].value == "单位：元"
    assert sheet["C2"].value == "数据日期：2026-10-31"
    assert [cell.value for cell in sheet[HEADINGS_ROW]] == headings(Lang.ZH)


@pytest.mark.parametrize("name", money_fields())
def test_total_row_is_the_sum_of_the_customers_to_the_fen(sheet: Worksheet, name: str) -> None:
    *amounts, total = (Decimal(str(cell)) for cell in _column(sheet, name) if cell is not None)
    assert sum(amounts) == total
    assert total == total.quantize(Decimal("0.01"))


def test_total_row_is_the_last_and_says_so(sheet: Worksheet, book: DemoBook) -> None:
    assert _column(sheet, "customer_id")[-1] == "合计"
    assert sheet.max_row == HEADINGS_ROW + len(book.rows) + 1


def test_numbers_that_are_names_stay_text_and_days_are_days(sheet: Worksheet, book: DemoBook) -> None:
    assert _column(sheet, "customer_id")[:-1] == [row["customer_id"] for row in book.rows]
    assert _column(sheet, "id_number")[:-1] == [row["id_number"] for row in book.rows]
    days = [day.date() for day in _column(sheet, "open_date") if isinstance(day, dt.datetime)]
    assert days == [row["open_date"] for row in book.rows]


def test_sheet_is_fit_to_read(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:AR305"
    assert sheet.cell(4, DEMO_FIELDS.index("aum") + 1).number_format.startswith("#,##0.00")
    assert sheet.cell(4, DEMO_FIELDS.index("open_date") + 1).number_format == "yyyy-mm-dd"
    assert sheet.cell(4, DEMO_FIELDS.index("id_number") + 1).number_format == "@"
    widths = {
        name: sheet.column_dimensions[cell.column_letter].width
        for name, cell in zip(DEMO_FIELDS, sheet[3], strict=True)
    }
    assert widths["last_transaction"] > 2 * len("最近交易日期")
    assert widths["id_number"] > 18
    assert max(widths.values()) < 40


def test_csv_opens_in_excel_and_holds_the_same_cells_as_the_workbook(
    sheet: Worksheet, book: DemoBook
) -> None:
    content = demo_bytes(book, ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    rows = sheet.iter_rows(HEADINGS_ROW, values_only=True)
    for line, row in zip(lines, rows, strict=True):
        assert [_same(text, value) for text, value in zip(line, row, strict=True)] == [True] * len(row)


def _same(text: str, value: object) -> bool:
    if isinstance(value, dt.datetime):
        return text == value.date().isoformat()
    if isinstance(value, int | float):
        return Decimal(text) == Decimal(str(value))
    return text == (value or "")


def test_headings_are_ones_that_their_fields_answer_to() -> None:
    for lang in Lang:
        for name, heading in zip(DEMO_FIELDS, headings(lang), strict=True):
            assert heading in fields()[name].column.aliases
    assert headings(Lang.ZH)[:2] == ["客户号", "客户名称"]
    assert headings(Lang.EN)[:2] == ["Customer ID", "Customer Name"]


def test_words_for_choices_are_ones_that_their_fields_read() -> None:
    for spec in fields().values():
        assert spec.column.shown.keys() <= spec.column.choices.keys()
        for value, words in spec.column.choices.items():
            assert {spec.column.word(value, lang) for lang in Lang} <= set(words)


def test_book_has_the_format_of_the_suffix() -> None:
    book = make_demo(3)
    assert zipfile.is_zipfile(io.BytesIO(demo_bytes(book, ".XLSX")))
    assert demo_bytes(book, ".csv") == csv_bytes(book)


def test_unknown_format_is_refused() -> None:
    with pytest.raises(DemoFormatError, match=r"\.xlsx, \.csv") as refused:
        demo_bytes(make_demo(3), ".pdf")
    assert "扩展名" in refused.value.text(Lang.ZH)
