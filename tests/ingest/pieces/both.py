"""Columns of a sheet by both readers: that of whole books, which is the measure, and that of pieces."""

import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from keyclient.ingest.child.native import native_sheets
from keyclient.ingest.pieces.columns import PieceColumn, columns_of, settled
from keyclient.ingest.pieces.styles import Look, look_of
from keyclient.ingest.pieces.tokens import tokens_of
from tests.making.packages import package
from tests.making.xlsx import DECLARATION, MAIN, letters, worksheet, xlsx_parts

Texts = list[str | None]
DAYS = Look((False, True))
"""A book with one style of its own, for days."""


def cells(columns: Sequence[Iterable[str]]) -> str:
    """Rows of cells. A cell is its attributes, but for the place, and what stands in it: ` t="n"><v>1</v>`."""
    rows = enumerate(zip(*columns, strict=True), 1)
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letters(at)}{row}"{cell}</c>' for at, cell in enumerate(each, 1))
        + "</row>"
        for row, each in rows
    )


def numbers(written: Iterable[str], style: int = 0) -> list[str]:
    """Cells of numbers as written."""
    said = f' s="{style}"' if style else ""
    return [f"{said}><v>{number}</v>" for number in written]


def styles(codes: Iterable[str], built_in: Iterable[int] = ()) -> bytes:
    """Styles: the first a plain one, then one for each built-in format, then one for each code."""
    numbered = list(enumerate(codes, 164))
    ids = [0, *built_in, *(number for number, _ in numbered)]
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in numbered
    )
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="{len(numbered)}">{formats}</numFmts>'
        f'<cellXfs count="{len(ids)}">'
        + "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in ids)
        + "</cellXfs></styleSheet>"
    ).encode()


def by_the_book(rows: str, look: bytes | None = None, *, is_1904: bool = False) -> list[Texts]:
    """The columns of a sheet with these rows, as today's reader gives them."""
    parts = xlsx_parts({"客户": worksheet(rows)})
    if look is not None:
        parts["xl/styles.xml"] = look
    if is_1904:
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = book.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsx")
        path.write_bytes(package(parts))
        (sheet,) = native_sheets(str(path), "", "xlsx")
        assert sheet.batches is not None
        return [column.to_pylist() for column in next(sheet.batches).columns]


def in_pieces(rows: str, look: Look = DAYS, *, pieces: int = 1) -> list[Texts]:
    """The same by the reader of pieces. Shared texts are left out."""
    every = rows.split("<row ")[1:]
    size = -(-len(every) // pieces)
    found: dict[int, list[PieceColumn]] = {}
    for first in range(0, len(every), size):
        part = every[first : first + size]
        tokens = tokens_of("".join(f"<row {row}" for row in part).encode(), b"")
        for column in columns_of(tokens, first, first + len(part), look):
            found.setdefault(column.column, []).append(column)
    return [[text for piece in settled(found[at]) for text in _texts(piece)] for at in sorted(found)]


def _texts(piece: PieceColumn) -> Texts:
    assert piece.texts is not None
    texts: Texts = piece.texts.to_pylist()
    return texts


def look(written: bytes, *, is_1904: bool = False) -> Look:
    """The look of a book with these styles."""
    return look_of(written, is_1904=is_1904)


def differing(written: Sequence[object], mine: Sequence[object], theirs: Sequence[object]) -> list[object]:
    """What is read in different ways: as written, by pieces, by the book."""
    return [each for each in zip(written, mine, theirs, strict=True) if each[1] != each[2]]
