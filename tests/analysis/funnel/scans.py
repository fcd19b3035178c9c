"""The customers of a book as engines see them, for tests of the funnel at scale."""

from dataclasses import replace
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.funnel.answer import answer_funnel
from keyclient.analysis.funnel.at_scale import answer_funnel_at_scale
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.model.label import Lang
from keyclient.model.pipeline import LoadedPipeline, Pipeline, Shape
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Rows, Source
from keyclient.model.scan import Engine, Scan
from keyclient.policy.models import Policy

QUERY = Query(Lang.EN)
_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)
_SOURCE = Source(path="book.xlsx", sheet=None, header_row=1, sha256="", rows=_ROWS, money=())


def scan_of(book: Portfolio, engine: Engine = Engine.PANDAS, group: str | None = None) -> Scan:
    """The customers of a book in memory, or in DuckDB."""
    frame = book.frame.copy()
    if group is not None:
        frame["group"] = frame[group].astype("str").fillna("")
    lazy = nw.from_native(frame).lazy() if engine is Engine.PANDAS else _in_duckdb(frame)
    found = Scan(
        lazy,
        engine,
        len(frame),
        book.as_of,
        as_of_from_file=False,
        sources=book.sources,
        measure=book.measure,
    )
    return replace(found, group=group)


def at_scale(*scans: Scan, policy: Policy | None = None, query: Query = QUERY) -> Outcome[FunnelResult]:
    """The answer for portfolios, oldest first."""
    return answer_funnel_at_scale(ScanInputs(scans), policy or Policy(), query)


def of_book(
    pipeline: Pipeline, *, older: Pipeline | None = None, policy: Policy | None = None, query: Query = QUERY
) -> Outcome[FunnelResult]:
    """The answer for the same customers as a book."""
    parts = [None if one is None else _loaded(one) for one in (pipeline, older)]
    loaded, before = parts
    assert loaded is not None
    return answer_funnel(Inputs(loaded.parts[0], loaded, before), policy or Policy(), query)


def snapshot_of(book: Portfolio, group: str | None = None) -> Pipeline:
    """The customers of a book as a pipeline."""
    return Pipeline(Shape.SNAPSHOT, book, group=group)


def without_cells(outcome: Outcome[FunnelResult]) -> list[object]:
    """The issues of an answer, but for where they stand."""
    return [replace(issue, cell=None) for issue in outcome.issues]


def _loaded(pipeline: Pipeline) -> LoadedPipeline:
    tables = [table for table in (pipeline.book, pipeline.log) if table is not None]
    return LoadedPipeline(
        pipeline,
        tuple(
            Loaded(replace(table, sources=(_SOURCE,)), (), (), None, as_of_from_file=False, told=())
            for table in tables
        ),
    )


def _in_duckdb(frame: pd.DataFrame) -> "nw.LazyFrame[Any]":
    """Dates as dates, texts as texts; the connection lives as long as the relation."""
    connection = duckdb.connect()
    connection.register("customers", frame)
    casts = ", ".join(f'{_cast(name, frame)} AS "{name}"' for name in frame.columns)
    return nw.from_native(connection.sql(f"SELECT {casts} FROM customers"))


def _cast(name: str, frame: pd.DataFrame) -> str:
    if frame[name].dtype.kind == "M":
        return f'CAST("{name}" AS DATE)'
    kind = "BIGINT" if frame[name].dtype.kind == "i" else "VARCHAR"
    return f'CAST("{name}" AS {kind})'
