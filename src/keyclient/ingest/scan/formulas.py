"""The formulas of some rows of an .xlsx sheet."""

import re
from collections.abc import Collection
from html import unescape
from pathlib import Path

from keyclient.ingest.base.row_marks import Formulas
from keyclient.ingest.scan.sheets import Odd, pieces
from keyclient.model.place import column_index

_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=(?:[^<>]*?\s)?r=\"([A-Z]{1,3})(\d{1,7})\")[^<>]*>\s*"
    rb"<(?:\w+:)?f((?:\s[^<>]*?)?)(?:/>|>([^<>]*)<)"
)
_SHARED = re.compile(rb'\ssi="(\d{1,9})"')
"""A formula that a cell shares with others; the first of them has its text."""


def formulas_of(path: Path, part: str, rows: Collection[int]) -> Formulas:
    """The formulas of some rows of a sheet part; none of a sheet written in an unusual way."""
    found: dict[tuple[int, int], str] = {}
    shared: dict[bytes, str] = {}
    wanted = frozenset(rows)
    try:
        for piece, search in pieces(path, part):
            if search.formula_hint not in piece:
                continue
            for column, row, attributes, typed in _CELL.findall(piece):
                formula = unescape(typed.decode("utf-8", "replace"))
                number = _SHARED.search(attributes)
                if number is not None:
                    formula = shared.setdefault(number[1], formula) if formula else shared.get(number[1], "")
                if int(row) - 1 in wanted and formula:
                    found[int(row) - 1, column_index(column.decode())] = formula
    except Odd:
        return {}
    return found
