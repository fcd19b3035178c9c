"""From the columns and customers of a table to the way back: which rows stand behind each customer."""

from collections.abc import Iterable

import numpy as np

from keyclient.ingest.columns import Columns
from keyclient.ingest.customers import Customers
from keyclient.ingest.frame import build_frame
from keyclient.ingest.rows import Indices
from keyclient.model.trace import Trace


def make_trace(columns: Columns, customers: Customers) -> Trace:
    """The rows as they were read, before any was set aside or merged."""
    body = columns.body

    def address(position: int, field: str) -> str:
        return body.address(position, columns.headings[field])

    customer = np.full(len(body.rows), -1, dtype=np.int64)
    customer[customers.kept] = np.unique(customers.grouping.group, return_inverse=True)[1]
    return Trace(
        rows=build_frame(columns.readings, body.rows),
        customer=customer,
        unreadable={name: _positions(reading.bad) for name, reading in columns.readings.items()},
        damaged={name: _positions(reading.suspect) for name, reading in columns.readings.items()},
        address=address,
    )


def _positions(rows: Iterable[int]) -> Indices:
    return np.array(sorted(rows), dtype=np.int64)
