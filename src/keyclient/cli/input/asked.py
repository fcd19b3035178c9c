"""What one of several books is asked for, and what it can answer of that: its values, and whom lists are about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from keyclient.errors import InputError
from keyclient.ingest.base.table_refusals import (
    HeadingNotFound,
    HeadingTwice,
    MeasureNotNumeric,
    NoAges,
    NobodyHas,
)
from keyclient.ingest.load import load_cells

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.portfolio import Loaded

_LACKING = (HeadingNotFound, HeadingTwice, MeasureNotNumeric, NobodyHas, NoAges)
"""Why a book cannot be read as it was asked, and can be without what it lacks."""


@dataclass(frozen=True)
class Asked:
    """How a book is read."""

    request: "Request"
    is_measured: bool = True
    """Whether it has the measure and the further numbers that were asked for."""
    has_lists: bool = True
    """Whether it has what lists are to be about (`--only`)."""


@dataclass(frozen=True)
class LoadedAsAsked:
    """A book, and how it was read."""

    loaded: "Loaded"
    asked: Asked
    lacks: InputError | None
    """Why it was not read with everything; None: it was."""


def shared_request(request: "Request") -> "Request":
    """The request to one of several books: headings of `--map` that it lacks are those of another one."""
    columns = {**request.policy.columns, **request.mapping}
    policy = request.policy.model_copy(update={"columns": columns})
    return replace(request, policy=policy, mapping={})


def load_as_asked(cells: "Cells", request: "Request") -> LoadedAsAsked:
    """A book with everything that is asked for; else without what it lacks. Raises as `load`."""
    lacks: InputError | None = None
    for asked in _in_turn(request):
        try:
            loaded = load_cells(cells, asked.request)
        except _LACKING as refusal:
            lacks = lacks or refusal
        else:
            return LoadedAsAsked(_without(loaded, asked), asked, lacks)
    raise lacks or AssertionError("there is a request")


def _in_turn(request: "Request") -> Iterator[Asked]:
    """Everything first, then without lists, then without values."""
    segment = request.policy.segment.model_copy(update={"measure": None})
    policy = request.policy.model_copy(update={"segment": segment})
    unmeasured = replace(request, measure=None, also=(), policy=policy)
    has_measure = request.wanted_measure is not None or bool(request.also)
    has_lists = bool(request.only or request.bands)
    for is_measured, keeps in product((True, False)[: 1 + has_measure], (True, False)[: 1 + has_lists]):
        asked = request if is_measured else unmeasured
        yield Asked(asked if keeps else replace(asked, only=(), bands=()), is_measured, keeps)


def _without(loaded: "Loaded", asked: Asked) -> "Loaded":
    """The book without a value that is none of what was asked for, and with lists about nobody if it lacks those."""
    portfolio = loaded.portfolio
    if not asked.is_measured:
        frame = portfolio.frame.drop(columns="value", errors="ignore")
        portfolio = replace(portfolio, frame=frame, measure=None, further={})
    if not asked.has_lists:
        portfolio = replace(portfolio, listed=frozenset())
    return replace(loaded, portfolio=portfolio)
