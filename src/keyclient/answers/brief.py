"""The report of all analyses on one page: what each says first, its key figures, its first small table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from keyclient.model.report import Report, Table
from keyclient.render.answer import Answer

_ROWS = 8
"""A table with more rows does not belong on the page."""


def in_brief(answer: Answer) -> Answer:
    """A report without the answers that it sums up, of which the first small table of each stays."""
    tables = _first_tables(part.report for part in answer.parts)
    report = replace(answer.report, tables=(*tables, *answer.report.tables))
    return replace(answer, report=report, parts=(), is_brief=True)


def _first_tables(reports: Iterable[Report]) -> Iterator[Table]:
    for report in reports:
        small = (table for table in report.tables if not table.elastic and 0 < len(table.rows) <= _ROWS)
        first = next(small, None)
        if first is not None:
            yield first
