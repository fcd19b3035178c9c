"""What a run is going to do."""

from dataclasses import dataclass, field
from functools import cached_property

from keyclient.batch.find.books import Found
from keyclient.batch.find.sources import Source
from keyclient.batch.record.state import BookState
from keyclient.batch.run.plan import Decision


@dataclass(frozen=True)
class Planned:
    """The sources, what lies under them, and what is to be done about each book, by name."""

    sources: list[Source]
    found: Found
    decisions: list[Decision]
    kept: list[BookState] = field(default_factory=list)
    """Books below folders that could not be listed, as they are known from earlier runs, by name."""

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decision about each book."""
        return {decision.book.key: decision for decision in self.decisions}
