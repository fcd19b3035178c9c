"""The customers and amounts of a book by branch and manager, each with the money of its own rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from keyclient.answers.book import SharedBook
from keyclient.batch.record.figures import GroupFigures, Standing
from keyclient.batch.worker.portfolio_files import BRANCH, amounts_of
from keyclient.ingest.columns.group_pair import parted

MANAGER = "manager"


class BookGroups(NamedTuple):
    """The groups of a book."""

    by_manager: tuple[GroupFigures, ...]
    """By branch and manager."""
    by_branch: tuple[GroupFigures, ...] = ()
    """By branch, where customers stand in several groups; empty: the groups of a branch add up."""
    standings: tuple[Standing, ...] = ()
    """All groups of these customers."""


class _Share(NamedTuple):
    """What a customer has in a group."""

    row: int
    branch: str
    manager: str | None
    amount: Decimal | None


def book_groups(book: SharedBook, branches: Sequence[str]) -> BookGroups:
    """The groups of a book. `branches`: the branch of each customer, as in the portfolio."""
    portfolio = book.customers.portfolio
    frame, measure = portfolio.frame, portfolio.measure
    managers = frame[MANAGER].tolist() if MANAGER in frame else [None] * len(frame)
    amounts = [None] * len(frame) if measure is None else amounts_of(frame["value"], measure)
    rows = frame["row"].tolist()
    whole = [
        _Share(row, branch, _stripped(manager), amount)
        for row, branch, manager, amount in zip(rows, branches, managers, amounts, strict=True)
    ]
    parts = _parts(book)
    if parts is None:
        return BookGroups(tuple(_figures(whole)))
    shares = list(_shares(book, parts, dict(zip(rows, branches, strict=True))))
    of_branch = (share._replace(manager=None) for share in shares)
    return BookGroups(tuple(_figures(shares)), tuple(_figures(of_branch)), tuple(_standings(whole, shares)))


def _parts(book: SharedBook) -> pd.DataFrame | None:
    """What customers of several rows have in each branch and manager, as in `Portfolio.parts`, with both names."""
    portfolio = book.customers.portfolio
    named = [name for name in (BRANCH, MANAGER) if name in portfolio.frame]
    if not named or not portfolio.sources[0].rows.merged:
        return None
    request = replace(book.request, by=named[0], then_by=named[1] if len(named) > 1 else None)
    parts = book.load(request).portfolio.parts
    if parts is None:
        return None
    names = [parted(group) for group in parts["group"]]
    if len(named) == 1:
        names = [(group, "") if named == [BRANCH] else ("", group) for group in parts["group"]]
    return parts.assign(**dict(zip((BRANCH, MANAGER), zip(*names, strict=True), strict=True)))


def _shares(book: SharedBook, parts: pd.DataFrame, branches: dict[int, str]) -> Iterator[_Share]:
    """The shares of all customers; rows without a branch go with the customer's own."""
    measure = book.customers.portfolio.measure
    amounts = [None] * len(parts) if measure is None else amounts_of(parts["value"], measure)
    columns = (parts[name].tolist() for name in ("row", BRANCH, MANAGER))
    for row, branch, manager, amount in zip(*columns, amounts, strict=True):
        yield _Share(row, branch.strip() or branches[row], _stripped(manager), amount)


def _figures(shares: Iterable[_Share]) -> Iterator[GroupFigures]:
    """The groups by name, added up exactly; several shares of a customer in one group are one."""
    found: dict[tuple[str, str], dict[int, list[Decimal]]] = {}
    for share in shares:
        amounts = found.setdefault((share.branch, share.manager or ""), {}).setdefault(share.row, [])
        amounts += [] if share.amount is None else [share.amount]
    for (branch, manager), customers in sorted(found.items()):
        yield GroupFigures(
            branch=branch,
            manager=manager or None,
            customers=len(customers),
            valued=sum(bool(amounts) for amounts in customers.values()),
            value=sum((amount for amounts in customers.values() for amount in amounts), Decimal(0)),
        )


def _standings(whole: Sequence[_Share], shares: Sequence[_Share]) -> Iterator[Standing]:
    """The groups of customers who do not stand in that of the portfolio alone."""
    found: dict[int, set[tuple[str, str]]] = {}
    for share in shares:
        found.setdefault(share.row, set()).add((share.branch, share.manager or ""))
    for own in whole:
        groups = found.get(own.row, set())
        if groups != {(own.branch, own.manager or "")}:
            for branch, manager in sorted(groups):
                yield Standing(row=own.row, branch=branch, manager=manager or None)


def _stripped(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
