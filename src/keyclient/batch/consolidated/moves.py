"""What moved in the branches since the last run with older data dates, branch by branch and added up."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from keyclient.batch.consolidated.kept import OlderCustomers, ids_of, predecessors
from keyclient.batch.consolidated.pair_moves import BookPair, PairMoves
from keyclient.batch.record.kept_customers import KeptCustomers, read_kept
from keyclient.batch.record.moves import (
    BUCKETS,
    BranchMoves,
    MovedBucket,
    NotComparedBranch,
    RunMoves,
    WhyNotCompared,
)
from keyclient.batch.record.state import BookState
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure


def run_moves(states: Sequence[BookState], out: Path, measure: str | None, same: float) -> RunMoves:
    """The moves of all branches of the books that count. `measure`: the one most books are ranked by."""
    today = _today(states, out)
    pairs, books, why = {}, {}, {}
    for branch in sorted({branch for state in states for branch in state.line.branches}):
        own = [book for book in today.get(branch, ()) if book.book.measure.name == measure]
        found, older = _pairs(own, OlderCustomers(branch, out / "history"), same)
        if found:
            pairs[branch], books[branch] = found, len(today[branch])
        else:
            why[branch] = _why(bool(today.get(branch)), bool(own), older)
    lines = tuple(_branch(branch, pairs, books[branch]) for branch in pairs)
    return RunMoves(
        whole=_added_up(lines),
        branches=lines,
        not_compared=tuple(NotComparedBranch(branch=branch, why=reason) for branch, reason in why.items()),
    )


def _why(is_kept: bool, is_measured: bool, is_older: bool) -> WhyNotCompared:  # noqa: FBT001 - three facts
    if not is_kept:
        return "no_date"
    return "other" if is_older or not is_measured else "first"


def _today(states: Sequence[BookState], out: Path) -> Mapping[str, list[KeptCustomers]]:
    """What is kept of the books that count, by branch. A file that cannot be read is none."""
    found: dict[str, list[KeptCustomers]] = {}
    for state in states:
        for output in state.line.outputs:
            if output.kind == "history" and output.branch in state.line.branches:
                with suppress(OSError, ValueError):
                    found.setdefault(output.branch, []).append(read_kept((out / output.path).read_bytes()))
    return found


def _pairs(today: Sequence[KeptCustomers], older: OlderCustomers, same: float) -> tuple[list[BookPair], bool]:
    """The books with what they are compared with; books that are compared with one file belong together."""
    found: list[BookPair] = []
    any_older = False
    for book in today:
        before, is_older = predecessors(book, older, same)
        any_older = any_older or is_older
        if not before:
            continue
        paths = {_key(one) for one in before}
        together = [pair for pair in found if paths & {_key(one) for one in pair.before}]
        merged = {_key(one): one for pair in together for one in pair.before} | {
            _key(one): one for one in before
        }
        now = (*(one for pair in together for one in pair.now), book)
        found = [pair for pair in found if pair not in together]
        found.append(BookPair(now, tuple(merged.values())))
    return found, any_older


def _key(book: KeptCustomers) -> tuple[dt.date, str, int]:
    return book.book.as_of, book.book.source.sha256, len(book.book.frame)


def _branch(branch: str, pairs: Mapping[str, Sequence[BookPair]], books: int) -> BranchMoves:
    """The moves of one branch, among those of all branches. `books`: how many it has today."""
    others = [_ids(some) for name, some in pairs.items() if name != branch]
    left = frozenset[str]().union(*(before - now for before, now in others))
    here = frozenset[str]().union(*(now for _, now in others))
    told = [PairMoves.of(pair, left, here) for pair in pairs[branch]]
    measure = pairs[branch][0].now[0].book.measure
    line = _line(branch, pairs[branch], told, measure)
    return line.model_copy(update={"books_left_out": books - sum(len(pair.now) for pair in pairs[branch])})


def _ids(pairs: Sequence[BookPair]) -> tuple[frozenset[str], frozenset[str]]:
    """Who was in a branch before, and who is now."""
    before = ids_of([book.book for pair in pairs for book in pair.before])
    return before, ids_of([book.book for pair in pairs for book in pair.now])


def _line(branch: str, pairs: Sequence[BookPair], told: Sequence[PairMoves], measure: Measure) -> BranchMoves:
    def amount(values: Iterable[Number]) -> Amount:
        return measure.amount(sum(values))

    return BranchMoves(
        branch=branch,
        from_=max(book.book.as_of for pair in pairs for book in pair.before),
        to=max(book.book.as_of for pair in pairs for book in pair.now),
        opening=amount(one.opening for one in told),
        closing=amount(one.closing for one in told),
        customers_opening=sum(one.customers[0] for one in told),
        customers_closing=sum(one.customers[1] for one in told),
        buckets=tuple(
            MovedBucket(
                bucket=bucket,
                customers=sum(one.buckets[bucket][0] for one in told),
                change=amount(one.buckets[bucket][1] for one in told),
            )
            for bucket in BUCKETS
        ),
        unfollowed_opening=amount(one.unfollowed[0] for one in told),
        unfollowed_closing=amount(one.unfollowed[1] for one in told),
        books_left_out=0,
    )


def _added_up(lines: Sequence[BranchMoves]) -> BranchMoves | None:
    if not lines:
        return None
    sums = {
        name: sum(getattr(line, name) for line in lines)
        for name in ("opening", "closing", "customers_opening", "customers_closing")
    }
    apart = {
        name: sum(getattr(line, name) for line in lines)
        for name in ("unfollowed_opening", "unfollowed_closing", "books_left_out")
    }
    by_bucket = zip(*(line.buckets for line in lines), strict=True)
    return BranchMoves(
        branch=None,
        from_=min(line.from_ for line in lines),
        to=max(line.to for line in lines),
        buckets=tuple(
            MovedBucket(
                bucket=same[0].bucket,
                customers=sum(one.customers for one in same),
                change=sum(one.change for one in same),
            )
            for same in by_bucket
        ),
        **sums,
        **apart,
    )
