"""Turning what could not be read into issues with an address."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

import numpy as np

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.customers.repeats import identical_rows, repeated
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.rows.other_rows import OTHER_LABELS
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.ingest.source.opening import Cells
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import NO_WORDS, Label

_DAMAGED = {
    "customer_id": Label(" The row is not merged with others.", "该行不与其他行合并。"),
    "id_number": Label(" It tells no customers of one id apart.", "不据此区分同一客户号下的客户。"),
}
"""Further consequences of a damaged number."""


def column_issues(
    columns: Columns, chosen: ChosenMeasure | None, aside: Flags, most_yuan: float
) -> Iterator[Issue]:
    """Defects of single cells, and doubtful units of columns.

    `most_yuan`: the unit of a money column is doubtful if the median of its positive amounts is higher.
    """
    body, measured, everything = columns.body, measure_columns(chosen), all_columns(columns, chosen)
    told = {heading.position: reading.bad.keys() for heading, reading in measured.values()}
    for name, (heading, reading) in everything.items():
        is_measured = name in measured
        untold = reading if is_measured else _without(reading, told.get(heading.position, frozenset()))
        yield from cell_issues(body, name, heading, untold, aside & is_measured)
        if name in fields() and fields()[name].is_money:
            yield from _unit_issue(body, name, heading, reading, most_yuan)
    read = {heading.position for heading, _ in everything.values()}
    for heading in body.located.understanding.headings:
        if heading.position not in read and body.has_errors(heading):
            yield from cell_issues(body, heading.text, heading, body.text(heading), np.zeros_like(aside))


def mark_issues(body: Body, marks: Mapping[str, tuple[Heading, Reading]]) -> Iterator[Issue]:
    """Unreadable cells of columns that hold a date, or yes or no."""
    for heading, reading in marks.values():
        yield from cell_issues(body, heading.text, heading, reading, np.zeros(len(body.rows), dtype=bool))


def _without(reading: Reading, rows: Set[int]) -> Reading:
    """A reading without the defects of some rows, which have been reported already."""
    return replace(reading, bad={row: code for row, code in reading.bad.items() if row not in rows})


def book_issues(cells: Cells, columns: Columns) -> Iterator[Issue]:
    """Sheets that were not read."""
    located = columns.body.located
    if located.passed_over:
        values = {
            "count": len(cells.names),
            "sheet": located.grid.sheet,
            "others": ", ".join(located.passed_over),
        }
        yield Issue("KC203", values=values)
    hidden = [name for name in cells.hidden if name != located.grid.sheet]
    if hidden:
        yield Issue("KC206", values={"sheets": ", ".join(hidden)})


def table_issues(columns: Columns) -> Iterator[Issue]:
    """Oddities of the headings and of the shape of the table."""
    body, understanding = columns.body, columns.body.located.understanding
    grid, row = body.located.grid, body.located.header_row
    for name, (heading, reading) in columns.contradicted.items():
        values = {
            "heading": heading.text,
            "field": _label(name),
            "bad": len(reading.bad),
            "filled": reading.filled,
        }
        yield Issue("KC201", grid.address(row, heading.position), name, values=values)
    for rivalry in understanding.rivals:
        values = {"field": _label(rivalry.field), "heading": rivalry.taken.text, "other": rivalry.other.text}
        yield Issue("KC202", grid.address(row, rivalry.other.position), rivalry.field, values=values)
    for name, headings in understanding.twice.items():
        values = {"field": _label(name), "count": len(headings), "heading": headings[0].text}
        yield Issue("KC208", grid.address(row, headings[0].position), name, values=values)
    if grid.marks.hidden_rows:
        yield Issue("KC204", values={"count": grid.marks.hidden_rows})
    for at, (cells, is_over) in columns.body.uneven.items():
        values = {"cells": cells, "headings": understanding.width}
        yield Issue("KC307", body.address(at, None), sets_aside=is_over, values=values)


def row_issues(
    columns: Columns, customers: Customers, kinds: RowKinds, chosen: ChosenMeasure | None
) -> Iterator[Issue]:
    """Oddities of ids and repeated rows."""
    body = columns.body
    yield from _conflict_issues(body, customers)
    yield from _excess_issues(body, customers)
    yield from _copies(columns, customers, chosen)
    if customers.grouping.merged:
        rows = np.bincount(customers.grouping.group)
        values = {"rows": int(rows[rows > 1].sum()), "customers": int((rows > 1).sum())}
        yield Issue("KC303", values=values)
    ids = columns.readings.get("customer_id")
    missing = [] if ids is None else np.flatnonzero(~ids.valid & ~customers.set_aside).tolist()
    if missing:
        at = body.address(missing[0], columns.headings["customer_id"])
        yield Issue("KC304", at, "customer_id", values={"count": len(missing)})
    for row, label in kinds.named_like_totals.items():
        if columns.unlabelled is not None and row == columns.unlabelled.row:
            continue
        yield Issue(
            "KC306",
            body.located.grid.address(row, label.at),
            _field_at(columns, label.at),
            values={"label": body.located.grid.row(row)[label.at].strip()},
        )


def other_issues(columns: Columns, kinds: RowKinds) -> Iterator[Issue]:
    """Rows that are neither customers nor totals nor blank, by kind."""
    for kind, label in OTHER_LABELS.items():
        rows = sorted(row for row, other in kinds.others.items() if other is kind)
        if rows:
            at = columns.body.located.grid.address(rows[0], None)
            yield Issue("KC310", at, values={"count": len(rows), "kind": label})


def cell_issues(body: Body, name: str, heading: Heading, reading: Reading, aside: Flags) -> Iterator[Issue]:
    """Defects of the cells of a column; `aside`: rows that are set aside because of them."""
    spec = fields().get(name.removesuffix("#"))
    field = spec.name if spec is not None else heading.text
    label = spec.column.label if spec is not None else Label(heading.text, heading.text)
    allowed = ", ".join(spec.column.choices) if spec is not None and spec.column.reads is Reads.CHOICE else ""
    for row, code in sorted(reading.bad.items()):
        typed = reading.texts.get(row)
        values = {"field": label, "error": typed, "allowed": allowed}
        yield Issue(code, body.address(row, heading), field, typed, bool(aside[row]), values)
    for row in sorted(reading.suspect):
        values = {"field": label, "consequence": _DAMAGED.get(field, NO_WORDS)}
        yield Issue("KC108", body.address(row, heading), field, values=values)
    if reading.foreign:
        yield Issue(
            "KC111",
            body.address(reading.foreign[0], heading),
            name,
            values={"field": label, "count": len(reading.foreign)},
        )
    if reading.rounded:
        yield Issue("KC109", field=field, values={"field": label, "count": reading.rounded})


def _unit_issue(
    body: Body, name: str, heading: Heading, reading: Reading, most_yuan: float
) -> Iterator[Issue]:
    amounts = reading.values[reading.valid]
    positive = amounts[amounts > 0]
    unit = body.unit(heading)
    if unit is None or unit.factor <= 1 or len(positive) < 3:
        return
    median = float(np.median(positive)) / 100
    if median > most_yuan:
        values = {"field": _label(name), "unit": unit.name, "median": f"{median:,.2f}"}
        yield Issue(
            "KC205", body.located.grid.address(body.located.header_row, heading.position), name, values=values
        )


def _excess_issues(body: Body, customers: Customers) -> Iterator[Issue]:
    heading = body.located.understanding.taken.get("customer_id")
    for excess in customers.grouping.excesses:
        first = int(customers.kept[excess.rows[0]])
        values = {"field": _label(excess.field), "rows": len(excess.rows)}
        yield Issue("KC311", body.address(first, heading), excess.field, values=values)


def _conflict_issues(body: Body, customers: Customers) -> Iterator[Issue]:
    for conflict in customers.grouping.conflicts:
        first = int(customers.kept[conflict.rows[0]])
        values = {"rows": len(conflict.rows), "groups": conflict.groups}
        heading = body.located.understanding.taken["customer_id"]
        yield Issue("KC302", body.address(first, heading), "customer_id", values=values)


def _copies(columns: Columns, customers: Customers, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Identical rows among those that share an id and those without one."""
    ids = customers.rows.get("customer_id")
    candidates = np.ones(len(customers.rows), dtype=bool)
    if ids is not None:
        candidates = ids.isna().to_numpy() | repeated(ids)
    in_body = np.zeros(len(columns.body.rows), dtype=bool)
    in_body[customers.kept[candidates]] = True
    copies = identical_rows(columns.body, in_body)
    if not len(copies):
        return
    at = columns.body.address(int(copies[0]), None)
    if chosen is None:
        yield Issue("KC308", at, values={"count": len(copies)})
        return
    doubled = chosen.measure.amount(customers.rows["value"][np.isin(customers.kept, copies)].sum())
    yield Issue(
        "KC301", at, values={"count": len(copies), "amount": f"{doubled:,}", "measure": chosen.measure.label}
    )


def _field_at(columns: Columns, position: int) -> str:
    """The field that a column is read as, else its heading."""
    taken = columns.headings.items()
    name = next((name for name, heading in taken if heading.position == position), None)
    return name or columns.body.located.understanding.headings[position].text


def _label(name: str) -> Label:
    return fields()[name].column.label
