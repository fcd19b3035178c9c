import json
import random
import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.pieces.marks import PieceMarks, marks_of
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.tokens import tokens_of
from keyclient.ingest.pieces.whole import Edges, together
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.edges import hidden_columns, merged_cells
from keyclient.ingest.scan.formats import ShownStyles, shown_styles
from keyclient.ingest.scan.look import complete, look
from keyclient.ingest.scan.parts import book_parts
from keyclient.model.place import column_letters
from tests.ingest.writing import write_package, write_parts
from tests.making.packages import parts_of

PART = "xl/worksheets/sheet{}.xml"
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">'
    '<numFmt numFmtId="176" formatCode="000000"/><numFmt numFmtId="177" formatCode="0.00&quot;万元&quot;"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="57"/>'
    '<xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
CELLS = [
    "", '<c r="{}"/>', '<c r="{}" s="3"/>', '<c r="{}"></c>', '<c r="{}"><v>5</v></c>', '<c r="{}"><v></v></c>',
    '<c r="{}"><v> </v></c>', '<c r="{}"><v>\n5 </v></c>',
    '<c r="{}"><f>A1</f></c>', '<c r="{}"><f>A1</f><v/></c>', '<c r="{}" t="str"><f>A1</f><v></v></c>',
    '<c r="{}" t="str"><f>A1</f></c>', '<c r="{}" t="inlineStr"><is><t></t></is></c>', '<c r="{}" t="str"><v> </v></c>',
    '<c r="{}" t="inlineStr"/>', '<c r="{}" t="e"><v>#N/A</v></c>', '<c r="{}" t="e"/>', '<c r="{}" t="b"><v>0</v></c>',
    '<c r="{}" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="{}" s="1" t="e" vm="1"><v>#VALUE!</v></c>',
    '<c r="{}" t="s"><v>0</v></c>', '<c r="{}" t="s"><v></v></c>', '<c r="{}" s="1"><v>0.5</v></c>',
    '<c r="{}" s="2"><v>123</v></c>', '<c s="3" r="{}"><v>1.5</v></c>', '<c r="{}" s="4"><v>45000</v></c>',
    '<c r="{}" s="6" t="n"><v>1</v></c>', '<c r="{}" s="6" t="str"><v>1</v></c>', '<c r="{}" s="5"><f>A1</f></c>',
    '<c r="{}"><v>110101199003074512</v></c>', '<c r="{}"><v>-1.1010119900307451E+17</v></c>',
    '<c r="{}"><v>1e15</v></c>', '<c r="{}" t="str"><v>110101199003074512</v></c>',
    '<c r="{}" t="inlineStr"><is><t>110101199003074512</t></is></c>',
]  # fmt: skip
ROWS = [
    'r="{}"',
    'r="{}" hidden="1"',
    'hidden="true" r="{}" outlineLevel="2"',
    'r="{}" outlineLevel="1"',
    'r="{}" s="1"',
]
HEADS = ["", '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols>']
TAILS = ["", '<mergeCells count="2"><mergeCell ref="A1:B3"/><mergeCell ref="C1:D1"/></mergeCells>']


class Edge(NamedTuple):
    """What stands around the rows of a sheet."""

    head: str = ""
    tail: str = ""


def book(folder: Path, sheets: Sequence[str], edges: Sequence[Edge], prefix: str = "") -> Path:
    """A book of sheets with some rows, and with styles of every kind that matters."""
    path = write_package(folder, *sheets, prefix=prefix)
    parts = parts_of(path.read_bytes())
    begin, end = f"<{prefix}sheetData>", f"</{prefix}sheetData>"
    for number, edge in enumerate(edges, 1):
        text = parts[PART.format(number)].decode().replace(begin, edge.head + begin)
        parts[PART.format(number)] = text.replace(end, end + edge.tail).encode()
    return write_parts(path, {**parts, "xl/styles.xml": STYLES.encode()})


def in_pieces(path: Path, part: str, *, rows: int, prefix: str = "") -> Marks:
    """The marks of a sheet, its rows cut into pieces of so many."""
    with zipfile.ZipFile(path) as package:
        sheet, is_1904 = package.read(part), book_parts(package).is_1904
    tag = prefix.encode()
    head, _, rest = sheet.partition(b"<" + tag + b"sheetData>")
    inner, _, tail = rest.partition(b"</" + tag + b"sheetData>")
    starts = [found.start() for found in re.finditer(b"<" + tag + b"row ", inner)]
    shown = shown_styles(path)
    found = [
        carried(marks_of(tokens_of(piece, tag), piece, tag, shown.all))
        for first, end in pairwise([*starts[::rows], len(inner)])
        if (piece := inner[first:end])
    ]
    edges = Edges(list(hidden_columns(head)), list(merged_cells(tail)))
    sheet_marks = together(found, edges, shown, is_1904=is_1904)
    return complete(path, part, sheet_marks.marks, sheet_marks.formulas)


def carried(marks: PieceMarks) -> PieceMarks:
    """The marks as another process receives them."""
    return PieceMarks(**json.loads(json.dumps(marks._asdict())))


def told(marks: Marks, rows: Sequence[int] = range(40)) -> dict[str, object]:
    """All that marks tell, in the order in which they tell it; the last column by the scan is only a lower bound.

    But errors, which stand in the order of the readers behind the scan: column by column.
    """
    return {
        "errors": sorted(marks.errors.items()),
        "rich": list(marks.rich.items()),
        "uncalculated": marks.uncalculated,
        "long_numbers": marks.long_numbers(),
        "formatted": list(marks.formatted().items()),
        "dates": list(marks.dates().items()),
        "hidden_rows": marks.hidden_rows,
        "hidden": marks.rows.hidden,
        "levels": list(marks.rows.levels.items()),
        "totals": marks.rows.totals(),
        "formulas": dict(marks.rows.formulas(rows)),
        "hidden_columns": marks.hidden_columns,
        "merged": marks.merged,
        "is_1904": marks.is_1904,
        "last_row": marks.last_row,
        "cells": marks.cells,
        "only_exact": marks.only_exact,
        "ragged": dict(marks.ragged),
    }


def scanned(path: Path) -> list[Marks]:
    return list(look(path, FileKind.XLSX, None, Clock(60)).values())


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_pieces_tell_what_the_scan_of_the_whole_tells(tmp_path: Path, prefix: str) -> None:
    chance = random.Random(7)
    sheets = [random_rows(chance) for _ in range(40)]
    if prefix:
        sheets = [re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", rows) for rows in sheets]
    edges = [Edge(chance.choice(HEADS), chance.choice(TAILS)) for _ in sheets]
    path = book(tmp_path, sheets, edges, prefix)
    for number, (rows, scan) in enumerate(zip(sheets, scanned(path), strict=True), 1):
        for size in (1, 4):
            found = in_pieces(path, PART.format(number), rows=size, prefix=prefix)
            assert told(found) == told(scan), rows
            assert found.last_column >= scan.last_column


def random_rows(chance: random.Random) -> str:
    """Some rows of which some are left out; cells likewise."""
    rows, number = [], 0
    for _ in range(chance.randint(0, 9)):
        number += chance.choice([1, 1, 1, 2, 5])
        kinds = chance.choices(CELLS, [20, *[1] * (len(CELLS) - 1)], k=5)
        cells = "".join(cell.format(f"{column_letters(at)}{number}") for at, cell in enumerate(kinds))
        rows.append(f"<row {chance.choice(ROWS).format(number)}>{cells}</row>")
    return "".join(rows)


ROW = b'<row r="2"><c r="A2"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "other",
    [
        ROW + b'<row r="3"/>',
        b'<row r="2"><c r="A2"><v>1</v></c><c r="B2"/></row>',
        b'<row r="2"><c r="A2"/></row>',
        b'<row r="3"><c r="A3"><v>1</v></c></row>',
    ],
)
def test_a_piece_of_which_the_count_says_something_else_is_odd(other: bytes) -> None:
    assert marks_of(tokens_of(ROW, b""), ROW, b"", frozenset()).cells == 1
    with pytest.raises(Odd):
        marks_of(tokens_of(ROW, b""), other, b"", frozenset())


def test_an_error_without_a_name_is_odd() -> None:
    row = b'<row r="2"><c r="A2" t="e"><v></v></c></row>'
    with pytest.raises(Odd):
        marks_of(tokens_of(row, b""), row, b"", frozenset())


def test_pieces_that_overlap_are_odd() -> None:
    piece = marks_of(tokens_of(ROW, b""), ROW, b"", frozenset())
    blank = marks_of(tokens_of(b"", b""), b"", b"", frozenset())
    shown = ShownStyles({}, frozenset())
    assert together([piece, blank], Edges(), shown, is_1904=False).marks.last_row == 2
    with pytest.raises(Odd):
        together([piece, blank, piece], Edges(), shown, is_1904=False)


def test_formulas_are_not_looked_for_in_rows_that_have_none(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2"><f>B2</f></c></row><row r="4"><c r="A4"><f>B4</f><v>1</v></c></row>'
    path = book(tmp_path, [rows], [Edge()])
    marks = in_pieces(path, PART.format(1), rows=1)
    path.unlink()
    assert marks.rows.formulas([0, 2, 4, 9]) == {}
    with pytest.raises(FileNotFoundError):
        marks.rows.formulas([2, 3])


def test_a_last_column_without_values_is_not_the_last() -> None:
    row = b'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v> </v></c><c r="ZZ2" s="3"/></row>'
    assert marks_of(tokens_of(row, b""), row, b"", frozenset()).last_column == 1


def test_the_first_style_is_odd_where_it_shows_more_than_numbers() -> None:
    row = b'<row r="2"><c r="A2"><v>1</v></c></row>'
    with pytest.raises(Odd):
        marks_of(tokens_of(row, b""), row, b"", frozenset({0, 1}))
