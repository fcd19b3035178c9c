"""What a messy demo book hides, so that whoever reads it can be held to it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.issue import Issue
from keyclient.model.receipt import Rows


class Fate(StrEnum):
    """What has to become of a row under the headings."""

    CUSTOMER = "customer"
    MERGED = "merged"
    """It belongs to a customer who has a row above it."""
    SET_ASIDE = "set aside"
    TOTAL = "total"
    BLANK = "blank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlantedIssue:
    """A defect that reading has to find."""

    rule: type[Issue]
    cell: str | None = None
    """Its address as an issue has it; None where the whole book is meant."""
    sets_aside: bool = False


@dataclass(frozen=True)
class Planted:
    """What has to be found in a book when its measure is `MEASURE`."""

    header_row: int
    """As Excel numbers it."""
    fates: Mapping[int, Fate]
    """Every row under the headings, as Excel numbers it."""
    issues: tuple[PlantedIssue, ...]
    """All of them; a book has no others."""
    read: Mapping[str, int]
    """Fen that can be read under the heading of each money field; the book's own totals say the same."""
    set_aside: Mapping[str, int]
    """Fen of these in rows that have to be set aside."""

    @property
    def rows(self) -> Rows:
        """The receipt of the rows."""
        count = Counter(self.fates.values())
        return Rows(
            read=len(self.fates),
            customers=count[Fate.CUSTOMER],
            merged=count[Fate.MERGED],
            set_aside=count[Fate.SET_ASIDE],
            totals=count[Fate.TOTAL],
            blank=count[Fate.BLANK],
            other=count[Fate.OTHER],
        )


MEASURE = "revenue"
"""What customers are ranked by in a book with every field; a row whose own cannot be read is set aside."""
