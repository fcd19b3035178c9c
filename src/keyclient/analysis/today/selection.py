"""Which customers are on which list: reasons in order, a quota a reason, a limit a list, nobody contacted lately. No score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers


@dataclass(frozen=True, eq=False)
class Candidates:
    """The customers of a book, one entry each in every array."""

    first: Ints
    """The number of her first reason; `ABSENT` for whoever has none."""
    weight: Numbers
    """Among those with the same first reason the largest come first: what the reason is about; NaN where it is about no money, or nobody knows how much."""
    value: Numbers
    """NaN where blank."""
    name: NDArray[Any]
    """By which equal ones are in order, as text."""
    row: Ints
    owner: Ints
    """The number of the list she belongs to; `ABSENT` for whoever is in none."""
    is_quiet: Flags
    """Whether she is left alone, having been contacted lately."""
    is_kept: Flags
    """Whether she is on the list whatever the reasons, and takes no seat: an appointment was made with her."""


@dataclass(frozen=True, eq=False)
class Selected:
    """Who is on which list."""

    listed: Ints
    """The positions of those who are on a list: by list, in the order of their calls. Those who are kept are not among them."""
    contacted: Ints
    """By list: who has a reason and was contacted lately."""
    limit: Ints
    """By list: who has a reason and no seat."""


def first_reasons(holds: Sequence[Flags], amounts: Sequence[Numbers]) -> tuple[Ints, Numbers]:
    """The number of each customer's first reason (`ABSENT`: none) and what that is about."""
    first = np.full(len(holds[0]), ABSENT)
    amount = np.full(len(holds[0]), np.nan)
    for number in reversed(range(len(holds))):
        first[holds[number]] = number
        amount[holds[number]] = amounts[number][holds[number]]
    return first, amount


def selected(found: Candidates, lists: int, limit: int, quotas: Mapping[int, int]) -> Selected:
    """The customers of each list: by reason, then the most money, the most value, the name and the row.

    `quotas`: the most customers of one list for whom a reason, by its number, is the first. A seat that a quota leaves free is
    not given to others of that reason.
    """
    has_reason = np.not_equal(found.first, ABSENT) & np.not_equal(found.owner, ABSENT) & ~found.is_kept
    quiet = has_reason & found.is_quiet
    waiting = _in_order(found, np.flatnonzero(has_reason & ~quiet))
    places = pd.DataFrame({"owner": found.owner[waiting], "first": found.first[waiting]})
    most = places["first"].map(lambda number: quotas.get(number, limit))
    fits = places.groupby(["owner", "first"]).cumcount() < most
    seat = fits.groupby(places["owner"]).cumsum()
    is_listed = (fits & (seat <= limit)).to_numpy(bool)
    return Selected(
        waiting[is_listed],
        _by_list(found.owner[quiet], lists),
        _by_list(found.owner[waiting[~is_listed]], lists),
    )


def _in_order(found: Candidates, at: Ints) -> Ints:
    names = pd.factorize(found.name[at], sort=True)[0]
    keys = (found.row[at], names, *_falling(found.value[at]), *_falling(found.weight[at]))
    return at[np.lexsort((*keys, found.first[at], found.owner[at]))]


def _falling(values: Numbers) -> tuple[Numbers, Flags]:
    """Keys by which large values come first and unknown ones last."""
    unknown = np.isnan(values)
    return np.where(unknown, 0.0, -values), unknown


def _by_list(owners: Ints, lists: int) -> Ints:
    return np.bincount(owners, minlength=lists)[:lists]
