import zipfile
from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType, OutsideSheet, SheetUnreadable
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, BookTooHeavy, BookTooSlow
from keyclient.ingest.child.job import DAMAGED, DOCTYPE, ENCRYPTED, MEMORY, Refused
from keyclient.ingest.scan.clock import OutOfTime
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.parts import SheetMissing
from keyclient.ingest.source.reach import REACH, NativeReach
from keyclient.ingest.source.sandbox import Parsing, start_child
from keyclient.ingest.source.workbook import ParsedWorkbook, Sheets
from tests.ingest.foreign import ods_row, write_fods, write_xlsb, xlsb_row
from tests.ingest.source.children import AMPLE, LINUX, told
from tests.ingest.writing import write_xls, write_xlsx

pytestmark = pytest.mark.usefixtures("no_trace")
BOOK = "客户号 | AUM\n1 | 5\n2 | 6"
LAST = ["2", "6"]


def sheets(
    path: Path, parsing: Parsing, kind: FileKind = FileKind.XLSX, reach: NativeReach = REACH
) -> Sheets:
    return ParsedWorkbook(path, kind, None, "", AMPLE, AMPLE, parsing, reach).read()


def last(found: Sheets) -> list[str]:
    """The last row of the only sheet."""
    (sheet,) = found.sheets
    assert sheet.grid is not None
    return sheet.grid.row(sheet.grid.height - 1)


@pytest.mark.parametrize(
    ("deed", "detail"),
    [
        pytest.param("die", "SIGSEGV", marks=LINUX),
        ("panic", ""),
        ("end", "1"),
        ("refuse", DAMAGED),
        ("refuse", MEMORY),
        ("babble", "rubbish"),
    ],
)
def test_what_stops_the_fast_reader_is_read_by_the_other_one(tmp_path: Path, deed: str, detail: str) -> None:
    path = write_xlsx(tmp_path, BOOK)
    assert last(sheets(path, told(path, deed, detail))) == LAST
    old = write_xls(tmp_path, BOOK)
    found = sheets(old, told(old, deed, detail, kind=FileKind.XLS), FileKind.XLS)
    assert (last(found), found.reader) == (LAST, "exact")


@pytest.mark.parametrize("deed", ["panic", "babble"])
def test_a_format_with_a_single_reader_is_refused_where_that_stops(tmp_path: Path, deed: str) -> None:
    path = write_fods(tmp_path, ods_row("客户号", "AUM") + ods_row("1", "5"))
    with pytest.raises(BookDamaged):
        sheets(path, told(path, deed, "rubbish", kind=FileKind.FODS), FileKind.FODS)


def test_a_binary_workbook_that_stops_the_fast_reader_is_read_by_the_other_one(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path, xlsb_row(0, "客户号", "AUM") + xlsb_row(1, "2", 6.0))
    found = sheets(path, told(path, "panic", kind=FileKind.XLSB), FileKind.XLSB)
    assert (last(found), found.reader) == (LAST, "exact")


def test_an_old_workbook_that_stops_two_readers_is_read_by_the_third(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xls(tmp_path, BOOK)
    start = start_child
    asked = []

    class Stopped:
        def parse(self, *_: object, reader: str, **given: object) -> Parsing:
            asked.append(reader)
            if reader == "exact":
                return told(path, "panic", kind=FileKind.XLS)
            return start(FileKind.XLS).parse(*_, reader=reader, **given)  # type: ignore[arg-type]

    monkeypatch.setattr("keyclient.ingest.source.workbook.start_child", lambda _: Stopped())
    found = sheets(path, told(path, "panic", kind=FileKind.XLS), FileKind.XLS)
    assert (last(found), found.reader, asked) == (LAST, "native", ["exact", "native"])


def test_a_password_is_not_asked_for_twice(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with pytest.raises(BookEncrypted):
        sheets(path, told(path, "refuse", ENCRYPTED))


def test_a_parser_that_took_too_long_is_not_followed_by_a_slower_one(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with pytest.raises(BookTooSlow):
        sheets(path, told(path, "sleep", limits=AMPLE._replace(seconds=0.1)))


def test_a_sheet_with_too_many_cells_is_not_left_to_the_slower_reader(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with pytest.raises(BookDamaged):
        sheets(path, told(path, "panic"), reach=NativeReach(exact=5))
    assert last(sheets(path, told(path, "panic"), reach=NativeReach(exact=6))) == LAST


STRAY = BOOK + "\n |" * 300 + "\n | | | x"


def test_a_scattered_sheet_never_reaches_the_fast_reader(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, STRAY)
    unasked = told(path, "sleep", limits=AMPLE._replace(seconds=1))
    assert last(sheets(path, unasked, reach=NativeReach(area=1000)))[-1] == "x"


@pytest.mark.parametrize("reach", [NativeReach(area=2000), NativeReach(area=1000, filled=1000)])
def test_a_small_or_filled_area_is_left_to_the_fast_reader(tmp_path: Path, reach: NativeReach) -> None:
    path = write_xlsx(tmp_path, STRAY)
    with pytest.raises(BookTooSlow):
        sheets(path, told(path, "sleep", limits=AMPLE._replace(seconds=0.1)), reach=reach)


@pytest.mark.parametrize(
    ("error", "refusal", "words"),
    [
        (OutsideGrid(), OutsideSheet, "outside the sheet"),
        (SheetMissing("二"), SheetUnreadable, "二"),
        (OutOfTime(), BookTooSlow, "300 s"),
        (Refused(DOCTYPE), DeclaresDocumentType, "DOCTYPE"),
        (ExpatError(), BookDamaged, "ExpatError"),
        (zipfile.BadZipFile("Bad CRC-32 for file 'x'"), BookDamaged, "checksum"),
        (RuntimeError("File 'x' is encrypted"), BookEncrypted, "password"),
    ],
)
def test_a_second_look_that_fails_ends_the_parser_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, refusal: type[InputError], words: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("keyclient.ingest.source.workbook.look", fails)
    path = write_xlsx(tmp_path, BOOK)
    parsing = told(path, "sleep")
    with pytest.raises(refusal, match=words):
        sheets(path, parsing)
    assert parsing.child.process.poll() is not None


def test_memory_is_told_where_no_other_reader_is_left(tmp_path: Path) -> None:
    path = write_fods(tmp_path, ods_row("客户号", "AUM"))
    with pytest.raises(BookTooHeavy, match=r"read\.memory_mb"):
        sheets(path, told(path, "refuse", MEMORY, kind=FileKind.FODS), FileKind.FODS)
