"""Reading a book for the funnel: its stages, and the log of stages on another sheet or in another file."""

from dataclasses import replace
from pathlib import Path

from keyclient.errors import InputError
from keyclient.ingest.base.pipeline_refusals import LogNotJoined, LogSheetsTie, LogWithoutKey
from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import SheetNotFound
from keyclient.ingest.pipeline_plan import (
    TablePlan,
    check_stages,
    fit_to_table,
    is_log_of,
    no_stages,
    plan_book,
    plan_log,
)
from keyclient.ingest.source.opening import Cells, OpenBook
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.pipeline import KEYS, LoadedPipeline, Pipeline, Shape, event_key
from keyclient.model.place import quoted_names
from keyclient.model.portfolio import Loaded, Portfolio, day_column, mark_column

_LABELS = [fields()[name].column.label for name in KEYS]
_KEYS = Label(" / ".join(label.en for label in _LABELS), " / ".join(label.zh for label in _LABELS))
"""Fields that say whose event a row is, best first."""


def load_pipeline(
    book: OpenBook | Cells, request: Request, *, log: OpenBook | None = None, log_sheet: str | None = None
) -> LoadedPipeline:
    """Read a book and its log: the file `log`, else the sheet of the book that is a log.

    `log_sheet` names the sheet of the log. Raises the `InputError` that says what is wrong with a file, a table, or
    a column that was asked for; `NoStages` and `BookIsSummary` where there is nothing to count.
    """
    request = replace(request, sets_aside=False)
    cells = book if isinstance(book, Cells) else book.cells()
    if log is not None:
        found = _logs_in(log.cells(), request, log_sheet)
        own = found[0] if found else plan_log(log.cells(), request)
        return _joined(plan_book(cells, request, fewest=1), own)
    if len(cells.grids) < 2 or request.policy.funnel.mode == "snapshot":
        return _single(plan_book(cells, request))
    found = _logs_in(cells, request, log_sheet)
    if not found:
        return _single(plan_book(cells, request))
    customers = _customer_sheet(cells, found[0], request)
    return _single(plan_book(found[0].cells, request)) if customers is None else _joined(customers, found[0])


def _logs_in(cells: Cells, request: Request, wanted: str | None) -> list[TablePlan]:
    """How to read the sheet that is a log; empty if none is. Raises `LogSheetsTie` or `SheetNotFound`."""
    if wanted is not None and cells.names and wanted not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wanted, sheets=quoted_names(cells.names))
    sheets = [replace(cells, grids=(grid,)) for grid in cells.grids if wanted in (None, grid.sheet)]
    if len(sheets) == 1 and (wanted is not None or len(cells.grids) == 1):
        return [plan_log(sheets[0], request)]
    plans = [plan for sheet in sheets if (plan := _log_in(sheet, request)) is not None]
    if len(plans) > 1:
        raise LogSheetsTie(path=cells.path, sheets=quoted_names(plan.located.grid.sheet for plan in plans))
    return plans


def _log_in(sheet: Cells, request: Request) -> TablePlan | None:
    """How to read a sheet as a log; None if it is not one."""
    try:
        plan = fit_to_table(plan_log(sheet, request), by=False)
        if event_key(plan.fields) is None or not {"stage", "stage_date"} <= {
            *plan.fields,
            *plan.request.mapping,
        }:
            return None
        is_log = is_log_of(plan.load().portfolio.frame, request.policy.funnel)
    except InputError:
        return None
    return plan_log(sheet, request) if is_log else None


def _customer_sheet(cells: Cells, log: TablePlan, request: Request) -> TablePlan | None:
    """How to read the sheet of customers or deals that a log belongs to; None if there is none."""
    rest = tuple(grid for grid in cells.grids if grid is not log.cells.grids[0])
    try:
        plan = plan_book(replace(cells, grids=rest), request)
    except InputError:
        return None
    return plan if _common_key(plan, log) is not None else None


def _single(plan: TablePlan) -> LoadedPipeline:
    """A single table: its rows are customers or deals, or the events of a log."""
    check_stages(plan)
    loaded = plan.load()
    portfolio = loaded.portfolio
    found = frozenset(map(str, portfolio.frame.columns))
    if not (plan.columns or found & {"stage", "outcome"}):
        raise no_stages(plan)
    key = event_key(found)
    if plan.columns:
        portfolio, words = _stages_of(plan, loaded)
        pipeline = Pipeline(Shape.WIDE, portfolio, key=key, stage_columns=words, group=loaded.group)
    elif loaded.are_events:
        if key is None:
            raise LogWithoutKey(path=plan.cells.path, wanted=_KEYS)
        pipeline = Pipeline(Shape.LOG, portfolio, key=key, log_group=loaded.group)
    else:
        pipeline = Pipeline(Shape.SNAPSHOT, portfolio, group=loaded.group)
    return LoadedPipeline(pipeline, (loaded,))


def _stages_of(plan: TablePlan, loaded: Loaded) -> tuple[Portfolio, dict[str, str]]:
    """The rows of a table, and the stage of each frame column that is headed by one.

    A column of outcomes headed by the last stage is that stage's column.
    """
    portfolio = loaded.portfolio
    words = {}
    for heading, word in plan.columns:
        names = (day_column(heading.text), mark_column(heading.text))
        words.update({name: word for name in names if name in portfolio.frame})
    outcome = plan.located.understanding.taken.get("outcome")
    if any(column.heading is outcome for column in plan.columns):
        portfolio = replace(portfolio, frame=portfolio.frame.drop(columns="outcome", errors="ignore"))
    return portfolio, words


def _joined(book: TablePlan, log: TablePlan) -> LoadedPipeline:
    """A book and its log. Whatever the user named must be in one of them; customers are grouped by the book if it can.

    The source of a lead is taken from the log if it has one, since that is the source at entry.
    """
    key = _common_key(book, log)
    if key is None or not (log.columns or "stage" in log.fields):
        raise LogNotJoined(path=log.cells.path, wanted=_KEYS)
    by, mapping = book.request.by, book.request.mapping
    of_log = by is not None and log.has(by) and (_field(log, by) == "source" or not book.has(by))
    own_log = fit_to_table(log, by=of_log)
    stray = {name: text for name, text in mapping.items() if name not in own_log.request.mapping}
    own = fit_to_table(book, by=not of_log)
    asked = {**own.request.mapping, **stray}
    keeps = own.request.keeps_rows if own.columns else None
    own = replace(own, request=replace(own.request, mapping=asked, keeps_rows=keeps))
    loaded, events = own.load(), own_log.load()
    if own_log.cells.path != own.cells.path:
        events = events.named(_file_name(own_log.cells.path, own.cells.path))
    (customers, words), (rows, log_words) = _stages_of(own, loaded), _stages_of(own_log, events)
    pipeline = Pipeline(
        Shape.BOTH,
        customers,
        rows,
        key,
        stage_columns=words,
        log_columns=log_words,
        group=loaded.group,
        log_group=events.group,
    )
    return LoadedPipeline(pipeline, (loaded, events))


def _file_name(path: Path, other: Path) -> str:
    """The name of a file; its path where the other has the same name."""
    return str(path) if path.name == other.name else path.name


def _common_key(book: TablePlan, log: TablePlan) -> str | None:
    return event_key(book.fields & log.fields)


def _field(plan: TablePlan, name: str) -> str | None:
    """The field that a name stands for in a table."""
    found = plan.located.understanding.find(name)
    taken = plan.located.understanding.taken
    return next((field for field, heading in taken.items() if heading in found), None)
