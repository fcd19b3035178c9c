"""What a run is going to do."""

from dataclasses import dataclass
from functools import cached_property

from keyclient.batch.find import Found
from keyclient.batch.plan import Decision
from keyclient.batch.sources import Source


@dataclass(frozen=True)
class Planned:
    """The sources, what lies under them, and what is to be done about each book, by name."""

    sources: list[Source]
    found: Found
    decisions: list[Decision]

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decision about each book."""
        return {decision.book.key: decision for decision in self.decisions}
