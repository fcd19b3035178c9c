"""Which customers lists are about (`--only`): by columns of the book, and by age band."""

from collections.abc import Mapping
from typing import NamedTuple

from keyclient.ingest.base.request import Request
from keyclient.ingest.book_periods import BookPeriods
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.by_age import places_of
from keyclient.ingest.customers.only import RowsOfCustomers
from keyclient.model.portfolio import NoBand


class Listed(NamedTuple):
    """The customers that lists are about."""

    rows: frozenset[int] | None = None
    """The first row of each; None: all."""
    no_band: NoBand | None = None
    """Those asked for otherwise who are in no age band; None where none is asked for."""


def listed_customers(
    known: RowsOfCustomers,
    columns: Columns,
    in_ids: Mapping[str, Reading],
    periods: BookPeriods,
    request: Request,
) -> Listed:
    """The customers asked for. `in_ids`: what id numbers say. Raises as `RowsOfCustomers.listed` and `places_of`."""
    rows = known.listed(request.only) if request.only else None
    if not request.bands:
        return Listed(rows)
    names = [band.name for band in request.policy.lifecycle.bands]
    places = places_of(columns, known.customers, in_ids, periods, request, known.path)
    return Listed(*places.among([names.index(band) for band in request.bands], rows))
