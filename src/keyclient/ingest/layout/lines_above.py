"""The lines above a table, and the data dates they name."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.spans import span_at
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.layout.tables import SheetTable
from keyclient.model.regex import regex

LINES_ABOVE = 20
"""This many rows above the headings may name a unit or a data date."""

_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{8}"
_DAY_FIRST = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
_DAY_HERE = regex(rf"(?:{_DAY}|{_DAY_FIRST})(?!\d)")
_NAMED = regex(
    r"(?:(?:数据日期|统计日期|(?:数据)?截[止至](?:日期?|时[间点])?[到于]?|[数统][据计]时[间点]|报[表告]日期|快照(?:日期?|时[间点])"
    r"|(?<!\w)日期|(?:data|report|reporting|snapshot)\s*date|as\s*of)\s*[:为]?"
    r"|(?:数据|统计|报告|会计|(?<!\w))(?:月份|期间|年月|季度|月|期)\s*[:为]|账期\s*[:为]|\b(?:period|month|quarter)\s*:)\s*",
    re.I,
)
"""What stands before a data date, or the period it ends. A bare 日期 only where no word stands before it: 打印日期 is no data date."""
_BARE = regex(rf"[(\[【]?\s*({_DAY})\s*日?(?:\s+[\d:]+)?\s*[)\]】]?")
"""A line that is nothing but a day."""


def lines_above(table: SheetTable, found: Sequence[SheetTable]) -> list[list[str]]:
    """The lines above the headings, starting below any table above; those of the whole sheet where the table's own columns have none."""
    ends = [
        other.stretches[-1].stop
        for other in found
        if other.whole is table.whole and other.stretches[-1].stop <= table.heads.first
    ]
    rows = range(max(0, table.heads.first - LINES_ABOVE, *ends), max(table.heads.first, 0))
    own = table.grid.rows(rows)
    is_silent = not any(cell.strip() for row in own for cell in row)
    return table.whole.rows(rows) if is_silent else own


def data_dates(lines: Sequence[str]) -> Iterator[dt.date]:
    """The data dates that some lines name, in their order; where none does, the days that are lines of their own."""
    plain = [simplified(unicodedata.normalize("NFKC", line)) for line in lines]
    named = [day for line in plain for day in _named_dates(line)]
    bare = [match[1] for line in plain if (match := _BARE.fullmatch(line.strip())) is not None]
    yield from named or filter(None, map(parse_date, bare))


def _named_dates(line: str) -> Iterator[dt.date]:
    """The days that a line names as data dates, and the last days of the periods that it names so."""
    for match in _NAMED.finditer(line):
        is_day = _DAY_HERE.match(line, match.end())
        if is_day is not None:
            day = parse_date(is_day[0])
        else:
            span = span_at(line, match.end())
            day = None if span is None else span.last
        if day is not None:
            yield day
