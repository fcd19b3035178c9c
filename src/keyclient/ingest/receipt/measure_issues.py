"""What is told of a measure that stands in for a balance the book has no column for."""

from collections.abc import Iterator

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.layout.balance_headings import averaged_field
from keyclient.ingest.layout.field_groups import columns_of_groups
from keyclient.ingest.layout.headings import Heading, alias_ranks
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.place import quoted_names
from keyclient.model.rules.balances import AverageLeftOut, RankedByPart
from keyclient.model.rules.layout import AverageAsMeasure
from keyclient.model.rules.readings import SumOfParts


def measure_issues(body: Body, chosen: ChosenMeasure | None, *, is_default: bool = True) -> Iterator[Issue]:
    """Averages and sums of parts that customers are ranked by in place of a balance, and averages that they are not.

    `is_default`: whether no measure was named.
    """
    if is_default:
        yield from _averages_left_out(body)
        yield from _ranked_by_part(body, chosen)
    if chosen is None:
        return
    located = body.located
    for name, columns in chosen.stand_ins.items():
        headings = [chosen.headings[column] for column in columns]
        place = located.grid.address(located.header_row, headings[0].position)
        label = fields()[name].column.label
        if columns == (AVERAGES.get(name),):
            yield AverageAsMeasure(place, columns[0], field_name=label, heading=headings[0].text)
        else:
            texts = listed(f"“{heading.text}”" for heading in headings)
            yield SumOfParts(place, name, field_name=label, column=texts)


def partly_used(body: Body, chosen: ChosenMeasure | None) -> dict[str, list[Heading]]:
    """By field that the book has no column for: its parts, if the measure is one of them and not their sum."""
    if chosen is None:
        return {}
    understanding = body.located.understanding
    known = {*understanding.taken, *understanding.twice, *chosen.stand_ins}
    measured = {heading.position for heading in chosen.headings.values()}
    return {
        name: parts
        for name, parts in columns_of_groups(understanding.headings).items()
        if name not in known and measured.intersection(heading.position for heading in parts)
    }


def _ranked_by_part(body: Body, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Balances that customers are ranked by a part of, though nobody named that part."""
    for name, parts in partly_used(body, chosen).items():
        if chosen is not None:
            place = body.located.grid.address(body.located.header_row, parts[0].position)
            label, texts = fields()[name].column.label, quoted_names(heading.text for heading in parts)
            yield RankedByPart(place, name, field_name=label, column=texts, measure=chosen.measure.label)


def _averages_left_out(body: Body) -> Iterator[Issue]:
    """Averages of balances that the book has no column for, and that have no field for averages."""
    located = body.located
    taken = located.understanding.taken
    for heading in located.understanding.headings:
        name = averaged_field(heading.key, alias_ranks())
        if (
            name is not None
            and name not in taken
            and located.understanding.field_at(heading.position) is None
        ):
            place, label = (
                located.grid.address(located.header_row, heading.position),
                fields()[name].column.label,
            )
            yield AverageLeftOut(place, name, heading=heading.text, field_name=label)
