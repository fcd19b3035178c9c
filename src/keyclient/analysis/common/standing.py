"""In which group each customer stands, as one policy puts her there: what `--what-if` compares under two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Ints, Numbers
from keyclient.model.label import Label
from keyclient.model.measure import Measure


@dataclass(frozen=True, eq=False)
class Floor:
    """The value from which customers are in a group."""

    floor: Decimal
    """In yuan, or in the unit of the measure."""
    measure: Measure
    """What the floor is about."""
    values: Numbers
    """What each customer has of it, in the units of the measure; NaN where blank."""


@dataclass(frozen=True, eq=False)
class Standing:
    """One entry a customer, in the order of the frame of the newest book."""

    what: Label
    """What the groups are: tiers, classes."""
    attribute: str
    """What lists of the analysis call the group of a customer, so that `--only` may pick some."""
    groups: Mapping[str, Label]
    """The groups, best first, by their names for programs."""
    code: Ints
    """The place of each customer's group."""
    focus: Label
    """The customers of whom it is told by manager and branch: key customers, class A."""
    in_focus: Flags
    key: Flags | None = None
    """The key customers, each of whom takes a seat with her manager; None: nothing is said of seats."""
    floors: Mapping[str, Floor] = field(default_factory=dict)
    """By group, where there is one."""


def in_order_of(rows: "pd.Series[int]", others: Ints) -> Ints:
    """Where each of the rows of a frame stands among the same rows in another order."""
    return pd.Index(others).get_indexer(pd.Index(rows.to_numpy("int64")))
