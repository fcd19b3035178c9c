import datetime as dt
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Font

from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, TableColumn
from keyclient.render.writeback.addition import Addition, Written
from keyclient.render.writeback.customer_columns import CustomerCells, beside_of
from keyclient.render.writeback.growing import is_grown
from keyclient.render.writeback.look import NO_LOOK, with_look
from keyclient.render.writeback.package import check_parts
from keyclient.render.writeback.page import page_xml
from keyclient.render.writeback.refusals import CannotKeepError
from keyclient.render.writeback.sheet import AddedColumns
from keyclient.render.writeback.styles import Formats
from keyclient.render.writeback.verify import verify_copy
from tests.render.writeback.support import (
    BESIDE,
    REPORT,
    addition,
    branch_book,
    parts,
    values,
    with_parts,
    written,
)

SHEET = "xl/worksheets/sheet1.xml"


def test_results_stand_beside_the_customers(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, done = written(source, addition())
    assert done.columns == (3, 4)
    new = {place: value for place, value in values(copy, "客户").items() if place[0] in "DE"}
    assert new == {"D2": "类别", "E2": "名次", "D3": "A", "E3": 1, "D4": "=1+1", "E4": 2, "E6": 3}


def test_every_old_cell_is_as_it_was(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, _ = written(source, addition())
    for sheet in ("客户", "Müller & Söhne's"):
        old = values(source, sheet)
        assert {place: value for place, value in values(copy, sheet).items() if place in old} == old


def test_every_part_but_the_lists_and_the_sheet_is_equal_to_the_byte(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, done = written(source, addition())
    old, new = parts(source), parts(copy)
    assert {name for name in new if new[name] != old.get(name)} == done.touched
    assert done.touched == {
        SHEET,
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        "xl/worksheets/keyclient_segment1.xml",
    }


def test_what_surrounds_the_cells_stays(tmp_path: Path) -> None:
    copy, _ = written(branch_book(tmp_path), addition())
    page = openpyxl.load_workbook(copy)["客户"]
    assert page["C3"].comment.text == "核对"
    assert page.auto_filter.ref == "A2:C6"
    assert page.freeze_panes == "A3"
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:C1"]
    assert len(page.conditional_formatting) == 1
    assert len(page._charts) == 1
    assert page.data_validations.dataValidation[0].sqref == "B3:B9"
    assert page["C7"].value == "=SUM(C3:C6)"


def test_text_stays_text_whatever_it_begins_with(tmp_path: Path) -> None:
    copy, done = written(branch_book(tmp_path), addition())
    book = openpyxl.load_workbook(copy)
    assert book["客户"]["D4"].data_type == "s"
    assert [
        cell.data_type for row in book[done.sheet].iter_rows() for cell in row if cell.value == "=1+1"
    ] == ["s"]


def test_new_cells_look_like_their_neighbours(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    like = AddedColumns(BESIDE.headings, 2, BESIDE.rows, 2)
    copy, _ = written(source, addition(beside=like))
    page = openpyxl.load_workbook(copy)["客户"]
    assert page["D2"].fill.fgColor.rgb == "00FFFF00"
    assert page["E3"].number_format == "#,##0.00"
    assert page["D4"].fill.fgColor.rgb == "00FF0000"


def test_second_run_replaces_its_own_columns_and_sheet(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    once, first = written(source, addition())
    again = AddedColumns(("类别",), 2, {3: ("B",)}, after=4)
    other = once.rename(tmp_path / "once.xlsx")
    twice, second = written(other, addition(beside=again))
    assert (second.sheet, second.part, second.columns) == (first.sheet, first.part, (3, 3))
    assert openpyxl.load_workbook(twice).sheetnames == [
        *openpyxl.load_workbook(source).sheetnames,
        first.sheet,
    ]
    new = {place: value for place, value in values(twice, "客户").items() if place[0] in "DE"}
    assert new == {"D2": "类别", "D3": "B"}


def test_two_commands_stand_side_by_side(tmp_path: Path) -> None:
    once, _ = written(branch_book(tmp_path), addition())
    twice, done = written(
        once, addition(beside=AddedColumns(("等级",), 2, {3: ("铂金",)}, after=4), command="tier")
    )
    assert done.columns == (5, 5)
    assert openpyxl.load_workbook(twice).sheetnames[-2:] == ["keyclient segment", "keyclient tier"]


def test_used_columns_are_passed_over(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["客户"]["E9"] = "便条"
    book.save(source)
    _, done = written(source, addition())
    assert done.columns == (5, 6)


def test_columns_of_a_table_beside_are_passed_over(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    _, done = written(source, addition("Müller & Söhne's", AddedColumns(("类别",), 1, {2: ("A",)}, after=0)))
    assert done.columns == (2, 2)


def test_answer_without_customers_adds_only_a_sheet(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, done = written(source, addition(beside=None))
    assert done.columns is None
    assert SHEET not in done.touched
    assert values(copy, done.sheet)["A1"] == "keyclient·结果"


def test_shares_say_percent_where_the_styles_of_the_book_cannot_be_added_to() -> None:
    styles, look = with_look(b"<styleSheet/>", Lang.ZH)
    assert (styles, look) == (b"<styleSheet/>", NO_LOOK)
    page = page_xml(REPORT, Lang.ZH, Formats(), "ns").decode()
    assert "占比（%）" in page
    assert "<v>80.00</v>" in page
    assert "25.00%" in page


@pytest.mark.parametrize("lang", Lang)
def test_the_sheet_has_a_look_of_its_own_whatever_the_title_of_the_book_looks_like(
    tmp_path: Path, lang: Lang
) -> None:
    source = branch_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["客户"]["A1"].font = Font(bold=True, size=28, color="FFFF0000")
    book["客户"]["A1"].alignment = Alignment(horizontal="center", wrap_text=True)
    book.save(source)
    copy, done = written(source, replace(addition(), lang=lang))
    page = openpyxl.load_workbook(copy)[done.sheet]
    looks = {page[cell].alignment.horizontal for cell in ("A1", "A2", "A6", "A7")}
    assert looks == {"left"}
    assert (page["A1"].font.sz, page["A6"].font.sz, page["A7"].font.sz) == (14, 12, 10)
    assert (page["B4"].number_format, page["B8"].number_format) == ("0.00%", "0.00%")
    assert page["C8"].number_format.startswith("#,##0.00")
    assert page["C7"].alignment.horizontal == page["C8"].alignment.horizontal == "right"
    assert "A2:F2" in str(page.merged_cells)
    assert page.page_setup.orientation == "landscape"


def test_formats_are_added_once_and_the_old_ones_keep_their_places(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    once, _ = written(source, addition())
    before, after = parts(source)["xl/styles.xml"], parts(once)["xl/styles.xml"]
    assert after != before
    assert is_grown(before, after)
    assert not is_grown(after, before)
    twice, _ = written(once, addition(command="tier", beside=None))
    assert parts(twice)["xl/styles.xml"] == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<fonts", b"<fonts lost='1'"),
        (b'<sz val="11"', b'<sz val="12"'),
        (b"</styleSheet>", b"<x/></styleSheet>"),
    ],
)
def test_a_changed_format_is_no_growth(tmp_path: Path, old: bytes, new: bytes) -> None:
    styles = parts(branch_book(tmp_path))["xl/styles.xml"]
    grown, _ = with_look(styles, Lang.ZH)
    assert grown is not None
    assert is_grown(styles, grown)
    changed = grown.replace(old, new, 1)
    assert changed != grown
    assert is_grown(styles, changed) == (old == b"<fonts")


def test_signed_package_is_refused(tmp_path: Path) -> None:
    source = with_parts(branch_book(tmp_path), _xmlsignatures__sig1=b"<x/>")
    with pytest.raises(CannotKeepError, match="digitally signed"):
        written(source, addition())


def test_no_part_of_a_package_is_listed_twice() -> None:
    parts = [zipfile.ZipInfo("xl/workbook.xml"), zipfile.ZipInfo("XL/Workbook.xml")]
    check_parts(Path("book.xlsx"), parts[:1])
    with pytest.raises(CannotKeepError, match="listed twice"):
        check_parts(Path("book.xlsx"), parts)


def test_protected_structure_is_refused(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    listing = parts(source)["xl/workbook.xml"].replace(
        b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>'
    )
    with_parts(source, **{"xl__workbook.xml": listing})
    with pytest.raises(CannotKeepError, match="structure is protected"):
        written(source, addition())


def test_sheet_full_to_its_last_column_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyclient.render.writeback.sheet.COLUMNS", 8)
    source = branch_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["客户"].merge_cells("D9:H9")
    book.save(source)
    with pytest.raises(CannotKeepError, match="no free columns"):
        written(source, addition())


def test_a_changed_cell_is_noticed(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, done = written(source, addition())
    sheet = parts(copy)[SHEET].replace(b"<v>1.5</v>", b"<v>1.6</v>")
    with_parts(copy, **{SHEET.replace("/", "__"): sheet})
    with pytest.raises(CannotKeepError, match="would have been changed"):
        verify_copy(source, copy, addition(), done)


def test_a_changed_part_is_noticed(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, done = written(source, addition())
    with_parts(copy, **{"xl__styles.xml": b"<styleSheet/>"})
    with pytest.raises(CannotKeepError, match="styles"):
        verify_copy(source, copy, addition(), done)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_sheet_with_a_namespace_prefix_is_written_with_it(tmp_path: Path, prefix: str) -> None:
    source = branch_book(tmp_path)
    p = prefix
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<{p}worksheet xmlns{":x" if p else ""}="{space}"><{p}sheetData>'
        f'<{p}row r="2" spans="1:1"><{p}c r="A2"><{p}v>7</{p}v></{p}c></{p}row>\n  <{p}row r="3"/>'
        f"</{p}sheetData></{p}worksheet>"
    )
    with_parts(source, **{SHEET.replace("/", "__"): xml.encode()})
    copy, done = written(source, addition())
    assert done.columns == (3, 4)
    assert values(copy, "客户") == {"A2": 7, "D2": "类别", "E2": "名次", "D3": "A", "E3": 1}
    assert b'spans="1:5"' in parts(copy)[SHEET]


_CELLS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.one_of(st.integers(-5, 5), st.text("a&<>'\"=张 ", min_size=1), st.booleans()),
    min_size=1,
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    cells=_CELLS,
    after=st.integers(0, 9),
    rows=st.dictionaries(st.integers(1, 9), st.text("a&<=张", max_size=3)),
)
def test_old_cells_and_new_ones_are_all_there(
    tmp_path: Path, cells: dict[tuple[int, int], object], after: int, rows: dict[int, str]
) -> None:
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.worksheets[0].cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
    source = tmp_path / "any.xlsx"
    book.save(source)
    there = {row for row, _ in cells}
    beside = AddedColumns(("H",), 10, {row: (text,) for row, text in rows.items()}, after)
    copy, done = written(source, Addition("segment", "Sheet", REPORT, Lang.EN, beside))
    old, new = values(source, "Sheet"), values(copy, "Sheet")
    assert done.columns is not None
    assert {place: value for place, value in new.items() if place in old} == old
    added = [value for place, value in new.items() if place not in old]
    assert sorted(map(str, added)) == sorted(text for row, text in rows.items() if row in there and text)


def test_written_package_has_no_part_twice(tmp_path: Path) -> None:
    copy, done = written(branch_book(tmp_path), addition())
    assert isinstance(done, Written)
    with zipfile.ZipFile(copy) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())


def test_hidden_columns_beside_the_table_stay_hidden_but_ours(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    sheet = parts(source)[SHEET].replace(
        b"<sheetData>",
        b'<cols><col min="1" max="2" width="9"/><col min="4" max="16384" width="0" hidden="1"/></cols><sheetData>',
    )
    with_parts(source, **{SHEET.replace("/", "__"): sheet})
    copy, done = written(source, addition())
    assert done.columns == (3, 4)
    settings = parts(copy)[SHEET].split(b"<cols>")[1].split(b"</cols>")[0]
    assert settings == (
        b'<col min="1" max="2" width="9"/><col min="4" max="4" width="8" customWidth="1"/>'
        b'<col min="5" max="5" width="8" customWidth="1"/><col min="6" max="16384" width="0" hidden="1"/>'
    )


def test_a_changed_width_is_noticed(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    sheet = parts(source)[SHEET].replace(
        b"<sheetData>", b'<cols><col min="1" max="2" width="9"/></cols><sheetData>'
    )
    with_parts(source, **{SHEET.replace("/", "__"): sheet})
    copy, done = written(source, addition())
    with_parts(copy, **{SHEET.replace("/", "__"): parts(copy)[SHEET].replace(b'width="9"', b'width="8"')})
    with pytest.raises(CannotKeepError, match="would have been changed"):
        verify_copy(source, copy, addition(), done)


def test_a_blank_column_stays_between_ours_and_what_stands_further_right(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    book = openpyxl.load_workbook(source)
    book["客户"]["F9"] = "便条"
    book.save(source)
    _, done = written(source, addition())
    assert done.columns == (6, 7)


def test_days_are_counted_as_the_workbook_counts_them(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    columns = (
        TableColumn("day", Label("day", "日期"), Kind.DATE),
        TableColumn("word", Label("word", "词"), Kind.TEXT),
    )
    rows = CustomerCells(columns, {3: (dt.date(2026, 1, 31), "x")}, 2, 2)
    book = openpyxl.load_workbook(source)
    book["客户"]["B9"].number_format = "yyyy-mm-dd"
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(source)
    what = Addition("segment", "客户", REPORT, Lang.ZH, lambda formats: beside_of(rows, Lang.ZH, formats))
    copy, _ = written(source, what)
    assert values(copy, "客户")["D3"] == dt.datetime.fromisoformat("2026-01-31")


def test_cells_between_line_breaks_keep_them(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\n'
        '<row r="2">\n  <c r="A2"><v>7</v></c>\n  <c r="D2" s="0"/>\n  <c r="G2"><v>8</v></c>\n</row>\n'
        '<row r="3" />\n</sheetData></worksheet>'
    )
    with_parts(source, **{SHEET.replace("/", "__"): xml.encode()})
    copy, done = written(source, addition())
    assert done.columns == (3, 4)
    assert values(copy, "客户") == {"A2": 7, "D2": "类别", "E2": "名次", "G2": 8, "D3": "A", "E3": 1}
    assert b'</c>\n  <c r="G2"><v>8</v></c>\n</row>' in parts(copy)[SHEET]


def test_a_strict_workbook_gets_a_strict_sheet(tmp_path: Path) -> None:
    source, strict = branch_book(tmp_path), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    changed = {
        name.replace("/", "__"): content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", strict
        )
        for name, content in parts(source).items()
    }
    copy, done = written(with_parts(source, **changed), addition())
    assert strict in parts(copy)[done.part]


@pytest.mark.parametrize("piece", [1 << 20, 7, 64])
def test_end_of_a_tag_inside_an_attribute_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    plain = branch_book(tmp_path)
    expected = values(written(plain, addition())[0], "客户")
    sheet = parts(plain)[SHEET]
    sheet = sheet.replace(b"<sheetData>", b"""<sheetData xmlns:x="urn:x" x:note="a>b/>">""")
    sheet = sheet.replace(b"<c r=", b"""<c x:note="1 > 0" x:more='"/>"' r=""")
    sheet = sheet.replace(b"<row r=", b"""<row x:note='>' r=""")
    assert sheet.count(b"1 > 0") > 10
    source = _with_sheet(plain, sheet)
    monkeypatch.setattr("keyclient.render.writeback.cutter.PIECE", piece)
    copy, done = written(source, addition())
    assert done.columns == (3, 4)
    assert values(copy, "客户") == expected
    assert parts(copy)[SHEET].count(b"1 > 0") == sheet.count(b"1 > 0") - 1  # the blank D4 was replaced


def test_single_quotation_marks_and_blanks_around_equals_signs_are_understood(tmp_path: Path) -> None:
    plain = branch_book(tmp_path)
    expected = values(written(plain, addition())[0], "客户")
    sheet = re.sub(rb' (r|s|t|spans)="([^"]*)"', rb" \1 = '\2'", parts(plain)[SHEET])
    assert b" r = 'A3'" in sheet
    copy, _ = written(_with_sheet(plain, sheet), addition())
    assert values(copy, "客户") == expected


def _with_sheet(path: Path, xml: bytes) -> Path:
    return with_parts(path, **{SHEET: xml})
