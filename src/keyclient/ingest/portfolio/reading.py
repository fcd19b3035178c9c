"""How one column of a portfolio becomes values: what is asked of it, and whatever its type leaves to do."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn

Value = int | float | str | dt.date
TRIMMED = " \t\r\n\u3000\u00a0"
"""White space around a text."""
PLAIN_NUMBER = "^-?[0-9]{1,15}([.][0-9]{0,9})?$"
PLAIN_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOST_DIGITS = 17
"""Digits in front of the point of the largest amount in fen."""
LARGEST = 10**16
"""The largest value in whole units: 100 trillion yuan in fen. Sums of any number of customers fit into 38 digits, and a measure of
several columns stays below 2 ** 62, as `metrics.selection` needs."""


class Want(StrEnum):
    """What the values of a column are to be."""

    TEXT = "text"
    """Without white space around it; "" and the words for blank are null."""
    MONEY = "money"
    """Whole fen."""
    UNITS = "units"
    """Whole units of 10 ** -decimals."""
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    MEANT = "meant"
    """Whole numbers: what the texts mean, and nothing else."""


@dataclass(frozen=True)
class Reading:
    """One column, and what it is read as."""

    name: str
    """Its name in the frame."""
    column: PortfolioColumn
    want: Want
    factor: int = 1
    """Money: fen in one of the column's unit; units: 10 ** decimals."""
    blank: tuple[str, ...] = ()
    """Texts that mean blank."""
    plain: tuple[str, ...] = ()
    """Choice: the texts that are the choices themselves."""
    odd: Mapping[str, Value] = field(default_factory=dict)
    """Values of texts that are not plain, such as 1.2万 or 女."""
    odd_in: Mapping[PortfolioColumn, Mapping[str, Value]] = field(default_factory=dict)
    """The same by the column of a file, where files differ in its name or type."""
    is_written: bool = False
    """Whether numbers and dates are read as people write them too: 1,234.50 and 1980/5/6."""
    is_cut: bool = False
    """Whether so many different texts are left that none of them was read as a word."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Choice: the words for each that the policy has, instead of those of the field."""
    bounds: tuple[Value, Value] | None = None
    """Values beyond them are unreadable; None where all values are known to lie within."""

    @property
    def is_direct(self) -> bool:
        """Whether the column already is what is wanted, so that an engine reads it without any work."""
        if self.bounds is not None:
            return False
        column = self.column
        whole = column.is_wide and self.factor == 1 and self.want in (Want.MONEY, Want.UNITS, Want.COUNT)
        return whole or (column.kind is Kind.DATE and self.want is Want.DATE)

    @property
    def is_whole(self) -> bool:
        """Whether its values are whole numbers that have a sum."""
        return self.want in (Want.MONEY, Want.UNITS, Want.COUNT)

    @property
    def limit(self) -> int:
        """The largest amount in the column's own unit whose whole units fit."""
        return LARGEST // self.factor

    @property
    def has_words(self) -> bool:
        """Whether words can stand in the column that mean a value."""
        if self.want in (Want.TEXT, Want.MEANT):
            return False
        return self.column.kind is Kind.TEXT or (
            self.want in (Want.DATE, Want.CHOICE)
            and self.column.kind in (Kind.INT, Kind.FLOAT, Kind.DECIMAL, Kind.BOOL)
        )
