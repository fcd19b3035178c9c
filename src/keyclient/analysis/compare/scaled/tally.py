"""What the customers of two portfolios add up to: one bounded table of counts and exact sums, and what is read from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from keyclient.analysis.compare.buckets import ORDER, Bucket, Held
from keyclient.analysis.compare.matrix import Flow
from keyclient.analysis.compare.panel import ABSENT
from keyclient.analysis.compare.result import BlankValues, TierChanges
from keyclient.metrics.whole_sums import grouped_sums

Frame = nw.LazyFrame[Any]
KEYS = ("was", "now", "own", "bucket", "blank", "state")
"""What customers have in common who are counted together: a few hundred combinations at most."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Customers who have the same in all of `KEYS`."""

    was: int
    now: int
    own: int
    bucket: int
    blank: int
    state: int
    customers: int
    opening: int
    closing: int
    sums: Mapping[str, int]
    """What else was added up."""


@dataclass(frozen=True)
class Tally:
    """All customers who can be followed."""

    parts: tuple[Alike, ...]

    def of(self, fits: Callable[[Alike], bool]) -> Flow:
        """How many fit, and what they were and are worth."""
        chosen = [part for part in self.parts if fits(part)]
        return Flow(
            sum(part.customers for part in chosen),
            sum(part.opening for part in chosen),
            sum(part.closing for part in chosen),
        )

    def sum(self, name: str, fits: Callable[[Alike], bool] | None = None) -> int:
        """What else was added up, of those who fit."""
        return sum(part.sums[name] for part in self.parts if fits is None or fits(part))

    @property
    def held(self) -> dict[Bucket, Held]:
        """What each bucket holds; all eight, empty ones too."""
        found = {}
        for place, bucket in enumerate(ORDER):
            flow = self.of(lambda part, place=place: part.bucket == place)  # type: ignore[misc]
            found[bucket] = Held(flow.customers, flow.closing - flow.opening)
        return found

    def flows(self, to: Callable[[Alike], int]) -> dict[tuple[int, int], Flow]:
        """Who went from which place to which. `to`: the place now, by some floors."""
        found: dict[tuple[int, int], Flow] = {}
        for part in self.parts:
            key = part.was, to(part)
            before = found.get(key, Flow(0, 0, 0))
            found[key] = Flow(
                before.customers + part.customers,
                before.opening + part.opening,
                before.closing + part.closing,
            )
        return found

    @property
    def changes(self) -> TierChanges:
        """How many customers of both books are in another tier now."""
        both = [part for part in self.parts if ABSENT not in (part.was, part.now)]
        return TierChanges(
            first_floors=sum(part.customers for part in both if part.was != part.now),
            own_floors=sum(part.customers for part in both if part.was != part.own),
        )

    @property
    def blank(self) -> BlankValues:
        """Of how many one value is blank."""
        now, before = (self.of(lambda part, kind=kind: part.blank == kind) for kind in (1, 2))  # type: ignore[misc]
        return BlankValues(now=now.customers, before=before.customers)


def tallied(frame: Frame, further: Mapping[str, nw.Expr]) -> Tally:
    """The tally of a panel's frame with a column `state`. `further`: what else to add up, whole numbers."""
    made = frame.with_columns(*(value.alias(f"sum_{name}") for name, value in further.items()))
    values = {"opening": nw.col("opening"), "closing": nw.col("closing")}
    values |= {name: nw.col(f"sum_{name}") for name in further}
    return Tally(tuple(_parts(grouped_sums(made, KEYS, values), further)))


def _parts(
    found: Mapping[tuple[Any, ...], Mapping[str, int]], further: Mapping[str, nw.Expr]
) -> Iterable[Alike]:
    for key, sums in found.items():
        yield Alike(
            **{name: int(place) for name, place in zip(KEYS, key, strict=True)},
            customers=sums["n"],
            opening=sums["opening"],
            closing=sums["closing"],
            sums={name: sums[name] for name in further},
        )
