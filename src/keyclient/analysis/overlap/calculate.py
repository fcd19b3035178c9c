"""Which customers and prospects several branches and managers claim, and whose they are."""

from collections.abc import Sequence

import numpy as np

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.branch_pairs import branch_pairs
from keyclient.analysis.overlap.claim_lists import ClaimLists
from keyclient.analysis.overlap.claims import claims_of
from keyclient.analysis.overlap.combined import Combined, Tiers, combine
from keyclient.analysis.overlap.grounds import Grounds
from keyclient.analysis.overlap.persons import persons
from keyclient.analysis.overlap.result import CombinedFloor, OverlapBook, OverlapResult
from keyclient.analysis.overlap.same import same_of, same_rows, shared_persons
from keyclient.analysis.overlap.totals import share_of_value, totals
from keyclient.analysis.overlap.whose import whose
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


def overlap(
    books: Sequence[Members], policy: Policy, *, top: int | None = 20, lang: Lang = Lang.EN
) -> OverlapResult:
    """Join the records of the books, and list `top` of each kind (None: all). Sentences are in `lang`.

    Raises `UnmeasuredTierError` and `SumTooLargeError`.
    """
    joined = persons(sorted(books, key=_called), policy.overlap)
    claims, combined = claims_of(joined), combine(joined, policy.tier)
    tiers = Tiers(combined, frozenset(policy.key.of(policy.tier.ladder)))
    lists = ClaimLists(joined, claims, tiers)
    shared = shared_persons(joined, claims)
    dates = np.array([np.datetime64(book.as_of, "D") for book in joined.books])
    days = policy.overlap.contact_days
    same = same_of(joined, shared, whose(claims, shared, dates.astype(np.int64), days))
    return OverlapResult(
        books=tuple(map(_book, joined.books)),
        measure=None if combined is None else combined.measure.name,
        records=len(joined.records),
        persons=joined.count,
        counted_twice=len(joined.records) - joined.count,
        same=same_rows(same, claims, lists, tiers, Grounds(lang, days))[:top],
        total=totals(joined, same, tiers),
        perhaps=(),
        public=(),
        floors=_floors(combined),
        households=(),
        total_households=0,
        chased_twice=(),
        total_chased_twice=0,
        pairs=branch_pairs(joined, claims, shared),
        share_of_value=share_of_value(same, combined),
    )


def _called(book: Members) -> tuple[str, str, str, str]:
    """What books are ordered by, however they were given."""
    return book.path, book.source.sheet or "", book.branch or "", book.as_of.isoformat()


def _book(book: Members) -> OverlapBook:
    return OverlapBook(
        path=book.path,
        sheet=book.source.sheet,
        branch=book.branch,
        as_of=book.as_of,
        customers=len(book.records),
        measure=None if book.measure is None else book.measure.name,
    )


def _floors(combined: Combined | None) -> tuple[CombinedFloor, ...]:
    if combined is None:
        return ()
    return tuple(CombinedFloor(tier=step.tier.name, floor=step.floor) for step in combined.steps)
