"""Turning what could not be read into issues with an address."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.currency.foreign import sign_issue
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.customers.repeats import identical_rows, repeated
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.receipt.counted_issues import merged_rows_issue
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.ingest.source.opening import Cells
from keyclient.model.amount_words import amount_words
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.measure import Measure
from keyclient.model.rules import cells, rows, tables
from keyclient.model.rules.totals import CustomerNamedTotal

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


def _without(reading: Reading, known: Set[int]) -> Reading:
    """A reading without the defects of some rows, which have been reported already."""
    return replace(reading, bad={row: rule for row, rule in reading.bad.items() if row not in known})


def book_issues(opened: Cells, columns: Columns) -> Iterator[Issue]:
    """Sheets that were not read."""
    located = columns.body.located
    if located.passed_over:
        others = listed(located.passed_over)
        yield tables.SheetChosen(count=len(opened.names), sheet=located.grid.sheet, others=others)
    hidden = [name for name in opened.hidden if name != located.grid.sheet]
    if hidden:
        yield tables.HiddenSheetsSkipped(sheets=listed(hidden))


def table_issues(columns: Columns) -> Iterator[Issue]:
    """Oddities of the headings and of the shape of the table."""
    body, understanding = columns.body, columns.body.located.understanding
    grid, row = body.located.grid, body.located.header_row
    for name, (heading, reading) in columns.contradicted.items():
        yield tables.HeadingContradicted(
            grid.address(row, heading.position),
            name,
            heading=heading.text,
            field_name=_label(name),
            bad=len(reading.bad),
            filled=reading.filled,
        )
    for rivalry in understanding.rivals:
        yield tables.SecondHeading(
            grid.address(row, rivalry.other.position),
            rivalry.field,
            field_name=_label(rivalry.field),
            heading=rivalry.taken.text,
            other=rivalry.other.text,
        )
    for name, headings in understanding.twice.items():
        yield tables.HeadingRepeated(
            grid.address(row, headings[0].position),
            name,
            field_name=_label(name),
            count=len(headings),
            heading=headings[0].text,
        )
    if grid.marks.hidden_rows:
        yield tables.HiddenRowsRead(count=grid.marks.hidden_rows)
    for at, (filled, is_over) in columns.body.uneven.items():
        yield rows.LineUneven(
            body.address(at, None), sets_aside=is_over, cells=filled, headings=understanding.width
        )


def row_issues(
    columns: Columns, customers: Customers, kinds: RowKinds, chosen: ChosenMeasure | None
) -> Iterator[Issue]:
    """Oddities of ids and repeated rows."""
    body = columns.body
    yield from _conflict_issues(body, customers)
    yield from _excess_issues(body, customers)
    yield from _copies(columns, customers, chosen)
    if customers.grouping.merged:
        yield merged_rows_issue(columns, customers, chosen)
    ids = columns.readings.get("customer_id")
    missing = [] if ids is None else np.flatnonzero(~ids.valid & ~customers.set_aside).tolist()
    if missing:
        at = body.address(missing[0], columns.headings["customer_id"])
        yield rows.IdMissing(at, "customer_id", count=len(missing))
    sums = {total.row for total in columns.totals}
    for row, label in kinds.named_like_totals.items():
        if row in sums:
            continue
        yield CustomerNamedTotal(
            body.located.grid.address(row, label.at),
            _field_at(columns, label.at),
            label=body.located.grid.row(row)[label.at].strip(),
        )


def cell_issues(body: Body, name: str, heading: Heading, reading: Reading, aside: Flags) -> Iterator[Issue]:
    """Defects of the cells of a column; `aside`: rows that are set aside because of them."""
    spec = fields().get(name.removesuffix("#"))
    field = spec.name if spec is not None else heading.text
    label = spec.column.label if spec is not None else Label(heading.text, heading.text)
    is_choice = spec is not None and spec.column.reads is Reads.CHOICE
    allowed = listed(spec.column.choices) if spec is not None and is_choice else NO_WORDS
    for row in sorted(reading.bad):
        at = (body.address(row, heading), field, reading.texts.get(row), bool(aside[row]))
        yield _unreadable(reading.bad[row], at, label, allowed)
    consequence = _DAMAGED.get(field, NO_WORDS)
    for row in sorted(reading.suspect):
        place = body.address(row, heading)
        yield cells.NumberDamaged(place, field, field_name=label, consequence=consequence)
    if reading.foreign:
        yield sign_issue(body, name, label, heading, reading)
    if reading.rounded:
        yield cells.AmountsRounded(field=field, field_name=label, count=reading.rounded)


def _unreadable(
    rule: type[cells.UnreadableCell], at: tuple[str, str, str | None, bool], label: Label, allowed: Label
) -> Issue:
    """The issue of one cell. `at`: its address, its field, what was typed, whether the row is set aside."""
    if issubclass(rule, cells.UnreadableValue):
        return rule(*at, field_name=label)
    if rule is cells.ChoiceUnknown:
        return cells.ChoiceUnknown(*at, field_name=label, allowed=allowed)
    if rule is cells.ErrorValue:
        return cells.ErrorValue(*at, error=at[2] or "")
    return rule(*at)


def _unit_issue(
    body: Body, name: str, heading: Heading, reading: Reading, most_yuan: float
) -> Iterator[Issue]:
    amounts = reading.values[reading.valid]
    positive = amounts[amounts > 0]
    unit = body.unit(heading)
    if unit is None or unit.factor <= 1 or len(positive) < 3:
        return
    median = Decimal(repr(float(np.median(positive)))) / 100
    if median > most_yuan:
        yield tables.UnitDoubtful(
            body.located.grid.address(body.located.header_row, heading.position),
            name,
            field_name=_label(name),
            unit=unit.name,
            median=amount_words(median),
        )


def _excess_issues(body: Body, customers: Customers) -> Iterator[Issue]:
    heading = body.located.understanding.taken.get("customer_id")
    for excess in customers.grouping.excesses:
        first = int(customers.kept[excess.rows[0]])
        place, label = body.address(first, heading), _label(excess.field)
        yield rows.CustomerTooLarge(place, excess.field, field_name=label, rows=len(excess.rows))


def _conflict_issues(body: Body, customers: Customers) -> Iterator[Issue]:
    for conflict in customers.grouping.conflicts:
        first = int(customers.kept[conflict.rows[0]])
        place = body.address(first, body.located.understanding.taken["customer_id"])
        yield rows.CustomersShareId(place, "customer_id", rows=len(conflict.rows), groups=conflict.groups)


def _copies(columns: Columns, customers: Customers, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Identical rows among those that share an id and those without one."""
    ids = customers.rows.get("customer_id")
    candidates = np.ones(len(customers.rows), dtype=bool)
    if ids is not None:
        shared = customers.grouping.share_ids
        candidates = ids.isna().to_numpy() | (repeated(ids) if shared is None else shared)
    in_body = np.zeros(len(columns.body.rows), dtype=bool)
    in_body[customers.kept[candidates]] = True
    copies = identical_rows(columns.body, in_body)
    if not len(copies):
        return
    at = columns.body.address(int(copies[0]), None)
    if chosen is None:
        yield rows.RowsRepeatedUnmeasured(at, count=len(copies))
        return
    amount, label = _doubled(customers.rows[np.isin(customers.kept, copies)], chosen.measure)
    yield rows.RowsRepeated(at, count=len(copies), amount=amount, measure=label)


def _doubled(copies: pd.DataFrame, measure: Measure) -> tuple[Label, Label]:
    """What copies add to the measure; if nothing, as it counts once, to the amount to which they add most."""
    added = copies["value"].sum()
    money = {
        str(name): int(copies[name].sum()) for name in copies if name in fields() and fields()[name].is_money
    }
    most = max(money, key=lambda name: abs(money[name]), default="")
    if added or not money.get(most):
        return amount_words(measure.amount(added), measure.kind), measure.label
    return amount_words(Decimal(money[most]).scaleb(-2)), _label(most)


def _field_at(columns: Columns, position: int) -> str:
    """The field that a column is read as, else its heading."""
    taken = columns.headings.items()
    name = next((name for name, heading in taken if heading.position == position), None)
    return name or columns.body.located.understanding.headings[position].text


def _label(name: str) -> Label:
    return fields()[name].column.label
