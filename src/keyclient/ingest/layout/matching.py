"""Which heading of a table is taken for which field, where several could be."""

from collections.abc import Mapping, Sequence

from keyclient.ingest.cells.units import says_converted
from keyclient.ingest.layout.headings import Heading, Rivalry, Understanding, field_and_rank, occurrences
from keyclient.model.fields import fields
from keyclient.model.own import own_columns

IN_ID_NUMBERS = ("birth_date", "gender")
"""Fields that id numbers tell: mapped to their column, they are taken from the numbers."""


def understand(headings: Sequence[Heading], mapping: Mapping[str, str]) -> Understanding:
    """Match headings with fields.

    `mapping` names the heading of a field and wins over aliases; it is ignored if the book has no such heading.
    Of several headings for one field the first alias in declared order wins; none wins if they are identical, unless
    one of them alone is converted into yuan.
    """
    mapped = {
        field: found[0] for field, text in mapping.items() if len(found := occurrences(headings, text)) == 1
    }
    own = own_columns({heading.text for heading in headings})
    claimed = {heading.position for field, heading in mapped.items() if not _is_shared(field, heading)}
    claimed |= {heading.position for heading in headings if heading.text in own}
    claims: dict[str, list[tuple[int, Heading]]] = {}
    for heading in headings:
        field, rank = field_and_rank(heading.text) or ("", 0)
        if field and not heading.is_unnamed and heading.position not in claimed:
            claims.setdefault(field, []).append((rank, heading))
    taken, rivals, twice = dict(mapped), [], {}
    for field, ranked in claims.items():
        best = min(rank for rank, _ in ranked)
        first = tuple(heading for rank, heading in ranked if rank == best)
        converted = tuple(heading for heading in first if says_converted(heading.text))
        first = converted if len(converted) == 1 else first
        if field not in taken and len(first) > 1:
            twice[field] = first
            continue
        winner = taken.setdefault(field, first[0])
        rivals += [Rivalry(field, winner, heading) for _, heading in ranked if heading is not winner]
    ordered = {name: taken[name] for name in fields() if name in taken}
    return Understanding(tuple(headings), ordered, tuple(rivals), twice)


def _is_shared(field: str, heading: Heading) -> bool:
    """Whether a heading that is mapped to a field is that of the id numbers, and remains it."""
    return field in IN_ID_NUMBERS and (field_and_rank(heading.text) or ("",))[0] == "id_number"
