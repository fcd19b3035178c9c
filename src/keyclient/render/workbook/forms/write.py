"""Writes a form: the whole of it, a sheet for each manager, and the hidden sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Kind
from keyclient.render.text import Voice
from keyclient.render.workbook.columns import widths_needed
from keyclient.render.workbook.forms.handed_out import handed_out
from keyclient.render.workbook.forms.plan import FormGroup, FormPlan
from keyclient.render.workbook.forms.sheet import FormSheet, draw_form
from keyclient.render.workbook.forms.widths import form_widths, printed_places, printed_widths
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
        plan = self.plan
        needs = widths_needed(plan.columns, [plan.cells])
        widths = form_widths(plan.columns, needs, self._headings, plan.form.by)
        title, says = self.voice.label(plan.table.title), self.voice.label(_FILL_IN)
        wraps = self._wraps(range(len(widths)), widths, needs)
        spare = plan.form.spare_rows
        return plan.name, FormSheet(
            title, says, plan.columns, widths, plan.cells, wraps, spare, is_signed=False
        )

    def groups(self) -> Iterator[tuple[str, FormSheet]]:
        """Those of the sheets to print, all with the same widths."""
        plan = self.plan
        places = printed_places(plan.columns, plan.form.by)
        columns = [plan.columns[place] for place in places]
        needs = widths_needed(columns, [[plan.cells[place] for place in places]])
        widths = printed_widths(columns, needs, [self._headings[place] for place in places])
        wraps = self._wraps(places, widths, needs)
        says = self.voice.label(_FILL_IN_HERE.filled(whole=plan.name))
        for group in plan.groups:
            cells = [_picked(plan.cells[place], group) for place in places]
            sheet = FormSheet(self._title(group), says, columns, widths, cells, wraps, 0, is_signed=True)
            yield group.name, sheet

    def _title(self, group: FormGroup) -> str:
        return self.voice.label(_OF.filled(title=self.plan.table.title, name=group.heading))

    @property
    def _headings(self) -> list[str]:
        return [self.voice.label(column.label) for column in self.plan.columns]

    def _wraps(
        self, places: Sequence[int], widths: Sequence[float], needs: Sequence[float]
    ) -> list[float | None]:
        columns = [self.plan.columns[place] for place in places]
        return [
            width if column.kind is Kind.TEXT and width < need else None
            for column, width, need in zip(columns, widths, needs, strict=True)
        ]


def _picked(cells: Shown, group: FormGroup) -> Shown:
    return [cells[position] for position in group.positions]
