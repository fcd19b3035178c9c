"""What a reader of the funnel has to know about the stages of the book."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from keyclient.analysis.common.columns import BLANK
from keyclient.analysis.common.stage_ladder import CLOSED
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.pipeline import KEYS
from keyclient.model.portfolio import Loaded
from keyclient.model.record import dataclass
from keyclient.model.rules import funnel
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.lead_sources import FAMILIES
from keyclient.policy.parts.stage_ladders import LADDERS

_STAGES = {stage.name: stage.label for ladder in LADDERS.values() for stage in ladder.stages} | {
    CLOSED.name: CLOSED.label
}
OTHER = Label("other", "其他")


def stage_label(name: str) -> Label:
    """A stage in words; one that only a policy defines keeps its name."""
    return _STAGES.get(name, Label(name, name))


def family_label(name: str | None) -> Label:
    """A family of sources in words."""
    return OTHER if name is None else FAMILIES.get(name, Label(name, name))


def group_label(name: str | None) -> str | Label:
    """A group in words."""
    return BLANK if name is None else name


_NONE = Label("none", "无")


@dataclass(frozen=True)
class ToldTable:
    """What is known of a table that customers or deals, or their events, were read from."""

    columns: frozenset[str]
    as_of: dt.date
    as_of_from_file: bool
    address: Callable[[int, str], str] | None = None
    """Where a field of a row of the frame stands; None: a portfolio has no cells."""

    def at(self, row: int | None, field: str) -> str | None:
        """Where a field of a row stands, if that is known."""
        return None if row is None or self.address is None else self.address(row, field)


def table_of_book(loaded: Loaded) -> ToldTable:
    """A table of a book."""
    portfolio = loaded.portfolio
    columns = frozenset(map(str, portfolio.frame.columns))
    return ToldTable(columns, portfolio.as_of, loaded.as_of_from_file, loaded.address)


def funnel_issues(
    result: FunnelResult, parts: Sequence[ToldTable], policy: FunnelPolicy
) -> tuple[Issue, ...]:
    """Stages that no ladder has, stages that contradict the outcome, and what a log cannot tell.

    `parts`: the book, and the log where one stands apart.
    """
    return (
        *_names(result, parts),
        *_customers(result, parts[0]),
        *_days(result, parts, policy),
        *_ladder(result, policy),
    )


def _names(result: FunnelResult, parts: Sequence[ToldTable]) -> Iterator[Issue]:
    for name in result.unknown_names:
        table, row = name.first_row
        yield funnel.StageNotOnLadder(
            parts[table].at(row, "stage"),
            "stage",
            name.name,
            stage=name.name,
            count=name.rows,
            nearest=name.nearest or _NONE,
        )


def _customers(result: FunnelResult, book: ToldTable) -> Iterator[Issue]:
    if result.mode == "snapshot" and "stage_date" in book.columns and not book.columns & set(KEYS):
        yield funnel.StageDaysWithoutId(field="stage_date")
    if result.contradicted:
        at = book.at(result.contradicted_row, "outcome")
        yield funnel.WonYetLost(at, "outcome", count=result.contradicted)
    if result.early:
        at = book.at(result.early_row, "stage_date")
        yield funnel.WonBeforeContact(at, "stage_date", count=result.early)
    if result.strays:
        yield funnel.OnlyInLog(count=result.strays)


def _days(result: FunnelResult, parts: Sequence[ToldTable], policy: FunnelPolicy) -> Iterator[Issue]:
    as_of = parts[0].as_of
    if policy.window is not None and result.window is None:
        yield funnel.WindowWithoutLog(days=policy.window)
    elif policy.window is not None and parts[0].as_of_from_file:
        yield funnel.WindowAsOfFileDate(days=policy.window, as_of=as_of)
    if result.future:
        yield funnel.StagesInFuture(field="stage_date", count=result.future, as_of=as_of)


def _ladder(result: FunnelResult, policy: FunnelPolicy) -> Iterator[Issue]:
    if policy.stages and len(result.ladder) > len(policy.stages):
        yield funnel.LastStageNotWon(stage=stage_label(policy.stages[-1]))
