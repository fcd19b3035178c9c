"""The formats an answer can be given in. A new one is a module of this folder and a line in `RENDERERS`."""

from collections.abc import Callable
from dataclasses import replace

from keyclient.model.report import Report, Table
from keyclient.render.answer import Answer, Part, View
from keyclient.render.machine import render_csv, render_json
from keyclient.render.md import render_md
from keyclient.render.page.html import render_html
from keyclient.render.parquet import render_parquet
from keyclient.render.plain import render_plain
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from keyclient.render.units import in_unit
from keyclient.render.workbook.book import render_workbook

_DRAWN_ROWS = 2_000

Renderer = Callable[[Answer, View], bytes]


def _table(answer: Answer, view: View) -> bytes:
    """Text in the encoding of the screen; for a pipe or a file, plain text with every row.

    Thousands of rows are plain text on a terminal too: drawing them takes long, and nobody looks at them there.
    """
    screen, report = view.screen or Screen(), in_unit(answer.report, view.unit)
    longest = max((len(table.rows) for table in report.tables if view.whole or not table.elastic), default=0)
    if screen.terminal and longest <= _DRAWN_ROWS:
        text = render_terminal(report, view.lang, screen, whole=view.whole)
    else:
        text = render_plain(report, view.lang, encoding=screen.encoding)
    return text.encode(screen.encoding, "replace")


def _json(answer: Answer, _: View) -> bytes:
    return render_json(answer.envelope)


def _csv(answer: Answer, view: View) -> bytes:
    """The records of the report, in a file with a byte order mark."""
    terminal = view.screen is not None and view.screen.terminal
    return render_csv(_records(answer.report), view.lang, bom=view.screen is None, terminal=terminal)


def _md(answer: Answer, view: View) -> bytes:
    report, parts = _for_people(answer, view)
    return render_md(report, answer.envelope, view.lang, parts).encode()


def _page(answer: Answer, view: View) -> bytes:
    report, parts = _for_people(answer, view)
    return render_html(report, answer.envelope, view.lang, parts)


def _workbook(answer: Answer, view: View) -> bytes:
    report, parts = _for_people(answer, view)
    return render_workbook(report, answer.envelope, view.lang, view.book, parts)


def _parquet(answer: Answer, _: View) -> bytes:
    if answer.portfolio is None:
        raise ValueError("an answer without customers has no file of customers")
    return render_parquet(answer.portfolio, answer.envelope)


def _for_people(answer: Answer, view: View) -> tuple[Report, list[Part]]:
    """What people read, in the unit that they count in; programs are given yuan whatever the unit."""
    parts = [replace(part, report=in_unit(part.report, view.unit)) for part in answer.parts]
    return in_unit(answer.report, view.unit), parts


def _records(report: Report) -> Table:
    """The table that CSV holds; without records of its own, a report's first table."""
    return report.records or report.tables[0]


RENDERERS: dict[str, Renderer] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "md": _md,
}
"""Name of a format (`--format`) -> what makes its bytes."""

FILES: dict[str, Renderer] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
    ".md": _md,
    ".html": _page,
    ".parquet": _parquet,
}
"""Suffix of a file (`--out`) -> what makes its bytes."""
