"""Renders results for programs: JSON and CSV, exact and in UTF-8 whatever the console.

CSV: the heading has the keys of the columns, and words are English whatever the language of the run; lines end with a line feed, quoting follows RFC 4180. Money has two
decimals and no separators, shares and numbers have all their digits, dates are ISO 8601, a null is empty. A text that a
spreadsheet would run as a formula is preceded by an apostrophe (OWASP, "CSV Injection").
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from math import isfinite

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from keyclient.model.label import Lang
from keyclient.model.report import Cell, Kind, Table
from keyclient.render.text import Voice, is_missing, legible

_VOICE = Voice(Lang.EN, exact=True)
"""Words in CSV are those of programs, whatever the language of the run."""
_Encoder = Callable[[Cell], str]

_ROWS_AT_ONCE = 50_000
"""Rows converted together: whole columns are fast, but a whole large table takes much memory."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SUSPECT = re.compile('[=+@\t\r\n＝＋－＠",-]')
"""Matches every text that may be a formula or need quotes; quickly rules out most texts."""
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
"""DEL and the C1 controls in UTF-8, which JSON allows but a terminal interprets."""


def render_json(envelope: BaseModel) -> bytes:
    """The whole result as one JSON object: UTF-8, keys in declared order, indented by two spaces, final line feed.

    Money is a number in yuan, a share is 0..1, a date is ISO 8601; a missing or non-finite value is null. A character
    that UTF-8 cannot encode (from a file name) becomes U+FFFD.
    """
    try:
        text = envelope.model_dump_json(by_alias=True, indent=2).encode()
    except PydanticSerializationError:
        plain = _encodable(envelope.model_dump(mode="json", by_alias=True))
        text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False).encode()
    return _CONTROLS.sub(lambda found: b"\\u%04x" % found[0][-1], text) + b"\n"


def render_csv(table: Table, *, bom: bool = False, terminal: bool = False) -> bytes:
    """The whole table as CSV.

    `bom` tells Excel that a file is UTF-8. `terminal` is for output to a terminal: control characters are replaced
    there; everywhere else texts are exact.
    """
    columns = [_encoder(column.kind, terminal=terminal) for column in table.columns]
    heading = _encoder(Kind.TEXT, terminal=terminal)
    lines = [",".join(heading(column.key) for column in table.columns)]
    for start in range(0, len(table.rows), _ROWS_AT_ONCE):
        lines += _lines(table.rows[start : start + _ROWS_AT_ONCE], columns)
    lines.append("")
    return "\n".join(lines).encode("utf-8-sig" if bom else "utf-8", "replace")


def _lines(rows: Sequence[Sequence[Cell]], columns: Sequence[_Encoder]) -> Iterable[str]:
    """The rows as lines. An empty cell of a single column is quoted: an empty line would not count as a row."""
    encoded = [map(encode, cells) for encode, cells in zip(columns, zip(*rows, strict=True), strict=True)]
    if len(encoded) == 1:
        return (cell or '""' for cell in encoded[0])
    return map(",".join, zip(*encoded, strict=True))


def _encoder(kind: Kind, *, terminal: bool) -> _Encoder:
    """The function that converts cells of this kind to CSV fields."""
    if kind is Kind.TEXT:
        return partial(_text, voice=_VOICE, terminal=terminal)
    return {Kind.MONEY: _money, Kind.DATE: _date}.get(kind, _number)


def _text(value: Cell, *, voice: Voice, terminal: bool) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else voice.value(value, Kind.TEXT)
    if terminal:
        text = legible(text)
    if not _SUSPECT.search(text):
        return text
    if text.startswith(_FORMULA_STARTS):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _money(value: Cell) -> str:
    if value is None:
        return ""
    text = f"{value:.2f}"
    if text == "-0.00":
        return "0.00"
    return text if text[-1].isdigit() else ""


def _date(value: Cell) -> str:
    return value.isoformat() if isinstance(value, dt.date) else ""


def _number(value: Cell) -> str:
    if isinstance(value, float):
        return float.__repr__(value) if isfinite(value) else ""
    if is_missing(value):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _encodable(value: object) -> object:
    """The same JSON value without anything UTF-8 or JSON cannot represent."""
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    return None if is_missing(value) else value
