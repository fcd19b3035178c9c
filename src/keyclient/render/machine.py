"""The answer for programs: JSON and CSV, exact and in UTF-8 whatever the console.

CSV: the heading holds the columns' keys, lines end with a line feed, quoting follows RFC 4180. Money has two
decimals and no separators, shares and numbers have all their digits, dates are ISO 8601, a blank is empty. A text
that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
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
from keyclient.render.text import Voice, absent, legible

_Encoder = Callable[[Cell], str]

_ROWS_AT_ONCE = 50_000
"""Rows that are turned into text together: whole columns are fast, all of a large table is much memory."""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SUSPECT = re.compile('[=+@\t\r\n＝＋－＠",-]')
"""Finds every text that may run or need quotes, and is quick to find that most texts do not."""
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_SURROGATES = re.compile("[\ud800-\udfff]")
_STEERS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
"""DEL and the C1 controls in UTF-8, which JSON allows and a terminal obeys."""


def render_json(envelope: BaseModel) -> bytes:
    """The whole answer as one JSON object: UTF-8, keys in declared order, two blanks of indent, a final line feed.

    Money is a number in yuan, a share is 0..1, a date is ISO 8601; what does not exist, or is no finite number,
    is null. A character that UTF-8 cannot hold (from a file name) becomes U+FFFD.
    """
    try:
        text = envelope.model_dump_json(by_alias=True, indent=2).encode()
    except PydanticSerializationError:
        plain = _speakable(envelope.model_dump(mode="json", by_alias=True))
        text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False).encode()
    return _STEERS.sub(lambda found: b"\\u%04x" % found[0][-1], text) + b"\n"


def render_csv(table: Table, lang: Lang, *, bom: bool = False, terminal: bool = False) -> bytes:
    """The table as CSV, all its rows.

    `bom` lets Excel see that a file is UTF-8. `terminal` is for output that a terminal will read: control
    characters are replaced there, everywhere else texts are exact.
    """
    columns = [_encoder(column.kind, lang, terminal=terminal) for column in table.columns]
    heading = _encoder(Kind.TEXT, lang, terminal=terminal)
    lines = [",".join(heading(column.key) for column in table.columns)]
    for start in range(0, len(table.rows), _ROWS_AT_ONCE):
        lines += _lines(table.rows[start : start + _ROWS_AT_ONCE], columns)
    lines.append("")
    return "\n".join(lines).encode("utf-8-sig" if bom else "utf-8", "replace")


def _lines(rows: Sequence[Sequence[Cell]], columns: Sequence[_Encoder]) -> Iterable[str]:
    """The rows as lines. A blank in an only column is quoted: an empty line would be no row."""
    encoded = [map(encode, cells) for encode, cells in zip(columns, zip(*rows, strict=True), strict=True)]
    if len(encoded) == 1:
        return (cell or '""' for cell in encoded[0])
    return map(",".join, zip(*encoded, strict=True))


def _encoder(kind: Kind, lang: Lang, *, terminal: bool) -> _Encoder:
    """What turns the cells of a column into CSV fields."""
    if kind is Kind.TEXT:
        return partial(_text, voice=Voice(lang, exact=True), terminal=terminal)
    return {Kind.MONEY: _money, Kind.DATE: _date}.get(kind, _number)


def _text(value: Cell, *, voice: Voice, terminal: bool) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else voice.value(value, Kind.TEXT)
    if terminal:
        text = legible(text)
    if not _SUSPECT.search(text):
        return text
    if text.startswith(_RUNS):
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
    if absent(value):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _speakable(value: object) -> object:
    """The same JSON value without what UTF-8 or JSON cannot hold."""
    if isinstance(value, dict):
        return {_speakable(key): _speakable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_speakable(item) for item in value]
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    return None if absent(value) else value
