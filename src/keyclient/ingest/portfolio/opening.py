"""Opens a portfolio in Parquet: its customers as one lazy frame, with what was understood and left out."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.ingest.portfolio.column_issues import blank_group, column_issues
from keyclient.ingest.portfolio.columns import frame_columns, group_reading
from keyclient.ingest.portfolio.data_dates import (
    Counted,
    DataDates,
    counted_files,
    data_dates,
    kept_rows,
    newest_of_each,
    newest_two_of_each,
    with_file_dates,
)
from keyclient.ingest.portfolio.engine_errors import told_errors
from keyclient.ingest.portfolio.engines import OpenTable, engine_tables
from keyclient.ingest.portfolio.fields_of import PortfolioFields, portfolio_fields
from keyclient.ingest.portfolio.files import portfolio_files
from keyclient.ingest.portfolio.holdings import held_columns
from keyclient.ingest.portfolio.left_out import left_out_issues
from keyclient.ingest.portfolio.listed_products import HOLDINGS, ListedProducts, listed_products, lists_of
from keyclient.ingest.portfolio.pipeline_columns import stage_date_column
from keyclient.ingest.portfolio.ranked_by import Portfolio, ranked_by
from keyclient.ingest.portfolio.reading import Reading
from keyclient.ingest.portfolio.receipt import portfolio_source
from keyclient.ingest.portfolio.refusals import ColumnNotFound
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import PortfolioColumn, Schema, read_schema
from keyclient.ingest.portfolio.sides import Sides, left_out, with_readable
from keyclient.ingest.portfolio.tables import MOST_LISTS, FrameColumn, Kept, Table
from keyclient.ingest.portfolio.understood import understood
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.portfolio import ListsTooVaried
from keyclient.model.scan import Scan

ScanOpened = AbstractContextManager[Scan]
ScansOpened = AbstractContextManager[tuple[Scan, ...]]


@contextmanager
def open_scan(request: ScanRequest) -> Iterator[Scan]:
    """The customers of a portfolio, of each branch at its newest data date; the engine is closed in the end.

    Raises an `InputError` that says what is wrong with the portfolio, the engine or what was asked for. What the engine raises
    while the scan is open is told as `told_errors` does.
    """
    opened = _opened(request)
    _refuse_unknown(request, [opened])
    with told_errors(request.engine, opened.files), engine_tables(request) as tables:
        yield _scan(opened, tables, request, _dates(opened, tables))


@contextmanager
def open_scans(request: ScanRequest) -> Iterator[tuple[Scan, ...]]:
    """Several portfolios of the same customers, oldest first: one a path, or of one path the newest two data dates of each branch.

    Branches with one data date are in neither; one path whose every branch has one gives one scan.
    """
    requests = [replace(request, paths=(path,)) for path in request.paths]
    opened = [_opened(one) for one in requests]
    _refuse_unknown(request, opened)
    files = [file for one in opened for file in one.files]
    with told_errors(request.engine, files), engine_tables(request) as tables:
        if len(opened) > 1:
            pairs = zip(opened, requests, strict=True)
            scans = [_scan(one, tables, asked, _dates(one, tables)) for one, asked in pairs]
            yield tuple(sorted(scans, key=lambda scan: scan.as_of))
            return
        dates = _dates(opened[0], tables)
        sides = newest_two_of_each(dates.groups, request.as_of, request.paths[0])
        if sides is None:
            yield (_scan(opened[0], tables, request, dates),)
            return
        before, after = sides
        yield (
            _scan(opened[0], tables, request, dates, before, tells=False),
            _scan(opened[0], tables, request, dates, after),
        )


@dataclass(frozen=True)
class _Opened:
    """A portfolio whose footers have been read."""

    schema: Schema
    found: PortfolioFields
    column: PortfolioColumn | None
    """The column of its data dates."""

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return tuple(footer.file.path for footer in self.schema.footers)


def _opened(request: ScanRequest) -> _Opened:
    schema = read_schema(portfolio_files(request.paths))
    schema, column = with_file_dates(portfolio_fields(schema, request.mapped), request.mapped)
    found = portfolio_fields(schema, request.mapped)
    if further := stage_date_column(found, request):
        found = portfolio_fields(schema, {**request.mapped, **further})
    return _Opened(schema, found, column)


def _refuse_unknown(request: ScanRequest, opened: Sequence[_Opened]) -> None:
    """Raises `ColumnNotFound` for a column that the user maps to a field and no portfolio has."""
    for wanted in request.mapping.values():
        if not any(one.found.find(wanted) for one in opened):
            columns = listed(opened[0].found.names)
            raise ColumnNotFound(path=request.paths[0], wanted=wanted, columns=columns)


def _dates(opened: _Opened, tables: OpenTable) -> DataDates:
    branch = opened.found.reading("branch")
    return data_dates(opened.column, branch, opened.schema, tables(opened.schema))


def _scan(
    opened: _Opened,
    tables: OpenTable,
    request: ScanRequest,
    dates: DataDates,
    side: Counted | None = None,
    *,
    tells: bool = True,
) -> Scan:
    """The scan of the rows that count: of one side of a comparison, or of each branch its newest data date.

    `tells`: False where the newer side of a comparison tells what neither of them has.
    """
    path, found = request.paths[0], opened.found
    chosen = side or newest_of_each(dates.groups, request.as_of, path)
    files, kept = counted_files(opened.schema, dates, chosen), kept_rows(dates, chosen)
    table = tables(files)
    ranked = ranked_by(Portfolio(found, table, kept, chosen.rows, request))
    readable = kept if request.needs.pipeline else with_readable(kept, ranked)
    left = left_out(ranked, Sides(opened.schema, dates, chosen, kept, readable), tables, table)
    by = group_reading(found, request, path)
    held, too_varied = _held(found, table, readable, request)
    as_of = chosen.as_of if side else request.as_of or chosen.as_of
    shown = as_of or _modified(files)
    return Scan(
        frame=table.frame(frame_columns(found, ranked, None if by is None else by[1], held), readable),
        engine=request.engine,
        customers=chosen.rows - left.unread,
        as_of=shown,
        as_of_from_file=as_of is None,
        sources=(portfolio_source(request.paths, opened.schema, ranked, left),),
        measure=None if ranked.chosen is None else ranked.chosen.measure,
        issues=(
            *left_out_issues(ranked, left, files, said=shown.isoformat(), with_dates=tells),
            *column_issues(found, ranked, files, tables),
            *blank_group(None if by is None else by[1], table),
            *too_varied,
        ),
        further={name: other.measure for name, other in ranked.further.items()},
        keep=table.keep,
        group=None if by is None else by[0],
        understood=understood(_with_group(ranked.readings, by), dates.date, held, files),
    )


def _with_group(read: Mapping[str, Reading], by: tuple[str, Reading] | None) -> Mapping[str, Reading]:
    """What is read, and what customers are grouped by under its own name."""
    return read if by is None else {by[0]: by[1], **read}


def _held(
    found: PortfolioFields, table: Table, kept: Kept, request: ScanRequest
) -> tuple[tuple[FrameColumn, ...], tuple[Issue, ...]]:
    """The columns about products that are needed, and what keeps their lists from being read."""
    needs = request.needs
    held = held_columns(found, table, request) if needs.life_cycle else ()
    counted = listed_products(found, table, kept, request) if needs.product_counts else ListedProducts()
    lists = lists_of(found) if needs.life_cycle and not needs.product_counts else None
    unread = lists if lists is not None and table.distinct(lists) is None else counted.unread
    if unread is None:
        return (*held, *counted.columns), ()
    return held, (ListsTooVaried(field=HOLDINGS, column=unread.column.name, most=MOST_LISTS),)


def _modified(schema: Schema) -> dt.date:
    newest = max(footer.file.path.stat().st_mtime for footer in schema.footers)
    return dt.datetime.fromtimestamp(newest).astimezone().date()
