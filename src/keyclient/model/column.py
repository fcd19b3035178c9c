"""The declaration of a field: its names, how its cells are read, how repeated rows are merged."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from keyclient.model.contract import Contract
from keyclient.model.label import Label, Lang
from keyclient.model.record import dataclass


class Reads(StrEnum):
    """How the cells of a column are read."""

    ID = "id"
    """An identifier kept as text: leading zeros stay, `124.0` becomes `124`."""
    TEXT = "text"
    MONEY = "money"
    """An amount, kept in whole minor units (fen, 1/100 yuan)."""
    COUNT = "count"
    """A whole number."""
    NUMBER = "number"
    """Any finite number."""
    DATE = "date"
    CHOICE = "choice"
    """One of a fixed set of words."""


class Merge(StrEnum):
    """How a field is merged when several rows are one customer."""

    SUM = "sum"
    EARLIEST = "earliest"
    LATEST = "latest"
    ANY = "any"
    """Of yes (1) and no (0): yes if any row says yes."""
    MODE = "mode"
    """The most frequent non-blank value; of equally frequent ones the smallest as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """The declaration of one field, beside its type on `Customer`."""

    label: Label
    meaning: Label
    aliases: tuple[str, ...]
    """Headings that mean this field, best first; matched exactly after normalisation."""
    reads: Reads
    merge: Merge = Merge.MODE
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For `Reads.CHOICE`: each value and the words people write for it."""
    shown: Mapping[str, Label] = field(default_factory=dict)
    """The words for the choices in books that keyclient generates; a choice not listed is written as it is."""
    takes_answers: bool = False
    """For `Reads.COUNT`: whether an answer in words counts, no as 0 and yes as 1."""

    def heading(self, lang: Lang) -> str:
        """The heading in books that keyclient generates: the first alias in the language."""
        if lang is Lang.ZH:
            return self.aliases[0]
        return next(alias for alias in self.aliases if alias.isascii())

    def word(self, choice: str, lang: Lang) -> str:
        """How a choice is written in a book that keyclient generates."""
        return self.shown[choice].text(lang) if choice in self.shown else choice


class HeadingStatus(StrEnum):
    """How a heading was used."""

    TAKEN = "taken"
    """Read as a field."""
    RIVAL = "rival"
    """Could mean a field, but a better heading was used for it."""
    TWICE = "twice"
    """Could mean a field, but another heading is identical."""
    CONTRADICTED = "contradicted"
    """Means a field, but its cells cannot be read as that field."""
    PLAIN = "plain"
    """Means no field; `--measure` and `--by` accept it anyway."""


class UnderstoodColumn(Contract):
    """One column of a book."""

    letter: str
    heading: str
    field: str | None
    """The field it is, or could have been, read as."""
    unit: str | None
    standing: HeadingStatus
    filled: int | None
    """The number of non-blank cells; None if the column was not needed and not read."""
    unreadable: int | None
