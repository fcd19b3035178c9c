"""The league of branches and managers, and whether their shares differ from the bank's beyond chance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from keyclient.batch.consolidated.result import ComparedToBank, LeagueLine
from keyclient.batch.record.figures import GroupFigures
from keyclient.batch.record.state import BookState
from keyclient.metrics.exact_shares import share_rounded_up
from keyclient.metrics.proportions import Interval, wilson

if TYPE_CHECKING:
    import pyarrow as pa

BranchManager = tuple[str, str | None]
"""Branch and manager."""


class LeagueRules(NamedTuple):
    """What the league is based on, as set in the policy."""

    top_share: float
    """The share of the bank's customers that count as top customers."""
    smallest: int
    """Branches and managers with fewer customers are not ranked."""
    z: float
    """The z value of the Wilson interval."""


class TopCustomers(NamedTuple):
    """The bank's top customers."""

    floor: Decimal | None
    """The lowest value among them; None if nobody has a positive value."""
    counts: Mapping[BranchManager, int]
    """How many each branch and manager has."""
    branches: Mapping[str, int]
    """How many each branch has."""
    total: int
    """How many there are."""


NOBODY = TopCustomers(None, {}, {}, 0)
"""Where nobody has a positive value."""


@dataclass
class _LeagueSum:
    books: set[str] = field(default_factory=set)
    customers: int = 0
    is_measured: bool = False
    """Whether any of its books is ranked by the measure of the league."""
    valued: int = 0
    value: Decimal = Decimal(0)
    top: int = 0


def top_customers(
    table: "pa.Table", measure: str | None, share: float, states: Iterable[BookState] = ()
) -> TopCustomers:
    """The customers whose value is at least the k-th largest, k = ceil(share x customers with a value); ties included.

    Covers only books ranked by `measure`. Of one whose rows stand in several groups, as the `states` of the books say, the
    whole value counts, in each of the groups. If the k-th largest value is not positive, every positive value counts.
    """
    import numpy as np
    import pyarrow.compute as pc

    if measure is None:
        return NOBODY
    ranked = table.filter(pc.equal(table["measure"], measure))
    is_money = ranked["value"].null_count < ranked.num_rows
    column = ranked["value" if is_money else "number"]
    values = np.asarray(column.drop_null())
    if not len(values) or values.max() <= 0:
        return NOBODY
    rank = share_rounded_up(len(values), share)
    floor = np.partition(values, len(values) - rank)[len(values) - rank]
    floor = floor if floor > 0 else values[values > 0].min()
    reaches = pc.fill_null(pc.greater_equal(column, floor.item()), fill_value=False)
    top = ranked.filter(reaches).select(["book", "row", "branch", "manager"]).to_pylist()
    shared = {(state.line.book, one.row): one.groups for state in states for one in state.figures.shared}
    groups = [
        shared.get((one["book"], one["row"]), ((one["branch"], _manager(one["manager"])),)) for one in top
    ]
    return TopCustomers(
        Decimal(int(floor)).scaleb(-2) if is_money else Decimal(repr(float(floor))),
        Counter(group for own in groups for group in own),
        Counter(branch for own in groups for branch in {branch for branch, _ in own}),
        len(top),
    )


def share_of_bank(states: Iterable[BookState], measure: str | None, top: TopCustomers) -> float | None:
    """The share of the bank's customers with a value who are top customers."""
    figures = (state.figures for state in states)
    return _rate(top.total, sum(one.valued for one in figures if one.measure == measure))


def league(
    states: Iterable[BookState], measure: str | None, top: TopCustomers, rules: LeagueRules, *, managers: bool
) -> tuple[LeagueLine, ...]:
    """A line for every branch, or for every manager of every branch; none of managers where no book has any.

    Customers of books ranked by another measure are counted without a value; who has only such books has none.
    """
    states = list(states)
    sums = _sums(states, measure, managers=managers)
    for (branch, manager), count in top.counts.items() if managers else _of_branches(top):
        if (branch, manager) in sums:
            sums[branch, manager].top += count
    if managers and all(manager is None for _, manager in sums):
        return ()
    net = sum((one.value for one in sums.values()), Decimal(0))
    bank_share = share_of_bank(states, measure, top)
    lines = [_line(key, one, net, bank_share, rules) for key, one in sums.items()]
    return tuple(_ranked(lines))


def _of_branches(top: TopCustomers) -> Iterable[tuple[BranchManager, int]]:
    return (((branch, None), count) for branch, count in top.branches.items())


def _sums(
    states: Iterable[BookState], measure: str | None, *, managers: bool
) -> dict[BranchManager, _LeagueSum]:
    sums: dict[BranchManager, _LeagueSum] = {}
    for state in states:
        for group in state.figures.groups if managers else state.figures.branches:
            manager = group.manager if isinstance(group, GroupFigures) else None
            one = sums.setdefault((group.branch, manager), _LeagueSum())
            one.books.add(state.line.book)
            one.customers += group.customers
            if measure is not None and state.figures.measure == measure:
                one.is_measured = True
                one.valued += group.valued
                one.value += group.value
    return sums


def _line(
    key: BranchManager, one: _LeagueSum, net: Decimal, bank_share: float | None, rules: LeagueRules
) -> LeagueLine:
    interval = wilson(one.top, one.valued, rules.z)
    enough = one.valued >= rules.smallest
    return LeagueLine(
        branch=key[0],
        manager=key[1],
        books=len(one.books),
        customers=one.customers,
        valued=one.valued,
        value=one.value if one.is_measured else None,
        share_of_value=float(one.value / net) if net > 0 and one.is_measured else None,
        top_customers=one.top if one.is_measured else None,
        top_share=_rate(one.top, one.valued),
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        standing=_compared(interval, bank_share) if enough else None,
        rank=0 if enough else None,
    )


def _compared(interval: Interval | None, bank_share: float | None) -> ComparedToBank | None:
    if interval is None or bank_share is None:
        return None
    return "above" if interval.low > bank_share else "below" if interval.high < bank_share else "like"


def _ranked(lines: list[LeagueLine]) -> Iterator[LeagueLine]:
    """Ranked lines first, best share first; then the unranked ones by name."""
    ranked = sorted(
        (line for line in lines if line.rank is not None), key=lambda line: (-_share(line), _name(line))
    )
    ranks: dict[float, int] = {}
    for at, line in enumerate(ranked, 1):
        yield line.model_copy(update={"rank": ranks.setdefault(_share(line), at)})
    yield from sorted((line for line in lines if line.rank is None), key=_name)


def _share(line: LeagueLine) -> float:
    return line.top_share if line.top_share is not None else -1.0


def _name(line: LeagueLine) -> tuple[str, str]:
    return line.branch, line.manager or ""


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _manager(name: str | None) -> str | None:
    return (name or "").strip() or None
