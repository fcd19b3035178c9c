"""Books of the older and the other formats that lie about themselves."""

import struct

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, NotABook
from tests.hostile.case import EITHER, Case, Make, answered, refused, saved
from tests.making import xlsb
from tests.making.cells import CUSTOMERS, Error
from tests.making.ods import CONTENT, content, manifest, ods, ods_parts, rows_xml
from tests.making.ole import ole
from tests.making.packages import package
from tests.making.xls import biff_record, locked_xls, xls

_CELL = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'
_BLANK = "<table:table-cell{}/>"
_ROW = "<table:table-row{}>{}</table:table-row>"
_ROWS, _COLUMNS = ' table:number-rows-repeated="{}"', ' table:number-columns-repeated="{}"'
_TABLE = rows_xml(CUSTOMERS)


def _ods(rows: str) -> Make:
    return saved("book.ods", lambda: ods({"客户": rows}))


def _locked_ods() -> bytes:
    """An OpenDocument file whose content is locked."""
    algorithm = '<manifest:encryption-data><manifest:algorithm manifest:algorithm-name="AES256"/></manifest:encryption-data>'
    return package(
        {
            **ods_parts({"客户": CUSTOMERS}),
            "META-INF/manifest.xml": manifest(algorithm),
            CONTENT: bytes(range(256)) * 4,
        }
    )


def _locked_package(version: bytes) -> bytes:
    """A new workbook, of whichever kind, under a password."""
    return ole({"EncryptionInfo": version + b"<encryption/>", "EncryptedPackage": bytes(range(256)) * 20})


def _xlsb(rows: bytes, dimension: bytes = struct.pack("<4I", 0, 3, 0, 2)) -> Make:
    def made() -> bytes:
        return package({**xlsb.xlsb_parts({"客户": CUSTOMERS}), xlsb.SHEET: xlsb.framed(rows, dimension)})

    return saved("book.xlsb", made)


_XLSB_TABLE = b"".join(
    xlsb.row_head(at) + b"".join(xlsb.cell(column, value) for column, value in enumerate(row))
    for at, row in enumerate(CUSTOMERS)
)
_FAR = xlsb.row_head(1_048_575) + xlsb.cell(16_383, 1.0)
_OLD = xls({"客户": CUSTOMERS})


def _patched(find: bytes, put: bytes) -> bytes:
    """An old workbook with some bytes changed."""
    assert len(find) == len(put)
    assert find in _OLD
    return _OLD.replace(find, put, 1)


def _stream(*records: bytes) -> bytes:
    begin = biff_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    return ole({"Workbook": begin + b"".join(records) + biff_record(0x000A)})


def _circle() -> bytes:
    """A container whose directory follows itself forever."""
    whole = bytearray(ole({"Workbook": b"x" * 5000}))
    whole[512 + 4 : 512 + 8] = struct.pack("<I", 1)
    return bytes(whole)


_PROMISED = 0x7FFFFFFF
BINARY_CASES = (
    Case(
        "ods: a cell repeated over the whole grid",
        _ods(_TABLE + _ROW.format(_ROWS.format(1_048_572), _CELL.format(_COLUMNS.format(16_384)))),
        refused(InputError),
    ),
    Case(
        "ods: a cell repeated four thousand million times",
        _ods(_TABLE + _ROW.format("", _CELL.format(_COLUMNS.format(4_294_967_295)))),
        refused(InputError),
    ),
    Case(
        "ods: a row repeated four thousand million times",
        _ods(_TABLE + _ROW.format(_ROWS.format(4_294_967_295), _CELL.format(""))),
        refused(InputError),
    ),
    Case(
        "ods: repeated a negative number of times",
        _ods(_TABLE + _ROW.format(_ROWS.format(-1), _CELL.format(_COLUMNS.format(-5)))),
        EITHER,
    ),
    Case(
        "ods: blanks repeated to the end of the grid",
        _ods(_TABLE + _ROW.format(_ROWS.format(1_048_572), _BLANK.format(_COLUMNS.format(16_384)))),
        answered(3),
    ),
    Case(
        "ods: a customer repeated three times",
        _ods(
            rows_xml(CUSTOMERS[:1])
            + _ROW.format(_ROWS.format(3), _CELL.format("") + _BLANK.format("") + _CELL.format(""))
        ),
        answered(3),
    ),
    Case(
        "ods: a million elements within each other",
        _ods(_TABLE + "<x>" * 1_000_000 + "</x>" * 1_000_000),
        EITHER,
    ),
    Case(
        "ods: a table in a cell",
        _ods(
            _TABLE
            + _ROW.format("", f"<table:table-cell><table:table>{_TABLE}</table:table></table:table-cell>")
        ),
        EITHER,
    ),
    Case(
        "ods: no sheet",
        saved("book.ods", lambda: package({**ods_parts({}), CONTENT: content("")})),
        refused(InputError),
    ),
    Case(
        "ods: a text document",
        saved(
            "book.ods",
            lambda: package(
                {
                    **ods_parts({}),
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    CONTENT: content("").replace(b"spreadsheet", b"text"),
                }
            ),
        ),
        refused(NotABook, BookDamaged),
    ),
    Case(
        "ods: an error cell",
        saved("book.ods", lambda: ods({"客户": [*CUSTOMERS, ("004", "赵六", Error("#DIV/0!"))]})),
        answered(4, "KC101 C5"),
    ),
    Case(
        "xlsb: an error cell",
        saved("book.xlsb", lambda: xlsb.xlsb({"客户": [*CUSTOMERS, ("004", "赵六", Error("#DIV/0!"))]})),
        answered(4, "KC101 C5"),
    ),
    Case("xlsb: a stray cell in the far corner", _xlsb(_XLSB_TABLE + _FAR), EITHER),
    Case(
        "xlsb: a dimension of the whole grid",
        _xlsb(_XLSB_TABLE, struct.pack("<4I", 0, 1_048_575, 0, 16_383)),
        answered(3),
    ),
    Case(
        "xlsb: a dimension beyond the grid",
        _xlsb(_XLSB_TABLE, struct.pack("<4I", 0, 0xFFFFFFFF, 0, 0xFFFFFFFF)),
        EITHER,
    ),
    Case("xlsb: a dimension that is upside down", _xlsb(_XLSB_TABLE, struct.pack("<4I", 9, 0, 9, 0)), EITHER),
    Case(
        "xlsb: a cell beyond the grid",
        _xlsb(_XLSB_TABLE + xlsb.row_head(0xFFFFFFFF) + xlsb.cell(0xFFFFFFFF, 1.0)),
        EITHER,
    ),
    Case(
        "xlsb: a record that promises 256 MB",
        _xlsb(_XLSB_TABLE + xlsb.record(xlsb.TEXT, b"x", length=0x0FFFFFFF)),
        refused(InputError),
    ),
    Case(
        "xlsb: a text that promises four gigabytes",
        _xlsb(_XLSB_TABLE + xlsb.row_head(4) + xlsb.record(xlsb.TEXT, struct.pack("<III", 0, 0, 0xFFFFFFFF))),
        refused(InputError),
    ),
    Case(
        "xlsb: a cell without a body", _xlsb(_XLSB_TABLE + xlsb.row_head(4) + xlsb.record(xlsb.REAL)), EITHER
    ),
    Case(
        "xlsb: shared strings that promise to be four thousand million",
        saved(
            "book.xlsb",
            lambda: package(
                {
                    **xlsb.xlsb_parts({"客户": CUSTOMERS}),
                    xlsb.STRINGS: xlsb.record(159, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
                    + xlsb.record(160),
                }
            ),
        ),
        EITHER,
    ),
    Case(
        "xlsb: without its workbook",
        saved(
            "book.xlsb",
            lambda: package(
                {
                    name: part
                    for name, part in xlsb.xlsb_parts({"客户": CUSTOMERS}).items()
                    if "workbook" not in name
                }
            ),
        ),
        refused(InputError),
    ),
    Case("xls: a directory that goes in a circle", saved("book.xls", _circle), refused(InputError)),
    Case("xls: nothing but the beginning", saved("book.xls", _stream), refused(InputError)),
    Case(
        "xls: strings that promise to be two thousand million",
        saved("book.xls", lambda: _stream(biff_record(0x00FC, struct.pack("<II", _PROMISED, _PROMISED)))),
        refused(InputError),
    ),
    Case(
        "xls: a sheet that begins beyond the file",
        saved(
            "book.xls",
            lambda: _stream(biff_record(0x0085, struct.pack("<IBBBB", _PROMISED, 0, 0, 1, 0) + b"A")),
        ),
        refused(InputError),
    ),
    Case(
        "xls: a dimension of four thousand million rows",
        saved(
            "book.xls",
            lambda: _patched(
                biff_record(0x0200, struct.pack("<IIHHH", 0, 4, 0, 3, 0)),
                biff_record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)),
            ),
        ),
        answered(3),
    ),
    Case(
        "xls: bytes of a very old workbook without a container",
        saved("book.xls", lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + b"\x0a\x00\x00\x00"),
        EITHER,
    ),
    Case(
        "a password on an .xlsx",
        saved("book.xlsx", lambda: _locked_package(b"\x04\x00\x04\x00\x40\x00\x00\x00")),
        refused(BookEncrypted),
    ),
    Case(
        "a password on an .xlsm, the older way",
        saved("book.xlsm", lambda: _locked_package(b"\x03\x00\x02\x00\x24\x00\x00\x00")),
        refused(BookEncrypted),
    ),
    Case(
        "a password on an .xlsb",
        saved("book.xlsb", lambda: _locked_package(b"\x02\x00\x02\x00\x24\x00\x00\x00")),
        refused(BookEncrypted),
    ),
    Case(
        "a password on an .xls",
        saved("book.xls", lambda: locked_xls(b"\x01\x00\x01\x00\x01\x00" + bytes(48))),
        refused(BookEncrypted),
    ),
    Case(
        "a password on an .xls, the oldest way",
        saved("book.xls", lambda: locked_xls(b"\x00\x00\x34\x12\x78\x56")),
        refused(BookEncrypted),
    ),
    Case("a password on an .ods", saved("book.ods", _locked_ods), refused(BookEncrypted)),
    Case(
        "an old Word document",
        saved("book.xls", lambda: ole({"WordDocument": b"x" * 5000})),
        refused(NotABook),
    ),
    Case("an empty container", saved("book.xls", lambda: ole({})), refused(NotABook, BookDamaged)),
    Case(
        "the first bytes of a container",
        saved("book.xls", lambda: ole({"Workbook": b"x"})[:600]),
        refused(InputError),
    ),
)
