"""Whose file has to be completed first: the customers with a gap, the most valuable first."""

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.check.customer_facts import CustomerFacts
from keyclient.analysis.check.result import CustomerGap
from keyclient.analysis.check.weights import Flags, Indices, owners
from keyclient.metrics.contact import ACTIVITY_COLUMNS


def gaps_of(facts: CustomerFacts, top: int | None) -> tuple[CustomerGap, ...]:
    """The `top` first customers (None: all) who lack a field, have a damaged number, or were not heard of for long.

    By what they hold, then by row. A customer of several rows stands at the first of them.
    """
    found = np.flatnonzero(facts.with_gaps)
    found = found[facts.weights.heaviest_first(found)][:top]
    damaged = {
        name: owners(facts.trace, positions, len(facts.frame)) for name, positions in facts.damaged.items()
    }
    rows = facts.frame["row"].to_numpy("int64")[found]
    columns = zip(
        _texts(facts.frame, "customer_id", found),
        rows.tolist(),
        _texts(facts.frame, "manager", found),
        facts.weights.values(found),
        _names(facts.files.lacks, found),
        _names(damaged, found),
        facts.contacts.stale[found].tolist(),
        _last_heard(facts.frame, found),
        np.searchsorted(facts.trace.rows["row"].to_numpy("int64"), rows).tolist(),
        strict=True,
    )
    return tuple(
        CustomerGap(
            customer_id=number,
            row=row,
            cell=facts.trace.address(position, [*missing, *wrong, *facts.contacts.columns][0]),
            manager=manager,
            value=value,
            missing=missing,
            damaged=wrong,
            stale=stale,
            last_heard=heard,
        )
        for number, row, manager, value, missing, wrong, stale, heard, position in columns
    )


def _texts(frame: pd.DataFrame, name: str, at: Indices) -> list[str | None]:
    if name not in frame:
        return [None] * len(at)
    texts = frame[name].iloc[at]
    return [*texts.astype("object").where(texts.notna(), None)]


def _names(flags: Mapping[str, Flags], at: Indices) -> list[tuple[str, ...]]:
    """By customer: the names of the fields for which it is flagged."""
    named: list[list[str]] = [[] for _ in range(len(at))]
    for name, who in flags.items():
        for place in np.flatnonzero(who[at]).tolist():
            named[place].append(name)
    return [tuple(names) for names in named]


def _last_heard(frame: pd.DataFrame, at: Indices) -> Sequence[dt.date | None]:
    """The later of last contact and last transaction."""
    names = [name for name in ACTIVITY_COLUMNS if name in frame]
    if not names:
        return [None] * len(at)
    latest = frame[names].iloc[at].max(axis=1)
    return [None if pd.isna(day) else day.date() for day in latest]
