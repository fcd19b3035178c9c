"""Which columns are headed by stages: a book with one date or yes/no column per stage (调查日期, 沟通日期 ...)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from keyclient.ingest.base.pipeline_refusals import BookIsSummary
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.marks import MarkKind, mark_kind
from keyclient.ingest.columns.reading import BookConventions
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.model.label import listed
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.stages import Ladder

_BEFORE = re.compile(r"^(?:is|has|did|date of|date|day of|是否已|是否|进入)[\s_-]*", re.I)
_BEHIND = re.compile(r"[\s_-]*(?:date|time|timestamp|day|at|flag|完成日期|完成时间|日期|时间|标志|日)$", re.I)
FEWEST = 2
"""The heading of a single column may be the name of a stage by chance."""


class StageColumn(NamedTuple):
    """A column and the word in its heading: a stage, or the word for lost."""

    heading: Heading
    word: str


def stage_columns(
    located: Located, policy: FunnelPolicy, path: object, *, fewest: int = FEWEST
) -> tuple[StageColumn, ...]:
    """The columns headed by stages of the best-fitting ladder; none if there are fewer than `fewest`.

    A stage has one column, the first. A column that is read as a field is excluded, except a column of outcomes
    that says whether the last stage was reached (是否成交). Raises `BookIsSummary` if the columns hold numbers of
    customers.
    """
    ladder = max(policy.ladders, key=lambda ladder: len(_headed(located, ladder, policy)))
    headed = _headed(located, ladder, policy)
    if len(headed) < fewest:
        return ()
    body = Body(located, sort_rows(located).customers, BookConventions())
    told = {column: mark_kind(body, column.heading) for column in headed.values()}
    counts = [column for column, kind in told.items() if kind is MarkKind.COUNT]
    if len(counts) > len(told) / 2:
        raise BookIsSummary(path=path, headings=listed(column.heading.text for column in counts))
    found = tuple(column for column, kind in told.items() if kind in (MarkKind.DAY, MarkKind.ANSWER))
    return found if len(found) >= fewest else ()


def _headed(located: Located, ladder: Ladder, policy: FunnelPolicy) -> dict[int, StageColumn]:
    """The column of each step of a ladder; `len(ladder)` is lost."""
    taken = {heading.position: name for name, heading in located.understanding.taken.items()}
    found: dict[int, StageColumn] = {}
    for heading in located.understanding.headings:
        for word in _words(heading.text) if not heading.is_unnamed else ():
            place = len(ladder) if policy.outcome_of(word) == "lost" else ladder.place(word)
            is_free = taken.get(heading.position, "outcome") == "outcome"
            if place is not None and is_free:
                found.setdefault(place, StageColumn(heading, word))
    return found


def _words(heading: str) -> Iterator[str]:
    """A heading as it is, and without words that only mark it as a date or a question."""
    yield heading
    bare = _BEHIND.sub("", _BEFORE.sub("", heading.strip()))
    if bare and bare != heading:
        yield bare
