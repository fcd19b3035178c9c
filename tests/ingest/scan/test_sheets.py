import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.scan import sheets as scanning
from keyclient.ingest.scan.careful import look_carefully
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.look import Look, look
from keyclient.ingest.scan.sheets import Odd, look_at_sheet, search_sheet
from keyclient.ingest.source.opening import open_book
from keyclient.model.place import column_index, column_letters
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import write_package, write_parts

SHEET = "xl/worksheets/sheet1.xml"
TOP = '<row r="1"><c r="B1" t="inlineStr"><is><t>客户号</t></is></c><c r="C1"><v>2</v></c></row>'


def scan(folder: Path, rows: str, prefix: str = "") -> Marks:
    return looked(write_package(folder, rows, prefix=prefix))["客户"]


def looked(path: Path) -> dict[str, Marks]:
    return look(path, FileKind.XLSX, None, Clock(60))


def seen(folder: Path, cell: str) -> tuple[object, ...]:
    """What the scan makes of one cell in row 4: the last row, errors, uncalculated formulas, long numbers."""
    found = scan(folder, f'{TOP}<row r="4">{cell}</row>')
    return found.last_row, dict(found.errors), set(found.uncalculated), set(found.long_numbers())


D4 = (3, 3)
NOTHING: tuple[object, ...] = ({}, set(), set())


@pytest.mark.parametrize(
    ("cell", "last_row"),
    [
        ('<c r="D4"><v>5</v></c>', 4),
        ('<c r="D4" t="s"><v>0</v></c>', 4),
        ('<c r="D4" t="b"><v>1</v></c>', 4),
        ('<c r="D4" t="inlineStr"><is><t>x</t></is></c>', 4),
        ('<c r="D4" t="str"><f>A1</f><v></v></c>', 4),
        ('<c r="D4" t="str"><f>A1</f><v/></c>', 4),
        ('<c t="str" s="1" r="D4"><f>A1</f><v></v></c>', 4),
        ('<c r="D4"><f t="shared" si="0"/><v>5</v></c>', 4),
        ('<c r="D4" s="1"/>', 1),
        ('<c r="D4"></c>', 1),
        ('<c r="D4"><v></v></c>', 1),
        ('<c r="D4" t="s"><v/></c>', 1),
    ],
)
def test_the_last_row_is_the_last_with_a_value(tmp_path: Path, cell: str, last_row: int) -> None:
    assert seen(tmp_path, cell) == (last_row, *NOTHING)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D4"><f>A1</f></c>',
        '<c r="D4"><f>A1</f><v></v></c>',
        '<c r="D4"><f>A1</f><v/></c>',
        '<c r="D4" s="3"><f t="shared" si="0"/><v></v></c>',
        '<c r="D4"><f t="shared" ref="D4:D9" si="0">A1</f></c>',
        '<c r="D4" t="str"><f>A1</f></c>',
        '<c r="D4">\n  <f>A1</f>\n</c>',
    ],
)
def test_a_formula_without_a_value_was_never_calculated(tmp_path: Path, cell: str) -> None:
    assert seen(tmp_path, cell) == (1, {}, {D4}, set())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="D4" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="D4" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="e" r="D4"><v>#SPILL!</v></c>', "#SPILL!"),
    ],
)
def test_an_error_is_seen_with_its_name(tmp_path: Path, cell: str, text: str) -> None:
    assert seen(tmp_path, cell) == (4, {D4: text}, set(), set())
    assert seen(tmp_path, f'<c r="C4" t="e"/>{cell}') == (4, {D4: text}, set(), set())


@pytest.mark.parametrize(
    ("cell", "is_long"),
    [
        ('<c r="D4"><v>110101199003074512</v></c>', True),
        ('<c r="D4" s="1"><f>A1</f><v>1.1010119900307451E+17</v></c>', True),
        ('<c r="D4"><v>1E+15</v></c>', True),
        ('<c r="D4"><v>-1234567890123456</v></c>', True),
        ('<c r="D4"><v>999999999999999</v></c>', False),
        ('<c r="D4"><v>1E+14</v></c>', False),
        ('<c r="D4"><v>0.12345678901234567</v></c>', False),
        ('<c r="D4"><v>1.1E-17</v></c>', False),
        ('<c r="D4" t="str"><v>110101199003074512</v></c>', False),
        ('<c r="D4" t="inlineStr"><is><t>110101199003074512</t></is></c>', False),
    ],
)
def test_a_number_of_16_digits_is_long(tmp_path: Path, cell: str, *, is_long: bool) -> None:
    assert seen(tmp_path, cell) == (4, {}, set(), {D4} if is_long else set())


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("look_at", [look_at_sheet, look_carefully])
def test_hidden_rows_and_levels_of_the_outline_have_their_places(
    tmp_path: Path, prefix: str, look_at: Look
) -> None:
    sheet = (
        '<row r="1"/><row outlineLevel="1" spans="1:3" r="2" hidden="1"/><row r="3" hidden="0" outlineLevel="2"/>'
        '<row r="4" hidden="true" collapsed="1"/>'
    ).replace("<row", f"<{prefix}row")
    marks = look_at(write_package(tmp_path, sheet, prefix=prefix), SHEET, Clock(60)).rows
    assert (set(marks.hidden), dict(marks.levels)) == ({1, 3}, {1: 1, 2: 2})


def test_hidden_rows_are_counted(tmp_path: Path) -> None:
    found = scan(tmp_path, TOP + '<row r="2" hidden="1"/><row hidden="true" r="3"/><row r="4" hidden="0"/>')
    assert found.hidden_rows == 2


def test_a_sheet_may_write_its_tags_with_a_prefix(tmp_path: Path) -> None:
    row = '<x:row r="2"><x:c r="A2" t="e"><x:v>#N/A</x:v></x:c><x:c r="B2"><x:f>A1</x:f></x:c></x:row>'
    found = scan(tmp_path, row, prefix="x:")
    assert (found.last_row, dict(found.errors), set(found.uncalculated)) == (
        2, {(1, 0): "#N/A"}, {(1, 1)}
    )  # fmt: skip


def test_an_empty_sheet_has_no_last_row(tmp_path: Path) -> None:
    found = scan(tmp_path, "")
    assert found.last_row == 0


def test_a_large_sheet_is_searched_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="C{n}" t="e"><v>#N/A</v></c><c r="D{n}"><v>1</v></c></row>' for n in range(1, 300)
    )
    whole = scan(tmp_path, rows)
    for size in (60, 100, 1000, 1 << 20):
        monkeypatch.setattr(scanning, "PIECE", size)
        found = scan(tmp_path, rows)
        assert (found.errors, found.last_row) == (whole.errors, 299)


LONG = f'<row r="2"><c r="A2" t="str"><v>{"x" * 300}</v></c></row>'


@pytest.mark.parametrize(("rows", "above"), [(LONG, b""), (TOP, b"<cols/>" * 50)])
def test_a_cell_longer_than_any_is_left_to_the_careful_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, above: bytes
) -> None:
    monkeypatch.setattr(scanning, "PIECE", 50)
    path = write_package(tmp_path, rows)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    write_parts(path, {**parts, SHEET: parts[SHEET].replace(b"<sheetData>", above + b"<sheetData>")})
    assert search_sheet(path, SHEET, Clock(60), longest=600).cells
    with pytest.raises(Odd):
        search_sheet(path, SHEET, Clock(60), longest=200)


CELLS = [
    "", '<c r="{}"/>', '<c r="{}"></c>', '<c r="{}"><v>5</v></c>', '<c r="{}"><v></v></c>',
    '<c r="{}"><f>A1</f></c>', '<c r="{}"><f>A1</f><v/></c>', '<c r="{}" t="str"><f>A1</f><v></v></c>',
    '<c r="{}" t="str"><f>A1</f></c>', '<c r="{}" t="inlineStr"><is><t></t></is></c>',
    '<c r="{}" t="inlineStr"/>', '<c r="{}" t="e"><v>#N/A</v></c>', '<c r="{}" t="b"><v>0</v></c>',
    '<c r="{}" t="s"><v>0</v></c>', '<c r="{}" t="s"><v></v></c>',
]  # fmt: skip


def test_the_scan_and_the_reader_agree_on_the_last_row_and_every_value_has_its_place(tmp_path: Path) -> None:
    chance = random.Random(1)
    sheets = []
    for _ in range(300):
        rows = [
            chance.choices(CELLS, [20, *[1] * (len(CELLS) - 1)], k=3) for _ in range(chance.randint(1, 5))
        ]
        sheets.append("".join(f'<row r="{n}">{placed(row, n)}</row>' for n, row in enumerate(rows, 1)))
    path = write_package(tmp_path, *sheets)
    scans = list(looked(path).values())
    grids = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    for rows_, found, grid in zip(sheets, scans, grids, strict=True):
        last = found.last_row
        assert last is not None
        assert grid.filled <= last <= grid.height, rows_
        values = [cell for row in range(grid.height) for cell in grid.row(row) if cell]
        assert sorted(values) == values_in(rows_)
        for at, column in enumerate(grid.columns):
            for row, cell in enumerate(column.to_pylist()):
                place = f'r="{column_letters(grid.first_column + at)}{row + 1}"'
                assert cell is None or place in rows_


def placed(row: list[str], number: int) -> str:
    return "".join(cell.format(f"{column_letters(at)}{number}") for at, cell in enumerate(row))


def values_in(rows: str) -> list[str]:
    """The values of a sheet, without their places."""
    shown = {"<v>5<": "5", 't="b"': "false", '"s"><v>0<': "x"}
    return sorted(value for hint, value in shown.items() for _ in range(rows.count(hint)))


@given(st.integers(0, 20000))
def test_columns_are_named_as_in_excel_and_back(column: int) -> None:
    assert column_index(column_letters(column)) == column


def test_the_first_and_last_columns_have_their_names() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
