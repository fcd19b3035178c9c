"""The loyalty score of a customer, 0 to 100: a weighted mean of the components known from the book.

Each component converts a figure of the customer to points from 0 to 100: linear between the policy's two values and
capped outside them. The weights of the components known for a customer are scaled to sum to 1; a customer without any
has no score. The score is not rounded.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from types import MappingProxyType

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.days import with_days, with_years
from keyclient.metrics.extremes import greatest
from keyclient.metrics.floors import as_floats
from keyclient.model.record import dataclass
from keyclient.policy.parts.loyalty import Component, LoyaltyPolicy

SOURCES = {
    "tenure": ("open_date",),
    "products": ("products",),
    "recency": ("last_contact", "last_transaction"),
    "referrals": ("referrals",),
    "satisfaction": ("satisfaction",),
}
"""The fields of each component by its name; one of them is enough."""

MAX_SCORE = 100.0
NO_COLUMNS: Mapping[str, "ComponentColumn"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ComponentColumn:
    """A column with the figure of a component itself, in units of `unit`."""

    column: str
    unit: float = 1.0


def components_of(columns: Iterable[str], given: Mapping[str, ComponentColumn]) -> tuple[str, ...]:
    """The components that can be calculated from these columns, in declared order."""
    there = set(columns)
    return tuple(name for name, sources in SOURCES.items() if name in given or there.intersection(sources))


def with_loyalty(
    frame: FrameT, policy: LoyaltyPolicy, as_of: dt.date, given: Mapping[str, ComponentColumn] = NO_COLUMNS
) -> FrameT:
    """The frame with `loyalty` (float, null if unknown) and the figure of every component that can be calculated.

    `judged`: the score where it rests on as many components as the policy asks for, else null: it decides no tier.
    `tenure`: years since the open date. `recency`: days since the last contact or transaction, whichever is later;
    `contacted` says whether that was a contact. A date after `as_of` gives a negative figure. `given`: columns with the
    figure of a component, used instead of its fields.
    """
    names = components_of(frame.collect_schema().names(), given)
    framed = frame
    if "recency" in names and "recency" not in given:
        framed = _with_recency(framed, as_of)
    if "tenure" in names and "tenure" not in given:
        framed = with_years(framed, "open_date", "tenure", as_of)
    figures = [(as_floats(nw.col(own.column)) * own.unit).alias(name) for name, own in given.items()]
    framed = framed.with_columns(*figures) if figures else framed
    scored = framed.with_columns(_score(policy, names).alias("loyalty"))
    enough = _rests_on(policy, names) >= policy.needed
    return scored.with_columns(nw.when(enough).then(nw.col("loyalty")).alias("judged"))


def _with_recency(frame: FrameT, as_of: dt.date) -> FrameT:
    dates = [name for name in SOURCES["recency"] if name in frame.collect_schema().names()]
    framed = frame.with_columns(greatest(dates).alias("latest"))
    contact = "last_contact" in dates
    contacted = (nw.col("last_contact") == nw.col("latest")) if contact else nw.lit(value=False)
    days = with_days(framed, {"latest": "latest:day"})
    return days.with_columns(
        (as_of.toordinal() - nw.col("latest:day")).alias("recency"),
        contacted.fill_null(value=False).alias("contacted"),
    ).drop("latest", "latest:day")


def _score(policy: LoyaltyPolicy, names: Sequence[str]) -> nw.Expr:
    counted = _counted(policy, names)
    if not counted:
        return nw.lit(None, dtype=nw.Float64)
    weights = reduce(add, (_known(name).cast(nw.Float64) * part.weight for name, part in counted))
    total = reduce(add, (component_points(name, part).fill_null(0.0) * part.weight for name, part in counted))
    return nw.when(weights > 0).then((total / weights).clip(0.0, MAX_SCORE))


def _counted(policy: LoyaltyPolicy, names: Sequence[str]) -> list[tuple[str, Component]]:
    return [(name, policy.components[name]) for name in names if policy.components[name].weight > 0]


def _rests_on(policy: LoyaltyPolicy, names: Sequence[str]) -> nw.Expr:
    """How many components a customer has."""
    known = (_known(name).cast(nw.Int64) for name, _ in _counted(policy, names))
    return reduce(add, known, nw.lit(0, dtype=nw.Int64))


def component_points(name: str, component: Component) -> nw.Expr:
    """A component's figure as points, 0 to 100; null for a null figure."""
    share = (nw.col(name).cast(nw.Float64) - component.zero) / (component.full - component.zero)
    return share.clip(0.0, 1.0) * MAX_SCORE


def _known(name: str) -> nw.Expr:
    return ~nw.col(name).is_null()
