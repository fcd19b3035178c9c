"""The cells of an .xlsx sheet whose number format shows more than the number: zeros in front, a unit, a currency, a part of it."""

import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple, TypeVar

from keyclient.ingest.cells.number_format import PERCENTAGES, NumberFormat, number_format
from keyclient.ingest.scan.parts import PartNames
from keyclient.model.place import column_index

STYLES = "xl/styles.xml"
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^<>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs[\s>](.*?)</(?:\w+:)?cellXfs>", re.S)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf[\s/>][^<>]*")
_ID = re.compile(rb"\snumFmtId=[\"'](\d{1,9})[\"']")
_CODE = re.compile(rb"\sformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_TEXT = re.compile(rb"\st=[\"'](?:s|str|inlineStr|b|e|d)[\"']")

EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Formats of dates that Chinese, Japanese and Korean Excel has built in, so that files hold no code for them; readers
take their cells for numbers. Source: ECMA-376 part 1, 18.8.30."""

Shown = TypeVar("Shown")
Formatted = Mapping[tuple[int, NumberFormat], list[int]]
"""Rows of the numbers, by column and format; both from 0."""


class ShownStyles(NamedTuple):
    """The styles whose numbers mean something else than the bare number, by their place among all of the book."""

    numbers: dict[int, NumberFormat]
    """Those that show more than the number."""
    dates: frozenset[int]
    """Those that show a date by `EAST_ASIAN_DATES`."""

    @property
    def all(self) -> frozenset[int]:
        """Both of them."""
        return self.dates.union(self.numbers)


def shown_styles(path: Path) -> ShownStyles:
    """The styles of a book that matter here; none where it has no part of styles."""
    codes, ids = _formats(path)
    told = {
        number: said
        for number, code in {**PERCENTAGES, **codes}.items()
        if (said := number_format(code)) is not None
    }
    dates = EAST_ASIAN_DATES.difference(codes)
    return ShownStyles(
        {at: told[number] for at, number in enumerate(ids) if number in told},
        frozenset(at for at, number in enumerate(ids) if number in dates),
    )


def formatted_numbers(path: Path, part: str) -> Formatted:
    """The numbers of a sheet part with a format that shows more than the number."""
    return _cells(path, part, shown_styles(path).numbers)


def dates_as_numbers(path: Path, part: str) -> dict[int, list[int]]:
    """The numbers of a sheet part that Excel shows as dates by `EAST_ASIAN_DATES`: rows by column, both from 0."""
    found = _cells(path, part, dict.fromkeys(shown_styles(path).dates))
    return {column: rows for (column, _), rows in found.items()}


def _cells(path: Path, part: str, styles: Mapping[int, Shown]) -> dict[tuple[int, Shown], list[int]]:
    """The rows of the numbers with some styles, by column and what the style shows."""
    from keyclient.ingest.scan.sheets import Odd, pieces

    found: dict[tuple[int, Shown], list[int]] = {}
    if not styles:
        return found
    wanted = b"|".join(b"%d" % style for style in styles)
    try:
        for piece, search in pieces(path, part):
            cells = re.compile(
                re.escape(search.cell_hint)
                + rb'(?=[^<>]*\bs="(' + wanted + rb')")(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
            )  # fmt: skip
            for cell in cells.finditer(piece):
                if _TEXT.search(cell[0]) is None:
                    key = (column_index(cell[2].decode()), styles[int(cell[1])])
                    found.setdefault(key, []).append(int(cell[3]) - 1)
    except Odd:
        return {}
    return found


def _formats(path: Path) -> tuple[dict[int, str], list[int]]:
    """The codes of the book's own formats by number, and the number of the format of every style."""
    with zipfile.ZipFile(path) as package:
        names = PartNames(package)
        if names.find(STYLES) is None:
            return {}, []
        styles = names.read(STYLES)
    codes: dict[int, str] = {}
    for item in _FORMAT.findall(styles):
        name, code = _ID.search(item), _CODE.search(item)
        if name is not None and code is not None:
            codes[int(name[1])] = unescape((code[1] or code[2] or b"").decode("utf-8", "replace"))
    block = _CELL_FORMATS.search(styles)
    ids = [] if block is None else [_ID.search(item) for item in _CELL_FORMAT.findall(block[1])]
    return codes, [0 if name is None else int(name[1]) for name in ids]
