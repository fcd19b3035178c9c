"""The rows that `lifecycle` lists: uncovered needs, and people entering their next age band."""

import datetime as dt

import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.metrics.age import day_of
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure
from keyclient.model.record import dataclass
from keyclient.policy.parts.families import Rating
from keyclient.policy.parts.needs import Weight


@dataclass(frozen=True, slots=True)
class NeedGap:
    """An uncovered need of a customer."""

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
    """Families that serve it but need a higher rating, or a rating at all."""


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
    """Needs of the next band that are new, or become core."""


def gap_rows(table: pa.Table, needs: NeedMap, measure: Measure | None) -> LazyRows[NeedGap]:
    """Gaps. `table`: columns customer_id, row, age, place (of the band), need (its place), value, rating, in order."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        places, ratings = columns["place"], columns["rating"]
        names = [needs.needs[need] for need in columns["need"]]
        offers = list(map(needs.offer, names, ratings))
        return {
            "customer_id": columns["customer_id"],
            "row": columns["row"],
            "age": columns["age"],
            "band": [needs.bands[place].name for place in places],
            "need": names,
            "weight": [
                needs.weights[place][need] for place, need in zip(places, columns["need"], strict=True)
            ],
            "value": _amounts(columns["value"], measure),
            "risk_rating": ratings,
            "offer": [offer.offered for offer in offers],
            "withheld": [offer.withheld for offer in offers],
        }

    return LazyRows(NeedGap, ArrowSource(table, convert))


def crossing_rows(table: pa.Table, needs: NeedMap, measure: Measure | None) -> LazyRows[Crossing]:
    """Crossings. `table`: columns customer_id, row, day (a number), place (of the band), value, in order."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        places = columns["place"]
        after = [needs.bands[place + 1] for place in places]
        return {
            "customer_id": columns["customer_id"],
            "row": columns["row"],
            "date": list(map(day_of, columns["day"])),
            "age": [band.low for band in after],
            "band": [needs.bands[place].name for place in places],
            "next_band": [band.name for band in after],
            "value": _amounts(columns["value"], measure),
            "new_needs": list(map(needs.new_needs, places)),
        }

    return LazyRows(Crossing, ArrowSource(table, convert))


def _amounts(values: list[Number | None], measure: Measure | None) -> list[Amount | None]:
    return [None] * len(values) if measure is None else measure.amounts(values)
