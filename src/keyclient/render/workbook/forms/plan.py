"""Plans the sheets of a form: the whole form, a sheet for each value of a column, the hidden sheet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from keyclient.model.forms import HANDED_OUT
from keyclient.model.label import Label
from keyclient.model.report import Form, Kind, Report, Table, TableColumn
from keyclient.render.text import Voice
from keyclient.render.workbook.limits import refuse_beyond_a_sheet
from keyclient.render.workbook.names import SheetNames
from keyclient.render.workbook.rows import Shown, shown

_MOST_SHEETS = 250
"""With more values than this the form has no sheet for each: nobody would find one."""
_MOST_LINKED = 12
"""With more sheets than this the first sheet of the workbook does not link to each of them."""
_AROUND = 10
"""Rows of a form that are not those of its table, at most."""
_NOBODY = Label("nobody", "未指定")


@dataclass(frozen=True)
class FormGroup:
    """The sheet of one value of the column that `Form.by` names."""

    name: str
    heading: str
    """The value itself."""
    positions: Sequence[int]
    """Of its rows."""


@dataclass(frozen=True, eq=False)
class FormPlan:
    """The sheets of one form."""

    table: Table
    form: Form
    name: str
    """Of the sheet with the whole form."""
    hidden: str
    """The name of the sheet with what was handed out."""
    cells: Sequence[Shown]
    """The columns as they are written."""
    voice: Voice
    groups: Sequence[FormGroup] = field(default=())

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Those of the table."""
        return self.table.columns

    @property
    def count(self) -> int:
        """How many rows there are, without the blank ones."""
        return len(self.table.rows)

    @property
    def linked(self) -> list[str]:
        """The sheets that the first sheet of the workbook links to."""
        own = [group.name for group in self.groups]
        return [self.name, *(own if len(own) <= _MOST_LINKED else ())]

    def place(self, key: str | None) -> int | None:
        """The index of a column; None if the form has none of that key."""
        return next((place for place, column in enumerate(self.columns) if column.key == key), None)

    def listed(self, place: int) -> list[str]:
        """What may be chosen in a column: its choices, and the values of the column that sheets are made by."""
        column = self.columns[place]
        found = [self.voice.label(choice) for choice in column.choices]
        if column.key == self.form.by and column.kind is Kind.TEXT:
            found += sorted({text for text in self.cells[place] if text} - {*found})
        return found


def forms_of(report: Report) -> list[Table]:
    """The tables of a report that people fill in, each once; the list that is open to readers comes first."""
    tables = [*report.tables, report.sheet, report.records]
    forms: dict[str, Table] = {}
    for table in tables:
        if table is not None and table.form is not None and (table.rows or table.form.spare_rows):
            forms.setdefault(table.key, table)
    return [*forms.values()]


def plan_form(table: Table, names: SheetNames) -> FormPlan:
    """The sheets of a form. Raises as `refuse_beyond_a_sheet`."""
    form, voice = table.form or Form(), names.voice
    refuse_beyond_a_sheet(table, _AROUND + form.spare_rows)
    name, hidden = names.free(voice.label(table.title)), names.free(HANDED_OUT)
    whole = FormPlan(table, form, name, hidden, shown_cells(table, voice), voice)
    place = whole.place(form.by)
    if place is None:
        return whole
    groups = defaultdict[str | None, list[int]](list)
    for position, text in enumerate(whole.cells[place]):
        groups[text or None].append(position)
    if len(groups) > _MOST_SHEETS:
        return whole
    return replace(whole, groups=tuple(_groups(groups, names)))


def _groups(groups: Mapping[str | None, Sequence[int]], names: SheetNames) -> Iterator[FormGroup]:
    """In the order of the first rows, those without a value last."""
    for value in sorted(groups, key=lambda value: value is None):
        heading = names.voice.label(_NOBODY) if value is None else value
        yield FormGroup(names.free(heading), heading, groups[value])


def shown_cells(table: Table, voice: Voice) -> list[Shown]:
    """The columns of a table as they are written; as many without cells where it has no rows."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return [shown(column, cells, voice) for column, cells in zip(table.columns, columns, strict=True)]
