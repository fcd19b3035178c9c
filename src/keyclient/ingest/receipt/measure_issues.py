"""What is told of a measure that stands in for a balance the book has no column for."""

from collections.abc import Iterator

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.rules.layout import AverageAsMeasure
from keyclient.model.rules.readings import SumOfParts


def measure_issues(body: Body, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Averages and sums of parts that customers are ranked by in place of a balance."""
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
