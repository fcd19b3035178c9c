"""The consolidated figures of all books with a valid result."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from keyclient.batch.consolidated.all_customers import all_customers, without_earlier
from keyclient.batch.consolidated.books import ConsolidationInput
from keyclient.batch.consolidated.counting import counting_states
from keyclient.batch.consolidated.earlier import earlier_books
from keyclient.batch.consolidated.funnel import consolidated_funnel
from keyclient.batch.consolidated.joined import joined_customers
from keyclient.batch.consolidated.league import LeagueRules, league, share_of_bank, top_customers
from keyclient.batch.consolidated.moves import run_moves
from keyclient.batch.consolidated.plans import run_work
from keyclient.batch.consolidated.repeated import repeated_customers
from keyclient.batch.consolidated.result import (
    BookTotal,
    BookWithoutFigures,
    ConsolidatedResult,
    ConsolidatedTier,
    MeasureTotal,
    SetAside,
)
from keyclient.batch.consolidated.risk import run_risk
from keyclient.batch.record.run_record import BookLine
from keyclient.batch.record.state import BookState
from keyclient.model.label import Lang
from keyclient.model.receipt import Rows
from keyclient.model.rules.catalogue import RULES
from keyclient.policy.models import Policy


def consolidate(books: ConsolidationInput, out: Path, policy: Policy, lang: Lang) -> ConsolidatedResult:
    """The consolidated figures of the books. Raises OSError if their customers cannot be read."""
    table = all_customers(books.states, out)
    earlier = earlier_books(books.states, table, policy.batch.same_customers)
    states, table = counting_states(books.states, earlier), without_earlier(table, earlier)
    measure = main_measure(states)
    rules = LeagueRules(policy.segment.top_share, policy.batch.smallest_sample, policy.funnel.z)
    top = top_customers(table, measure, rules.top_share, states)
    stages, funnel = consolidated_funnel(states, smallest=rules.smallest, z=rules.z)
    days = sorted(state.line.as_of for state in states if state.line.as_of is not None)
    return ConsolidatedResult(
        books=len(states),
        customers=sum(state.figures.customers for state in states),
        rows=_rows(states),
        first_as_of=days[0] if days else None,
        last_as_of=days[-1] if days else None,
        measure=measure,
        total=_net_total(states, measure),
        by_measure=tuple(_by_measure(states)),
        top_floor=top.floor,
        top_share=share_of_bank(states, measure, top),
        tiers=tuple(_tiers(states, measure)),
        branches=league(states, measure, top, rules, managers=False),
        managers=league(states, measure, top, rules, managers=True),
        shared=sum(len(state.figures.shared) for state in states),
        earlier=earlier,
        moves=run_moves(states, out, measure, policy.batch.same_customers),
        risk=run_risk(states, measure),
        work=run_work(states),
        stages=stages,
        funnel=funnel,
        overlap=joined_customers(states, earlier, out, measure, policy, lang),
        repeated=repeated_customers(table),
        set_aside=tuple(_set_aside(states, lang)),
        set_aside_money=_sum(money for state in states for money in state.figures.aside_money.values()),
        expected=None if books.branches is None else books.branches.expected,
        missing=() if books.branches is None else books.branches.missing,
        not_there=tuple(_not_there(line) for line in books.failed),
        stale=books.stale,
        totals=tuple(map(_book_total, states)),
    )


def main_measure(states: Iterable[BookState]) -> str | None:
    """The measure most books are ranked by; on a tie, the first by name."""
    counts = Counter(state.figures.measure for state in states if state.figures.measure is not None)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _net_total(states: Iterable[BookState], measure: str | None) -> Decimal | None:
    if measure is None:
        return None
    return _sum(state.figures.total for state in states if state.figures.measure == measure)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _rows(states: Iterable[BookState]) -> Rows:
    receipts = [state.line.rows for state in states if state.line.rows is not None]
    return Rows(**{name: sum(getattr(rows, name) for rows in receipts) for name in Rows.model_fields})


def _by_measure(states: Sequence[BookState]) -> Iterator[MeasureTotal]:
    names = {state.figures.measure for state in states}
    for name in sorted(names, key=lambda name: (name is None, name or "")):
        matching = [state for state in states if state.figures.measure == name]
        yield MeasureTotal(
            measure=name,
            books=len(matching),
            customers=sum(state.figures.customers for state in matching),
            total=_net_total(matching, name),
        )


def _tiers(states: Sequence[BookState], measure: str | None) -> Iterator[ConsolidatedTier]:
    """The tiers of the books ranked by the main measure, in the order of the first book with tiers."""
    tiers = [
        tier for state in states if state.figures.measure == measure for tier in state.figures.tiers or ()
    ]
    customers, net = sum(tier.customers for tier in tiers), _sum(tier.value for tier in tiers)
    for name in dict.fromkeys(tier.tier for tier in tiers):
        matching = [tier for tier in tiers if tier.tier == name]
        count, value = sum(tier.customers for tier in matching), _sum(tier.value for tier in matching)
        yield ConsolidatedTier(
            tier=name,
            customers=count,
            share_of_customers=count / customers if customers else None,
            value=value,
            share_of_value=float(value / net) if net > 0 else None,
        )


def _set_aside(states: Iterable[BookState], lang: Lang) -> Iterator[SetAside]:
    """Every row that was set aside, with the title of the rule; the full message is in the workbook of the book."""
    for state in states:
        for line in state.figures.aside:
            message = RULES[line.code].title.text(lang)
            yield SetAside(book=state.line.book, cell=line.cell, code=line.code, message=message)


def _not_there(line: BookLine) -> BookWithoutFigures:
    return BookWithoutFigures(
        book=line.book, status=line.status, code=line.code, message=line.message, remedy=line.remedy
    )


def _book_total(state: BookState) -> BookTotal:
    line, figures = state.line, state.figures
    if line.as_of is None:
        raise ValueError("a book with a result has a data date")
    return BookTotal(
        book=line.book,
        as_of=line.as_of,
        branches=line.branches,
        customers=figures.customers,
        measure=figures.measure,
        total=figures.total,
        set_aside=len(figures.aside),
    )
