"""How to read one table of a pipeline: which column is the date, which are headed by stages, what is an event."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

import narwhals as nw
import pandas as pd

from keyclient.ingest.base.pipeline_refusals import BookIsSummary, NoStages
from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import MeasureNotNumeric
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import BookConventions
from keyclient.ingest.columns.stage_columns import FEWEST, StageColumn, stage_columns
from keyclient.ingest.columns.status import (
    StatusColumn,
    status_headings,
    status_of_stages,
    with_status_as_outcome,
    with_status_as_stage,
)
from keyclient.ingest.columns.suggest import other_sheets
from keyclient.ingest.layout.headings import heading_key, occurrences
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.load import load_cells
from keyclient.ingest.receipt.status_issues import status_as_stage
from keyclient.ingest.rows.no_rows import check_short_table
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.ingest.source.opening import Cells
from keyclient.metrics.stage import is_log
from keyclient.model.label import listed
from keyclient.model.pipeline import event_key
from keyclient.model.portfolio import Loaded
from keyclient.model.record import dataclass
from keyclient.policy.parts.funnel import FunnelPolicy

_COUNTS = (
    "人数", "户数", "客户数", "访客数", "数量", "计数", "count", "customers", "visitors", "users", "number of customers",
)  # fmt: skip
"""Headings of numbers of customers; only a summary has them."""

Keeps = Callable[[pd.DataFrame], bool]


@dataclass(frozen=True)
class TablePlan:
    """One table and how to read it."""

    cells: Cells
    located: Located
    request: Request
    columns: tuple[StageColumn, ...] = ()
    """Columns headed by stages, in a table without a column of stages."""
    amount: str | None = None
    """The heading of the amounts of deals, if the user has named no measure."""
    status: StatusColumn | None = None
    """The column headed as a status that is read as that of stages."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields whose headings were found."""
        return frozenset(self.located.understanding.taken)

    def has(self, name: str) -> bool:
        """Whether there is a field or heading of this name."""
        return bool(self.located.understanding.find(name))

    def load(self) -> Loaded:
        """Read the table. A column headed like the amount of a deal is ignored if it holds no amounts."""
        if self.amount is not None:
            with suppress(MeasureNotNumeric):
                return self._load(replace(self.request, measure=self.amount))
        return self._load(self.request)

    def _load(self, request: Request) -> Loaded:
        loaded = load_cells(self.cells, request)
        if self.status is None:
            return loaded
        return replace(loaded, issues=(*loaded.issues, status_as_stage(self.located, self.status)))


def plan_book(cells: Cells, request: Request, *, fewest: int = FEWEST) -> TablePlan:
    """Plan to read a book of customers or deals, or one that may be a log.

    `fewest`: how many columns must be headed by stages to be read as such. Raises `BookIsSummary`, and as `locate`.
    """
    located, status = _locate(cells, request)
    policy = request.policy.funnel
    columns = _columns(located, request, cells, fewest)
    amounts = [] if request.wanted_measure is not None else _unclaimed(located, policy.values)
    wanted = replace(
        request,
        mapping=_with_status(_with_date(located, request), status),
        marks=tuple(column.heading.text for column in columns),
        keeps_rows=(lambda _: True) if columns else rows_are_events(policy),
    )
    return TablePlan(cells, located, wanted, columns, next(iter(amounts), None), status)


def plan_log(cells: Cells, request: Request) -> TablePlan:
    """Plan to read a table whose rows are events, or that has one column per stage, beside the book of `request`.

    A single such column is enough: a list of won deals may have no other. Raises as `plan_book`.
    """
    segment = request.policy.segment.model_copy(update={"measure": None})
    policy = request.policy.model_copy(update={"segment": segment})
    bare = replace(
        request,
        policy=policy,
        sheet=None,
        header_row=None,
        measure=None,
        period=None,
        keeps_rows=lambda _: True,
    )
    located, status = _locate(cells, bare)
    columns = _columns(located, bare, cells, fewest=1)
    marks = tuple(column.heading.text for column in columns)
    mapping = _with_status(_with_date(located, bare), status)
    return TablePlan(cells, located, replace(bare, mapping=mapping, marks=marks), columns, None, status)


def fit_to_table(plan: TablePlan, *, by: bool) -> TablePlan:
    """The plan without headings that only the other table has; `by`: whether this table is the one that is grouped."""
    headings = plan.located.understanding.headings
    mapping = {field: text for field, text in plan.request.mapping.items() if occurrences(headings, text)}
    request = replace(plan.request, mapping=mapping, by=plan.request.by if by else None)
    return replace(plan, request=request)


def rows_are_events(policy: FunnelPolicy) -> Keeps | None:
    """The test of whether the rows of a table are events; None if the policy says that they are not."""
    if policy.mode == "log":
        return lambda _: True
    return None if policy.mode == "snapshot" else lambda rows: is_log_of(rows, policy)


def is_log_of(rows: pd.DataFrame, policy: FunnelPolicy) -> bool:
    """Whether rows are the events of a log, by their stages and dates. Codes group three times as fast as text."""
    key = event_key(frozenset(rows.columns))
    if key is None or not {"stage", "stage_date"} <= set(rows.columns):
        return False
    known = rows[key].notna() & rows["stage"].notna()
    keys, distinct = pd.factorize(rows[key][known])
    if len(distinct) == len(keys):
        return False
    coded = pd.DataFrame({"key": keys, "stage": pd.factorize(rows["stage"][known])[0]})
    return is_log(nw.from_native(coded, eager_only=True), "key", policy.log_share)


def check_stages(plan: TablePlan) -> None:
    """Raise `NoStages` or `BookIsSummary` if the table has nothing that a funnel can count."""
    check_short_table(plan.located, plan.cells.path)
    has_stages = bool(plan.columns or plan.fields & {"stage", "outcome"})
    is_summary = not has_stages or (event_key(plan.fields) is None and _is_balanced(plan.located))
    if is_summary and (counts := _counts(plan.located)):
        raise BookIsSummary(path=plan.cells.path, headings=listed(counts))
    if not has_stages:
        raise no_stages(plan)


def no_stages(plan: TablePlan) -> NoStages:
    """The refusal of a table without any stages."""
    headings = listed(heading.text for heading in plan.located.understanding.headings)
    return NoStages(path=plan.cells.path, headings=headings, sheets=other_sheets(plan.located))


def _columns(located: Located, request: Request, cells: Cells, fewest: int) -> tuple[StageColumn, ...]:
    """The columns headed by stages; none in a table with a column of stages."""
    if "stage" in located.understanding.taken:
        return ()
    return stage_columns(located, request.policy.funnel, cells.path, fewest=fewest)


def _locate(cells: Cells, request: Request) -> tuple[Located, StatusColumn | None]:
    """The table, and the column headed as a status that is read as that of stages."""
    mapping = {**request.policy.columns, **request.mapping}
    names = (request.wanted_measure, request.by, *mapping.values())
    wish = TableRequest(
        request.wanted_sheet, request.header_row, mapping, tuple(name for name in names if name)
    )
    located = locate(cells, wish)
    if not status_headings(located.understanding):
        return located, None
    body = Body(located, sort_rows(located).customers, BookConventions(), request.words)
    contradiction = request.policy.read.contradiction
    status = status_of_stages(body, contradiction, request.policy.funnel.ladders)
    if status is not None and len(occurrences(located.understanding.headings, status.heading.text)) == 1:
        return with_status_as_stage(located, status), status
    return with_status_as_outcome(body, contradiction), None


def _with_date(located: Located, request: Request) -> Mapping[str, str]:
    """The headings that the user mapped, and that of the date if none is known by name."""
    taken = located.understanding.taken
    if "stage_date" in taken or "stage" not in taken:
        return request.mapping
    day = _unclaimed(located, request.policy.funnel.dates)
    return {**request.mapping, "stage_date": day[0]} if day else request.mapping


def _with_status(mapping: Mapping[str, str], status: StatusColumn | None) -> Mapping[str, str]:
    """The mapping with the column of a status that is read as that of stages."""
    return mapping if status is None else {**mapping, "stage": status.heading.text}


def _unclaimed(located: Located, names: tuple[str, ...]) -> list[str]:
    """The headings equal to some names, best first, without those read as fields and those that occur twice."""
    understanding = located.understanding
    claimed = {heading.position for heading in understanding.taken.values()}
    found = (occurrences(understanding.headings, name) for name in names)
    return [same[0].text for same in found if len(same) == 1 and same[0].position not in claimed]


def _counts(located: Located) -> list[str]:
    keys = {heading_key(name) for name in _COUNTS}
    return [heading.text for heading in located.understanding.headings if heading.key in keys]


def _is_balanced(located: Located) -> bool:
    """Whether every stage has equally many rows, as in a summary with one row per stage and group."""
    stage = located.understanding.taken.get("stage")
    if stage is None:
        return False
    texts = (
        Body(located, sort_rows(located).customers, BookConventions()).texts(stage).drop_null().to_pylist()
    )
    return len(set(Counter(texts).values())) == 1
