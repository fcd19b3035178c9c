"""The whole workbook: what stands on which sheet, under which name."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from pathlib import PurePath

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label, Lang
from keyclient.model.report import Report, Table
from keyclient.render.text import Voice
from keyclient.render.workbook.charts import ChartSheet, show_first
from keyclient.render.workbook.links import Book
from keyclient.render.workbook.notes import AS_OF, write_notes
from keyclient.render.workbook.package import completed
from keyclient.render.workbook.sheets import Sheet, parts, write_table
from keyclient.render.workbook.styles import FONTS, SIZE, Styles
from keyclient.render.workbook.summary import on_one_page, write_details, write_summary
from keyclient.render.workbook.texts import held

MAKER = "keyclient"
"""Author in the properties of the file; its category says which answer it is. They tell an answer from a book."""

_SUMMARY, _DETAILS, _NOTES = Label("Summary", "概要"), Label("Details", "明细"), Label("Notes", "说明")
_CHARTS = Label("Charts", "图表")
_SHORT = 30
"""A table with more rows stands on a sheet of its own."""
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
"""An answer of the same book is the same to the byte, so it cannot say when it was made."""
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_RESERVED = "history"
"""A name that Excel keeps for itself."""


def render_workbook(
    report: Report, envelope: Envelope[BaseModel], lang: Lang, book: Book | None = None
) -> bytes:
    """The answer as an .xlsx file: the summary, a sheet for the records and for each long table, the notes.

    Addresses link to the user's book where that is known. The same answer gives the same bytes.
    """
    import xlsxwriter

    voice = Voice(lang)
    long = _long_tables(report)
    keys = {table.key for table in long}
    short = [table for table in report.tables if table.rows and table.key not in keys]
    first = on_one_page(report, short)
    sheets = _sheets(long, voice)
    buffer = io.BytesIO()
    fonts = {"font_name": FONTS[lang], "font_size": SIZE}
    options = {
        "default_format_properties": fonts,
        "in_memory": True,
    }  # no customer goes to the temporary folder
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties(
            {
                "title": held(voice.label(report.title)),
                "author": MAKER,
                "category": envelope.schema_,
                "created": _CREATED,
            }
        )
        styles = Styles(workbook, lang)
        summary = workbook.add_worksheet(voice.label(_SUMMARY))
        charts = tuple(chart for chart in report.charts if chart.table.rows)
        before = [_CHARTS] if charts else []
        others = [_DETAILS, _NOTES] if short[first:] else [_NOTES]
        names = [
            *map(voice.label, before), *(sheet.name for sheet in sheets), *map(voice.label, others),
        ]  # fmt: skip
        width = write_summary(
            summary, (report, _about(envelope, voice)), short[:first], names, (styles, voice, book)
        )
        if charts:
            page = ChartSheet(workbook, workbook.add_worksheet(voice.label(_CHARTS)), styles, voice)
            show_first(page.write(charts), summary, width)
        fillings = dict(write_table(workbook, sheet, styles, voice, book) for sheet in sheets)
        if short[first:]:
            details = workbook.add_worksheet(voice.label(_DETAILS))
            write_details(details, short[first:], (styles, voice, book))
        write_notes(workbook.add_worksheet(voice.label(_NOTES)), report, envelope, styles, voice)
    return completed(buffer.getvalue(), fillings, book.target if book is not None else None)


def _about(envelope: Envelope[BaseModel], voice: Voice) -> str:
    """Which book the answer is about, and of which day."""
    names = [PurePath(source.path).name for source in envelope.sources]
    day = [f"{voice.label(AS_OF)} {envelope.as_of}"] if envelope.as_of is not None else []
    return " · ".join([*names, *day])


def _long_tables(report: Report) -> list[Table]:
    """The records, which always have a sheet of their own, and every other table that is long."""
    records = [report.records] if report.records is not None and report.records.rows else []
    keys = {table.key for table in records}
    return [
        *records,
        *(table for table in report.tables if len(table.rows) > _SHORT and table.key not in keys),
    ]


def _sheets(tables: Sequence[Table], voice: Voice) -> list[Sheet]:
    """Every long table under a name that no other sheet has."""
    taken = {*(voice.label(name).casefold() for name in (_SUMMARY, _CHARTS, _DETAILS, _NOTES)), _RESERVED}
    found = []
    for table in tables:
        name = _name(voice.label(table.title), taken)
        taken.add(name.casefold())
        found += parts(table, name)
    return found


def _name(title: str, taken: set[str]) -> str:
    """The title as a name that a sheet may have: short, without the characters of references, not taken."""
    plain = _ILLEGAL.sub(" ", title).strip().strip("'")[:_LONGEST_NAME].strip() or "-"
    name, number = plain, 2
    while name.casefold() in taken:
        tail = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(tail)] + tail, number + 1
    return name
