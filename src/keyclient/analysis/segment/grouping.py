"""The groups of a book with their figures, as many as are asked for."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field

from keyclient.analysis.common.rows import Rows
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.metrics.classes import ClassLetter
from keyclient.model.measure import Amount, Share


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


class GroupCells(NamedTuple):
    """The figures of a `Group` side by side; the classes as numbers of customers, and as what they hold."""

    group: str | None
    customers: int
    total: Amount
    share_of_total: float | None
    target: Share
    vital_few: int | None
    vital_few_share: Share | None
    sizes: tuple[int, ...]
    """Of the classes A, B, C, Z, N and U."""
    values: tuple[Amount | None, ...]
    gini: float | None


LETTERS: tuple[ClassLetter, ...] = ("A", "B", "C", "Z", "N", "U")
_ALWAYS = 3
"""The classes A, B and C are listed also where they have no customers."""


class Groups(Rows[Group, GroupCells]):
    """The groups, largest total first, then by name."""

    row = Group

    @staticmethod
    def made(cells: GroupCells) -> Group:
        """The group of these figures."""
        few = VitalFew(
            target=cells.target, customers=cells.vital_few, share_of_customers=cells.vital_few_share
        )
        classes = tuple(
            GroupClass(class_=letter, customers=size, value=value)
            for place, (letter, size, value) in enumerate(
                zip(LETTERS, cells.sizes, cells.values, strict=True)
            )
            if size or place < _ALWAYS
        )
        return Group(
            group=cells.group,
            customers=cells.customers,
            total=cells.total,
            share_of_total=cells.share_of_total,
            vital_few=few,
            classes=classes,
            gini=cells.gini,
        )

    @staticmethod
    def taken(row: Group) -> GroupCells:
        """The figures of this group."""
        found = {size.class_: (size.customers, size.value) for size in row.classes}
        missing = {letter: (0, None if letter == "U" else Decimal(0)) for letter in LETTERS}
        sizes, values = zip(*{**missing, **found}.values(), strict=True)
        few = row.vital_few
        return GroupCells(
            row.group,
            row.customers,
            row.total,
            row.share_of_total,
            few.target,
            few.customers,
            few.share_of_customers,
            sizes,
            values,
            row.gini,
        )
