"""What a command adds to the user's workbook, and what has been added."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keyclient.model.label import Lang
from keyclient.model.report import Report, Sentence
from keyclient.render.writeback.sheet import AddedColumns
from keyclient.render.writeback.styles import Formats


@dataclass(frozen=True)
class Addition:
    """What one command adds to a workbook."""

    command: str
    sheet: str
    """The sheet of the customers."""
    report: Report
    lang: Lang
    beside: AddedColumns | Callable[[Formats], AddedColumns] | None = None
    """The columns next to the customers, or a function that makes them for the formats of the workbook."""
    headings: frozenset[str] = frozenset()
    """The headings of this command's columns, in every language."""
    own: Mapping[int, str] | None = None
    """The headings of keyclient's columns in the sheet, by column; None if unknown."""
    notes: tuple[Sentence, ...] = ()
    """Notes on the new sheet in addition to the report's own."""
    source: str = ""
    """The hash of the workbook this is a copy of."""


@dataclass(frozen=True)
class Written:
    """What was added, and where."""

    sheet: str
    """The new sheet, or that of an earlier run, rewritten."""
    part: str
    columns: tuple[int, int] | None
    """The first and last new column, from 0."""
    is_filtered: bool
    """Whether the customers' sheet has filters or tables, which do not include the new columns."""
    touched: frozenset[str]
    """The changed or new parts: the lists of sheets and parts, the customers' sheet, the new sheet."""
