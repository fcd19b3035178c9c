"""The unit of amounts in the lines above a table, and words in them that may be a unit."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.cells.unit_words import MoneyUnit, UnitMeaning
from keyclient.ingest.cells.units import meaning_of, meaning_of_line
from keyclient.ingest.layout.plain_headings import is_period
from keyclient.model.regex import regex

MOST_ASIDE = 1
"""How many cells, such as a date, may be beside a title with a unit; more are figures with units of their own."""

_TITLE = regex(r".*[^\W\d]\s*[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]\s*", re.S)
_UNIT_WORD = regex(
    r"(?:[千百十]?万元|[十百千]?亿元|千元|10\s*k|(?:ten|10|hundred)\s+thousand|(?<![a-z])(?:thousand|million|billion)s?|'000"
    r"|(?<=[(\[【])[万亿](?=[)\]】]))(?!\w|\s*\d)|(?:[百十]?万元|亿元|千元)(?=[为计列表口统保四人])"
)
_AMOUNT = regex(
    r"(?:[\d一二三四五六七八九十百千万亿两几数多余超过满达上起足近约+]|over|above|than|under|below|least|most)\s*$"
)
"""Before a unit it makes both an amount: `资产 500 万以上`."""

T = TypeVar("T")


class UnitAbove(NamedTuple):
    """The unit that the lines above a table give for its amounts."""

    unit: MoneyUnit | None
    currency: str | None
    """The foreign currency in these lines."""
    doubtful: str | None = None
    """A word that may be a unit, if no line names the unit for certain."""
    row: int = 0
    """The sheet row of that word."""


def unit_above(rows: Sequence[Sequence[str]], first: int) -> UnitAbove:
    """The unit above a table; `rows` are the cells of its lines, the nearest last, from row `first` of the sheet down.

    The nearest line that names a unit (`单位：万元`) takes precedence over the nearest title with one in brackets
    (`客户存款明细表（万元）`), and that over a line that names only a currency.
    """
    lines = [" ".join(row) for row in rows]
    said = [meaning_of_line(line) for line in lines]
    titles = [_in_title(row) for row in rows]
    sure = _last(found for found in (*titles, None, *said) if found is not None and found.is_sure)
    best = sure or _last(said)
    currency = _last(found.currency for found in (*said, sure) if found is not None)
    unit = best.unit if best is not None else None
    if sure is not None:
        return UnitAbove(unit, currency)
    doubts = [(word, at) for at, line in enumerate(lines, first) if (word := _unit_word(line)) is not None]
    return UnitAbove(unit, currency, *doubts[-1]) if doubts else UnitAbove(unit, currency)


def _in_title(row: Sequence[str]) -> UnitMeaning | None:
    """The meaning of brackets at the end of a title.

    A title is in the first column, with hardly anything beside it: no amount (`存款合计（万元）` with its figure),
    and no other unit, as groups of headings have.
    """
    beside = [cell for cell in row[1:] if cell.strip()]
    if len(beside) > MOST_ASIDE or any(_is_amount(cell) or _bracketed(cell) is not None for cell in beside):
        return None
    return _bracketed(row[0]) if row else None


def _bracketed(cell: str) -> UnitMeaning | None:
    match = _TITLE.fullmatch(narrow(cell))
    return None if match is None else meaning_of(match[1])


def _is_amount(cell: str) -> bool:
    return parse_amount(cell) is not None and not is_period(cell)


def _unit_word(line: str) -> str | None:
    """A word for thousands or more that is part of neither an amount nor a name."""
    plain = narrow(line).replace("’", "'").casefold()
    words = (
        match for match in _UNIT_WORD.finditer(plain) if not _AMOUNT.search(plain[: match.start()][-20:])
    )
    return next((match[0] for match in words), None)


def _last(items: Iterable[T | None]) -> T | None:
    known = [item for item in items if item is not None]
    return known[-1] if known else None
