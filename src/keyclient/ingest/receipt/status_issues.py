"""What is told of a column headed as a status that holds outcomes, whether it was read as them or not."""

from collections.abc import Iterator, Set

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.status import StatusColumn, status_columns
from keyclient.ingest.layout.headings import Heading, field_and_rank
from keyclient.ingest.layout.located import Located
from keyclient.model.issue import Issue
from keyclient.model.rules.statuses import StatusNotRead, StatusReadAsOutcome, StatusReadAsStage


def status_issues(columns: Columns, given: Set[str]) -> Iterator[Issue]:
    """The column of a status taken for the outcome without being headed as one; else those with outcomes unread.

    `given`: fields whose headings the user has mapped. Where nothing shows that the rows are deals, or customers on
    their way, an unread column is none of anybody's business.
    """
    heading, reading = columns.headings.get("outcome"), columns.readings.get("outcome")
    if heading is not None and reading is not None:
        if "outcome" not in given and (field_and_rank(heading.text) or ("",))[0] != "outcome":
            known = int(reading.valid.sum())
            yield StatusReadAsOutcome(
                _place(columns.body.located, heading),
                "outcome",
                heading=heading.text,
                known=known,
                filled=reading.filled,
            )
        return
    for column in status_columns(columns.body):
        if column.is_wanted and column.of_deals and column.known:
            yield StatusNotRead(
                _place(columns.body.located, column.heading),
                column.heading.text,
                heading=column.heading.text,
                known=column.known,
                filled=column.reading.filled,
            )


def status_as_stage(located: Located, column: StatusColumn) -> Issue:
    """That a column headed as a status is read as that of stages."""
    return StatusReadAsStage(
        _place(located, column.heading),
        "stage",
        heading=column.heading.text,
        known=column.stages + column.known,
        filled=column.reading.filled,
    )


def _place(located: Located, heading: Heading) -> str:
    return located.grid.address(located.header_row, heading.position)
