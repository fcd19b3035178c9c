"""Headings in two rows: 活期 and 定期 under the group 存款余额, and nothing under the other headings."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from keyclient.ingest.layout.contents import is_number, is_word
from keyclient.ingest.layout.headings import field_and_rank
from keyclient.ingest.layout.qualifying_groups import is_bare_balance

_BESIDE = 0.8
"""A row beside the headings names columns if it has a text of its own over this share of them."""
LOOKED_BELOW = 10
"""Numbers of a group must begin within this many rows under the headings."""

Row = Sequence[str]


class _Run(NamedTuple):
    """The columns of a heading: its own, and those to its right without a heading in that row."""

    upper: list[str]
    lower: list[str]
    below: list[list[str]]
    """Their cells in the rows under the headings."""

    @property
    def is_plain(self) -> bool:
        """Whether there is no lower heading."""
        return not any(self.lower)

    @property
    def is_group(self) -> bool:
        """Whether several different headings are under it, the first in its own column, with numbers below."""
        filled = [cell for cell in self.lower if cell]
        has_numbers = any(cell and not is_word(cell) for row in self.below for cell in row)
        return bool(self.lower[0]) and 1 < len(set(filled)) == len(filled) and has_numbers

    @property
    def is_longer(self) -> bool:
        """Whether the only heading under it, in its own column, extends it to a known one, or to a balance of it."""
        return (
            bool(self.lower[0])
            and not any(self.lower[1:])
            and (
                field_and_rank(f"{self.upper[0]} {self.lower[0]}") is not None
                or is_bare_balance(self.lower[0])
            )
        )

    @property
    def has_gaps(self) -> bool:
        """Whether a blank cell is between two filled ones."""
        filled = [at for at, cell in enumerate(self.lower) if cell]
        return bool(filled) and filled[-1] + 1 != len(filled)


def has_groups(upper: Row, lower: Row, below: Sequence[Row], *, is_lowest: bool) -> bool:
    """Whether a row of headings names groups of columns whose own headings are in the row below.

    It has a heading over several columns, each with a heading in the lowest row and numbers somewhere below, and one
    with nothing under it. A heading under one of a single column must extend it to a known one (`贷款` over
    `余额`), or be a balance (`保险` over `余额`). Blank cells are empty.
    """
    runs = list(_runs(upper, lower, below[:LOOKED_BELOW]))
    start = next((at for at, cell in enumerate(upper) if cell), 0)
    groups = [run for run in runs if run.is_group]
    if any(lower[:start]) or not groups or (is_lowest and any(run.has_gaps for run in groups)):
        return False
    return any(run.is_plain for run in runs) and all(
        run.is_plain or run.is_group or run.is_longer for run in runs
    )


def groups_over(upper: Row, lower: Row) -> list[str]:
    """By column: the heading that names its group; none where no heading is under it.

    A merged cell has its text in its first column only.
    """
    found, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = (above.strip() or group) if below.strip() else ""
        found.append(group)
    return found


def blank_repeats(rows: Sequence[Row]) -> list[list[str]]:
    """Rows of headings without cells that repeat the one above, as some programs write merged cells."""
    return [list(rows[0])] + [
        ["" if cell.strip() == over.strip() else cell for over, cell in zip(above, row, strict=True)]
        for above, row in pairwise(rows)
    ]


def _runs(upper: Row, lower: Row, below: Sequence[Row]) -> Iterator[_Run]:
    starts = [at for at, cell in enumerate(upper) if cell]
    for at, end in pairwise([*starts, len(upper)]):
        yield _Run(list(upper[at:end]), list(lower[at:end]), [list(row[at:end]) for row in below])


def names_columns(row: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a row has a word of its own over most columns that have a heading."""
    named = [cell.strip() for cell, text in zip(row, texts, strict=True) if text.strip()]
    words = [cell for cell in named if cell and not is_number(cell)]
    return len(words) > 1 and min(len(words) / len(named), len(set(words)) / len(words)) >= _BESIDE
