"""Grouping customers by two columns at once: the managers of each branch."""

import pyarrow.compute as pc

from keyclient.ingest.columns.reading import Reading, valid_cells

SEPARATOR = "\x1f"
"""Stands between the two names of a group."""


def pair_groups(first: tuple[str, Reading], second: tuple[str, Reading]) -> tuple[str, Reading]:
    """The frame column and reading of both groups; blank where both are."""
    texts = [reading.values for _, reading in (first, second)]
    known = [pc.if_else(pc.is_valid(text), text, "") for text in texts]
    joined = pc.binary_join_element_wise(*known, SEPARATOR)
    values = pc.if_else(pc.equal(joined, SEPARATOR), None, joined)
    return f"{first[0]} {second[0]}#by", Reading(values, valid_cells(values), {})


def parted(group: str) -> tuple[str, str]:
    """The two names of a group."""
    first, _, second = group.partition(SEPARATOR)
    return first, second
