"""Books of the same customers, written down as text, oldest first."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from keyclient.analysis.common.snapshot import Snapshot, take_snapshot
from keyclient.analysis.compare.calculate import compare
from keyclient.analysis.compare.result import BookStep, BucketTotal, CompareResult, GroupMoves
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Rows, Source
from keyclient.policy.models import Policy
from tests.analysis.books import AUM
from tests.analysis.tier.tiered import book_of

FLOORS = (
    {"name": "key", "zh": "重点", "floor": 100},
    {"name": "mid", "zh": "中间", "floor": 40},
    {"name": "low", "zh": "其他"},
)
OLD = "customer_id|value\na|100\nb|50\nc|40\nd|10\ne|5"
NEW = "customer_id|value\na|120\nb|110\nc|8\nd|45\nf|3"
_NO_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)


def policy_of(tiers: Sequence[Mapping[str, object]] = FLOORS, **parts: object) -> Policy:
    """The policy with these tiers."""
    return Policy.model_validate({"tier": {"tiers": tiers}, **parts})


def snapshot(
    book: str | Portfolio,
    number: int = 1,
    *,
    by: str | None = None,
    policy: Policy | None = None,
    measure: Measure = AUM,
) -> Snapshot:
    """What is kept of a book: the first one, the second ... of its series."""
    portfolio = book_of(book, measure=measure) if isinstance(book, str) else book
    source = Source(path=f"{number}.csv", sheet=None, header_row=1, sha256="", rows=_NO_ROWS, money=())
    dated = replace(portfolio, sources=(source,), as_of=dt.date(2026, number, 28))
    loaded = Loaded(dated, (), (), by, as_of_from_file=False, told=())
    return take_snapshot(loaded, (policy or policy_of()).tier)


def series(
    *books: str | Portfolio, by: str | None = None, policy: Policy | None = None, measure: Measure = AUM
) -> tuple[Snapshot, ...]:
    """What is kept of some books."""
    return tuple(
        snapshot(book, number, by=by, policy=policy, measure=measure) for number, book in enumerate(books, 1)
    )


def compared(
    *books: str | Portfolio, by: str | None = None, policy: Policy | None = None, measure: Measure = AUM
) -> CompareResult:
    """What moved between such books; everybody is listed."""
    asked = policy or policy_of()
    return compare(series(*books, by=by, policy=asked, measure=measure), asked, everybody=True)


def changes(moves: CompareResult | BookStep | GroupMoves) -> dict[str, tuple[object, object]]:
    """Customers and change of each bucket that holds anybody."""
    return {one.bucket: (one.customers, one.change) for one in moves.buckets if one.customers}


def does_close(moves: CompareResult | BookStep | GroupMoves) -> bool:
    """Whether opening and buckets are closing, in money and in customers."""
    money = moves.opening + sum((one.change for one in moves.buckets), start=Decimal(0))
    heads = moves.customers_opening + sum(_heads(moves.buckets))
    return (money, heads) == (moves.closing, moves.customers_closing)


def _heads(buckets: Sequence[BucketTotal]) -> Iterator[int]:
    signs = {
        "new": 1,
        "returned": 1,
        "transferred_in": 1,
        "lost": -1,
        "transferred": -1,
        "transferred_out": -1,
    }
    return (signs.get(one.bucket, 0) * one.customers for one in buckets)
