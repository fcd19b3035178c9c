"""What the figures over all books are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient.batch.record.run import BookLine, Branches
from keyclient.batch.record.state import BookState


@dataclass(frozen=True)
class Whole:
    """What is put together."""

    states: Sequence[BookState]
    """The books that stand, by name."""
    missing: Sequence[BookLine]
    """The books that do not."""
    branches: Branches | None
    """None where no list of branches was given."""
    stale: tuple[str, ...] = ()
    """Those that stand of which only what was is known: their folder could not be listed."""
