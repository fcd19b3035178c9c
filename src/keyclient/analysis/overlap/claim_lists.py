"""The claims that a line of the answer lists, made on demand."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.overlap.claims import Claims, places_between
from keyclient.analysis.overlap.combined import NO_TIER, Tiers
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import Claimant
from keyclient.analysis.overlap.who import Ints


class ClaimLists:
    """Turns places in `Claims.frame` into what is told of them."""

    def __init__(self, persons: Persons, claims: Claims, tiers: Tiers) -> None:
        self._frame = claims.frame
        self._paths = [book.path for book in persons.books]
        self._tiers = tiers

    def made(self, lists: pa.ChunkedArray) -> Iterator[tuple[Claimant, ...]]:
        """The claimants of each of some lists of places."""
        places = [place or [] for place in lists.to_pylist()]
        flat = self._claimants(np.array([one for some in places for one in some], dtype=np.int64))
        for some in places:
            yield tuple(next(flat) for _ in some)

    def at(self, places: pa.ChunkedArray) -> list[Claimant]:
        """The claimant at each of some places."""
        return list(self._claimants(np.asarray(places.to_numpy(), dtype=np.int64)))

    def texts(self, column: str, places: pa.ChunkedArray) -> list[str | None]:
        """What each of some claims says in a column; None for a place below 0."""
        at = np.asarray(places.to_numpy(), dtype=np.int64)
        found = self._frame[column].take(np.maximum(at, 0)) if len(self._frame) else pd.Series(dtype="str")
        return [None if place < 0 else one for place, one in zip(at, _plain(found), strict=False)]

    def _claimants(self, places: Ints) -> Iterator[Claimant]:
        frame = self._frame.take(places)
        records = frame["record"].to_numpy(dtype="int64")
        return map(
            Claimant,
            [self._paths[book] for book in frame["book"]],
            _plain(frame["customer_id"]),
            frame["row"].tolist(),
            _plain(frame["branch"]),
            _plain(frame["manager"]),
            self._worth(records),
            map(self._tiers.name, self._places(records)),
            frame["book"].tolist(),
        )

    def _worth(self, records: Ints) -> Iterator[Decimal | None]:
        combined = self._tiers.combined
        if combined is None:
            return self._tiers.amounts([None] * len(records))
        values = combined.worth.take(records).tolist()
        return self._tiers.amounts(None if pd.isna(value) else value for value in values)

    def _places(self, records: Ints) -> list[int]:
        combined = self._tiers.combined
        return [NO_TIER] * len(records) if combined is None else combined.record_places[records].tolist()


def lists_of(starts: Ints, ends: Ints) -> pa.Array:
    """One list a line of all places from a start up to its end."""
    counts = np.concatenate([[0], np.cumsum(ends - starts)])
    return pa.LargeListArray.from_arrays(pa.array(counts, pa.int64()), pa.array(places_between(starts, ends)))


def grouped_lists(groups: Ints, places: Ints) -> pa.Array:
    """One list of places for each group; the groups are numbered from 0 and stand in order."""
    ends = np.cumsum(np.bincount(groups))
    offsets = pa.array(np.concatenate([[0], ends]), pa.int64())
    return pa.LargeListArray.from_arrays(offsets, pa.array(places, pa.int64()))


def _plain(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(cell) else str(cell) for cell in column]
