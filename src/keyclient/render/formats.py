"""The output formats. A new one is a module in this package and a line in `RENDERERS` or `FILES`."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from keyclient.model.amount_unit import AmountUnit
from keyclient.render.answer import Answer, PartAnswer, View

if TYPE_CHECKING:
    from keyclient.model.report import Report, Table

_DRAWN_ROWS = 2_000

_Answered = TypeVar("_Answered", Answer, PartAnswer)
Renderer = Callable[[Answer, View], bytes]


def _table(answer: Answer, view: View) -> bytes:
    """Text in the encoding of the screen; plain text with all rows for a pipe or file.

    Thousands of rows are plain text on a terminal too, since drawing them takes long and adds nothing.
    """
    from keyclient.render.screen import Screen
    from keyclient.render.units import in_unit

    screen, report = view.screen or Screen(), in_unit(answer.report, view.unit)
    longest = max((len(table.rows) for table in report.tables if view.whole or not table.elastic), default=0)
    if screen.terminal and longest <= _DRAWN_ROWS:
        from keyclient.render.terminal import render_terminal

        text = render_terminal(report, view.lang, screen, whole=view.whole)
    else:
        from keyclient.render.plain import render_plain

        text = render_plain(report, view.lang, encoding=screen.encoding)
    return text.encode(screen.encoding, "replace")


def _json(answer: Answer, _: View) -> bytes:
    from keyclient.render.machine import render_json

    return render_json(answer.envelope)


def _csv(answer: Answer, view: View) -> bytes:
    """The records of the report; a file gets a byte-order mark."""
    from keyclient.render.machine import render_csv

    terminal = view.screen is not None and view.screen.terminal
    return render_csv(_records(answer.report), bom=view.screen is None, terminal=terminal)


def _md(answer: Answer, view: View) -> bytes:
    from keyclient.render.md import render_md

    shown = _for_people(answer, view)
    report = _with_policy(shown.report, answer)
    return render_md(report, shown.envelope, view.lang, shown.parts).encode()


def _page(answer: Answer, view: View) -> bytes:
    from keyclient.render.page.html import render_html

    shown = _for_people(answer, view)
    return render_html(
        shown.report, shown.envelope, view.lang, shown.parts, answer.changes, is_brief=answer.is_brief
    )


def _workbook(answer: Answer, view: View) -> bytes:
    from keyclient.render.workbook.book import render_workbook

    shown = _for_people(answer, view)
    return render_workbook(
        shown.report,
        shown.envelope,
        view.lang,
        view.book,
        shown.parts,
        answer.changes,
        is_brief=answer.is_brief,
    )


def _with_policy(report: "Report", answer: Answer) -> "Report":
    """The report with a table of the policy's values that are not the defaults, if there are any."""
    if not answer.changes or answer.is_brief:
        return report
    from keyclient.render.policy_table import policy_table

    return replace(report, tables=(*report.tables, policy_table(answer.changes)))


def _parquet(answer: Answer, _: View) -> bytes:
    from keyclient.render.parquet import render_parquet

    if answer.portfolio is None:
        raise ValueError("an answer without customers has no file of customers")
    return render_parquet(answer.portfolio, answer.envelope)


def _for_people(answer: Answer, view: View) -> Answer:
    """Reports and issues in the chosen unit, for formats people read; formats for programs are always in yuan."""
    if view.unit is AmountUnit.YUAN:
        return answer
    return replace(_converted(answer, view), parts=tuple(_converted(part, view) for part in answer.parts))


def _converted(answer: _Answered, view: View) -> _Answered:
    from keyclient.model.envelope import issue_line
    from keyclient.render.units import in_unit

    lines = tuple(issue_line(issue, view.lang, view.unit) for issue in answer.issues)
    envelope = answer.envelope.model_copy(update={"issues": lines})
    return replace(answer, report=in_unit(answer.report, view.unit), envelope=envelope)


def _records(report: "Report") -> "Table":
    """The table written to CSV: the records, or the first table if there are none."""
    return report.records or report.tables[0]


RENDERERS: dict[str, Renderer] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "md": _md,
}
"""By the name of a format (`--format`)."""

FILES: dict[str, Renderer] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".json": _json,
    ".md": _md,
    ".html": _page,
    ".parquet": _parquet,
}
"""By the suffix of a file (`--out`)."""
