"""Writes the workbook: the sheets of the answer, of the answers it summarises, and the notes."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label, Lang
from keyclient.model.policy_change import PolicyChange
from keyclient.model.report import Report
from keyclient.render.answer import PartAnswer
from keyclient.render.issues import issues_beside, issues_table
from keyclient.render.links import Book
from keyclient.render.palette import FONTS, SIZE
from keyclient.render.text import Voice
from keyclient.render.workbook.charts import ChartSheet, show_first
from keyclient.render.workbook.forms.write import write_form, write_hidden
from keyclient.render.workbook.names import NOTES
from keyclient.render.workbook.notes import AS_OF, write_notes
from keyclient.render.workbook.package import Filling, complete_package
from keyclient.render.workbook.paper import leave_out
from keyclient.render.workbook.plan import SheetPlan, plan_sheets
from keyclient.render.workbook.sheets import write_table
from keyclient.render.workbook.styles import Styles
from keyclient.render.workbook.summary import write_details, write_summary
from keyclient.render.workbook.texts import cell_text

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

MAKER = "keyclient"
"""The author in the file properties; the category names the kind of answer, the keyword the sheet with the records.

They distinguish an answer from a book, and show where to read it again.
"""

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel has no time zones
"""A fixed date, so that answers of the same book are equal byte for byte."""

_NAMED = 2
"""Books whose names have room in the line below the title."""
_AND_OTHERS = Label(
    "{name} and {others} more, listed under Notes", "{name} 及另外 {others} 份文件（列于“说明”）"
)


def render_workbook(
    report: Report,
    envelope: Envelope[BaseModel],
    lang: Lang,
    book: Book | None = None,
    parts: Sequence[PartAnswer] = (),
    changes: Sequence[PolicyChange] = (),
    *,
    is_brief: bool = False,
) -> bytes:
    """The answer as an .xlsx file: the summary, a sheet for the records and for each long table, the notes.

    The answers it summarises follow, each with its sheets. Addresses link to the user's book if it is known. The same
    answer gives the same bytes.
    """
    import xlsxwriter

    voice = Voice(lang)
    buffer = io.BytesIO()
    fonts = {"font_name": FONTS[lang], "font_size": SIZE}
    options = {
        "default_format_properties": fonts,
        "in_memory": True,
    }  # no customer data goes to the temporary folder
    with xlsxwriter.Workbook(buffer, options) as workbook:
        noticed = issues_beside(envelope, parts) if parts else issues_table(envelope)
        first, *others = plan_sheets(report, parts, voice, None if is_brief else noticed)
        workbook.set_properties(
            {
                "title": cell_text(voice.label(report.title)),
                "author": MAKER,
                "category": envelope.schema_,
                "keywords": next((name for plan in (first, *others) if (name := plan.records)), ""),
                "created": _CREATED,
            }
        )
        sheets = _Sheets(workbook, Styles(workbook, lang), voice, book, is_report=bool(parts) or is_brief)
        about, notes = _about(envelope, book, voice), voice.label(NOTES)
        sheets.write(first, about, [*first.others, *(plan.front for plan in others), notes])
        for plan in others:
            sheets.write(plan, about, [first.front, *plan.others])
        sheets.notes(notes, (report, parts), (envelope, changes))
        for plan in (first, *others):
            sheets.hidden(plan)
    return complete_package(buffer.getvalue(), sheets.fillings, book.target if book is not None else None)


@dataclass
class _Sheets:
    """The sheets of a workbook while they are being written."""

    workbook: "xlsxwriter.Workbook"
    styles: Styles
    voice: Voice
    book: Book | None
    is_report: bool
    """Whether it sums up several answers, or is brief."""
    fillings: dict[str, Filling] = field(default_factory=dict)
    """The rows of each long table, by the part of its sheet."""

    def write(self, plan: SheetPlan, about: str, linked: Sequence[str]) -> None:
        """Writes the sheets of one answer; the first names the book and links to the others."""
        drawing = (self.styles, self.voice, self.book)
        front = self.workbook.add_worksheet(plan.front)
        width = write_summary(front, (plan.report, about), plan.short, linked, drawing)
        if plan.charts_name is not None:
            page = self.workbook.add_worksheet(plan.charts_name)
            drawn = ChartSheet(self.workbook, page, self.styles, self.voice).write(plan.charts)
            self._printed(page)
            show_first(drawn, front, width)
        for form in plan.forms:
            for filling in write_form(self.workbook, form, self.styles, self.voice):
                self._filled(filling)
        for sheet in plan.sheets:
            part, filling = write_table(self.workbook, sheet, self.styles, self.voice, self.book)
            self._printed(self.workbook.worksheets()[-1])
            self.fillings[part] = filling
        if plan.details_name is not None:
            page = self.workbook.add_worksheet(plan.details_name)
            write_details(page, plan.details, drawing)
            self._printed(page)

    def _filled(self, filling: Filling) -> None:
        """Keeps the rows of the sheet that was added last."""
        pages = self.workbook.worksheets()
        self.fillings[f"xl/worksheets/sheet{len(pages)}.xml"] = filling
        self._printed(pages[-1])

    def hidden(self, plan: SheetPlan) -> None:
        """Writes what the forms of an answer keep out of sight."""
        for form in plan.forms:
            self._filled(write_hidden(self.workbook, form, self.styles))

    def notes(
        self,
        name: str,
        told: tuple[Report, Sequence[PartAnswer]],
        origin: tuple[Envelope[BaseModel], Sequence[PolicyChange]],
    ) -> None:
        """Writes the last sheet."""
        page = self.workbook.add_worksheet(name)
        write_notes(page, told, origin, self.styles, self.voice)
        self._printed(page)

    def _printed(self, page: "Worksheet") -> None:
        """A report prints the first sheet of each answer, and nothing else."""
        if self.is_report:
            leave_out(page)


def _about(envelope: Envelope[BaseModel], book: Book | None, voice: Voice) -> str:
    """The book the answer is about, and its data date; of many, the newest and how many others: one line of a page."""
    paths = list(dict.fromkeys(source.path for source in envelope.sources))
    names = list(dict.fromkeys(PurePath(path).name for path in paths))
    if len(paths) > _NAMED:
        newest = next((name for name in names if book is not None and book.is_called(name)), names[-1])
        names = [voice.label(_AND_OTHERS.filled(name=newest, others=len(paths) - 1))]
    day = [f"{voice.label(AS_OF)} {envelope.as_of}"] if envelope.as_of is not None else []
    return " · ".join([*names, *day])
