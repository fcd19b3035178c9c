"""One book shared by several analyses: its cells are parsed once, its columns once for each different request."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load_cells
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import Cells
from keyclient.model.filled_in import FilledIn
from keyclient.model.issue import Issue
from keyclient.model.pipeline import LoadedPipeline
from keyclient.model.portfolio import Loaded


@dataclass(frozen=True)
class SharedBook:
    """The cells of a book, and what analyses have made of them so far."""

    cells: Cells
    request: Request
    """What every analysis needs; each may need more."""
    earlier: tuple[Loaded, ...] = ()
    """Earlier books of the same customers, oldest first."""
    issues: tuple[Issue, ...] = ()
    """What is to be known about the earlier books."""
    written: tuple[FilledIn, ...] = ()
    """What people filled in: plans and lists."""
    _loads: list[tuple[Request, Loaded]] = field(default_factory=list, init=False, compare=False)

    def with_earlier(
        self, earlier: Iterable[Loaded], issues: Iterable[Issue], written: Iterable[FilledIn] = ()
    ) -> "SharedBook":
        """The same book, and what was made of it, with those before it and what people wrote."""
        book = replace(self, earlier=tuple(earlier), issues=tuple(issues), written=tuple(written))
        book._loads.extend(self._loads)
        return book

    @property
    def customers(self) -> Loaded:
        """The customers as most analyses need them; a book without a measure is accepted. Raises as `load`."""
        return self.load(self.request)

    def load(self, request: Request) -> Loaded:
        """The customers as one analysis needs them; equal requests are read once. Raises as `load`."""
        wanted = replace(request, needs_measure=False)
        known = next((loaded for asked, loaded in self._loads if asked == wanted), None)
        if known is not None:
            return known
        loaded = load_cells(self.cells, wanted)
        self._loads.append((wanted, loaded))
        return loaded

    def pipeline(self) -> LoadedPipeline:
        """The customers or deals on their way through the stages. Raises as `load_pipeline`."""
        request = replace(self.request, needs_measure=False, traced=False, only=(), bands=())
        return load_pipeline(self.cells, request)
