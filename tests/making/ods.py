"""OpenDocument spreadsheets."""

import datetime as dt
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.making.cells import Day, Error, Formula, Rows, Value
from tests.making.packages import package

KIND = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = ("office", "table", "text", "style")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_SEEN = ("seen", "unseen")
_STYLES = (
    '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def ods(sheets: Mapping[str, Rows | str], *, hidden: Sequence[str] = ()) -> bytes:
    """A spreadsheet. A sheet is its rows, or the XML of its rows."""
    return package(ods_parts(sheets, hidden=hidden))


def ods_parts(sheets: Mapping[str, Rows | str], *, hidden: Sequence[str] = ()) -> dict[str, bytes]:
    """The parts of a spreadsheet by name."""
    tables = "".join(
        f'<table:table table:name={quoteattr(name)} table:style-name="{_SEEN[name in hidden]}">'
        f"{rows if isinstance(rows, str) else rows_xml(rows)}</table:table>"
        for name, rows in sheets.items()
    )
    return {"mimetype": KIND.encode(), "META-INF/manifest.xml": manifest(), CONTENT: content(tables)}


def content(tables: str) -> bytes:
    """The content part with some tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f'{_DECLARATION}<office:document-content {_SPACES} office:version="1.2">{_STYLES}{body}</office:document-content>'.encode()


def manifest(inner: str = "") -> bytes:
    """The list of parts; `inner` stands within the entry of the content."""
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entries = (
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{inner}</manifest:file-entry>'
    )
    return f"{_DECLARATION}<manifest:manifest {space}>{entries}</manifest:manifest>".encode()


def rows_xml(rows: Rows) -> str:
    """Rows as XML."""
    return "".join(f"<table:table-row>{''.join(map(cell_xml, cells))}</table:table-row>" for cells in rows)


def cell_xml(value: Value) -> str:
    """One cell as XML."""
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            return _typed("boolean", f'office:boolean-value="{str(value).lower()}"', str(value).upper())
        case Error(code):
            return _typed("string", 'office:string-value="" table:formula="of:=1/0"', code)
        case Formula(text, result):
            return _typed(
                "float", f'table:formula={quoteattr("of:=" + text)} office:value="{result}"', str(result)
            )
        case Day(serial):
            day = dt.date(1899, 12, 30) + dt.timedelta(days=int(serial))
            return _typed("date", f'office:date-value="{day}"', str(day))
        case str():
            return _typed("string", "", value)
        case _:
            return _typed("float", f'office:value="{value!r}"', f"{value}")


def _typed(kind: str, attributes: str, shown: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{lines}</table:table-cell>'
