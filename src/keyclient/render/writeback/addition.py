"""What a command adds to the user's workbook, and what has been added."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keyclient.model.label import Lang
from keyclient.model.report import Report, Sentence
from keyclient.render.writeback.sheet import Beside
from keyclient.render.writeback.styles import Formats


@dataclass(frozen=True)
class Addition:
    """What one command adds to a workbook."""

    command: str
    sheet: str
    """The customers' sheet."""
    report: Report
    lang: Lang
    beside: Beside | Callable[[Formats], Beside] | None = None
    """What stands beside the customers, or what makes it for the formats of the workbook."""
    headings: frozenset[str] = frozenset()
    """The headings of this command's columns, in every language."""
    own: Mapping[int, str] | None = None
    """The headings of keyclient's columns that stand in the sheet, by column; None where nobody has looked."""
    notes: tuple[Sentence, ...] = ()
    """What the new sheet says beside the report's own notes."""
    source: str = ""
    """The hash of the workbook that this is a copy of."""


@dataclass(frozen=True)
class Written:
    """What was added, and where it stands."""

    sheet: str
    """The new sheet, or the one of an earlier run that was written anew."""
    part: str
    columns: tuple[int, int] | None
    """First and last of the new columns, from 0."""
    is_filtered: bool
    """Whether the customers' sheet has filters or tables, which do not reach the new columns."""
    touched: frozenset[str]
    """The parts that are not the old ones: the lists of sheets and parts, the customers' sheet, the new sheet."""
