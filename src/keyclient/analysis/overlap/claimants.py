"""The branches and managers who claim some persons side by side: each once, with what speaks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.named_claims import BLANK
from keyclient.analysis.overlap.who import Flags, Ints

UNKNOWN = np.iinfo(np.int64).min
"""The figure of a claim that does not say it."""
_LATEST = np.iinfo(np.int64).max
_AMOUNTS = ("deposits", "loans", "revenue")


@dataclass(frozen=True, eq=False)
class Claimants:
    """The different claims on some persons, one person after the other; every one has at least one."""

    person: Ints
    """The place of the person among those asked for."""
    starts: Ints
    """Where the claims of each person begin."""
    place: Ints
    """The first of the claims that are one, those that name both before others, by its place in `Claims.frame`."""
    branch: Ints
    manager: Ints
    """Codes, `BLANK` where it names none."""
    figures: Mapping[str, Ints]
    """By the steps of the ladder; the larger the better, `UNKNOWN` where it is not said."""
    contact: Ints
    """The day of the latest contact."""

    @property
    def is_named(self) -> Flags:
        """Whether a claim names a branch or a manager."""
        return np.asarray((self.branch != BLANK) | (self.manager != BLANK))

    def any(self, flags: Flags) -> Flags:
        """Of which persons some claim is flagged."""
        return np.asarray(self._reduced(np.logical_or, flags))

    def largest(self, values: Ints, among: Flags) -> Ints:
        """The largest value of each person among some claims; `UNKNOWN` where there are none."""
        return np.asarray(self._reduced(np.maximum, np.where(among, values, UNKNOWN)))

    def several(self, left: Flags) -> Flags:
        """Of which persons some claims name several managers, or several branches."""
        found = np.zeros(len(self.starts), dtype=bool)
        for names in (self.manager, self.branch):
            named = left & (names != BLANK)
            first = self._reduced(np.minimum, np.where(named, names, _LATEST))
            found |= self.largest(names, named) > first
        return found

    def first(self, flags: Flags) -> Ints:
        """The first flagged claim of each person, by its place in `Claims.frame`; -1: none is."""
        found = self._reduced(np.minimum, np.where(flags, self.place, _LATEST))
        return np.where(found == _LATEST, -1, found)

    def _reduced(self, how: "np.ufunc", values: Ints) -> Ints:
        return np.asarray(how.reduceat(values, self.starts)) if len(values) else values


def claimants_of(claims: Claims, persons: Ints, as_of: Ints, contact_days: int) -> Claimants:
    """The claimants of some persons.

    Of several records of one claim the earliest opening, the latest contact and the sum of the amounts that are known count.
    """
    frame = claims.of(persons)
    keys = [np.repeat(np.arange(len(persons)), np.diff(claims.starts)[persons])]
    keys += [frame[name].to_numpy(dtype="int64") for name in ("branch_code", "manager_code")]
    is_part = frame[["branch", "manager"]].isna().any(axis=1).to_numpy(dtype=bool)
    order = np.lexsort((frame.index.to_numpy(), is_part, keys[2], keys[1], keys[0]))
    person, branch, manager = (key[order] for key in keys)
    ordered = frame.take(order)
    starts = _changes(person, branch, manager)
    return Claimants(
        person[starts],
        _changes(person[starts]),
        ordered.index.to_numpy(dtype="int64")[starts],
        branch[starts],
        manager[starts],
        *_figures(ordered, manager[starts], starts, as_of, contact_days),
    )


def _figures(
    frame: pd.DataFrame, manager: Ints, starts: Ints, as_of: Ints, contact_days: int
) -> tuple[Mapping[str, Ints], Ints]:
    """What the ladder asks of each claim, and the day of its latest contact within time (`UNKNOWN`: none)."""
    opened = _reduced(np.minimum, _days(frame["open_date"], _LATEST), starts)
    contact = _days(frame["last_contact"], UNKNOWN)
    ago = as_of[frame["book"].to_numpy(dtype="int64")] - np.maximum(contact, -_LATEST // 2)
    latest = _reduced(np.maximum, np.where((ago >= 0) & (ago <= contact_days), contact, UNKNOWN), starts)
    figures = {
        "assigned": (manager != BLANK).astype(np.int64),
        "contact": (latest != UNKNOWN).astype(np.int64),
        "opening": np.where(opened == _LATEST, UNKNOWN, -opened),
        **{name: _sums(frame[name], starts) for name in _AMOUNTS},
    }
    return figures, latest


def _days(dates: pd.Series, blank: int) -> Ints:
    days = dates.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(dates.isna().to_numpy(dtype=bool), blank, days)


def _sums(fens: pd.Series, starts: Ints) -> Ints:
    known = fens.notna().to_numpy(dtype=bool)
    sums = _reduced(np.add, fens.fillna(0).to_numpy(dtype="int64"), starts)
    return np.where(_reduced(np.logical_or, known, starts), sums, UNKNOWN)


def _changes(*keys: Ints) -> Ints:
    """Where one of some sorted keys differs from the one before."""
    differs = np.zeros(len(keys[0]), dtype=bool)
    differs[:1] = True
    for key in keys:
        differs[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(differs)


def _reduced(how: "np.ufunc", values: Ints, starts: Ints) -> Ints:
    return np.asarray(how.reduceat(values, starts)) if len(values) else values
