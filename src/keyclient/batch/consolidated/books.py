"""The books of a run that are consolidated."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient.batch.record.run_record import BookLine, Branches
from keyclient.batch.record.state import BookState


@dataclass(frozen=True)
class ConsolidationInput:
    """The books to consolidate."""

    states: Sequence[BookState]
    """Books with a valid result, by name."""
    failed: Sequence[BookLine]
    """Books without one."""
    branches: Branches | None
    """None if no list of expected branches was given."""
    stale: tuple[str, ...] = ()
    """Books whose folder could not be listed; their last known result is used."""
