"""The customers of a book, or of a portfolio of any size, with age, age band and coverage of each need, as columns."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.life_cycle.births import ORIGIN, with_births
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.placed import SOURCES, known_families, placed
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine, Scan

People: TypeAlias = nw.DataFrame[pa.Table]


def people(portfolio: Portfolio, needs: NeedMap) -> People:
    """One row a customer.

    Columns: `row`, `customer_id`, `value`, `rating`, `birth_date`, `age` (completed years, null unless possible),
    `place` (of the band, else `CORPORATE` or `UNKNOWN`), and
    for every need `need_column` and `gap_column`. Values that are floats come in rising order, so that their sums
    do not depend on the order of the book.
    """
    families = known_families(needs, portfolio.frame.columns)
    return placed(_customers(portfolio.frame, families), needs, portfolio.as_of, families)


def people_of(scan: Scan, needs: NeedMap, keep: Sequence[str] = ()) -> "nw.LazyFrame[Any]":
    """The same of a portfolio of any size, with the columns `keep` as they are and `ORIGIN`."""
    columns = scan.columns
    families = known_families(needs, columns)
    used = [name for name in (*SOURCES, "id_number") if name in columns]
    wanted = scan.frame.select(*dict.fromkeys((*used, *families, *keep)))
    if scan.engine is Engine.PANDAS:
        wanted = wanted.collect(backend="pyarrow").lazy()
    return placed(with_births(wanted, scan.as_of), needs, scan.as_of, families, (*keep, ORIGIN))


def _customers(frame: pd.DataFrame, families: list[str]) -> People:
    """The required columns as Arrow, which is much faster to compute with."""
    names = [name for name in SOURCES if name in frame.columns]
    wanted = frame[[*names, *families]]
    customers: People = nw.from_native(nw.from_native(wanted, eager_only=True).to_arrow(), eager_only=True)
    has_floats = "value" in names and customers.schema["value"].is_float()
    return customers.sort("value") if has_floats else customers
