"""How one heading of a book was understood."""

from enum import StrEnum

from keyclient.model.contract import Contract


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
