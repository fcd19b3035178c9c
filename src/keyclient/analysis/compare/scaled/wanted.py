"""What a comparison at scale is about beside the values: key floor, averages, products, groups, as far as both books have it."""

from dataclasses import dataclass

from keyclient.analysis.compare.inside import PRODUCTS
from keyclient.analysis.compare.key_floor import key_places
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.panel import Columns
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Measure
from keyclient.model.measure_fields import AVERAGES
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class Floor:
    """The floor of the lowest key tier, in the units of both books."""

    floor: Number
    measure: Measure
    loyalty: float | None


@dataclass(frozen=True)
class Wanted:
    """What can be told."""

    columns: Columns
    """Those of the panel: `floored`, what the key floor is about; `average`, its average; `trend`, what rises are told by;
    `judged`, the score that decides; the two of `PRODUCTS`; `group`."""
    key: tuple[int, ...]
    """The places of the key tiers."""
    floor: Floor | None
    trend: str
    """The column of `trend`."""
    has_average: bool
    """Whether the newer book has averages for the key floor."""
    had_average: bool
    """Whether the older one has them too."""
    has_products: bool
    has_groups: bool


def wanted_of(old: ScaledBook, new: ScaledBook, policy: Policy) -> Wanted:
    """What is asked of two books."""
    key = key_places(old.steps, policy)
    floored = tuple(_floor_column(book, key) for book in (old, new))
    balances = [_balance(book, column) for book, column in zip((old, new), floored, strict=True)]
    average = None if balances[1] is None else AVERAGES.get(balances[1])
    trend = _trend(old, new)
    products = all(name in book.filled for book in (old, new) for name in PRODUCTS)
    groups = old.scan.group is not None and new.scan.group is not None
    columns = {"floored": (floored[0], floored[1]), "trend": (trend, trend)}
    has, had = (average is not None and average in book.filled for book in (new, old))
    if average is not None and has:
        columns["average"] = (average, average)
    floor = _floor(old, key)
    if floor is not None and floor.loyalty is not None:
        columns["judged"] = ("judged", "judged")
    columns |= {name: (name, name) for name in (PRODUCTS if products else ())}
    columns |= {name: (name, name) for name in (("group",) if groups else ())}
    return Wanted(columns, tuple(key), floor, trend, has, has and had, products, groups)


def _floor_column(book: ScaledBook, key: list[int]) -> str:
    """What the floor of the lowest key tier is about."""
    rung = book.steps[key[-1]].rung if key else None
    return "value" if rung is None else rung.column


def _floor(book: ScaledBook, key: list[int]) -> Floor | None:
    step = book.steps[key[-1]] if key else None
    if step is None or step.rung is None or step.rung.floor is None:
        return None
    return Floor(step.rung.floor, step.measure, step.rung.loyalty)


def _balance(book: ScaledBook, column: str) -> str | None:
    """The one field that a column of the panel is; None for a sum."""
    names = book.measure.columns if column == "value" else (column,)
    return names[0] if len(names) == 1 else None


def _trend(old: ScaledBook, new: ScaledBook) -> str:
    """The average that fits the measure where both books have it, else the measure."""
    balance = _balance(new, "value")
    average = None if balance is None else AVERAGES.get(balance)
    has_both = average is not None and average in old.filled and average in new.filled
    return average if average is not None and has_both else "value"
