"""The books that an analysis is given."""

from typing import TYPE_CHECKING

from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.analysis.common.members import Members
    from keyclient.analysis.common.snapshot import Snapshot
    from keyclient.model.filled_in import FilledIn
    from keyclient.model.issue import Issue
    from keyclient.model.pipeline import LoadedPipeline
    from keyclient.model.portfolio import Loaded
    from keyclient.model.receipt import Source


@dataclass(frozen=True)
class Inputs:
    """What was read for one analysis: the book, and what goes with it."""

    loaded: "Loaded"
    """The customers of the book, or its deals."""
    pipeline: "LoadedPipeline | None" = None
    """The customers or deals on their way through the stages, where the analysis needs them."""
    older: "LoadedPipeline | None" = None
    """An older pipeline to compare with."""
    earlier: "tuple[Loaded, ...]" = ()
    """Earlier books of the same customers, oldest first."""
    series: "tuple[Snapshot, ...]" = ()
    """What is kept of all books, the newest last, where the analysis compares them."""
    members: "tuple[Members, ...]" = ()
    """What is kept of all books, where the analysis joins them side by side."""
    newer: "tuple[Loaded, ...]" = ()
    """Later books of the same customers, oldest first, by which what was planned is judged."""
    written: "tuple[FilledIn, ...]" = ()
    """What people have filled in: the plan of `--previous` or `--plan`, one for all its copies, and lists in the order given."""
    issues: "tuple[Issue, ...]" = ()
    """What is to be known about the earlier books."""

    @property
    def parts(self) -> "tuple[Loaded, ...]":
        """The tables that were read: the book, and a log that stands apart from it."""
        return (self.loaded,) if self.pipeline is None else self.pipeline.parts

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The sources of the book, then those of the earlier ones."""
        return tuple(source for one in (self.loaded, *self.earlier) for source in one.portfolio.sources)

    @property
    def stages(self) -> "LoadedPipeline":
        """The pipeline of an analysis that needs one. Raises ValueError where none was read."""
        if self.pipeline is None:
            raise ValueError("an analysis of stages was given no pipeline")
        return self.pipeline
