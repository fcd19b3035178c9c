"""Groups of columns under the heading of one field: 活期 and 定期 under 存款余额."""

from collections.abc import Sequence

from keyclient.ingest.layout.change_headings import says_change
from keyclient.ingest.layout.headings import Heading, alias_ranks, field_and_rank, heading_key, heading_parts
from keyclient.model.fields import fields
from keyclient.model.measure_fields import AVERAGES


def columns_of_groups(headings: Sequence[Heading]) -> dict[str, list[Heading]]:
    """Groups of several columns under a heading that means a money field (`存款余额 活期`), by that field.

    Other fields (存款 under 金融资产) are parts too; the whole, its balance, its average and columns about its change
    (`存款余额 较上月增幅`) are none.
    """
    found: dict[str, list[Heading]] = {}
    for heading in headings:
        group = group_of(heading)
        field, _ = alias_ranks().get(heading_key(group), ("", 0)) if group else ("", 0)
        if field and fields()[field].is_money and not heading.is_unnamed and _is_part(heading, field):
            found.setdefault(field, []).append(heading)
    return {field: columns for field, columns in found.items() if len(columns) > 1}


def group_of(heading: Heading) -> str:
    """The heading of the group that a column is in."""
    return heading.group or heading_parts(heading.text)[0]


def part_of_group(heading: Heading) -> str:
    """The heading of a column without that of its group."""
    if heading.group:
        return heading.text.removeprefix(heading.group).strip() or heading.text
    return heading.text.rpartition(" ")[2]


def _is_part(heading: Heading, field: str) -> bool:
    """Whether a column in the group of a field is neither the field itself nor its change, in a row of its own or not."""
    if says_change(heading.text):
        return False
    known = field_and_rank(heading.text)
    return known is None or (bool(heading.group) and known[0] not in (field, AVERAGES.get(field)))
