"""Amounts in foreign currencies converted into yuan by the rates of the policy, before anything is added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import strings
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.currencies import code_of, is_yuan, sign_in
from keyclient.ingest.cells.plain import is_blank, narrow
from keyclient.ingest.cells.units import BRACKETS, meaning_of, says_converted
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.currency.foreign import currency_headings
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.layout.headings import Heading, field_and_rank, make_heading
from keyclient.ingest.layout.located import Located
from keyclient.model.amount_words import amount_of, amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, in_turn, listed
from keyclient.model.record import dataclass
from keyclient.model.rules.rows import AmountsConverted

_FEN = Decimal("0.01")
_AT_RATE = Label("{code} ({count}) x {rate}: {sums}", "{code} {count} 行，汇率 {rate}：{sums}")
_CONVERTED = Label("{foreign} = {yuan}", "{foreign} = {yuan}")
MOST_DIGITS = 25
"""An amount with more digits is no amount of money."""


class Converted(NamedTuple):
    """One amount that was converted."""

    code: str
    amount: Decimal
    """In the foreign currency."""
    yuan: Decimal
    """Rounded to the fen, half to even."""


@dataclass(frozen=True)
class InYuan:
    """A table with its foreign amounts in yuan."""

    located: Located
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    """Yuan for one unit of each currency, by code."""
    amounts: Mapping[Heading, Mapping[int, Converted]] = field(default_factory=dict)
    """What was converted, by heading and row of the grid."""


def convert(located: Located, rates: Mapping[str, Decimal]) -> InYuan:
    """The table with every amount in yuan whose currency has a rate.

    The currency is that of the sign in the cell, else of the row (币种), else of the heading, else of the lines above.
    A column that says that it has been converted stays as it is.
    """
    if not rates:
        return InYuan(located)
    located, by_heading = _named(located, rates)
    grid, columns = located.grid, list(located.grid.columns)
    by_row = _by_row(located)
    amounts: dict[Heading, Mapping[int, Converted]] = {}
    for heading in located.understanding.headings:
        if not _is_money(located, heading) or says_converted(heading.text):
            continue
        usual = by_heading.get(heading.position) or code_of(located.above.currency or "")
        found = dict(_converted(located, heading, by_row, usual, rates))
        if found:
            columns[heading.position] = _with(columns[heading.position], found)
            amounts[heading] = found
    above = located.above
    if above.currency is not None and code_of(above.currency) in rates:
        above = above._replace(currency=None)
    grid = replace(grid, columns=tuple(columns))
    return InYuan(replace(located, grid=grid, above=above), rates, amounts)


def rate_issues(body: Body, converted: InYuan) -> Iterator[Issue]:
    """The currencies that were converted, with their rates and sums, in one issue, so that none is left to a longer list."""
    parts, cells = [], []
    own = {heading: _of_customers(body, found) for heading, found in converted.amounts.items()}
    for code in sorted({item.code for found in own.values() for item in found.values()}):
        here = {
            heading: [item for item in found.values() if item.code == code] for heading, found in own.items()
        }
        rows = {row for found in own.values() for row, item in found.items() if item.code == code}
        cells += [(row, heading.position) for heading, found in own.items() for row in found]
        sums = listed(
            amount_of(heading.without_unit, _sums(items)) for heading, items in here.items() if items
        )
        rate = f"{converted.rates[code]:f}"
        parts.append(_AT_RATE.filled(code=code.upper(), count=len(rows), rate=rate, sums=sums))
    if parts:
        place = body.located.grid.address(*min(cells))
        yield AmountsConverted(place, count=len({row for row, _ in cells}), amounts=in_turn(parts))


def gained(body: Body, converted: InYuan) -> dict[int, Decimal]:
    """By how much the sums of columns grew when amounts were converted, by position."""
    return {
        heading.position: sum(
            (item.yuan - item.amount for item in _of_customers(body, found).values()), Decimal(0)
        )
        for heading, found in converted.amounts.items()
    }


def _of_customers(body: Body, found: Mapping[int, Converted]) -> dict[int, Converted]:
    rows = set(body.rows.tolist())
    return {row: item for row, item in found.items() if row in rows}


def _sums(items: Sequence[Converted]) -> Label:
    foreign, yuan = (
        sum(amounts, Decimal(0))
        for amounts in zip(*((item.amount, item.yuan) for item in items), strict=True)
    )
    return _CONVERTED.filled(foreign=f"{foreign:,.2f}", yuan=amount_words(yuan))


def _named(located: Located, rates: Mapping[str, Decimal]) -> tuple[Located, dict[int, str]]:
    """The table with headings that name a currency with a rate read without it, and these currencies by position."""
    codes: dict[int, str] = {}
    headings, taken = [], dict(located.understanding.taken)
    for heading in located.understanding.headings:
        code, bare = _currency_of(heading.text)
        if code not in rates or heading.unit is not None:
            headings.append(heading)
            continue
        codes[heading.position] = code
        known = replace(make_heading(bare, heading.position), text=heading.text, unit=None)
        headings.append(known)
        name = (field_and_rank(bare) or ("",))[0]
        if name and name not in taken and name not in located.understanding.twice:
            taken[name] = known
        taken = {name: known if old is heading else old for name, old in taken.items()}
    ordered = {name: taken[name] for name in fields() if name in taken}
    understanding = replace(located.understanding, headings=tuple(headings), taken=ordered)
    return replace(located, understanding=understanding), codes


def _currency_of(text: str) -> tuple[str, str]:
    """The foreign currency in the brackets of a heading, and the heading without them; empty without one."""
    for match in BRACKETS.finditer(narrow(text)):
        said = meaning_of(match[1])
        if said is not None and said.currency is not None:
            return code_of(said.currency), narrow(text).replace(match[0], "")
    return "", text


def _factor(located: Located, heading: Heading) -> Decimal:
    """Yuan, or units of the foreign currency, in one of the column's unit."""
    for match in BRACKETS.finditer(narrow(heading.text)):
        said = meaning_of(match[1])
        if said is not None and said.unit is not None:
            return said.unit.factor
    unit = heading.unit or located.unit
    return unit.factor if unit is not None else Decimal(1)


def _is_money(located: Located, heading: Heading) -> bool:
    name = located.understanding.field_at(heading.position)
    if name is not None:
        return fields()[name].is_money
    return not heading.is_unnamed and (heading.unit is not None or is_balance(heading.text))


def _by_row(located: Located) -> list[str | None]:
    """The currency of each row of the grid by its own column: a code, nothing for the yuan, None where it is blank."""
    headings = currency_headings(located.understanding.headings)
    if not headings:
        return [None] * located.grid.height
    texts = located.grid.columns[headings[0].position].to_pylist()
    meaning = {text: _row_currency(text) for text in set(texts)}
    return [meaning[text] for text in texts]


def _row_currency(text: str | None) -> str | None:
    if text is None or is_blank(text):
        return None
    return "" if is_yuan(text) else code_of(text)


def _converted(
    located: Located, heading: Heading, by_row: Sequence[str | None], usual: str, rates: Mapping[str, Decimal]
) -> Iterator[tuple[int, Converted]]:
    factor = _factor(located, heading)
    column = strings(located.grid.columns[heading.position])
    for row in _candidates(column, located.first_row, by_row, usual, rates):
        text = column[row].as_py()
        own = by_row[row]
        code = sign_in(text) or (usual if own is None else own)
        amount = parse_amount(text)
        if code not in rates or amount is None or amount.is_percent or "¥" in narrow(text):
            continue
        number = amount.number * (amount.unit or factor)
        if number.adjusted() < MOST_DIGITS:
            yield row, Converted(code, number, (number * rates[code]).quantize(_FEN, ROUND_HALF_EVEN))


def _candidates(
    column: pa.ChunkedArray,
    first: int,
    by_row: Sequence[str | None],
    usual: str,
    rates: Mapping[str, Decimal],
) -> list[int]:
    """The rows whose amount may be in a foreign currency."""
    filled = np.asarray(pc.is_valid(column), dtype=bool)
    filled[:first] = False
    signed = pc.match_substring_regex(column, r"[^0-9.,\-+()\s万亿千元%]")
    odd = np.asarray(pc.fill_null(signed, fill_value=False), dtype=bool)
    foreign = np.array([(usual if code is None else code) in rates for code in by_row], dtype=bool)
    return np.flatnonzero(filled & (odd | foreign)).tolist()


def _with(column: pa.ChunkedArray, found: Mapping[int, Converted]) -> pa.ChunkedArray:
    """A column with the amounts in yuan."""
    mask = np.zeros(len(column), dtype=bool)
    mask[list(found)] = True
    values = pa.array([f"{found[row].yuan:f}元" for row in sorted(found)], pa.string())
    return pa.chunked_array([pc.replace_with_mask(strings(column).combine_chunks(), pa.array(mask), values)])
