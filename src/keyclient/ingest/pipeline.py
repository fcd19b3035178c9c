"""Reading a book for the funnel: its stages, and the log of their changes on another sheet or in another file."""

from dataclasses import replace

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import LogNotJoined, LogSheetsTie, LogWithoutKey, SheetNotFound
from keyclient.ingest.base.request import Request
from keyclient.ingest.pipeline_plan import (
    Plan,
    fitted,
    hold_stages,
    is_log_of,
    key_of,
    no_stages,
    plan_book,
    plan_log,
)
from keyclient.ingest.source.opening import Cells, OpenBook
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.pipeline import KEYS, LoadedPipeline, Pipeline, Shape
from keyclient.model.place import quoted_names
from keyclient.model.portfolio import Loaded, Portfolio, day_column, mark_column

_LABELS = [fields()[name].column.label for name in KEYS]
_KEYS = Label(" / ".join(label.en for label in _LABELS), " / ".join(label.zh for label in _LABELS))
"""What tells whose event a row is, best first."""


def load_pipeline(
    book: OpenBook | Cells, request: Request, *, log: OpenBook | None = None, log_sheet: str | None = None
) -> LoadedPipeline:
    """Read a book, and the log that goes with it: the file `log`, else the sheet of the book that is one.

    `log_sheet` names the sheet of either. Raises the `InputError` that says what is wrong with a file, a table, or
    a column that was asked for; `NoStages` and `BookIsSummary` where there is nothing to count.
    """
    policy = request.policy.funnel
    words = {"outcome": {"won": policy.won, "lost": policy.lost, "open": policy.open}}
    request = replace(request, sets_aside=False, words=words)
    cells = book if isinstance(book, Cells) else book.cells()
    if log is not None:
        found = _logs_in(log.cells(), request, log_sheet)
        own = found[0] if found else plan_log(log.cells(), request)
        return _joined(plan_book(cells, request, fewest=1), own)
    if len(cells.grids) < 2 or policy.mode == "snapshot":
        return _single(plan_book(cells, request))
    found = _logs_in(cells, request, log_sheet)
    if not found:
        return _single(plan_book(cells, request))
    beside = _beside(cells, found[0], request)
    return _single(plan_book(found[0].cells, request)) if beside is None else _joined(beside, found[0])


def _logs_in(cells: Cells, request: Request, wanted: str | None) -> list[Plan]:
    """The sheet that is a log; none where no sheet is. Raises `LogSheetsTie` and `SheetNotFound`."""
    if wanted is not None and cells.names and wanted not in cells.names:
        raise SheetNotFound(path=cells.path, sheet=wanted, sheets=quoted_names(cells.names))
    sheets = [replace(cells, grids=(grid,)) for grid in cells.grids if wanted in (None, grid.sheet)]
    if len(sheets) == 1 and (wanted is not None or len(cells.grids) == 1):
        return [plan_log(sheets[0], request)]
    plans = [plan for sheet in sheets if (plan := _log_in(sheet, request)) is not None]
    if len(plans) > 1:
        raise LogSheetsTie(path=cells.path, sheets=quoted_names(plan.located.grid.sheet for plan in plans))
    return plans


def _log_in(sheet: Cells, request: Request) -> Plan | None:
    """How to read a sheet as a log; None where it is none."""
    try:
        plan = fitted(plan_log(sheet, request), by=False)
        if key_of(plan.fields) is None or not {"stage", "stage_date"} <= {
            *plan.fields,
            *plan.request.mapping,
        }:
            return None
        is_log = is_log_of(plan.load().portfolio.frame, request.policy.funnel)
    except InputError:
        return None
    return plan_log(sheet, request) if is_log else None


def _beside(cells: Cells, log: Plan, request: Request) -> Plan | None:
    """How to read the sheet of customers or deals that a log sheet goes with; None where there is none."""
    rest = tuple(grid for grid in cells.grids if grid is not log.cells.grids[0])
    try:
        plan = plan_book(replace(cells, grids=rest), request)
    except InputError:
        return None
    return plan if _common_key(plan, log) is not None else None


def _single(plan: Plan) -> LoadedPipeline:
    """A book by itself: its rows are customers or deals, or the events of a log."""
    hold_stages(plan)
    loaded = plan.load()
    portfolio = loaded.portfolio
    found = frozenset(map(str, portfolio.frame.columns))
    if not (plan.columns or found & {"stage", "outcome"}):
        raise no_stages(plan)
    key = key_of(found)
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


def _stages_of(plan: Plan, loaded: Loaded) -> tuple[Portfolio, dict[str, str]]:
    """The rows of a table, and the stage of every column of their frame that is headed by one.

    A column of outcomes that is headed by the last stage is that stage's.
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


def _joined(book: Plan, log: Plan) -> LoadedPipeline:
    """A book and its log. What the user named must be in one of them; the group is the book's where it has it.

    The source of a lead is the log's where it has it, since that one tells the source at entry.
    """
    key = _common_key(book, log)
    if key is None or not (log.columns or "stage" in log.fields):
        raise LogNotJoined(path=log.cells.path, wanted=_KEYS)
    by, mapping = book.request.by, book.request.mapping
    of_log = by is not None and log.has(by) and (_field(log, by) == "source" or not book.has(by))
    heard = fitted(log, by=of_log)
    stray = {name: text for name, text in mapping.items() if name not in heard.request.mapping}
    own = fitted(book, by=not of_log)
    asked = {**own.request.mapping, **stray}
    keeps = own.request.keeps_rows if own.columns else None
    own = replace(own, request=replace(own.request, mapping=asked, keeps_rows=keeps))
    loaded, events = own.load(), heard.load()
    (customers, words), (rows, log_words) = _stages_of(own, loaded), _stages_of(heard, events)
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


def _common_key(book: Plan, log: Plan) -> str | None:
    return key_of(book.fields & log.fields)


def _field(plan: Plan, name: str) -> str | None:
    """The field that a name means in a table."""
    found = plan.located.understanding.find(name)
    taken = plan.located.understanding.taken
    return next((field for field, heading in taken.items() if heading in found), None)
