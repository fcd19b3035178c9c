"""Cells and column ranges in worksheet XML."""

import re
from decimal import Decimal
from typing import TypeAlias

from keyclient.model.place import column_index, column_letters
from keyclient.render.writeback.markup import content

MOST_LETTERS = 32_767
"""Excel's limit for the text of a cell."""

Value: TypeAlias = str | int | float | Decimal | None

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d*)(?::\$?([A-Z]{1,3})\$?(\d*))?$")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def columns_of(reference: str) -> set[int]:
    """The columns of a range such as `A1:C9` or `$P:$S`."""
    match = _RANGE.match(reference)
    if match is None:
        return set()
    first = column_index(match[1])
    return set(range(first, column_index(match[3] or match[1]) + 1))


def widened(reference: str, last: int) -> str:
    """A range such as `A1:C9`, extended to a column."""
    match = _RANGE.match(reference)
    if match is None or match[3] is None or column_index(match[3]) >= last:
        return reference
    return f"{match[1]}{match[2]}:{column_letters(last)}{match[4]}"


def cell_xml(value: Value, place: str, style: bytes | None, p: str) -> str:
    """One cell; text is always text, whatever it starts with. `p`: the tag prefix of the part."""
    s = f' s="{style.decode()}"' if style is not None else ""
    if isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f'<{p}c r="{place}"{s} t="inlineStr"><{p}is><{p}t{space}>{content(_legal(value))}</{p}t></{p}is></{p}c>'
    return f'<{p}c r="{place}"{s}><{p}v>{value}</{p}v></{p}c>'


def _legal(text: str) -> str:
    """The text without characters not allowed in XML; text that looks like an Excel escape is preserved."""
    return _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text)[:MOST_LETTERS])
