"""Totals over all shared persons."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.combined import NO_TIER, Combined, Tiers
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import SameTotals
from keyclient.analysis.overlap.same import Same
from keyclient.analysis.overlap.who import Flags, Ints
from keyclient.analysis.overlap.whose import UNDECIDED
from keyclient.metrics.exact_shares import share_of


def totals(persons: Persons, same: Same, tiers: Tiers) -> SameTotals:
    """How many are shared, contested, undecided, and better off together."""
    rises, becomes_key = _better_together(persons, same.joined, tiers)
    return SameTotals(
        persons=len(same.persons),
        records=int(same.records.sum()),
        contested=int(same.whose.contested.sum()),
        undecided=int((same.whose.step == UNDECIDED).sum()),
        risen=int(rises.sum()),
        become_key=int(becomes_key.sum()),
        contradicted=_contradicted(persons),
    )


def share_of_value(same: Same, combined: Combined | None) -> float | None:
    """The share of joined persons in the positive value of all; None where nobody has any."""
    if combined is None:
        return None
    values = combined.persons["value"].fillna(0).clip(lower=0)
    return share_of(values.take(same.joined).sum(), values.sum())


def _contradicted(persons: Persons) -> int:
    """How many customer ids stand with different numbers, names or birth dates."""
    books = persons.records["book"].to_numpy(dtype="int64")[persons.contradicted]
    ids = {"id": persons.who.customer_id[persons.contradicted], "numbering": persons.numbering[books]}
    return len(pd.DataFrame(ids).drop_duplicates())


def _better_together(persons: Persons, joined: Ints, tiers: Tiers) -> tuple[Flags, Flags]:
    """Of which persons the tier together is better than that of any record, and who of them is key only together."""
    combined = tiers.combined
    if combined is None:
        nobody = np.zeros(len(joined), dtype=bool)
        return nobody, nobody
    worst = len(combined.steps)
    best = best_alone(persons, combined)
    is_key = np.array([tiers.is_key(place) for place in range(worst)] + [False])
    now, alone = combined.places[joined], best[joined]
    rises = (now < alone) & (alone < worst)
    return rises, rises & is_key[now] & ~is_key[alone]


def best_alone(persons: Persons, combined: Combined) -> Ints:
    """The place of the best tier that any record of each person has in its own book; past the last where none has one."""
    worst = len(combined.steps)
    own = np.where(combined.record_places == NO_TIER, worst, combined.record_places)
    best = np.full(persons.count, worst)
    np.minimum.at(best, persons.person, own)
    return best
