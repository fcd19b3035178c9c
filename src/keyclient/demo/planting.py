"""What is planted in a messy demo book, to check its reading against."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.issue import Issue
from keyclient.model.receipt import Rows


class Fate(StrEnum):
    """What a row under the headings must be read as."""

    CUSTOMER = "customer"
    MERGED = "merged"
    """Another row of a customer above it."""
    SET_ASIDE = "set aside"
    TOTAL = "total"
    BLANK = "blank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlantedIssue:
    """A defect that reading must find."""

    rule: type[Issue]
    cell: str | None = None
    """Its address as in the issue; None if the issue is about the whole book."""
    sets_aside: bool = False


@dataclass(frozen=True)
class PlantedBook:
    """What must be found in a book whose measure is `MEASURE`."""

    header_row: int
    """Numbered as in Excel."""
    fates: Mapping[int, Fate]
    """Every row under the headings, numbered as in Excel."""
    issues: tuple[PlantedIssue, ...]
    """All issues of the book."""
    read: Mapping[str, int]
    """Readable fen of each money field; equal to the book's own totals."""
    set_aside: Mapping[str, int]
    """The part of these in rows that must be set aside."""

    @property
    def rows(self) -> Rows:
        """The expected receipt of the rows."""
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
"""What customers are ranked by in a book with every field; a row without a readable value is set aside."""
