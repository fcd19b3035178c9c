"""Groups of columns under the heading of one field: 活期 and 定期 under 存款余额."""

from collections.abc import Sequence

from keyclient.ingest.layout.change_headings import says_change
from keyclient.ingest.layout.headings import Heading, alias_ranks, field_and_rank, heading_key, heading_parts
from keyclient.model.fields import fields


def columns_of_groups(headings: Sequence[Heading]) -> dict[str, list[Heading]]:
    """Groups of several columns under a heading that means a money field (`存款余额 活期`), by that field.

    Columns about its change (`存款余额 较上月增幅`) are no parts of it.
    """
    found: dict[str, list[Heading]] = {}
    for heading in headings:
        field, _ = alias_ranks().get(heading_key(heading_parts(heading.text)[0]), ("", 0))
        if (
            field
            and fields()[field].is_money
            and not heading.is_unnamed
            and field_and_rank(heading.text) is None
            and not says_change(heading.text)
        ):
            found.setdefault(field, []).append(heading)
    return {field: columns for field, columns in found.items() if len(columns) > 1}
