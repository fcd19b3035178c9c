import datetime as dt
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from keyclient.demo.book import DEMO_DATE
from keyclient.demo.planted_defects import CELL_DEFECTS, ErrorCell
from keyclient.demo.planting import MEASURE, Fate, PlantedIssue
from keyclient.demo.ugly import HEADER_ROW, LEAST, UglyBook, UglyRangeError, headings, make_ugly
from keyclient.demo.ugly_workbook import ugly_bytes
from keyclient.demo.write import DemoFormatError, messy_bytes
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.model.column import HeadingStatus
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded

FEN = Decimal(100)


def _loaded(book: UglyBook, folder: Path) -> Loaded:
    path = folder / "book.xlsx"
    path.write_bytes(ugly_bytes(book))
    return load(path, Request())


@pytest.fixture(scope="module")
def book() -> UglyBook:
    return make_ugly()


@pytest.fixture(scope="module")
def loaded(book: UglyBook, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return _loaded(book, tmp_path_factory.mktemp("ugly"))


def _agrees(loaded: Loaded, book: UglyBook) -> None:
    """That reading found every row, every fen and every defect that was planted, and nothing else."""
    planted, (source,) = book.planted, loaded.portfolio.sources
    assert source.header_row == planted.header_row
    assert source.rows == planted.rows
    assert source.rows.ties
    assert {line.field: line.read * FEN for line in source.money} == planted.read
    assert {line.field: line.set_aside * FEN for line in source.money} == planted.set_aside
    assert all(line.ties and line.difference == 0 for line in source.money)
    found = [PlantedIssue(type(issue), issue.cell, issue.sets_aside) for issue in loaded.issues]
    assert Counter(found) == Counter(planted.issues)


def test_reading_finds_everything_that_was_planted_and_nothing_else(loaded: Loaded, book: UglyBook) -> None:
    _agrees(loaded, book)


@pytest.mark.parametrize(("customers", "seed"), [(LEAST, 2), (LEAST, 3), (97, 4), (1_000, 5)])
@pytest.mark.parametrize("lang", Lang)
def test_books_of_any_size_seed_and_language_are_read_as_planted(
    customers: int, seed: int, lang: Lang, tmp_path: Path
) -> None:
    messy = make_ugly(customers, seed, lang=lang)
    _agrees(_loaded(messy, tmp_path), messy)


def test_customers_are_the_rows_that_were_left_as_customers(loaded: Loaded, book: UglyBook) -> None:
    rows = [row for row, fate in book.planted.fates.items() if fate is Fate.CUSTOMER]
    assert loaded.portfolio.frame["row"].tolist() == rows


def test_measure_unit_data_date_and_headings_are_understood(loaded: Loaded) -> None:
    assert loaded.portfolio.measure is not None
    assert loaded.portfolio.measure.name == MEASURE
    assert loaded.portfolio.as_of == DEMO_DATE
    assert {column.standing for column in loaded.columns} == {HeadingStatus.TAKEN}
    assert {column.unit for column in loaded.columns} == {"万元", None}


def test_every_wound_is_planted_once_and_each_in_another_row(book: UglyBook) -> None:
    planted = Counter(issue.rule for issue in book.planted.issues if issue.rule.rule.code < "KC2")
    assert planted == Counter(defect.rule for defect in CELL_DEFECTS if defect.rule is not None)
    cells = [issue.cell for issue in book.planted.issues if issue.rule.rule.code < "KC2"]
    assert len({str(cell).lstrip("客户!ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in cells}) == len(cells)


def test_rows_of_every_fate_are_there(book: UglyBook) -> None:
    rows = book.planted.rows
    assert (rows.customers, rows.merged, rows.set_aside) == (298, 3, 2)
    assert (rows.totals, rows.other) == (5, 2)
    assert rows.blank >= 6
    assert rows.ties
    assert list(book.planted.fates) == list(range(HEADER_ROW + 1, HEADER_ROW + 1 + rows.read))


def test_workbook_looks_as_people_leave_it(book: UglyBook) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(ugly_bytes(book)), data_only=True)
    description, sheet, hidden = workbook.worksheets
    assert (description.title, sheet.title) == ("说明", "客户")
    assert (sheet.sheet_state, hidden.sheet_state) == ("visible", "hidden")
    assert len(sheet.merged_cells.ranges) == 2
    assert sheet["A3"].value == "单位：万元"
    assert [cell.value for cell in sheet[HEADER_ROW]] == headings(Lang.ZH)
    labels = [row[0] for row in sheet.iter_rows(HEADER_ROW + 1, max_col=1, values_only=True)]
    assert labels.count("小计") == 4
    assert labels.count("客户号") == 1
    assert (labels[-3], labels[-1]) == ("总计", "制表人：陈静")
    cells = [cell for row in sheet.iter_rows(HEADER_ROW + 1) for cell in row]
    assert {cell.value for cell in cells if cell.data_type == "e"} == {"#N/A", "#REF!"}
    assert {"约50", "待核实", "三个", "R9"} <= {cell.value for cell in cells}
    documents = [row[2].value for row in sheet.iter_rows(HEADER_ROW + 1) if row[2].data_type == "n"]
    assert sum(isinstance(number, int | float) and number > 1e17 for number in documents) == 2


def test_amounts_are_typed_in_units_of_ten_thousand_and_some_as_text(book: UglyBook) -> None:
    drafts = [line.draft for line in book.lines if line.draft is not None]
    typed = [draft.typed["aum"] for draft in drafts]
    assert sum(isinstance(amount, str) for amount in typed) == 2
    assert any(str(amount).endswith("元") and "," in str(amount) for amount in typed)
    for draft in drafts:
        amount = draft.typed["aum"]
        if isinstance(amount, float):
            assert round(amount * 10_000, 6) == draft.yuan["aum"]
        assert not isinstance(amount, ErrorCell)


def test_same_arguments_give_the_same_bytes_and_another_seed_another_book() -> None:
    assert ugly_bytes(make_ugly(80, 7)) == ugly_bytes(make_ugly(80, 7))
    assert make_ugly(80, 7).planted != make_ugly(80, 8).planted


def test_a_book_that_would_be_all_damage_is_refused_in_both_languages() -> None:
    with pytest.raises(UglyRangeError, match="at least 60 customers") as refused:
        make_ugly(LEAST - 1)
    assert "至少要有 60 个客户" in refused.value.text(Lang.ZH)


def test_only_a_workbook_can_be_messy() -> None:
    with pytest.raises(DemoFormatError, match=r"as \.xlsx, not as “\.csv”"):
        messy_bytes(".csv", 100, 1, Lang.EN)
    assert messy_bytes(".XLSX", 60, 1, Lang.EN) == ugly_bytes(make_ugly(60, 1, DEMO_DATE, Lang.EN))


def test_data_date_is_written_above_the_headings() -> None:
    book = make_ugly(60, as_of=dt.date(2025, 6, 30))
    sheet = openpyxl.load_workbook(io.BytesIO(ugly_bytes(book))).worksheets[1]
    assert sheet["E3"].value == "数据日期：2025-06-30"
