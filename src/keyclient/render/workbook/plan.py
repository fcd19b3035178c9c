"""Plans the sheets of a workbook: their content and names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from keyclient.model.label import Label
from keyclient.model.report import Chart, Report, Table
from keyclient.render.answer import PartAnswer
from keyclient.render.text import Voice
from keyclient.render.workbook.forms.plan import FormPlan, forms_of, plan_form
from keyclient.render.workbook.names import CHARTS, DETAILS, SUMMARY, SheetNames, short_name
from keyclient.render.workbook.sheets import TableSheet, parts_of
from keyclient.render.workbook.summary import on_one_page

_SHORT = 30
"""A table with more rows gets its own sheet."""
_FIRST = (10, 8, 5, 3)
"""Rows of the list that leads on the first sheet, as many of these as fit."""
_SPARE = (3, 1, 0)
"""Its columns there: those that a narrow terminal leaves out no sooner than this."""
_BEGINNING = Label("{title}: first {count} of {total}", "{title}（前 {count} 个，共 {total} 个）")


@dataclass(frozen=True)
class SheetPlan:
    """The sheets of one answer; the name of a sheet it does not have is None."""

    report: Report
    front: str
    """The name of the first sheet."""
    short: tuple[Table, ...]
    """The tables on it."""
    charts_name: str | None
    charts: tuple[Chart, ...]
    forms: tuple[FormPlan, ...]
    """The tables that people fill in."""
    sheets: tuple[TableSheet, ...]
    """The records, unless people fill them in, and the long tables."""
    details_name: str | None
    details: tuple[Table, ...]
    """The short tables that do not fit on the first sheet."""
    part: PartAnswer | None
    """The name of one of several answers; None for a single answer or the summary."""

    @property
    def records(self) -> str | None:
        """The name of the sheet of the records; None if there are none."""
        keys = [table.key for table in _customers(self.report)]
        filled_in = [form.name for form in self.forms if form.table.key in keys]
        listed = [*filled_in, *(sheet.name for sheet in self.sheets)]
        return listed[0] if keys and listed else None

    @property
    def others(self) -> list[str]:
        """The names of its sheets after the first."""
        forms = [name for form in self.forms for name in form.linked]
        names = [self.charts_name, *forms, *(sheet.name for sheet in self.sheets), self.details_name]
        return [name for name in names if name is not None]


def plan_sheets(
    report: Report, parts: Sequence[PartAnswer], voice: Voice, noticed: Table | None = None
) -> list[SheetPlan]:
    """The sheets of an answer and of those it summarises, each with a unique name.

    `noticed`: what was noticed in the book, on the last sheet of the last answer unless that lists it itself.
    """
    names = SheetNames(voice)
    fronts = [names.kept(short_name(voice.label(part.title))) for part in parts]
    own = _plan(report, names, None, names.kept(voice.label(SUMMARY)), None if parts else noticed)
    return [
        own,
        *(
            _plan(part.report, names, part, front, noticed if part is parts[-1] else None)
            for part, front in zip(parts, fronts, strict=True)
        ),
    ]


def _plan(
    report: Report, names: SheetNames, part: PartAnswer | None, front: str, noticed: Table | None = None
) -> SheetPlan:
    filled_in = forms_of(report) if part is None else []
    own_keys = {table.key for table in filled_in}
    long = [table for table in _long_tables(report) if table.key not in own_keys]
    keys = own_keys | {table.key for table in long}
    short = [table for table in report.tables if table.rows and (table.key not in keys or _is_answer(table))]
    short = _with_first_rows(report, short, names.voice)
    first = on_one_page(report, short, names.voice)
    charts = tuple(chart for chart in report.charts if chart.table.rows)
    listed = [*long, noticed] if noticed is not None and noticed.key not in keys else long
    charts_name, details_name = (
        names.own(label, part) if wanted else None
        for label, wanted in ((CHARTS, charts), (DETAILS, short[first:]))
    )
    forms = [plan_form(table, names) for table in filled_in]
    sheets = [
        sheet for table in listed for sheet in parts_of(table, names.free(names.voice.label(table.title)))
    ]
    return SheetPlan(
        report,
        front,
        tuple(short[:first]),
        charts_name,
        charts,
        tuple(forms),
        tuple(sheets),
        details_name,
        tuple(short[first:]),
        part,
    )


def _is_answer(table: Table) -> bool:
    """Whether a table goes on the first sheet: short, no list, and not filled in."""
    return not table.elastic and table.form is None and len(table.rows) <= _SHORT


def _with_first_rows(report: Report, short: list[Table], voice: Voice) -> list[Table]:
    """The short tables with the first rows of the list that leads, if it is legible below the table before it.

    As many rows as fit, and of as many columns.
    """
    leading = next((table for table in report.tables if table.leads and table.rows), None)
    if leading is None:
        return short
    others = [table for table in short if table.key != leading.key]
    before = {table.key for table in report.tables[: report.tables.index(leading)]}
    above = sum(table.key in before for table in others)
    for rows, spare in product(_FIRST, _SPARE):
        tried = [*others[:above], _first_rows(leading, rows, spare), *others[above:]]
        if on_one_page(report, tried, voice) > above:
            return tried
    return others


def _first_rows(table: Table, count: int, spare: int) -> Table:
    """The first rows of a list as a table of the first sheet, without the columns that a narrow terminal leaves out first."""
    rows = table.rows[:count]
    places = [place for place, column in enumerate(table.columns) if column.spare <= spare]
    total = max(len(table.rows), table.total_rows or 0)
    title = table.title
    if total > len(rows):
        title = _BEGINNING.filled(title=table.title, count=f"{len(rows):,}", total=f"{total:,}")
    columns = tuple(table.columns[place] for place in places)
    cells = [tuple(row[place] for place in places) for row in rows]
    return replace(table, title=title, columns=columns, rows=cells, total_rows=None, form=None)


def _long_tables(report: Report) -> list[Table]:
    """The records, which always get their own sheet, and every other long table."""
    records = _customers(report)
    keys = {table.key for table in records}
    return [
        *records,
        *(table for table in report.tables if len(table.rows) > _SHORT and table.key not in keys),
    ]


def _customers(report: Report) -> list[Table]:
    """The records as people need them, if there are any."""
    table = report.sheet or report.records
    return [table] if table is not None and table.rows else []
