"""Who has more key customers than seats, and who could take them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.hands import Hands, hands
from keyclient.analysis.common.evidence.seats import Seats, seats_of
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.plan.result import Move
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed_first
from keyclient.model.rules import deadlines as rules

_ALL_SEATED = Label("Others have seats free for all of them.", "均有人可承接。")
_NONE_SEATED = Label("Nobody has a seat free for any of them.", "均无人可承接。")
_SOME_SEATED = Label("For {count} of them nobody has a seat free.", "其中 {count} 个无人可承接。")
_MOST = 5
"""Managers who are named."""


@dataclass(frozen=True, eq=False)
class Moves:
    """The key customers who have no seat, the most valuable first. Arrays have one entry a move."""

    names: tuple[str, ...]
    """The managers by number."""
    customer: Ints
    """The position in the frame of the newest book."""
    giver: Ints
    """The number of her manager."""
    taker: Ints
    """The number of who could take her; `NOBODY` where no seat is free."""


_NOBODY = np.zeros(0, dtype=np.int64)
NO_MOVES = Moves((), _NOBODY, _NOBODY, _NOBODY)
"""Of a bank that does not say how many a manager can look after."""


def moves(books: RiskBooks) -> Moves:
    """Whom each manager with more key customers than `managers.seats` would hand over, and to whom.

    The least valuable go, blank values first of all; of equal ones those with the later id and row. Who goes is taken by
    whoever has most seats free at that moment, then by name: the managers of the giver's branch first, for all who go, then
    everybody. The most valuable choose first. A customer of several managers takes a seat of each and is not moved: who
    looks after her is to be settled first. Without `managers.seats` nobody has too many, since as many as the busiest has are enough.
    """
    found, asked = hands(books), books.policy.managers.seats
    if asked is None:
        nobody = np.zeros(0, dtype=np.int64)
        return Moves(found.names, nobody, nobody, nobody)
    seats = seats_of(found, asked)
    manager, customer = _pairs(found)
    rank = _ranks(books)
    goes = _going(manager, rank[customer], _is_alone(customer), seats)
    goes = goes[np.argsort(rank[customer[goes]], kind="stable")]
    return Moves(found.names, customer[goes], manager[goes], _takers(manager[goes], seats))


def move_rows(books: RiskBooks, found: Moves) -> LazyRows[Move]:
    """The moves as rows, made on demand."""
    now = books.newest
    frame = books.books[now].portfolio.frame.iloc[found.customer]
    ids = frame["customer_id"].to_numpy(object) if "customer_id" in frame else [None] * len(frame)
    place = books.books[now].place[found.customer]
    tiers = [tier.name for tier in books.policy.tier.ladder]
    values = books.values(now)[found.customer]

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        return {
            **columns,
            "tier": [tiers[one] for one in columns["tier"]],
            "value": books.measure.amounts(columns["value"]),
            "from_manager": [found.names[one] for one in columns["from_manager"]],
            "to_manager": [None if one == NOBODY else found.names[one] for one in columns["to_manager"]],
        }

    table = pa.table(
        {
            "customer_id": pa.array(ids, pa.string(), from_pandas=True),
            "row": pa.array(frame["row"].to_numpy(), pa.int64()),
            "value": pa.array(values, pa.float64(), from_pandas=True),
            "tier": pa.array(place, pa.int64()),
            "from_manager": pa.array(found.giver, pa.int64()),
            "to_manager": pa.array(found.taker, pa.int64()),
        }
    )
    return LazyRows(Move, ArrowSource(table, convert))


def capacity_issues(books: RiskBooks, found: Moves) -> Iterator[Issue]:
    """Key customers beyond what their managers can look after."""
    seats = books.policy.managers.seats
    if seats is not None and len(found.customer):
        givers = [found.names[number] for number in np.unique(found.giver)]
        yield rules.ManagersOverSeats(
            count=len(found.customer),
            seats=seats,
            managers=listed_first(givers, _MOST),
            unseated=_unseated(int(np.count_nonzero(found.taker == NOBODY)), len(found.customer)),
        )


def _unseated(count: int, of: int) -> Label:
    if not count:
        return _ALL_SEATED
    return _NONE_SEATED if count == of else _SOME_SEATED.filled(count=count)


def _pairs(found: Hands) -> tuple[Ints, Ints]:
    """Every key customer with each of her managers once."""
    mine = found.key & (found.manager != NOBODY)
    customers = int(found.customer.max(initial=0)) + 1
    pairs = np.unique(found.manager[mine] * customers + found.customer[mine])
    return pairs // customers, pairs % customers


def _is_alone(customer: Ints) -> Flags:
    """Whether the customer of each pair has this manager alone."""
    return np.asarray(np.bincount(customer)[customer] == 1) if len(customer) else np.zeros(0, dtype=bool)


def _ranks(books: RiskBooks) -> Ints:
    """The place of each customer by value, the largest first, then id and row; blanks last."""
    frame = books.books[books.newest].portfolio.frame
    keys = [name for name in ("customer_id", "row") if name in frame]
    values = frame[keys].reset_index(drop=True).assign(value=books.values(books.newest))
    rising = [False, *(True for _ in keys)]
    order = values.sort_values(["value", *keys], ascending=rising, na_position="last").index.to_numpy()
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _going(manager: Ints, rank: Ints, may_go: Flags, seats: Seats) -> Ints:
    """The pairs without a seat: of each manager the last by rank of those that may go, as many as she has too many."""
    some = np.flatnonzero(may_go)
    order = some[np.lexsort((-rank[some], manager[some]))]
    too_many = np.maximum(seats.taken - seats.seats, 0)
    return np.asarray(order[_nth(manager[order]) < too_many[manager[order]]])


def _takers(giver: Ints, seats: Seats) -> Ints:
    """Who takes each of those who go, in their order."""
    numbers = np.flatnonzero(seats.free)
    free = seats.free[numbers]
    seat = np.repeat(numbers, free)
    left = np.repeat(free, free) - _nth(seat)
    order = np.lexsort((seat, -left))
    seat = seat[order]
    taker = np.full(len(giver), NOBODY, dtype=np.int64)
    near, near_seats = _matched(seats.home[giver], seats.home[seat])
    taker[near] = seat[near_seats]
    far = np.flatnonzero(taker == NOBODY)
    rest = np.delete(seat, near_seats)[: len(far)]
    taker[far[: len(rest)]] = rest
    return taker


def _matched(branch: Ints, of_seat: Ints) -> tuple[Ints, Ints]:
    """The places of those who go and of the seats that they take in their own branch: the first gets the first."""
    asked = pd.DataFrame({"branch": branch, "nth": _nth_of(branch), "who": np.arange(len(branch))})
    there = pd.DataFrame({"branch": of_seat, "nth": _nth_of(of_seat), "seat": np.arange(len(of_seat))})
    both = asked[asked["branch"] != NOBODY].merge(there, on=["branch", "nth"])
    return both["who"].to_numpy(np.int64), both["seat"].to_numpy(np.int64)


def _nth(sorted_keys: Ints) -> Ints:
    """The place of each entry among those of its key, which stand together."""
    starts = np.flatnonzero(np.diff(sorted_keys, prepend=NOBODY))
    return np.asarray(
        np.arange(len(sorted_keys)) - np.repeat(starts, np.diff(starts, append=len(sorted_keys)))
    )


def _nth_of(keys: Ints) -> Ints:
    """The same where they do not stand together."""
    return np.asarray(pd.Series(keys).groupby(keys).cumcount().to_numpy(np.int64))
