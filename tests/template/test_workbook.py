import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from keyclient.ingest.base.request import Request
from keyclient.ingest.layout.located import TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.load import load
from keyclient.ingest.source.opening import open_book
from keyclient.model.column import HeadingStatus, Reads
from keyclient.model.fields import fields
from keyclient.model.label import Lang
from keyclient.policy.parts.read import ReadPolicy
from keyclient.template.choice import TEMPLATE_FIELDS
from keyclient.template.width import width
from keyclient.template.words import how
from keyclient.template.workbook import TemplateFormatError, template_bytes

FILE = Path("template.xlsx")
HEADINGS_ROW = 3
ONE: Mapping[str, object] = {"customer_id": "000123", "kind": "个人", "outcome": "成交", "risk_rating": "R2"}


def _book(lang: Lang = Lang.ZH, chosen: tuple[str, ...] = TEMPLATE_FIELDS) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_bytes(FILE, chosen, lang)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _book()


@pytest.fixture(scope="module")
def sheet(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def _rule(sheet: Worksheet, name: str) -> DataValidation:
    place = f"{_letter(sheet, name)}{HEADINGS_ROW + 1}"
    return next(rule for rule in sheet.data_validations.dataValidation if place in rule.sqref)


def _letter(sheet: Worksheet, name: str) -> str:
    return str(sheet.cell(HEADINGS_ROW, TEMPLATE_FIELDS.index(name) + 1).column_letter)


def _dimensions(sheet: Worksheet) -> list[ColumnDimension]:
    """One a column; equal neighbours share one in the file."""
    found = sorted(sheet.column_dimensions.values(), key=lambda dimension: int(dimension.min))
    return [dimension for dimension in found for _ in range(dimension.min, dimension.max + 1)]


@pytest.mark.parametrize("lang", Lang)
def test_same_fields_give_the_same_bytes(lang: Lang) -> None:
    assert template_bytes(FILE, TEMPLATE_FIELDS, lang) == template_bytes(FILE, TEMPLATE_FIELDS, lang)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("chosen", [TEMPLATE_FIELDS, ("customer_id", "aum"), ("name", "branch")])
def test_every_heading_of_an_empty_template_is_understood(
    tmp_path: Path, lang: Lang, chosen: tuple[str, ...]
) -> None:
    path = tmp_path / FILE
    path.write_bytes(template_bytes(path, chosen, lang))
    located = locate(
        open_book(path, sheet=None, limits=ReadPolicy()).cells(), TableRequest(None, None, {}, ())
    )
    assert set(located.understanding.taken) == set(chosen)
    assert len(located.understanding.headings) == len(chosen)
    assert located.grid.sheet == ("客户" if lang is Lang.ZH else "Customers")


@pytest.mark.parametrize(("unit", "fen"), [("单位：元", 12_345_00), ("单位：万元", 123_450_000_00)])
def test_filled_in_template_is_read_with_unit_and_data_date(tmp_path: Path, unit: str, fen: int) -> None:
    filled = _book()
    sheet = filled.worksheets[0]
    sheet["A1"] = unit
    sheet["B2"] = dt.date(2026, 9, 30)
    for name, value in {**ONE, "aum": 12_345, "open_date": dt.date(2020, 5, 1)}.items():
        sheet.cell(HEADINGS_ROW + 1, TEMPLATE_FIELDS.index(name) + 1).value = value
    path = tmp_path / FILE
    filled.save(path)
    loaded = load(path, Request(measure="aum"))
    assert {column.standing for column in loaded.columns} == {HeadingStatus.TAKEN}
    assert [column.field for column in loaded.columns] == list(TEMPLATE_FIELDS)
    assert {issue.code for issue in loaded.issues} == {"KC203"}
    assert loaded.portfolio.as_of == dt.date(2026, 9, 30)
    (customer,) = loaded.portfolio.customers
    assert (customer.customer_id, customer.kind, customer.outcome) == ("000123", "retail", "won")
    assert (customer.risk_rating, customer.aum, customer.open_date) == ("R2", fen, dt.date(2020, 5, 1))


def test_headings_are_explained_where_they_stand(sheet: Worksheet) -> None:
    for place, name in enumerate(TEMPLATE_FIELDS, 1):
        comment = sheet.cell(HEADINGS_ROW, place).comment
        assert comment is not None
        column = fields()[name].column
        assert comment.text == f"{column.meaning.zh}\n{how(fields()[name]).zh}"


def test_words_of_a_choice_drop_down_in_the_language(sheet: Worksheet) -> None:
    assert _rule(sheet, "kind").formula1 == '"个人,公司"'
    assert _rule(sheet, "outcome").formula1 == '"进行中,成交,流失"'
    assert _rule(sheet, "risk_rating").formula1 == '"R1,R2,R3,R4,R5"'
    english = _book(Lang.EN).worksheets[0]
    assert _rule(english, "outcome").formula1 == '"open,won,lost"'
    assert _rule(sheet, "kind").error == "请填写：下列之一：个人、公司。"


def test_numbers_and_days_outside_the_fields_limits_are_refused(sheet: Worksheet) -> None:
    age, aum, born = (_rule(sheet, name) for name in ("age", "aum", "birth_date"))
    assert (age.type, age.formula1, age.formula2) == ("whole", "0", "120")
    assert (aum.type, aum.formula1) == ("decimal", "-100000000000000")
    first, last = (dt.date(1899, 12, 30) + dt.timedelta(int(day)) for day in (born.formula1, born.formula2))
    assert (born.type, first, last) == ("date", dt.date(1900, 3, 1), dt.date(2199, 12, 31))


def test_rules_reach_to_the_last_row_and_no_longer_than_excel_allows(sheet: Worksheet) -> None:
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.error or "") <= 255
    assert str(_rule(sheet, "aum").sqref).endswith("1048576")


def test_columns_of_numbers_that_are_names_are_text_beforehand(sheet: Worksheet) -> None:
    for name, style in zip(TEMPLATE_FIELDS, _dimensions(sheet), strict=True):
        is_text = fields()[name].column.reads in (Reads.ID, Reads.TEXT, Reads.CHOICE)
        assert (style.number_format == "@") == is_text


@pytest.mark.parametrize("lang", Lang)
def test_headings_fit_their_columns_and_stay_in_view(lang: Lang) -> None:
    sheet = _book(lang).worksheets[0]
    assert sheet.freeze_panes == "C4"
    for cell, dimension in zip(sheet[HEADINGS_ROW], _dimensions(sheet), strict=True):
        assert dimension.width > width(str(cell.value)) + 2


def test_notes_explain_every_field_in_both_languages(book: Workbook) -> None:
    notes = book.worksheets[1]
    rows = {str(row[0]).split("\n")[-1]: row for row in notes.iter_rows(values_only=True) if row[1]}
    for name in TEMPLATE_FIELDS:
        column = fields()[name].column
        heading, meaning, filled, others = rows[name]
        assert heading == f"{column.aliases[0]}\n{name}"
        assert meaning == f"{column.meaning.en}\n{column.meaning.zh}"
        assert filled == f"{how(fields()[name]).en}\n{how(fields()[name]).zh}"
        assert others == "、".join(column.aliases[1:])


def test_a_template_without_amounts_says_no_unit() -> None:
    sheet = _book(chosen=("customer_id", "branch")).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(max_col=1)] == ["数据日期：", "客户号"]


def test_only_a_workbook_can_be_a_template() -> None:
    with pytest.raises(TemplateFormatError, match=r"\.xlsx, not “\.csv”"):
        template_bytes(Path("a.csv"), TEMPLATE_FIELDS, Lang.EN)
