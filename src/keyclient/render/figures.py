"""Figures with their names, side by side as far as there is room."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from keyclient.render.width import cells, pad

BETWEEN = "    "
"""Between two figures of a line."""
WITHIN = "  "
"""Between a figure and its name."""
_MOST = 4


class Figure(NamedTuple):
    """A name and a value as text."""

    name: str
    value: str


def side_by_side(figures: Sequence[Figure], room: int) -> list[list[Figure]]:
    """The figures in lines of at most four, read line by line, padded so that they stand below each other.

    Figures too wide even for a line of their own are one a line, without padding.
    """
    for count in range(min(_MOST, len(figures)), 0, -1):
        columns = [figures[place::count] for place in range(count)]
        widths = [_widths(column) for column in columns]
        taken = sum(name + len(WITHIN) + value for name, value in widths) + len(BETWEEN) * (count - 1)
        if taken <= room:
            padded = [_padded(column, *width) for column, width in zip(columns, widths, strict=True)]
            return [[figure for figure in line if figure] for line in zip_longest(*padded)]
    return [[figure] for figure in figures]


def _widths(figures: Sequence[Figure]) -> tuple[int, int]:
    return max(cells(figure.name) for figure in figures), max(cells(figure.value) for figure in figures)


def _padded(figures: Sequence[Figure], name: int, value: int) -> list[Figure]:
    """Names stand left, values right."""
    return [Figure(pad(figure.name, name), pad(figure.value, value, right=True)) for figure in figures]
