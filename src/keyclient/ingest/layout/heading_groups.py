"""Rows of headings under groups: 活期 and 定期 in the columns of 存款余额, and nothing under the headings beside it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from keyclient.ingest.layout.contents import is_word
from keyclient.ingest.layout.headings import field_and_rank

LOOKED_BELOW = 10
"""Rows under the headings in which the numbers of a group should begin."""

Row = Sequence[str]


class _Run(NamedTuple):
    """The columns of a heading: its own, and those to its right that have none in its row."""

    upper: list[str]
    lower: list[str]
    below: list[list[str]]
    """Their cells in the rows under both."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands under the heading."""
        return not any(self.lower)

    @property
    def is_group(self) -> bool:
        """Whether several different headings stand under it, the first under its own column, over numbers."""
        filled = [cell for cell in self.lower if cell]
        has_numbers = any(cell and not is_word(cell) for row in self.below for cell in row)
        return bool(self.lower[0]) and 1 < len(set(filled)) == len(filled) and has_numbers

    @property
    def is_longer(self) -> bool:
        """Whether one heading stands under its own column and makes it a longer one that is known."""
        return (
            bool(self.lower[0])
            and not any(self.lower[1:])
            and field_and_rank(f"{self.upper[0]} {self.lower[0]}") is not None
        )

    @property
    def has_gaps(self) -> bool:
        """Whether a blank cell stands between two that hold something."""
        filled = [at for at, cell in enumerate(self.lower) if cell]
        return bool(filled) and filled[-1] + 1 != len(filled)


def has_groups(upper: Row, lower: Row, below: Sequence[Row], *, is_lowest: bool) -> bool:
    """Whether a row of headings heads groups of columns whose own headings stand in the row under it.

    It has a heading of several columns, over one heading each in the lowest row and numbers somewhere below, and one
    with nothing under it. What stands under a heading of one column makes it a longer one that is known (`贷款` over
    `余额`). Blank cells are empty.
    """
    runs = list(_runs(upper, lower, below[:LOOKED_BELOW]))
    start = next((at for at, cell in enumerate(upper) if cell), 0)
    groups = [run for run in runs if run.is_group]
    if any(lower[:start]) or not groups or (is_lowest and any(run.has_gaps for run in groups)):
        return False
    return any(run.is_plain for run in runs) and all(
        run.is_plain or run.is_group or run.is_longer for run in runs
    )


def blank_repeats(rows: Sequence[Row]) -> list[list[str]]:
    """Rows of headings without the cells that say what the one above them says, as some programs write merged cells."""
    return [list(rows[0])] + [
        ["" if cell.strip() == over.strip() else cell for over, cell in zip(above, row, strict=True)]
        for above, row in pairwise(rows)
    ]


def _runs(upper: Row, lower: Row, below: Sequence[Row]) -> Iterator[_Run]:
    starts = [at for at, cell in enumerate(upper) if cell]
    for at, end in pairwise([*starts, len(upper)]):
        yield _Run(list(upper[at:end]), list(lower[at:end]), [list(row[at:end]) for row in below])
