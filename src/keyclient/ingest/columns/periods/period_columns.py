"""Balances of several dates side by side in one table: 1月AUM, 2月AUM, ..., 6月AUM, under headings that differ in the period alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from keyclient.ingest.base.table_refusals import SeveralSeries
from keyclient.ingest.columns.amount_headings import Sounds, sounds_like
from keyclient.ingest.columns.periods.named_period import NamedPeriod, are_in_turn, named_period
from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.headings import Heading, alias_ranks, field_and_rank, heading_key
from keyclient.ingest.layout.located import Located
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.measure_fields import MEASURE_FIELDS

_CHANGE = re.compile(r"较|比|增|减|变动|变化|涨|跌|change|growth|increase|delta", re.I)
"""Headings of changes since a period, which are no balances at its end."""
_PLAIN = Label("value", "余额")
"""Balances whose headings are periods and nothing else."""


class PeriodColumn(NamedTuple):
    """The balances of one date."""

    heading: Heading
    period: NamedPeriod


@dataclass(frozen=True)
class PeriodColumns:
    """The columns of one balance, oldest first; months over the turn of a year (11月 12月 1月) as they stand."""

    stem: str
    """What their headings have in common; blank where they are periods and nothing else."""
    field: str | None
    """The money field that this is; None: a heading that means no field."""
    columns: tuple[PeriodColumn, ...]

    @property
    def called(self) -> Label | None:
        """What a balance of no field is called; None: as the field."""
        if self.field is not None:
            return None
        return Label(self.stem, self.stem) if self.stem else _PLAIN


def period_columns(located: Located, wanted: str | None, path: object) -> PeriodColumns | None:
    """The balances side by side in a table; None where there are none. `wanted`: the measure that was asked for.

    Of several, the one that was asked for; else the first that customers are ranked by; else the only one that sounds like
    an amount, or the only one. Raises `SeveralSeries` where that leaves several.
    """
    found = [one for one in _series(located) if one.field is None or one.field in MEASURE_FIELDS]
    found = [one for one in found if one.stem] or found
    if wanted is not None:
        return next((one for one in found if _is_wanted(one, wanted)), None)
    ranked = [one for name in MEASURE_FIELDS for one in found if one.field == name]
    amounts = [one for one in found if sounds_like(one.stem) is Sounds.AMOUNTS]
    left = ranked[:1] or (amounts if len(amounts) == 1 else found)
    if len(left) > 1:
        raise SeveralSeries(path=path, series=listed(f"“{one.stem}”" for one in left), first=left[0].stem)
    return left[0] if left else None


def _series(located: Located) -> list[PeriodColumns]:
    groups: dict[str, list[tuple[str, PeriodColumn]]] = {}
    for heading, kind in zip(located.understanding.headings, located.kinds, strict=False):
        plain = heading.without_unit
        if heading.is_unnamed or kind is ColumnKind.WORD or _CHANGE.search(plain):
            continue
        if (period := named_period(plain)) is not None:
            groups.setdefault(heading_key(period.stem), []).append(
                (period.stem, PeriodColumn(heading, period))
            )
    return [_ordered(group) for group in groups.values() if _are_periods([column for _, column in group])]


def _are_periods(columns: Sequence[PeriodColumn]) -> bool:
    """Whether there are several periods of one kind, each once."""
    orders = {column.period.order for column in columns}
    are_dated = {column.period.day is not None for column in columns}
    return len(columns) > 1 and len(orders) == len(columns) and len(are_dated) == 1


def _ordered(group: Sequence[tuple[str, PeriodColumn]]) -> PeriodColumns:
    stem = group[0][0]
    columns = tuple(_oldest_first([column for _, column in group]))
    name, _ = field_and_rank(stem) or (None, 0)
    return PeriodColumns(stem, name if name is not None and fields()[name].is_money else None, columns)


def _oldest_first(columns: Sequence[PeriodColumn]) -> Sequence[PeriodColumn]:
    """Columns by their periods; months without a year that go over the turn of one stay as they stand."""
    periods = [column.period for column in columns]
    if all(period.day is None for period in periods) and are_in_turn([period.month for period in periods]):
        return columns
    return sorted(columns, key=lambda column: column.period.order)


def _is_wanted(series: PeriodColumns, wanted: str) -> bool:
    field, _ = alias_ranks().get(heading_key(wanted), (None, 0))
    if series.called is None:
        return heading_key(wanted) == heading_key(series.stem) or series.field in (wanted, field)
    return heading_key(wanted) in {heading_key(name) for name in (series.called.en, series.called.zh)}
