"""What was noticed in the book, as a table below an answer: rows that were set aside and whatever else there is to know."""

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn
from keyclient.model.rules import SEVERITIES, Severity

KEY = "issues"
"""The key of the table; the answer of `check` has its own."""
_NOTICED = Label("What was noticed in the book", "客户表中发现的问题")
_COLUMNS = (
    TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
    TableColumn("code", Label("code", "代码"), Kind.TEXT),
    TableColumn("cell", Label("cell", "单元格"), Kind.TEXT, is_place=True),
    TableColumn("message", Label("what is wrong", "问题"), Kind.TEXT),
)


def noticed(envelope: Envelope[BaseModel], most: int | None = None) -> Table | None:
    """The issues, with the addresses of the cells; of many only the first `most`. None where there are none."""
    lines = envelope.issues
    rows = [
        (SEVERITIES[Severity(line.severity)], line.code, line.cell, line.message) for line in lines[:most]
    ]
    return Table(KEY, _NOTICED, _COLUMNS, rows, total_rows=len(lines)) if rows else None
