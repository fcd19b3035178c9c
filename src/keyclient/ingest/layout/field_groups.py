"""Groups of columns under the heading of one field: 活期 and 定期 under 存款余额."""

from collections.abc import Sequence

from keyclient.ingest.layout.headings import Heading, alias_ranks, field_and_rank, heading_key, heading_parts
from keyclient.model.fields import fields


def columns_of_groups(headings: Sequence[Heading]) -> dict[str, list[Heading]]:
    """Groups of several columns under a heading that means a money field (`存款余额 活期`), by that field."""
    found: dict[str, list[Heading]] = {}
    for heading in headings:
        group, _ = heading_parts(heading.text)
        field, _ = alias_ranks().get(heading_key(group), ("", 0)) if group else ("", 0)
        if (
            field
            and fields()[field].is_money
            and not heading.is_unnamed
            and field_and_rank(heading.text) is None
        ):
            found.setdefault(field, []).append(heading)
    return {field: columns for field, columns in found.items() if len(columns) > 1}
