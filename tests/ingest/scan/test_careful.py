import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType, SheetUnreadable
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.base.refusals import BookDamaged
from keyclient.ingest.child.job import SheetLimits
from keyclient.ingest.scan.careful import look_carefully
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.look import look
from keyclient.ingest.scan.sheets import look_at_sheet
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.scan.test_sheets import CELLS, placed
from tests.ingest.writing import ANY, customers, issues, read, rows, write_package, write_parts

SHEET = "xl/worksheets/sheet1.xml"
Look = Callable[[Path, str, Clock, SheetLimits], Marks]
HEAD = '<row r="1"><c r="A1" t="str"><v>客户号</v></c><c r="B1" t="str"><v>AUM</v></c></row>'
BODY = (
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c></row>'
    '<row r="3" hidden="1"><c r="A3"><v>110101199003074512</v></c><c r="B3"><v>6</v></c></row>'
    '<row r="4"><c r="A4"><v>3</v></c><c r="B4" t="e"><v>#N/A</v></c></row>'
    '<row r="5"><c r="A5"><v>4</v></c><c r="B5"><f>B4</f></c></row>'
)


def facts(marks: Marks) -> tuple[object, ...]:
    return (
        dict(marks.errors), marks.uncalculated, marks.long_numbers(), marks.hidden_rows, marks.last_row,
        marks.last_column, marks.cells,
    )  # fmt: skip


def rewritten(folder: Path, change: object) -> Path:
    """The book with its sheet written in another way."""
    import zipfile

    assert callable(change)
    path = write_package(folder, HEAD + BODY)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return write_parts(path, {**parts, SHEET: change(parts[SHEET])})


def _unplaced(xml: bytes) -> bytes:
    import re

    return re.sub(rb' r="[A-Z]+\d+"', b"", xml)


def _numberless(xml: bytes) -> bytes:
    import re

    return re.sub(rb' r="\d+"', b"", _unplaced(xml))


WAYS = {
    "as usual": lambda xml: xml,
    "single quotation marks": lambda xml: xml.replace(b'"', b"'"),
    "cells without places": _unplaced,
    "rows without numbers": _numberless,
    "comments": lambda xml: xml.replace(b"</row>", b"</row><!-- <c r='Z99'><v>1</v></c> -->"),
    "CDATA": lambda xml: xml.replace("客户号".encode(), "<![CDATA[客户号]]>".encode()),
    "UTF-16": lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml.decode()).encode("utf-16"),
    "a comment in front": lambda xml: xml.replace(b"<sheetData>", b"<!-- <sheetData> --><sheetData>"),
    "line ends in tags": lambda xml: xml.replace(b"<c ", b"<c\n").replace(b"<row ", b"<row\n"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_may_be_written_in_any_way_that_xml_allows(tmp_path: Path, way: str) -> None:
    loaded = read(rewritten(tmp_path, WAYS[way]))
    assert rows(loaded) == {"read": 4, "customers": 2, "set_aside": 2}
    assert issues(loaded) == [
        "KC204 note", "KC108 客户!A3 warning", "KC101 客户!B4 error", "KC107 客户!B5 error"
    ]  # fmt: skip


def test_both_looks_see_the_same(tmp_path: Path) -> None:
    chance = random.Random(2)
    sheets = []
    for _ in range(200):
        lines = [
            chance.choices(CELLS, [20, *[1] * (len(CELLS) - 1)], k=4) for _ in range(chance.randint(1, 5))
        ]
        sheets.append("".join(f'<row r="{n}">{placed(line, n)}</row>' for n, line in enumerate(lines, 1)))
    path = write_package(tmp_path, *sheets)
    for number, sheet in enumerate(sheets, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        fast, slow = look_at_sheet(path, part, Clock(60)), look_carefully(path, part, Clock(60))
        assert facts(fast)[:5] == facts(slow)[:5], sheet
        assert fast.cells == slow.cells


FEW = SheetLimits(rows=9, columns=703)
LATER = '<row r="8"><c r="A8"><v>1</v></c></row>'


@pytest.mark.parametrize("look_at", [look_at_sheet, look_carefully])
@pytest.mark.parametrize(
    "row",
    [
        '<row r="10"><c r="A10"><v>1</v></c></row>',
        '<row r="6"><c r="AAB6"><v>1</v></c></row>',
        f'<row r="6"><c r="AAB6"><v>1</v></c></row>{LATER}',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
    ],
)
def test_a_cell_stands_in_the_sheet_to_both_looks(tmp_path: Path, look_at: Look, row: str) -> None:
    within = write_package(tmp_path, HEAD + BODY + '<row r="7"><c r="AAA7"><v>1</v></c></row>' + LATER)
    assert look_at(within, SHEET, Clock(60), FEW).last_column == 703
    with pytest.raises(OutsideGrid):
        look_at(write_package(tmp_path, HEAD + row), SHEET, Clock(60), FEW)


@pytest.mark.parametrize("row", ["<row><c>", '<row r="2"><c r="A2"><v>1</c></row>'])
def test_broken_xml_is_refused(tmp_path: Path, row: str) -> None:
    for spelled in (row, f"<!-- -->{row}"):
        with pytest.raises(BookDamaged):
            open_book(write_package(tmp_path, HEAD + spelled), sheet=None, limits=ReadPolicy()).cells()


def test_elements_stand_in_each_other_no_deeper_than_in_any_sheet(tmp_path: Path) -> None:
    path = write_package(tmp_path, HEAD + BODY)
    assert look_carefully(path, SHEET, Clock(60), deepest=5).last_row == 5
    with pytest.raises(ValueError, match="depth"):
        look_carefully(path, SHEET, Clock(60), deepest=4)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused(tmp_path: Path, part: str, encoding: str) -> None:
    import zipfile

    path = write_package(tmp_path, HEAD + BODY)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts[part].decode().partition("?>")[2] or parts[part].decode()
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a>{xml}'
    with pytest.raises(DeclaresDocumentType):
        open_book(
            write_parts(path, {**parts, part: declared.encode(encoding)}), sheet=None, limits=ReadPolicy()
        ).cells()


def test_both_looks_see_hidden_columns(tmp_path: Path) -> None:
    columns = b'<cols><col min="2" max="3" hidden="1"/><col hidden="0" max="9" min="5"/><col max="7" min="7" hidden="true"/></cols>'
    path = rewritten(tmp_path, lambda xml: xml.replace(b"<sheetData>", columns + b"<sheetData>"))
    for look_at in (look_at_sheet, look_carefully):
        assert look_at(path, SHEET, Clock(60)).hidden_columns == {1, 2, 6}


@pytest.mark.parametrize("comment", ["", "<!-- -->"])
def test_a_text_of_a_negative_number_is_refused(tmp_path: Path, comment: str) -> None:
    cell = f'{comment}<row r="6"><c r="A6" t="s"><v>-1</v></c></row>'
    with pytest.raises(BookDamaged):
        open_book(write_package(tmp_path, HEAD + BODY + cell), sheet=None, limits=ReadPolicy()).cells()


def test_rows_out_of_order_are_counted(tmp_path: Path) -> None:
    late = '<row r="9"><c r="A9"><v>7</v></c></row>'
    path = write_package(tmp_path, HEAD + late + BODY)
    assert look(path, FileKind.XLSX, None, Clock(60))["客户"].last_row == 9
    assert rows(read(path, replace(ANY, measure="aum")))["read"] == 8


@pytest.mark.parametrize("order", [[3, 4, 1, 2, 5], [1, 3, 2, 5, 4], [2, 1, 5, 3, 4], [1, 2, 3, 4, 5]])
def test_no_row_is_lost_in_whichever_order_they_come(tmp_path: Path, order: list[int]) -> None:
    lines = {n: f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>7</v></c></row>' for n in range(2, 6)}
    lines[1] = HEAD
    loaded = read(write_package(tmp_path, "".join(lines[number] for number in order)))
    assert customers(loaded, "customer_id") == ["2", "3", "4", "5"]


def test_a_sheet_that_the_workbook_lists_and_the_package_lacks_is_named(tmp_path: Path) -> None:
    import zipfile

    path = write_package(tmp_path, HEAD + BODY)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != SHEET}
    with pytest.raises(SheetUnreadable, match="客户"):
        open_book(write_parts(path, parts), sheet=None, limits=ReadPolicy()).cells()


def test_a_look_ends_when_its_time_is_up(tmp_path: Path) -> None:
    path = write_package(tmp_path, HEAD + BODY)
    for look_at in (look_at_sheet, look_carefully):
        with pytest.raises(OutOfTime):
            look_at(path, SHEET, Clock(-1))


def test_shared_texts_in_cdata_are_read(tmp_path: Path) -> None:
    import zipfile

    path = write_package(
        tmp_path, HEAD + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>5</v></c></row>'
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    texts = parts["xl/sharedStrings.xml"].replace(b"<t>x</t>", b"<t><![CDATA[001]]></t>")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%b"/></Types>' % kind
    types = parts["[Content_Types].xml"].replace(b"</Types>", declared)
    changed = {"xl/sharedStrings.xml": texts, "[Content_Types].xml": types}
    loaded = read(write_parts(path, {**parts, **changed}))
    assert customers(loaded, "customer_id", "aum") == ["001 | 5"]
