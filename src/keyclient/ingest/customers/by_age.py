"""The customers that lists are about by age: those in some of the policy's age bands."""

from collections.abc import Collection, Mapping
from pathlib import Path

import narwhals as nw
import pandas as pd
import pyarrow as pa
from narwhals.dtypes import DType

from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import NoAges
from keyclient.ingest.book_periods import BookPeriods
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import build_frame
from keyclient.ingest.customers.from_ids import with_ids
from keyclient.ingest.layout.headings import occurrences
from keyclient.metrics.age import CORPORATE, UNKNOWN, age_years, place_of
from keyclient.model.age import OLDEST
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.portfolio import NoBand
from keyclient.model.record import dataclass

_TYPES: dict[str, DType] = {"birth_date": nw.Datetime("s"), "age": nw.Int64(), "kind": nw.String()}
"""The columns that tell ages; a missing one becomes blanks of this type."""
_NAMES = ("年龄段", "band", "age band")
_OWN = Label(
    " For its own column write --only {heading}#1=VALUE.",
    "如指表内“{heading}”列，请写 --only {heading}#1=取值。",
)


@dataclass(frozen=True)
class Places:
    """The rows of customers, and the place of each: its age band from 0, `CORPORATE` or `UNKNOWN`."""

    rows: "pd.Series[int]"
    places: "pd.Series[int]"

    def among(self, wanted: Collection[int], listed: Collection[int] | None) -> tuple[frozenset[int], NoBand]:
        """The rows at the places wanted among those `listed` (None: all), and those of these without a band."""
        rows, places = self.rows, self.places
        if listed is not None:
            is_listed = rows.isin(listed)
            rows, places = rows[is_listed], places[is_listed]
        unknown, corporate = (frozenset(rows[places == place].tolist()) for place in (UNKNOWN, CORPORATE))
        return frozenset(rows[places.isin(wanted)].tolist()), NoBand(unknown, corporate)


def places_of(
    columns: Columns,
    customers: Customers,
    in_ids: Mapping[str, Reading],
    periods: BookPeriods,
    request: Request,
    path: Path,
) -> Places:
    """The place of every customer, those set aside included.

    `customers`: with what their id numbers say. Raises `NoAges` where the book says nothing of ages.
    """
    own = {name: columns.readings[name] for name in _TYPES if name in columns.readings}
    if not {"birth_date", "age"} & {name.partition("#")[0] for name in (*own, *in_ids)}:
        raise _no_ages(columns.body, request, path)
    aside = customers.set_aside if periods.within is None else customers.set_aside & periods.within
    others = build_frame({**own, **in_ids}, columns.body.rows)[aside]
    day, edges = periods.as_of.day, request.policy.lifecycle.edges
    known = [with_ids(frame, columns, day)[0] for frame in (customers.frame, others)]
    place = place_of(age_years(day, OLDEST), edges)
    found = pd.concat([_known(frame).select("row", place=place).to_pandas() for frame in known])
    return Places(found["row"], found["place"])


def _known(frame: pd.DataFrame) -> nw.DataFrame[pa.Table]:
    names = [name for name in _TYPES if name in frame]
    table = nw.from_native(frame[["row", *names]], eager_only=True).to_arrow()
    absent = {name: nw.lit(None, dtype=kind) for name, kind in _TYPES.items() if name not in names}
    known: nw.DataFrame[pa.Table] = nw.from_native(table, eager_only=True)
    return known.with_columns(**absent)


def _no_ages(body: Body, request: Request, path: Path) -> NoAges:
    headings = body.located.understanding.headings
    own = next((found[0].text for name in _NAMES if (found := occurrences(headings, name))), None)
    remedy = NO_WORDS if own is None else _OWN.filled(heading=own)
    return NoAges(path=path, bands=listed(request.bands), remedy=remedy)
