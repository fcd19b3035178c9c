"""Portfolios of tests as an engine sees them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.common_units import in_common_units
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.snapshot import take_snapshot
from keyclient.analysis.compare.answer import answer_compare
from keyclient.analysis.compare.at_scale import answer_compare_at_scale
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Rows, Source
from keyclient.model.scan import Engine, Scan
from keyclient.policy.models import Policy

Frame = nw.LazyFrame[Any]
Keep = Callable[[Frame], Frame]
_NUMBERS = count()
ALL = Query(Lang.EN)
_NO_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)


@dataclass(frozen=True)
class Pair:
    """Two books, the older first."""

    old: Loaded
    new: Loaded

    def by_book(self, policy: Policy, query: Query = ALL) -> Outcome[CompareResult]:
        """The answer about them as books."""
        books = in_common_units([take_snapshot(one, policy.tier) for one in (self.old, self.new)])
        return answer_compare(Inputs(self.new, series=books), policy, query)

    def by_scan(
        self,
        policy: Policy,
        engine: Engine = Engine.PANDAS,
        query: Query = ALL,
    ) -> Outcome[CompareResult]:
        """The answer about them as portfolios in an engine."""
        database = duckdb.connect()
        scans = tuple(scan_of(one, engine, database) for one in (self.old, self.new))
        return answer_compare_at_scale(ScanInputs(scans), policy, query)


def scan_of(loaded: Loaded, engine: Engine, database: Any = None) -> Scan:  # noqa: ANN401
    """A book as a portfolio in an engine."""
    portfolio = loaded.portfolio
    frame = portfolio.frame.copy()
    if loaded.group is not None:
        frame["group"] = frame[loaded.group].fillna("").astype("str")
    return Scan(
        lazy(frame, engine, database),
        engine,
        len(frame),
        portfolio.as_of,
        loaded.as_of_from_file,
        portfolio.sources,
        portfolio.measure,
        further=portfolio.further,
        keep=_KEPT[engine](database),
        group=loaded.group,
    )


def _kept(database: Any, frame: Frame) -> Frame:  # noqa: ANN401
    name = f"kept_{next(_NUMBERS)}"
    nw.to_native(frame).create(name)
    return _lazy(database.table(name))


_KEPT: Mapping[Engine, Callable[[Any], Keep]] = {
    Engine.PANDAS: lambda _: lambda frame: frame,
    Engine.DUCKDB: lambda database: partial(_kept, database),
}


def lazy(frame: pd.DataFrame, engine: Engine, database: Any) -> Frame:  # noqa: ANN401
    """A frame in an engine."""
    if engine is Engine.PANDAS:
        return nw.from_native(frame).lazy()
    table = pa.Table.from_pandas(_with_dates(frame), preserve_index=False)
    return _lazy(database.from_arrow(table))


def _lazy(native: Any) -> Frame:  # noqa: ANN401
    found: Frame = nw.from_native(native)
    return found


def _with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{name: frame[name].astype(pd.ArrowDtype(pa.date32())) for name in days})


def listed(outcome: Outcome[CompareResult], **without: object) -> str:
    """The result as JSON."""
    return outcome.result.model_copy(update=without).model_dump_json(by_alias=True, indent=1)


def pair_of(old: Portfolio, new: Portfolio, *, by: str | None = None) -> Pair:
    """Two portfolios as the books of January and February."""
    return Pair(*(loaded_of(one, number, by=by) for number, one in enumerate((old, new), 1)))


def loaded_of(portfolio: Portfolio, number: int = 1, *, by: str | None = None) -> Loaded:
    """A portfolio as the book of a month that was read."""
    source = Source(path=f"{number}.csv", sheet=None, header_row=1, sha256="", rows=_NO_ROWS, money=())
    portfolio = replace(portfolio, sources=(source,), as_of=dt.date(2026, number, 28))
    return Loaded(portfolio, (), (), by, as_of_from_file=False, told=())
