"""The groups of a book with their figures."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.metrics.classes import ClassLetter
from keyclient.model.measure import Amount
from keyclient.model.record import dataclass


@dataclass(frozen=True, slots=True)
class GroupClass:
    """How many customers of a group are in a class and what they hold."""

    class_: Annotated[ClassLetter, Field(alias="class")]
    customers: int
    value: Amount | None
    """None for class U."""


@dataclass(frozen=True, slots=True)
class Group:
    """One value of the column given by `--by`."""

    group: str | None
    """None: the customers where the column is blank."""
    customers: int
    total: Amount
    share_of_total: float | None
    """Of the net of all groups; None where that is not positive."""
    vital_few: VitalFew
    classes: tuple[GroupClass, ...]
    """By the same edges, over the group's own value."""
    gini: float | None


LETTERS: tuple[ClassLetter, ...] = ("A", "B", "C", "Z", "N", "U")
_ALWAYS = 3
"""The classes A, B and C are listed also where they have no customers."""


def group_classes(sizes: Iterable[int], values: Iterable[Amount | None]) -> tuple[GroupClass, ...]:
    """The classes of a group from what each of `LETTERS` has."""
    return tuple(
        GroupClass(class_=letter, customers=size, value=value)
        for place, (letter, size, value) in enumerate(zip(LETTERS, sizes, values, strict=True))
        if size or place < _ALWAYS
    )
