"""Since when the changes of a book are, and changes that do not say of what they are."""

from collections.abc import Iterator

from keyclient.ingest.cells.unit_words import YUAN
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.suggest import as_typed
from keyclient.ingest.layout.change_headings import change_in, says_growth
from keyclient.ingest.layout.headings import Heading, Understanding, heading_key
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.rules.changes import ChangeOfWhat, ChangeWithoutUnit
from keyclient.model.since import CHANGES, Since


def change_since(columns: Columns) -> dict[str, Since | None]:
    """For each field with a change that was read: since when it is; None where its heading does not say."""
    return {
        name: found[1] if (found := change_in(heading_key(heading.text))) is not None else None
        for name, heading in columns.headings.items()
        if name in CHANGES.values() and name in columns.readings
    }


def change_issues(columns: Columns) -> Iterator[Issue]:
    """Changes that do not say of what they are, and changes without the unit that their balance has."""
    yield from _of_what(columns)
    yield from _without_unit(columns)


def _without_unit(columns: Columns) -> Iterator[Issue]:
    grid, taken = columns.body.located.grid, columns.body.located.understanding.taken
    for balance, change in CHANGES.items():
        if balance not in taken or change not in columns.readings:
            continue
        of, heading = taken[balance], taken[change]
        unit, own = of.unit, columns.body.unit(heading) or YUAN
        if unit is not None and heading.unit is None and unit.factor != own.factor:
            yield ChangeWithoutUnit(
                grid.address(columns.body.located.header_row, heading.position),
                change,
                heading=heading.text,
                other=of.text,
                unit=own.name,
            )


def _of_what(columns: Columns) -> Iterator[Issue]:
    """Headings such as 较上月 that name a change but not of what; the balance to the left of one is suggested."""
    grid, understanding = columns.body.located.grid, columns.body.located.understanding
    taken = {heading.position for heading in understanding.taken.values()}
    for heading in understanding.headings:
        if heading.is_unnamed or heading.position in taken or says_growth(heading.text):
            continue
        found, balance = change_in(heading.key), _balance(understanding, heading)
        if found is None or found[0] or balance is None or CHANGES[balance] in understanding.taken:
            continue
        yield ChangeOfWhat(
            grid.address(columns.body.located.header_row, heading.position),
            heading.text,
            heading=heading.text,
            field_name=fields()[CHANGES[balance]].column.label,
            used=CHANGES[balance],
            label=as_typed(understanding, heading),
        )


def _balance(understanding: Understanding, heading: Heading) -> str | None:
    """The balance that a change may be of: the last one to its left, else the first of the book."""
    balances = {
        other.position: name
        for name in CHANGES
        for other in (understanding.taken.get(name),)
        if other is not None
    }
    left = [position for position in balances if position < heading.position]
    at = max(left) if left else min(balances, default=None)
    return None if at is None else balances[at]
