"""The rows that `lifecycle` lists: needs that nothing serves, and people who enter their next age band."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple, dataclass

import pyarrow as pa

from keyclient.analysis.common.rows import ColumnCells, Rows
from keyclient.analysis.lifecycle.need_map import NeedMap
from keyclient.metrics.age import day_of
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure
from keyclient.policy.parts.families import Rating
from keyclient.policy.parts.needs import Weight

GapCells = tuple[
    str | None, int, int, str, str, Weight, Amount | None, Rating | None, tuple[str, ...], tuple[str, ...]
]
"""The figures of a `Gap`, in its order."""
CrossingCells = tuple[str | None, int, dt.date, int, str, str, Amount | None, tuple[str, ...]]
"""The figures of a `Crossing`, in its order."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A need of a customer that nothing serves."""

    customer_id: str | None
    row: int
    age: int
    band: str
    need: str
    weight: Weight
    value: Amount | None
    risk_rating: Rating | None
    """None: the customer has not been rated."""
    offer: tuple[str, ...]
    """Product families that serve the need and may be offered to the customer."""
    withheld: tuple[str, ...]
    """Families that serve it but need a higher rating, or any."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A customer who enters the next age band."""

    customer_id: str | None
    row: int
    date: dt.date
    age: int
    """On that day."""
    band: str
    next_band: str
    value: Amount | None
    new_needs: tuple[str, ...]
    """Needs that the next band has and this one has not, or not as core."""


class GapColumns(ColumnCells[GapCells]):
    """Gaps that stay columns."""

    def __init__(self, table: pa.Table, needs: NeedMap, measure: Measure | None) -> None:
        """`table`: columns customer_id, row, age, place (of the band), need (its place), value, rating, in order."""
        super().__init__(table)
        self._map, self._measure = needs, measure

    def _rows(self, table: pa.Table) -> Iterator[GapCells]:
        columns = table.to_pydict()
        names = ("customer_id", "row", "age", "place", "need", "rating")
        values = _amounts(columns["value"], self._measure)
        bands, needs, weights = self._map.bands, self._map.needs, self._map.weights
        for customer, row, age, band, need, rating, value in zip(
            *(columns[name] for name in names), values, strict=True
        ):
            name, weight = needs[need], weights[band][need]
            yield (
                customer,
                row,
                age,
                bands[band].name,
                name,
                weight,
                value,
                rating,
                *self._map.offer(name, rating),
            )


class CrossingColumns(ColumnCells[CrossingCells]):
    """Crossings that stay columns."""

    def __init__(self, table: pa.Table, needs: NeedMap, measure: Measure | None) -> None:
        """`table`: columns customer_id, row, day (a number), place (of the band), value, in order."""
        super().__init__(table)
        self._map, self._measure = needs, measure

    def _rows(self, table: pa.Table) -> Iterator[CrossingCells]:
        columns = table.to_pydict()
        values = _amounts(columns["value"], self._measure)
        for customer, row, day, place, value in zip(
            *(columns[name] for name in ("customer_id", "row", "day", "place")), values, strict=True
        ):
            band, after = self._map.bands[place], self._map.bands[place + 1]
            new = self._map.new_needs(place)
            yield customer, row, day_of(day), after.low, band.name, after.name, value, new


class Gaps(Rows[Gap, GapCells]):
    """Gaps in order."""

    row = Gap

    @staticmethod
    def made(cells: GapCells) -> Gap:
        """The gap of these figures."""
        return Gap(*cells)

    @staticmethod
    def taken(row: Gap) -> GapCells:
        """The figures of this gap."""
        return astuple(row)


class Crossings(Rows[Crossing, CrossingCells]):
    """Crossings in order."""

    row = Crossing

    @staticmethod
    def made(cells: CrossingCells) -> Crossing:
        """The crossing of these figures."""
        return Crossing(*cells)

    @staticmethod
    def taken(row: Crossing) -> CrossingCells:
        """The figures of this crossing."""
        return astuple(row)


def _amounts(values: list[Number | None], measure: Measure | None) -> list[Amount | None]:
    return [None] * len(values) if measure is None else measure.amounts(values)
