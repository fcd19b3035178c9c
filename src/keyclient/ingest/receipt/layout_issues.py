"""Oddities of the layout: other tables, missing headings, units, hidden columns."""

from collections.abc import Collection, Iterator, Sequence

from keyclient.ingest.cells.unit_words import YUAN
from keyclient.ingest.columns.body import Body
from keyclient.ingest.layout.field_groups import columns_of_groups
from keyclient.ingest.layout.formatted import UnitInFormat
from keyclient.model.amount_words import amount_words, typed_number
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed, listed_first
from keyclient.model.place import quoted_names
from keyclient.model.rules import layout

MOST_LETTERS = 20
"""How many columns are listed; the others are only counted."""


def layout_issues(body: Body, summed: Collection[str] = ()) -> Iterator[Issue]:
    """Other tables of the sheet, a table or columns without headings, a foreign currency, hidden columns.

    `summed`: fields that the book has only the parts of, and of which the measure is the sum or a part.
    """
    located = body.located
    if located.rivals:
        place = located.grid.address(located.header_row, None)
        yield layout.TablesFitEqually(place, others=listed(located.rivals))
    for other in located.neighbours:
        yield layout.OtherTable(other.place, place=other.place, headings=other.title)
    if not located.has_headings:
        yield layout.HeadingsMissing(located.grid.address(located.first_row, None))
    else:
        yield from _unnamed(body)
        yield from _groups(body, summed)
    if located.above.currency is not None:
        yield layout.TableInForeignCurrency(currency=located.above.currency)
    yield from _doubtful_unit(body)
    hidden = [
        at
        for at in range(len(located.grid.columns))
        if located.grid.spot(0, at)[1] in located.grid.marks.hidden_columns
    ]
    if hidden:
        yield layout.HiddenColumnsRead(letters=_listed(body, hidden))


def format_issues(body: Body, found: Sequence[UnitInFormat]) -> Iterator[Issue]:
    """Columns in which the format of the numbers contradicts the unit of the heading or of the lines above."""
    for item in found:
        unit = body.unit(item.heading) or YUAN
        yield layout.UnitInNumberFormat(
            body.located.grid.address(item.row, item.heading.position),
            body.located.understanding.field_at(item.heading.position) or item.heading.text,
            heading=item.heading.text,
            count=item.cells,
            unit=unit.name,
            stored=typed_number(item.stored),
            yuan=amount_words(item.yuan),
            otherwise=amount_words(item.otherwise),
        )


def _doubtful_unit(body: Body) -> Iterator[Issue]:
    """A doubtful unit above the table, unless every money column has a unit of its own."""
    located, above = body.located, body.located.above
    money = [heading for name, heading in located.understanding.taken.items() if fields()[name].is_money]
    if above.doubtful is None or (money and all(heading.unit is not None for heading in money)):
        return
    read_in = above.unit.name if above.unit is not None else YUAN.name
    yield layout.UnitAboveDoubtful(located.grid.address(above.row, None), label=above.doubtful, unit=read_in)


def _groups(body: Body, summed: Collection[str]) -> Iterator[Issue]:
    """Fields of which the book has parts (`存款余额 活期`) but no column with the whole."""
    located = body.located
    known = {*located.understanding.taken, *located.understanding.twice, *summed}
    for name, columns in columns_of_groups(located.understanding.headings).items():
        if name not in known:
            place = located.grid.address(located.header_row, columns[0].position)
            names = quoted_names(heading.text for heading in columns[:MOST_LETTERS])
            label = fields()[name].column.label
            yield layout.TotalColumnMissing(place, name, field_name=label, column=names)


def _unnamed(body: Body) -> Iterator[Issue]:
    """Columns with cells but no heading; in a text file these are reported as lines that are too long."""
    headings = body.located.understanding.headings
    unnamed = [item for item in headings if item.is_unnamed]
    filled = [item.position for item in unnamed if body.texts(item).null_count < len(body.rows)]
    if body.located.grid.sheet is None:
        filled = [position for position in filled if position < body.located.understanding.width]
    if filled:
        place = body.located.grid.address(body.located.header_row, filled[0])
        yield layout.ColumnsUnnamed(place, letters=_listed(body, filled))


def _listed(body: Body, columns: list[int]) -> Label:
    """The letters of some columns; of many only the first ones."""
    names = [body.located.grid.letter(at) for at in columns]
    return listed_first(names, MOST_LETTERS)
