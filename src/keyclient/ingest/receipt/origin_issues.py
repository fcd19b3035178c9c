"""Where birth dates come from, and what contradicts the id numbers."""

from collections.abc import Iterator

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.customers.from_ids import Origins, id_headings
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.rules.readings import BirthDatesFromNumbers, NumberContradicted


def origin_issues(columns: Columns, origins: Origins | None) -> Iterator[Issue]:
    """How many birth dates are from id numbers, and the birth dates and ages that contradict them."""
    if origins is None:
        return
    grid = columns.body.located.grid
    if origins.numbers:
        heading = id_headings(columns, derived=True)["birth_date"]
        yield BirthDatesFromNumbers(
            grid.address(columns.body.located.header_row, heading.position),
            "birth_date",
            heading=heading.text,
            own=origins.own,
            numbers=origins.numbers,
            ages=origins.ages,
            unknown=origins.unknown,
        )
    for name, rows in origins.contradicted.items():
        place = grid.address(min(rows) - 1, columns.headings[name].position)
        label = fields()[name].column.label
        used = fields()["birth_date" if name == "birth_date" else "id_number"].column.label
        yield NumberContradicted(place, name, field_name=label, count=len(rows), used=used)
