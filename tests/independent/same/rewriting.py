"""A workbook with its sheets and shared texts spelled in another way: as some program does, or as one might."""

import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from typing import TypeAlias

Rewrite: TypeAlias = "Callable[[bytes], bytes]"

_PARTS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml")
_TAG = re.compile(rb"<(/?)(?=[A-Za-z])")
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_NUMBER = re.compile(rb'(<c r="\w+"(?: s="\d+")?)><v>([^<]*)</v>')
_ROW = re.compile(rb"<row .*?</row>", re.DOTALL)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def rewritten(path: Path, rewrite: Rewrite) -> None:
    """Rewrite each sheet of a book, and its shared texts."""
    with zipfile.ZipFile(path) as package:
        parts = [(part, package.read(part)) for part in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts:
            package.writestr(part, rewrite(content) if _PARTS.fullmatch(part.filename) else content)


def spelled(book: Path, folder: Path) -> Iterator[Path]:
    """A book in every other spelling; its name ends in that of the spelling."""
    for name, rewrite in SPELLINGS.items():
        path = folder / f"{book.stem}-{name}.xlsx"
        path.write_bytes(book.read_bytes())
        rewritten(path, rewrite)
        yield path


def prefixed(content: bytes, prefix: bytes = b"x") -> bytes:
    """Every tag has a prefix."""
    found = _TAG.sub(rb"<\1" + prefix + b":", content)
    return found.replace(b" xmlns=", b" xmlns:" + prefix + b"=", 1)


def _by(pattern: bytes, by: bytes) -> Rewrite:
    """Something is replaced wherever it stands; `\\1` and so on as in regular expressions."""
    return lambda content: re.sub(pattern, by, content)


def _some(pattern: "re.Pattern[bytes]", *others: bytes) -> Rewrite:
    """One in seven is replaced, by each of the others in turn."""

    def rewrite(content: bytes) -> bytes:
        turns, numbers = cycle(others), count()
        return pattern.sub(
            lambda found: found[0] if next(numbers) % 7 else found.expand(next(turns)), content
        )

    return rewrite


def _behind_rows(more: bytes) -> Rewrite:
    return lambda content: content.replace(b"</sheetData>", more + b"</sheetData>")


def _rows_as(order: "Callable[[list[bytes]], list[bytes]]") -> Rewrite:
    def rewrite(content: bytes) -> bytes:
        rows = _ROW.findall(content)
        if not rows:
            return content
        start, end = content.index(rows[0]), content.rindex(rows[-1]) + len(rows[-1])
        return content[:start] + b"".join(order(rows)) + content[end:]

    return rewrite


def _styled(rows: int) -> bytes:
    """Rows below all others that are formatted, and empty."""
    first = 4_001
    cells = (
        b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%c%d" s="0"/>' % (65 + at, row) for at in range(9)))
        for row in range(first, first + rows)
    )
    return b"".join(cells)


SPELLINGS: "dict[str, Rewrite]" = {
    "prefixed": prefixed,
    "single_quotes": lambda content: content.replace(b'"', b"'"),
    "pretty": _by(rb"<(row|/row|c|v|/c|si|/si|sheetData|/sheetData)(?=[ />])", rb"\n\t<\1"),
    "crlf": _by(rb"<(row|/row|c|/c|/sheetData)(?=[ />])", rb"\r\n<\1"),
    "lines": _by(rb"<row ", b"\n<row "),
    "spaces": _by(rb'<c r="(\w+)"', rb'<c  r = "\1" '),
    "byte_order_mark": lambda content: b"\xef\xbb\xbf" + content,
    "strict": lambda content: content.replace(_MAIN, _STRICT),
    "without_spans": _by(rb' spans="[0-9:]+"', b""),
    "office": _by(rb' spans="([0-9:]+)"', rb' spans="\1" ht="14.25" customHeight="1" x14ac:dyDescent="0.2"'),
    "greater": _by(rb' spans="', b' note="a&gt;b>c" spans="'),
    "order_of_attributes": _by(rb'<c r="(\w+)"((?: \w+="\w+")+)', rb'<c\2 r="\1"'),
    "order_of_cells": _by(rb"(<c (?:(?!</c>).)*?</c>)(<c (?:(?!</c>).)*?</c>)", rb"\2\1"),
    "order_of_rows": _rows_as(lambda rows: [*rows[:3], *reversed(rows[3:])]),
    "rows_twice": _rows_as(lambda rows: [*rows[:5], *rows[4:]]),
    "rows_closed": _by(rb'<row r="(\d+)"[^<>]*></row>', rb'<row r="\1" hidden="1"/>'),
    "no_row_numbers": _by(rb'<row r="\d+"', b"<row"),
    "no_addresses": _by(rb'<c r="\w+"', b"<c"),
    "few_addresses": _some(_CELL, rb"<c"),
    "lower_addresses": lambda content: _CELL.sub(lambda found: found[0].lower(), content),
    "dollar_addresses": lambda content: _CELL.sub(rb'<c r="$\1$\2"', content),
    "zeros_in_addresses": lambda content: _CELL.sub(rb'<c r="\g<1>0\2"', content),
    "dimension": _by(rb'<dimension ref="[^"]*"', b'<dimension ref="B2:C3"'),
    "no_dimension": _by(rb"<dimension [^>]*>", b""),
    "hidden": _some(re.compile(rb"<row "), b'<row hidden="1" ', b'<row hidden="true" outlineLevel="2" '),
    "types": lambda content: _NUMBER.sub(rb'\1 t="n"><v>\2</v>', content),
    "texts_for_numbers": _some(_NUMBER, rb'\1 t="str"><v>\2</v>'),
    "errors": _some(_NUMBER, rb'\1 t="e"><v>#N/A</v>', rb'\1 t="e"><v>#REF!</v>', rb'\1 t="e"/>'),
    "new_errors": _some(_NUMBER, rb'\1 t="e"><v>#SPILL!</v>', rb'\1 t="e" vm="1"><v>#VALUE!</v>'),
    "booleans": _some(_NUMBER, rb'\1 t="b"><v>1</v>', rb'\1 t="b"><v>0</v>', rb'\1 t="b"/>'),
    "formulas": _some(_NUMBER, rb"\1><f>A1*2</f><v>\2</v>", rb'\1><f t="array" ref="A1">B1</f><v>\2</v>'),
    "shared_formulas": _some(_NUMBER, rb'\1><f t="shared" si="0"/><v>\2</v>'),
    "not_computed": _some(_NUMBER, rb"\1><f>A1*2</f>", rb"\1><f>A1*2</f><v/>", rb"\1><f>A1*2</f><v></v>"),
    "totals": _some(_NUMBER, rb"\1><f>SUM(A1:A9)</f><v>\2</v>", rb"\1><f>SUBTOTAL(9,B1:B7)</f><v>\2</v>"),
    "empty_values": _some(_NUMBER, rb"\1>", rb"\1><v/>", rb'\1 t="str"><v></v>', rb'\1 t="inlineStr"><is/>'),
    "exponents": _some(_NUMBER, rb"\1><v>\g<2>E0</v>", rb"\1><v>\g<2>e+01</v>", rb"\1><v>\g<2>E-3</v>"),
    "odd_numbers": _some(_NUMBER, rb"\1><v>+\2</v>", rb"\1><v> \2 </v>", rb"\1><v>0\2</v>"),
    "unknown_type": _some(_NUMBER, rb'\1 t="q"><v>\2</v>'),
    "unknown_tags": _some(re.compile(rb"</v></c>"), b"</v><extLst><ext/></extLst></c>"),
    "comments": _some(re.compile(rb"</row>|</si>"), rb"<!-- <row> -->\g<0>"),
    "character_data": _by(rb"<t>([^<&]*)</t>", rb"<t><![CDATA[\1]]></t>"),
    "references": _by(rb"<t>([^<&]*)</t>", rb"<t>\1&#65;&#x6C49;&lt;</t>"),
    "escapes": _by(rb"<t>([^<&]*)</t>", rb"<t>\1_x000D__x4E2D_</t>"),
    "rich": _by(rb"<si><t>([^<]*)</t></si>", rb"<si><r><rPr><b/></rPr><t>\1</t></r><r><t>b</t></r></si>"),
    "phonetic": _by(rb"<si>(<t>[^<]*</t>)", rb'<si>\1<rPh sb="0" eb="1"><t>a</t></rPh><phoneticPr/>'),
    "empty_texts": _by(rb"<si><t>([^<]{1,6})</t></si>", b"<si/>"),
    "rows_of_formats": _behind_rows(_styled(3_000)),
    "far_row": _behind_rows(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "second_rows": lambda content: content.replace(b"</sheetData>", b"</sheetData><sheetData/>"),
    "no_end": lambda content: content[: len(content) * 2 // 3],
}
"""Of what XlsxWriter writes."""
