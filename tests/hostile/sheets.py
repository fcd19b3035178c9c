"""Sheets of .xlsx workbooks that are legal or nearly so, and that readers fall over."""

from pathlib import Path

from keyclient.ingest.base.refusals import BookDamaged, BookTooHeavy
from tests.hostile.case import EITHER, Case, Make, answered, refused, saved
from tests.making.cells import CUSTOMERS, Error, Formula, Value
from tests.making.packages import add_entry, package, packed
from tests.making.xlsx import DECLARATION, MAIN, STRINGS, letters, rows_xml, worksheet, xlsx, xlsx_parts

TABLE = rows_xml(CUSTOMERS)


def sheet(rows: str, *, before: str = "", after: str = "") -> Make:
    """A workbook with some rows as XML."""
    return saved("book.xlsx", lambda: xlsx({"客户": worksheet(rows, before=before, after=after)}))


def strings(xml: str, cells: str) -> Make:
    """A workbook with a part of shared strings, and some rows."""

    def content() -> bytes:
        return package({**xlsx_parts({"客户": worksheet(cells)}), STRINGS: f"{DECLARATION}{xml}".encode()})

    return saved("book.xlsx", content)


def values(*cells: Value) -> Make:
    """A workbook with a column of amounts under three customers' names."""
    rows = [
        ("客户号", "客户名称", "AUM"),
        *((f"{at:03}", f"客户{at}", cell) for at, cell in enumerate(cells, 1)),
    ]
    return saved("book.xlsx", lambda: xlsx({"客户": rows}))


def _cell(place: str, value: int = 1) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _wide(columns: int) -> str:
    heads = "".join(
        f'<c r="{letters(at)}1" t="inlineStr"><is><t>列{at}</t></is></c>' for at in range(4, columns + 1)
    )
    return TABLE.replace("</row>", heads + "</row>", 1)


def _tall(rows: int) -> bytes:
    head = rows_xml([("客户号", "AUM")])
    body = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>5</v></c></row>'
        for at in range(2, rows + 1)
    )
    return xlsx({"客户": worksheet(head + body)})


def _heavy_strings(folder: Path) -> Path:
    """One string of a mebibyte that twenty thousand cells refer to: small on disk, 20 GB as cells."""
    cells = "".join(_row(at, f'<c r="D{at}" t="s"><v>0</v></c>') for at in range(5, 20_005))
    parts = xlsx_parts({"客户": worksheet(TABLE + cells)})
    del parts[STRINGS]
    before = f'<sst xmlns="{MAIN}" count="20000" uniqueCount="1"><si><t>'.encode()
    path = saved("book.xlsx", lambda: package(parts))(folder)
    return add_entry(path, STRINGS, packed(before, b"x", 1 << 20, b"</t></si></sst>"))


_SST = f'<sst xmlns="{MAIN}" count="1" uniqueCount="{{}}"><si><t>客户号</t></si><si><t>AUM</t></si><si><t>甲</t></si></sst>'
_BY_STRINGS = (
    _row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')
    + _row(2, '<c r="A2" t="s"><v>2</v></c>', _cell("B2"))
    + _row(3, '<c r="A3" t="s"><v>{}</v></c>', _cell("B3"))
)
_FAR_ROW = _row(1_048_576, _cell("C1048576", 9))
_NESTED = "<x>" * 1_000_000 + "</x>" * 1_000_000
_OLD_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
_NO_NUMBERS = ("nan", "inf", "-INF", "1e400", "1_000", "0x10", "１２")
_NEW_ERRORS = ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!")

SHEET_CASES = (
    Case(
        "two cells in far corners and nothing else",
        sheet(_row(1, _cell("A1")) + _row(1_048_576, _cell("XFD1048576"))),
        EITHER,
    ),
    Case(
        "customers, and a stray cell in the far corner",
        sheet(TABLE + _row(1_048_576, _cell("XFD1048576"))),
        answered(1_048_575),
    ),
    Case("customers, and a stray cell in the last row", sheet(TABLE + _FAR_ROW), answered(1_048_575)),
    Case(
        "customers, and a stray cell in the last column",
        sheet(TABLE.replace("</row>", _cell("XFD1") + "</row>", 1)),
        answered(3),
    ),
    Case(
        "a hundred columns, and a stray cell in the last row",
        sheet(_wide(100) + _FAR_ROW),
        answered(1_048_575),
    ),
    Case("16,384 columns", sheet(_wide(16_384)), answered(3)),
    Case("a cell right of the grid", sheet(TABLE + _row(5, _cell("XFE5"))), refused(BookDamaged)),
    Case("a cell below the grid", sheet(TABLE + _row(1_048_577, _cell("A1048577"))), refused(BookDamaged)),
    Case("a cell in row 0", sheet(_row(0, _cell("A0")) + TABLE), refused(BookDamaged)),
    Case(
        "a cell in row 4294967297",
        sheet(TABLE + _row(4_294_967_297, _cell("A4294967297"))),
        refused(BookDamaged),
    ),
    Case("a cell whose place is a word", sheet(TABLE + _row(5, _cell("客户"))), refused(BookDamaged)),
    Case("a cell whose place is ABCDEFGH1", sheet(TABLE + _row(5, _cell("ABCDEFGH1"))), refused(BookDamaged)),
    Case("a dimension that is too small", sheet(TABLE, before='<dimension ref="A1:B2"/>'), answered(3)),
    Case(
        "a dimension of the whole grid", sheet(TABLE, before='<dimension ref="A1:XFD1048576"/>'), answered(3)
    ),
    Case(
        "a dimension of the whole grid and one cell",
        sheet(_row(1, _cell("A1")), before='<dimension ref="A1:XFD1048576"/>'),
        EITHER,
    ),
    Case("a dimension that is no range", sheet(TABLE, before='<dimension ref="客户:XYZ"/>'), answered(3)),
    Case(
        "a dimension outside the grid", sheet(TABLE, before='<dimension ref="A1:ZZZZ99999999"/>'), answered(3)
    ),
    Case("rows without numbers", sheet(TABLE.replace(' r="', ' x="')), answered(3)),
    Case(
        "rows in the wrong order", sheet(rows_xml(CUSTOMERS[2:], 3) + rows_xml(CUSTOMERS[:2], 1)), answered(3)
    ),
    Case("the same row twice", sheet(TABLE + rows_xml(CUSTOMERS[3:], 4)), answered(3)),
    Case(
        "no sheetData",
        saved("book.xlsx", lambda: xlsx({"客户": worksheet("").replace("<sheetData></sheetData>", "")})),
        EITHER,
    ),
    Case("a million elements within each other", sheet(TABLE, after=_NESTED), EITHER),
    Case("a million elements within a cell", sheet(TABLE + _row(5, f'<c r="A5">{_NESTED}</c>')), EITHER),
    Case("a text of 32,768 letters", sheet(TABLE + rows_xml([("004", "长" * 32_768, 8)], 5)), EITHER),
    Case("a text of a million letters", sheet(TABLE + rows_xml([("004", "x" * 1_000_000, 8)], 5)), EITHER),
    Case("65,536 rows", saved("book.xlsx", lambda: _tall(65_536)), answered(65_535)),
    Case("1,048,576 rows", saved("book.xlsx", lambda: _tall(1_048_576)), answered(1_048_575)),
    Case(
        "four thousand million strings are promised",
        strings(_SST.format(4_294_967_295), _BY_STRINGS.format(2)),
        answered(2),
    ),
    Case(
        "more strings are promised than a number can say",
        strings(_SST.format("9" * 40), _BY_STRINGS.format(2)),
        answered(2),
    ),
    Case(
        "fewer strings are promised than there are",
        strings(_SST.format(1), _BY_STRINGS.format(2)),
        answered(2),
    ),
    Case("a string that is not there", strings(_SST.format(3), _BY_STRINGS.format(99)), refused(BookDamaged)),
    Case(
        "a string of a negative number", strings(_SST.format(3), _BY_STRINGS.format(-1)), refused(BookDamaged)
    ),
    Case(
        "a string of a mebibyte in twenty thousand cells", _heavy_strings, refused(BookTooHeavy, BookDamaged)
    ),
    Case(
        "every old error",
        values(*map(Error, _OLD_ERRORS), 5.0),
        answered(9, *(f"KC101 C{row}" for row in range(2, 10))),
    ),
    Case(
        "every new error",
        values(*map(Error, _NEW_ERRORS), 5.0),
        answered(8, *(f"KC101 C{row}" for row in range(2, 9))),
    ),
    Case("an error that nobody knows", values(Error("#WAS?"), 5.0), answered(2, "KC101 C2")),
    Case(
        "formulas without a value",
        values(Formula("1+1"), Formula("C2"), 5.0),
        answered(3, "KC107 C2", "KC107 C3"),
    ),
    Case(
        "numbers that are none",
        sheet(
            TABLE
            + "".join(
                _row(5 + at, _cell(f"A{5 + at}"), f'<c r="C{5 + at}"><v>{text}</v></c>')
                for at, text in enumerate(_NO_NUMBERS)
            )
        ),
        EITHER,
    ),
    Case("a cell of an unknown kind", sheet(TABLE + _row(5, '<c r="A5" t="zz"><v>1</v></c>')), EITHER),
    Case(
        "control characters and what stands for them",
        sheet(TABLE + rows_xml([("004", "a_x000D_b_x0000_c\u2028\U0001f468\u200d\U0001f469", 8)], 5)),
        answered(4),
    ),
    Case("a control character in the XML", sheet(TABLE + rows_xml([("004", "a\x0bb", 8)], 5)), EITHER),
    Case("half a surrogate in the XML", sheet(TABLE + rows_xml([("004", "a\ud800b", 8)], 5)), EITHER),
    Case("NUL in the XML", sheet(TABLE + rows_xml([("004", "a\x00b", 8)], 5)), EITHER),
)
