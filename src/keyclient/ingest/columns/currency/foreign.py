"""A column 币种: which rows have their amounts in another currency than the yuan."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.currencies import code_of, is_known, is_yuan, sign_in
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.money_columns import foreign_columns, money_columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.headings import Heading, heading_key
from keyclient.model.issue import Issue
from keyclient.model.label import Label, in_turn, listed
from keyclient.model.measure import MeasureKind
from keyclient.model.record import dataclass
from keyclient.model.rules.cells import ForeignCurrency
from keyclient.model.rules.rows import RowsInForeignCurrency

HEADINGS = (
    "币种", "币别", "货币", "币种名称", "币种代码", "货币代码", "货币种类", "货币名称", "账户币种", "存款币种", "原币币种", "Currency",
    "Currency Code", "Account Currency", "CCY", "Curr",
)  # fmt: skip
"""Headings of the column that names the currency of each row."""
_SUMS = Label("{name} ({count}): {sums}", "{name} {count} 行：{sums}")
_ASIDE = Label(" They are set aside.", "已搁置。")
_AS_IS = Label(
    " The whole column is in that currency; every result is an amount in it.",
    "全列均为该币种，结果均为该币种的金额。",
)
_LOOKED_AT = 1000
"""In so many cells of a column that has nothing but signs the currencies are compared."""


class Currency(NamedTuple):
    """The rows of the body in one foreign currency."""

    name: str
    """As the book writes it."""
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Currencies:
    """The column that names the currency of each row, and the rows in others than the yuan."""

    heading: Heading
    foreign: tuple[Currency, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows in a foreign currency, in order."""
        return tuple(sorted(row for currency in self.foreign for row in currency.rows))


def read_currencies(body: Body, rates: Collection[str] = ()) -> Currencies | None:
    """The foreign rows of a book with a column of currencies; None without one, or where all is in yuan.

    `rates`: codes of the currencies whose amounts were converted.
    """
    for heading in currency_headings(body.located.understanding.headings):
        if foreign := _foreign(body, heading, rates):
            return Currencies(heading, foreign)
    return None


def currency_headings(headings: Sequence[Heading]) -> list[Heading]:
    """The headings of columns that name the currency of each row."""
    keys = {heading_key(name) for name in HEADINGS}
    return [heading for heading in headings if heading.key in keys and not heading.is_unnamed]


def in_yuan(
    columns: Columns, currencies: Currencies, chosen: ChosenMeasure | None, *, sets_aside: bool
) -> Columns:
    """The columns, with the rows whose amounts are foreign.

    The rows are set aside if customers are ranked by money that is in their currency (`sets_aside`), else they stay and
    only such amounts are set aside.
    """
    if sets_aside and _is_ranked_by_foreign_money(columns, chosen):
        return replace(columns, foreign=currencies.rows)
    return replace(columns, without_money=dict.fromkeys(foreign_columns(columns, chosen), currencies.rows))


def without_signs(columns: Columns, chosen: ChosenMeasure | None, *, sets_aside: bool) -> Columns:
    """The columns without amounts that have the sign of a foreign currency among others that have not.

    Rows are set aside as in `in_yuan`. A column all of whose amounts are in one currency has nothing to mix, and stays.
    """
    ranked = chosen.readings if chosen is not None and sets_aside and _is_ranked_by_money(chosen) else {}
    foreign, apart = set(columns.foreign), dict(columns.without_money)
    money = money_columns(columns, chosen)
    for name, (heading, reading) in all_columns(columns, chosen).items():
        if not reading.foreign or not are_mixed(columns.body, heading, reading):
            continue
        if name in ranked:
            foreign.update(reading.foreign)
        elif name in money:
            apart[name] = tuple(sorted({*apart.get(name, ()), *reading.foreign}))
    return replace(columns, without_money=apart, foreign=tuple(sorted(foreign)))


def are_mixed(body: Body, heading: Heading, reading: Reading) -> bool:
    """Whether amounts with the sign of a foreign currency stand among others, or among those of another currency."""
    if len(reading.foreign) < reading.filled:
        return True
    typed = body.texts(heading).take(pa.array(reading.foreign[:_LOOKED_AT])).to_pylist()
    return len({sign_in(text) for text in typed}) > 1


def sign_issue(body: Body, name: str, label: Label, heading: Heading, reading: Reading) -> Issue:
    """The amounts of a column that have the sign of a foreign currency, with the sums of each currency."""
    rows = list(reading.foreign)
    typed = body.texts(heading).take(pa.array(rows)).to_pylist()
    sums: dict[str, Decimal] = {}
    for row, text in zip(rows, typed, strict=True):
        code = (sign_in(text) or "?").upper()
        amount = Decimal(repr(reading.values[row].item())).scaleb(-(reading.decimals or 0))
        sums[code] = sums.get(code, Decimal(0)) + amount
    return ForeignCurrency(
        body.address(rows[0], heading),
        name,
        field_name=label,
        count=len(rows),
        amounts=in_turn(f"{code} {amount:,.2f}" for code, amount in sorted(sums.items())),
        consequence=_ASIDE if are_mixed(body, heading, reading) else _AS_IS,
    )


def currency_issues(
    currencies: Currencies | None, columns: Columns, chosen: ChosenMeasure | None
) -> Iterator[Issue]:
    """The rows and sums of every currency but the yuan, in one issue, so that none of them is left to a longer list."""
    if currencies is None:
        return
    body, parts = columns.body, []
    headings = _money(columns, chosen, foreign_only=not columns.foreign)
    if not headings:
        return
    for currency in currencies.foreign:
        sums = [f"{heading.without_unit} {_sum(body, heading, currency):,.2f}" for heading in headings]
        said = {"name": currency.name, "count": len(currency.rows), "sums": listed(sums or ["-"])}
        parts.append(_SUMS.filled(**said))
    rows = currencies.rows
    place = body.address(rows[0], currencies.heading)
    yield RowsInForeignCurrency(
        place,
        currencies.heading.text,
        count=len(rows),
        amounts=in_turn(parts),
    )


def _foreign(body: Body, heading: Heading, rates: Collection[str]) -> tuple[Currency, ...]:
    """The foreign currencies of a column, by name; none if it has no word for any currency that is known."""
    encoded = pc.dictionary_encode(body.texts(heading).combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    if not any(is_yuan(text) or is_known(text) for text in shapes):
        return ()
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    names: dict[str, list[int]] = {}
    for at, text in enumerate(shapes):
        if not is_blank(text) and not is_yuan(text) and code_of(text) not in rates:
            names.setdefault(code_of(text), []).append(at)
    found = (
        Currency(
            min((shapes[at].strip() for at in places), key=lambda name: (name.isdigit(), name)),
            tuple(np.flatnonzero(np.isin(index, places)).tolist()),
        )
        for places in names.values()
    )
    return tuple(sorted(found))


def _is_ranked_by_money(chosen: ChosenMeasure | None) -> bool:
    return chosen is not None and chosen.measure.kind is MeasureKind.MONEY


def _is_ranked_by_foreign_money(columns: Columns, chosen: ChosenMeasure | None) -> bool:
    """Whether customers are ranked by amounts that are in the currency of their row."""
    return not set(foreign_columns(columns, chosen)).isdisjoint(measure_columns(chosen))


def _money(columns: Columns, chosen: ChosenMeasure | None, *, foreign_only: bool) -> list[Heading]:
    """The headings of amounts, each once; those converted into yuan only if their rows are set aside."""
    wanted = {*foreign_columns(columns, chosen)}
    if not foreign_only:
        wanted |= set(money_columns(columns, chosen))
    read = all_columns(columns, chosen).items()
    return list({heading.position: heading for name, (heading, _) in read if name in wanted}.values())


def _sum(body: Body, heading: Heading, currency: Currency) -> Decimal:
    reading, rows = body.money(heading), np.array(currency.rows, dtype=np.int64)
    return Decimal(int(reading.values[rows][reading.valid[rows]].sum())) / 100
