"""Writes the hidden sheet: what was handed out, which deleted rows are remembered, what may be chosen.

`model/forms.py` says what it looks like.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.forms import ALSO_HANDED_OUT, CHOICES, REMEMBERED
from keyclient.model.report import Kind
from keyclient.render.workbook.columns import letter
from keyclient.render.workbook.forms.plan import FormPlan
from keyclient.render.workbook.package import Filling, Numbered
from keyclient.render.workbook.rows import ColumnLayout, Shown, rows_xml
from keyclient.render.workbook.styles import Styles

if TYPE_CHECKING:
    import xlsxwriter

_WIDTH = 16


@dataclass(frozen=True)
class _Column:
    key: str
    kind: Kind
    cells: Shown


@dataclass(frozen=True)
class HandedOut:
    """The hidden sheet of a form."""

    name: str
    columns: Sequence[_Column]

    @property
    def lists(self) -> dict[str, str]:
        """By the key of a column: the reference to what may be chosen in it."""
        return {
            column.key.removeprefix(CHOICES): f"='{self.name}'!{_range(place, len(column.cells))}"
            for place, column in enumerate(self.columns)
            if column.key.startswith(CHOICES)
        }

    def write(self, workbook: "xlsxwriter.Workbook", styles: Styles) -> Filling:
        """Writes the sheet without its rows; returns these."""
        page = workbook.add_worksheet(self.name)
        for place, column in enumerate(self.columns):
            page.set_column(place, place, _WIDTH)
            page.write_string(0, place, column.key)
            page.write_blank(1, place, None, styles.line(column.kind))
            page.write_blank(2, place, None, styles.line(Kind.TEXT, quoted=True))
        page.hide()
        page.protect()
        return _filling(self.columns)


def handed_out(plan: FormPlan) -> HandedOut:
    """What stands on the hidden sheet of a form."""
    return HandedOut(plan.hidden, [*_columns(plan)])


def _range(place: int, count: int) -> str:
    """The cells of a column below its key."""
    return f"${letter(place)}$2:${letter(place)}${count + 1}"


def _columns(plan: FormPlan) -> Iterator[_Column]:
    """The id, the editable columns and whom the lines are about, as written; then the lists."""
    for place, column in enumerate(plan.columns):
        if column.is_editable or not place or column.key in ALSO_HANDED_OUT:
            unit = "（万元）" if column.kind is Kind.WAN else ""
            yield _Column(f"{column.key}{unit}", column.kind, plan.cells[place])
    if plan.form.remembered:
        yield _Column(REMEMBERED, Kind.TEXT, plan.form.remembered)
    for place, column in enumerate(plan.columns):
        listed = plan.listed(place) if column.is_editable else []
        if listed:
            yield _Column(CHOICES + column.key, Kind.TEXT, listed)


def _filling(columns: Sequence[_Column]) -> Filling:
    count = max(len(column.cells) for column in columns)
    letters = [letter(place) for place in range(len(columns))]
    kinds = [column.kind for column in columns]
    cells = [[*column.cells, *[None] * (count - len(column.cells))] for column in columns]

    def rows(plain: Numbered, quoted: Numbered) -> Iterable[str]:
        layouts = map(ColumnLayout, letters, kinds, plain, quoted, [None] * len(columns))
        return rows_xml([*layouts], cells, 2)

    return Filling(count, rows, letters[-1], {}, is_table=False)
