import datetime as dt
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
import xlsxwriter

from keyclient.cli.app import SINGLE
from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.refusals import BookChanged, BookDamaged, BookTooSlow
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load, load_cells
from keyclient.ingest.source import members, opening, workbook_cells
from keyclient.ingest.source.in_pieces import SHARING, InPieces, in_pieces
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.opening import open_book
from keyclient.ingest.source.put_together import sheets_read
from keyclient.ingest.source.sandbox import start_child
from keyclient.ingest.source.streams import SheetRead
from keyclient.ingest.source.workbook import ParsedWorkbook
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.source.children import AMPLE, LINUX
from tests.ingest.writing import write_package, write_parts, write_xlsx
from tests.making.xlsx import worksheet, xlsx_parts

pytestmark = pytest.mark.usefixtures("no_trace")
BOOK = "客户号 | AUM\n1 | 5\n2 | 6"
SHARED = SHARING._replace(small=0, each=1)
"""Every book is a large one."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with something of everything: sheets that start anywhere, shared texts, dates from 1904, errors, merged cells."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        first, empty, far = (made.add_worksheet(name) for name in ("客户", "空", "远"))
        for row in range(40):
            first.write_row(row, 0, [f"{row:05}", f"客户{row % 3}", row / 8, row % 2 == 0])
            first.write_number(row, 5, 100 + row, day)
        first.write_formula("D50", "=NA()", None, "#N/A")
        first.set_row(7, None, None, {"hidden": True})
        first.merge_range("B60:B62", "合并")
        far.write("D7", "x")
        far.write("F9", " ")
        empty.set_column(0, 3, 20)
        made.add_worksheet("藏").hide()
    return path


def of_today(path: Path, sheet: str | None = None) -> Sequence[SheetRead]:
    child = start_child(FileKind.XLSX)
    parsing = child.parse(FileKind.XLSX, path, sheet=sheet, reader="fast", encoding="", limits=AMPLE)
    return ParsedWorkbook(path, FileKind.XLSX, sheet, "", AMPLE, AMPLE, parsing).read().sheets


def in_shares(path: Path, jobs: int, sheet: str | None = None, limits: Limits = AMPLE) -> InPieces:
    started = in_pieces(path, sheet, limits, jobs, SHARED)
    assert started is not None
    assert started.shares is not None
    return started


def here(path: Path, sheet: str | None = None, limits: Limits = AMPLE) -> InPieces:
    started = in_pieces(path, sheet, limits)
    assert started is not None
    assert started.shares is None
    return started


def told(sheets: Sequence[SheetRead] | None) -> list[object]:
    """All that is known of sheets, comparably; but for the last column, which is counted in another way."""
    assert sheets is not None
    found: list[object] = []
    for sheet in sheets:
        grid = sheet.grid
        found.append((sheet.name, sheet.hidden, sheet.failed, sheet.is_western))
        if grid is not None:
            marks = grid.marks
            found += [column.to_pylist() for column in grid.columns]
            found += [
                grid.sheet,
                grid.first_column,
                grid.positions,
                marks.errors,
                marks.uncalculated,
                marks.merged,
            ]
            found += [marks.rows.hidden, marks.hidden_columns, marks.is_1904, marks.last_row, marks.cells]
    return found


@pytest.mark.parametrize("sheet", [None, "远", "藏", "nowhere"])
def test_a_book_read_here_is_as_from_the_reader_of_whole_books(book: Path, sheet: str | None) -> None:
    assert told(sheets_read(here(book, sheet))) == told(of_today(book, sheet))


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_book_read_by_any_number_of_processes_is_the_same(book: Path, jobs: int) -> None:
    assert told(sheets_read(in_shares(book, jobs))) == told(sheets_read(here(book)))


def test_a_book_read_by_programs_of_their_own_is_the_same(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where processes are never forked."""
    monkeypatch.setattr(members, "can_fork", lambda: False)
    started = in_shares(book, 2)
    assert started.shares is not None
    assert not any(isinstance(member.process, members.Forked) for member in started.shares.members)
    assert told(sheets_read(started)) == told(sheets_read(here(book)))


@pytest.mark.parametrize("own", [False, True])
def test_a_book_whose_dates_are_packed_as_they_come_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, own: bool
) -> None:
    """Dates that repeat in every piece, beside columns that keyclient has written, errors below, and blanks at the end."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["客户号", "AUM", "最近联系日期", *(["keyclient·类别"] if own else [])])
    for row in range(300):
        day = dt.date(2026, 1 + row % 3, 5) if row % 7 else None
        sheet.append([f"C{row:05}", 1000 + row, day, *(["A"] if own else [])])
    sheet["C305"] = "#N/A"
    book.save(tmp_path / "客户.xlsx")
    asked = Request(as_of=dt.date(2026, 6, 30), measure="aum")
    usual = load(tmp_path / "客户.xlsx", asked)
    shared = partial(in_pieces, jobs=2, sharing=SHARED._replace(piece=8_000))
    monkeypatch.setattr("keyclient.ingest.source.in_pieces.in_pieces", lambda *given: shared(*given[:3]))
    opened = open_book(tmp_path / "客户.xlsx", sheet=None, limits=asked.policy.read)
    cells = opened.cells()
    assert any(pa.types.is_dictionary(column.type) for grid in cells.grids for column in grid.columns)
    packed = load_cells(cells, asked)
    pd.testing.assert_frame_equal(packed.portfolio.frame, usual.portfolio.frame)
    assert packed.issues == usual.issues
    assert packed.portfolio.sources == usual.portfolio.sources


def test_styles_and_shared_texts_are_those_beside_the_workbook(tmp_path: Path) -> None:
    parts = xlsx_parts(
        {"客户": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>')}
    )
    beside = {name.replace("xl/", "other/"): content for name, content in parts.items()}
    beside["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/", b"other/")
    beside["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"/xl/", b"/other/")
    usual = write_parts(tmp_path / "usual.xlsx", parts)
    moved = write_parts(
        tmp_path / "moved.xlsx",
        {
            **beside,
            "xl/sharedStrings.xml": parts["xl/sharedStrings.xml"].replace(b"text", b"another"),
            "xl/styles.xml": b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs></styleSheet>',
        },
    )
    assert told(sheets_read(here(moved)))[1:3] == told(sheets_read(here(usual)))[1:3]
    assert told(sheets_read(here(moved)))[1:3] == told(of_today(moved))[1:3]


@LINUX
@pytest.mark.parametrize("before", ["", "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "])
def test_a_book_read_by_forked_processes_is_the_same(book: Path, before: str) -> None:
    """In a process of its own, which has one thread; also if it is never told that its children have ended."""
    code = (
        f"{before}import sys; from pathlib import Path; from keyclient.ingest.source import in_pieces as p, members;"
        "from keyclient.ingest.source.limits import Limits;"
        "assert members.can_fork();"
        "from keyclient.ingest.source.put_together import sheets_read;"
        "started = p.in_pieces(Path(sys.argv[1]), None, Limits(300, 2048, '', ''), 2, p.SHARING._replace(small=0, each=1));"
        "assert isinstance(started.shares.members[0].process, members.Forked);"
        "print(*(sheet.grid.height for sheet in sheets_read(started) if sheet.grid is not None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(book)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **SINGLE},
    )
    assert (done.stdout.split(), done.stderr) == (["60", "0", "9"], "")


def test_reading_a_book_leaves_the_environment_alone(book: Path) -> None:
    """A program that reads a book as a library may need threads for other things."""
    before = {name: value for name, value in os.environ.items() if name not in SINGLE}
    with pytest.MonkeyPatch.context() as patch:
        for name in SINGLE:
            patch.delenv(name, raising=False)
        open_book(book, sheet=None, limits=ReadPolicy()).cells()
        assert dict(os.environ) == before


def test_a_small_book_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opening, workbook_cells):
        monkeypatch.setattr(module, "start_child", lambda *_: pytest.fail("a child"))
    monkeypatch.setattr("keyclient.ingest.source.shares.begin_shares", lambda *_: pytest.fail("a share"))
    assert open_book(write_xlsx(tmp_path, BOOK), sheet=None, limits=ReadPolicy()).cells().names == ("客户",)


def test_what_is_written_in_a_rare_way_is_read_by_the_reader_of_whole_books(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    path = write_package(tmp_path, rows)
    assert sheets_read(here(path)) is None
    assert sheets_read(in_shares(path, 1)) is None
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    assert grid.columns[0].to_pylist() == ["1", "2"]


@pytest.mark.parametrize("at", ["put_together.found_in", "in_pieces.plan"])
def test_want_of_memory_is_left_to_a_process_with_a_limit(
    book: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"keyclient.ingest.source.{at}", fail)
    assert open_book(book, sheet=None, limits=ReadPolicy()).cells().names[:3] == ("客户", "空", "远")


def test_copies_of_shared_texts_have_a_limit(book: Path) -> None:
    assert sheets_read(here(book)) is not None
    assert sheets_read(here(book, limits=AMPLE._replace(memory_mb=0))) is None


@pytest.mark.parametrize("part", ["xl/styles.xml", "other/styles.xml"])
def test_enormous_styles_are_left_to_others_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    parts = xlsx_parts({"客户": worksheet("")})
    if part.startswith("other"):
        parts = {name.replace("xl/", "other/"): content for name, content in parts.items()}
        for name in ("_rels/.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"xl/", b"other/")
    size = len(parts[part])
    monkeypatch.setattr("keyclient.ingest.scan.formats.shown_styles", lambda _: pytest.fail("read"))
    monkeypatch.setattr("keyclient.ingest.source.pieced.MOST_STYLES", size - 1)
    assert in_pieces(write_parts(tmp_path / "a.xlsx", parts), None, AMPLE) is None


def test_a_cell_far_away_is_left_to_the_reader_of_scattered_cells(tmp_path: Path) -> None:
    path = write_package(
        tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>2</v></c></row>'
    )
    assert sheets_read(here(path)) is None
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    assert (grid.height, grid.letter(len(grid.columns) - 1)) == (900_000, "XFD")


def test_too_little_time_is_told(book: Path) -> None:
    with pytest.raises(BookTooSlow, match=r"read\.seconds"):
        sheets_read(here(book, limits=AMPLE._replace(seconds=0)))
    with pytest.raises(BookTooSlow, match=r"read\.seconds"):
        sheets_read(in_shares(book, 1, limits=AMPLE._replace(seconds=0.001)))


def test_a_book_that_changes_between_its_readings_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BOOK)
    opened = open_book(path, sheet=None, limits=ReadPolicy())
    changed = openpyxl.load_workbook(path)
    changed.active["A9"] = "more"
    changed.save(path)
    with pytest.raises((BookChanged, BookDamaged)):
        opened.cells()


def test_a_damaged_book_is_refused_as_before(book: Path) -> None:
    whole = bytearray(book.read_bytes())
    at = whole.index(b"xl/worksheets/sheet1.xml") + 200
    whole[at] ^= 0xFF
    book.write_bytes(whole)
    assert sheets_read(here(book)) is None
    with pytest.raises(InputError) as caught:
        open_book(book, sheet=None, limits=ReadPolicy()).cells()
    assert isinstance(caught.value, BookDamaged)


def test_a_book_that_is_abandoned_leaves_nothing(book: Path) -> None:
    here(book).stop()
    in_shares(book, 2).stop()
