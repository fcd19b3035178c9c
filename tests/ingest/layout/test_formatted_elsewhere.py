"""Number formats of other files than .xlsx: the same book has the same figures in each."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from keyclient.model.portfolio import Loaded
from tests.ingest.writing import customers, issues, read, values, write_parts
from tests.making.xlsb import Texts, cell, framed, record, row_head, xlsb_parts

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_FODS = (
    f'<office:document xmlns:office="{_NS}office:1.0" xmlns:table="{_NS}table:1.0" xmlns:text="{_NS}text:1.0" '
    f'xmlns:style="{_NS}style:1.0" xmlns:number="{_NS}datastyle:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
    "<office:styles>{styles}</office:styles><office:body><office:spreadsheet>"
    '<table:table table:name="客户">{rows}</table:table></office:spreadsheet></office:body></office:document>'
)
_ODF_STYLES = {
    "0000000000": '<number:number number:min-integer-digits="10"/>',
    '0.00"万元"': '<number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>万元</number:text>',
    "0.00,,": '<number:number number:decimal-places="2" number:min-integer-digits="1" number:display-factor="1000000"/>',
    "0!.0,": '<number:number number:decimal-places="1" number:min-integer-digits="1" number:display-factor="1000">'
    '<number:embedded-text number:position="0">!</number:embedded-text></number:number>',
}
Cell = str | tuple[float, str]


def _odf_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
    style = f' table:style-name="{_name(cell[1])}"' if cell[1] else ""
    return f'<table:table-cell{style} office:value-type="float" office:value="{cell[0]}"/>'


def _name(code: str) -> str:
    return f"ce{list(_ODF_STYLES).index(code)}"


def _odf(rows: list[list[Cell]]) -> tuple[str, str]:
    styles = "".join(
        f'<number:number-style style:name="N{at}">{digits}</number:number-style>'
        f'<style:style style:name="ce{at}" style:family="table-cell" style:data-style-name="N{at}"/>'
        for at, digits in enumerate(_ODF_STYLES.values())
    )
    body = "".join(f"<table:table-row>{''.join(map(_odf_cell, row))}</table:table-row>" for row in rows)
    return styles, body


def fods(folder: Path, rows: list[list[Cell]]) -> Path:
    styles, body = _odf(rows)
    path = folder / "book.fods"
    path.write_text(_FODS.format(styles=styles, rows=body), encoding="utf-8")
    return path


def ods(folder: Path, rows: list[list[Cell]]) -> Path:
    styles, body = _odf(rows)
    path = folder / "book.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "styles.xml",
            _FODS.format(styles=styles, rows="")
            .replace("office:document ", "office:document-styles ")
            .replace("</office:document>", "</office:document-styles>"),
        )
        package.writestr(
            "content.xml",
            _FODS.format(styles="", rows=body)
            .replace("office:document ", "office:document-content ")
            .replace("</office:document>", "</office:document-content>"),
        )
        package.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
    return path


def xls(folder: Path, rows: list[list[Cell]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("客户")
    for down, row in enumerate(rows):
        for right, one in enumerate(row):
            if isinstance(one, str):
                sheet.write(down, right, one)
            else:
                sheet.write(down, right, one[0], xlwt.easyxf(num_format_str=one[1] or "General"))
    path = folder / "book.xls"
    book.save(str(path))
    return path


def xml2003(folder: Path, rows: list[list[Cell]]) -> Path:
    styles = "".join(
        f'<Style ss:ID="{_name(code)}"><NumberFormat ss:Format="{code.replace(chr(34), "&quot;")}"/></Style>'
        for code in _ODF_STYLES
    )
    cells = [
        "".join(
            f'<Cell><Data ss:Type="String">{cell}</Data></Cell>'
            if isinstance(cell, str)
            else f"<Cell{f' ss:StyleID={chr(34)}{_name(cell[1])}{chr(34)}' if cell[1] else ''}>"
            f'<Data ss:Type="Number">{cell[0]}</Data></Cell>'
            for cell in row
        )
        for row in rows
    ]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = folder / "book.xml"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="客户"><Table>{"".join(f"<Row>{row}</Row>" for row in cells)}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def xlsb(folder: Path, rows: list[list[Cell]]) -> Path:
    texts: Texts = {}
    plain = [[cell if isinstance(cell, str) else cell[0] for cell in row] for row in rows]
    parts = xlsb_parts({"客户": plain})
    codes = list(_ODF_STYLES)
    lines = b""
    for at, row in enumerate(rows):
        lines += row_head(at)
        for column, one in enumerate(row):
            if isinstance(one, str):
                lines += cell(column, one, texts)
            else:
                style = codes.index(one[1]) + 1 if one[1] else 0
                lines += record(5, struct.pack("<IId", column, style, one[0]))
    formats = b"".join(
        record(44, struct.pack("<HI", 170 + at, len(code)) + code.encode("utf-16-le"))
        for at, code in enumerate(codes)
    )
    styles = b"".join(
        record(47, struct.pack("<5HBBBB", 0, number, 0, 0, 0, 0, 0, 0, 0))
        for number in (0, *(170 + at for at in range(len(codes))))
    )
    parts["xl/styles.bin"] = (
        record(278)
        + record(615, struct.pack("<I", len(codes)))
        + formats
        + record(616)
        + record(617, struct.pack("<I", 5))
        + styles
        + record(618)
        + record(279)
    )
    sheet = next(name for name in parts if "sheet" in name and name.endswith(".bin"))
    size = struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    parts[sheet] = framed(lines, size)
    return write_parts(folder / "book.xlsb", parts)


WRITERS = [fods, ods, xls, xml2003, xlsb]
Write = Callable[[Path, list[list[Cell]]], Path]


def told(loaded: Loaded) -> list[str]:
    return [str(values(loaded, "KC218")[0][name]) for name in ("stored", "yuan", "otherwise")]


@pytest.mark.parametrize("write", WRITERS)
def test_a_unit_in_the_format_of_a_cell_is_its_unit_in_every_file(tmp_path: Path, write: Write) -> None:
    loaded = read(
        write(tmp_path, [["客户号", "存款余额"], ["C1", (923.46, '0.00"万元"')], ["C2", (98000, "")]])
    )
    assert customers(loaded, "deposits") == ["9234600", "98000"]
    assert issues(loaded) == ["KC218 客户!B2 warning"]
    assert told(loaded) == ["923.46", "9,234,600.00", "923.46"]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("code", ["0!.0,", "0.00,,"])
def test_yuan_shown_in_a_larger_unit_are_not_multiplied_in_any_file(
    tmp_path: Path, write: Write, code: str
) -> None:
    rows: list[list[Cell]] = [["客户号", "存款余额(万元)"], ["C1", (9000, code)], ["C2", (5000, code)]]
    loaded = read(write(tmp_path, rows))
    assert customers(loaded, "deposits") == ["9000", "5000"]
    assert told(loaded) == ["9000", "9,000.00", "90,000,000.00"]


@pytest.mark.parametrize("write", WRITERS)
def test_zeros_that_a_format_puts_before_an_id_belong_to_it_in_every_file(
    tmp_path: Path, write: Write
) -> None:
    rows: list[list[Cell]] = [["客户号", "存款余额"], ["0000000123", (9, "")], [(123, "0000000000"), (5, "")]]
    assert customers(read(write(tmp_path, rows)), "customer_id", "deposits") == ["0000000123 | 14"]
