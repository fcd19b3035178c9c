"""Writes a form: the whole of it, a sheet for each manager, and the hidden sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Kind
from keyclient.render.text import Voice
from keyclient.render.workbook.columns import widths_needed
from keyclient.render.workbook.forms.handed_out import handed_out
from keyclient.render.workbook.forms.plan import FormGroup, FormPlan
from keyclient.render.workbook.forms.sheet import FormSheet, draw_form
from keyclient.render.workbook.forms.widths import (
    Wanted,
    form_widths,
    is_code,
    letters_across,
    printed_places,
    printed_widths,
)
from keyclient.render.workbook.package import Filling
from keyclient.render.workbook.rows import Shown
from keyclient.render.workbook.styles import Styles

if TYPE_CHECKING:
    import xlsxwriter

_FILL_IN = Label(
    "Fill in the yellow columns; rows of your own go below the last one. The other columns are locked: to sort, or to "
    "delete rows, choose Review > Unprotect Sheet first (no password). Give the file back with --previous.",
    "请填写黄色列，可在末尾空行自行新增。其余列已锁定：如需排序或删除行，请先点“审阅 > 撤销工作表保护”（无密码）。填好后用 --previous 读回本文件。",
)
_FILL_IN_HERE = Label(
    "Fill in the yellow columns here or on the sheet “{whole}”, each row in one place only.",
    "请在此表或“{whole}”表中填写黄色列，同一行只填一处。",
)
_OF = Label("{title}: {name}", "{title}：{name}")


def write_form(
    workbook: "xlsxwriter.Workbook", plan: FormPlan, styles: Styles, voice: Voice
) -> Iterator[Filling]:
    """Adds the sheets of a form to a workbook, without their rows; gives the rows of each as soon as it is there."""
    lists = handed_out(plan).lists
    writer = _FormWriter(plan, voice)
    for name, sheet in (writer.whole(), *writer.groups()):
        yield draw_form(workbook.add_worksheet(name), sheet, (plan.form, lists), (styles, voice))


def write_hidden(workbook: "xlsxwriter.Workbook", plan: FormPlan, styles: Styles) -> Filling:
    """Adds the hidden sheet of a form, which comes after all others."""
    return handed_out(plan).write(workbook, styles)


@dataclass(frozen=True)
class _FormWriter:
    """Says what stands on the sheets of a form."""

    plan: FormPlan
    voice: Voice

    def whole(self) -> tuple[str, FormSheet]:
        """The name and content of the sheet with all rows."""
        plan, say = self.plan, self.voice.label
        widths = form_widths(self.wanted, plan.form.by)
        sheet = FormSheet(
            say(plan.table.title),
            say(_FILL_IN),
            plan.columns,
            widths,
            plan.cells,
            _wraps(self.wanted, widths),
            plan.form.spare_rows,
            frozenset(place for place, column in enumerate(self.wanted) if column.is_cut),
        )
        return plan.name, sheet

    def groups(self) -> Iterator[tuple[str, FormSheet]]:
        """Those of the sheets to print, all with the same widths."""
        plan = self.plan
        places = printed_places(self.wanted, plan.form.by)
        wanted = [self.wanted[place] for place in places]
        columns, widths = (
            [column.column for column in wanted],
            printed_widths(wanted, [plan.cells[place] for place in places]),
        )
        wraps = _wraps(wanted, widths)
        says = self.voice.label(_FILL_IN_HERE.filled(whole=plan.name))
        for group in plan.groups:
            title = self.voice.label(_OF.filled(title=plan.table.title, name=group.heading))
            cells = [_picked(plan.cells[place], group) for place in places]
            yield group.name, FormSheet(title, says, columns, widths, cells, wraps)

    @cached_property
    def wanted(self) -> list[Wanted]:
        """What each column needs."""
        plan = self.plan
        needs = widths_needed(plan.columns, [plan.cells])
        return [
            Wanted(column, need, self.voice.label(column.label), is_code(cells))
            for column, need, cells in zip(plan.columns, needs, plan.cells, strict=True)
        ]


def _wraps(wanted: Sequence[Wanted], widths: Sequence[float]) -> list[float | None]:
    """The room for the letters of each column whose texts wrap."""
    return [
        letters_across(width)
        if column.column.kind is Kind.TEXT and width < column.need and not column.is_cut
        else None
        for column, width in zip(wanted, widths, strict=True)
    ]


def _picked(cells: Shown, group: FormGroup) -> Shown:
    return [cells[position] for position in group.positions]
