"""OOXML workbooks."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.making.cells import Day, Error, Formula, Rows, Value
from tests.making.packages import package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SEEN = ("visible", "hidden")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def xlsx(sheets: Mapping[str, Rows | str], *, hidden: Sequence[str] = (), macros: bool = False) -> bytes:
    """A workbook. A sheet is its rows, or all of its XML."""
    return package(xlsx_parts(sheets, hidden=hidden, macros=macros))


def xlsx_parts(
    sheets: Mapping[str, Rows | str], *, hidden: Sequence[str] = (), macros: bool = False
) -> dict[str, bytes]:
    """The parts of a workbook by name. Texts stand in the cells; `xl/sharedStrings.xml` has one string, `text`."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets), macros=macros),
        "_rels/.rels": _relations([(f"{OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(list(sheets), hidden),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(
                    (f"{OFFICE}/worksheet", f"worksheets/sheet{number + 1}.xml")
                    for number in range(len(sheets))
                ),
                (f"{OFFICE}/styles", "styles.xml"),
                (f"{OFFICE}/sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES.encode(),
        STRINGS: f'{DECLARATION}<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>text</t></si></sst>'.encode(),
    }
    for number, rows in enumerate(sheets.values(), 1):
        xml = rows if isinstance(rows, str) else worksheet(rows_xml(rows))
        parts[f"xl/worksheets/sheet{number}.xml"] = xml.encode()
    if macros:
        parts["xl/vbaProject.bin"] = b"\x00" * 64
    return parts


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """The XML of a sheet."""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def rows_xml(rows: Rows, first: int = 1) -> str:
    """Rows as XML, the first of them being row `first`."""
    written = []
    for number, cells in enumerate(rows, first):
        inner = "".join(cell_xml(f"{letters(at)}{number}", value) for at, value in enumerate(cells, 1))
        written.append(f'<row r="{number}">{inner}</row>')
    return "".join(written)


def cell_xml(place: str, value: Value) -> str:
    """One cell as XML."""
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case Error(code):
            return f'<c r="{place}" t="e"><v>{code}</v></c>'
        case Formula():
            return _formula_xml(place, value)
        case Day(serial):
            return f'<c r="{place}" s="1"><v>{serial!r}</v></c>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case _:
            return f'<c r="{place}"><v>{value!r}</v></c>'


def _formula_xml(place: str, value: Formula) -> str:
    formula = f"<f>{escape(value.text)}</f>"
    if value.value is None:
        return f'<c r="{place}">{formula}</c>'
    if isinstance(value.value, str):
        return f'<c r="{place}" t="str">{formula}<v>{escape(value.value)}</v></c>'
    return f'<c r="{place}">{formula}<v>{value.value!r}</v></c>'


def letters(column: int) -> str:
    """Excel's name of a column counted from 1."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def _content_types(sheets: int, *, macros: bool) -> bytes:
    book = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros else f"{_SHEET_ML}.sheet.main+xml"
    overrides = [("/xl/workbook.xml", book), ("/xl/styles.xml", f"{_SHEET_ML}.styles+xml")]
    overrides.append(("/xl/sharedStrings.xml", f"{_SHEET_ML}.sharedStrings+xml"))
    overrides += [
        (f"/xl/worksheets/sheet{number + 1}.xml", f"{_SHEET_ML}.worksheet+xml") for number in range(sheets)
    ]
    items = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    )
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{items}</Types>'.encode()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'.encode()


def _workbook(names: Sequence[str], hidden: Sequence[str]) -> bytes:
    items = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" '
        f'state="{SEEN[name in hidden]}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{items}</sheets></workbook>'.encode()


_STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
