"""What a field declares of itself: its names, how its cells are read, how repeated rows merge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keyclient.model.contract import Contract
from keyclient.model.label import Label, Lang


class Reads(StrEnum):
    """How the cells of a column are read."""

    ID = "id"
    """Text that names something: leading zeros kept, `124.0` is `124`."""
    TEXT = "text"
    MONEY = "money"
    """An amount; kept as whole minor units (fen, 1/100 yuan)."""
    COUNT = "count"
    """A whole number."""
    NUMBER = "number"
    """Any finite number."""
    DATE = "date"
    CHOICE = "choice"
    """One of a few words."""


class Merge(StrEnum):
    """What becomes of a field when several rows are one customer."""

    SUM = "sum"
    EARLIEST = "earliest"
    LATEST = "latest"
    ANY = "any"
    """Of yes (1) and no (0): yes where any row says so."""
    MODE = "mode"
    """The most frequent value that is not blank; of equally frequent ones the smallest as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """The declaration of one field, beside its type on `Customer`."""

    label: Label
    meaning: Label
    aliases: tuple[str, ...]
    """Headings that mean this field, best first; matched exactly after normalising."""
    reads: Reads
    merge: Merge = Merge.MODE
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For `Reads.CHOICE`: the value and the words that people write for it."""
    shown: Mapping[str, Label] = field(default_factory=dict)
    """The words for the choices in a book that keyclient makes; one that is not here is written as it is."""

    def heading(self, lang: Lang) -> str:
        """The heading in a book that keyclient makes: the first alias in the language. A Chinese book may say AUM."""
        if lang is Lang.ZH:
            return self.aliases[0]
        return next(alias for alias in self.aliases if alias.isascii())

    def word(self, choice: str, lang: Lang) -> str:
        """How a choice is written in a book that keyclient makes."""
        return self.shown[choice].text(lang) if choice in self.shown else choice


class Standing(StrEnum):
    """What became of a heading."""

    TAKEN = "taken"
    """It is read as a field."""
    RIVAL = "rival"
    """It could mean a field, but a better heading was taken for it."""
    TWICE = "twice"
    """It could mean a field, and so could another heading that is the same."""
    CONTRADICTED = "contradicted"
    """It means a field, but its cells cannot be read as that."""
    PLAIN = "plain"
    """It means no field; `--measure` and `--by` accept it all the same."""


class UnderstoodColumn(Contract):
    """One column of the book."""

    letter: str
    heading: str
    field: str | None
    """The field that it is, or could have been, read as."""
    unit: str | None
    standing: Standing
    filled: int | None
    """Cells that hold something; None where the column was not needed and not read."""
    unreadable: int | None
