"""Lists of calls of a book that is written down as text, and lists and plans as people fill them in."""

import datetime as dt
from collections.abc import Mapping, Sequence

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.today.answer import answer_today
from keyclient.analysis.today.result import Call, TodayResult
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind, Written
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.policy.models import Policy
from tests.analysis.tier.tiered import book_of

GOLD = {"tiers": [{"name": "gold", "floor": 100}, {"name": "iron"}]}
AS_OF = dt.date(2026, 1, 31)
"""The data date of such books."""


def answered(
    text: str | Portfolio,
    *,
    written: Sequence[FilledIn] = (),
    settings: Mapping[str, object] | None = None,
    query: Query | None = None,
    earlier: Sequence[str] = (),
) -> Outcome[TodayResult]:
    """What is answered of a book on 31 January 2026: gold from 100 yuan on, who waits for 90 days. `settings`: of `[today]`."""
    policy = Policy.model_validate({"tier": GOLD, "today": settings or {}})
    portfolio = book_of(text) if isinstance(text, str) else text
    inputs = Inputs(
        loaded(portfolio), earlier=tuple(loaded(book_of(one)) for one in earlier), written=tuple(written)
    )
    return answer_today(inputs, policy, query or Query(Lang.EN))


def made(
    text: str | Portfolio,
    *,
    written: Sequence[FilledIn] = (),
    settings: Mapping[str, object] | None = None,
    query: Query | None = None,
    earlier: Sequence[str] = (),
) -> TodayResult:
    """The lists of such a book."""
    return answered(text, written=written, settings=settings, query=query, earlier=earlier).result


def loaded(portfolio: Portfolio) -> Loaded:
    """A book as it is read."""
    return Loaded(portfolio, (), (), None, as_of_from_file=False, told=())


def ids(result: TodayResult, manager: str | None = None) -> list[str]:
    """The customers of the list of a manager, in the order of the list."""
    (one,) = [one for one in result.managers if one.manager == manager]
    return [call.customer_id or f"row {call.row}" for call in one.lines]


def call(result: TodayResult, customer_id: str) -> Call:
    """The line of one customer."""
    return next(one for one in result.lines if one.customer_id == customer_id)


def codes(result: TodayResult, customer_id: str) -> list[str]:
    """The reasons of one customer."""
    return [one.code for one in call(result, customer_id).reasons]


def filled(
    *rows: Mapping[str, Written],
    kind: FormKind = FormKind.CALLS,
    handed_out: Mapping[str, Mapping[str, Written]] | None = None,
    remembered: Sequence[str] = (),
) -> FilledIn:
    """A list or a plan as it is read back."""
    found = tuple(FilledRow(cells, "", number + 2) for number, cells in enumerate(rows))
    return FilledIn(kind, "list.xlsx", "0" * 64, found, handed_out or {}, tuple(remembered))
