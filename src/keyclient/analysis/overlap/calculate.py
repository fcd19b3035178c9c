"""Which customers and prospects several branches and managers claim, and whose they are."""

from collections.abc import Sequence

import numpy as np

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.branch_pairs import branch_pairs, sharing_branches
from keyclient.analysis.overlap.breakdown import step_totals, together_totals
from keyclient.analysis.overlap.chased import chased_rows, chased_twice
from keyclient.analysis.overlap.claim_lists import ClaimLists
from keyclient.analysis.overlap.claims import Claims, claims_of
from keyclient.analysis.overlap.combined import Combined, Tiers, combine
from keyclient.analysis.overlap.deals import heads_once
from keyclient.analysis.overlap.doubts import doubt_rows
from keyclient.analysis.overlap.found_by import FoundBy
from keyclient.analysis.overlap.grounds import Grounds
from keyclient.analysis.overlap.households import household_rows, households
from keyclient.analysis.overlap.people import People
from keyclient.analysis.overlap.perhaps import perhaps
from keyclient.analysis.overlap.perhaps_rows import perhaps_rules
from keyclient.analysis.overlap.persons import Persons, persons
from keyclient.analysis.overlap.public import ADDRESS, PHONE, reach
from keyclient.analysis.overlap.result import CombinedFloor, OverlapBook, OverlapResult
from keyclient.analysis.overlap.same import Same, same_of, same_rows, shared_persons
from keyclient.analysis.overlap.totals import share_of_value, totals
from keyclient.analysis.overlap.whose import whose
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.overlap import OverlapPolicy


def overlap(
    books: Sequence[Members], policy: Policy, *, top: int | None = 20, lang: Lang = Lang.EN
) -> OverlapResult:
    """Join the records of the books, and list `top` of each kind (None: all; of doubts all are there). Sentences are in `lang`.

    Raises `UnmeasuredTierError` and `SumTooLargeError`.
    """
    joined = persons(prepared(books, policy.overlap), policy.overlap)
    claims, combined = claims_of(joined, policy.managers), combine(joined, policy.tier)
    tiers = Tiers(combined, frozenset(policy.key.of(policy.tier.ladder)))
    lists = ClaimLists(joined, claims, tiers)
    same = _same(joined, claims, policy.overlap.contact_days)
    reaches = [reach(joined, kind, policy.overlap.public) for kind in (PHONE, ADDRESS)]
    phones = reaches[0]
    chased = chased_twice(joined, claims, phones, People(joined, phones).traits, policy.overlap)
    homes = households(joined, reaches)
    suggested = perhaps(joined, phones, policy.overlap)
    found_by, doubts = FoundBy(suggested), doubt_rows(joined, claims, lists, combined)
    return OverlapResult(
        books=tuple(map(_book, joined.books, joined.numberings)),
        measure=None if combined is None else combined.measure.name,
        records=len(joined.records),
        persons=joined.count,
        counted_twice=len(joined.records) - joined.count,
        same=same_rows(same, claims, lists, tiers, Grounds(lang, policy.overlap.contact_days))[:top],
        total=totals(joined, same, tiers),
        steps=step_totals(same, combined),
        together=together_totals(joined, same, tiers),
        perhaps=tuple(perhaps_rules(suggested, found_by, claims, lists, combined, top)),
        perhaps_pairs=found_by.pairs,
        perhaps_listed=found_by.shown,
        doubts=doubts,
        total_doubts=len(doubts),
        public=tuple(told for told in (reached.told() for reached in reaches) if told is not None),
        floors=_floors(combined),
        households=household_rows(homes, claims, lists, tiers)[:top],
        total_households=len(homes),
        chased_twice=chased_rows(chased, lists, combined)[:top],
        total_chased_twice=chased["group"].nunique(),
        pairs=branch_pairs(joined, claims, same.persons),
        sharing=sharing_branches(joined, claims, same.persons),
        share_of_value=share_of_value(same, combined),
    )


def prepared(books: Sequence[Members], policy: OverlapPolicy) -> list[Members]:
    """The books as the result lists them, however they were given, their deals by customer."""
    return [heads_once(book, policy) for book in sorted(books, key=_called)]


def _same(joined: Persons, claims: Claims, contact_days: int) -> Same:
    shared = shared_persons(joined, claims)
    dates = np.array([book.as_of for book in joined.books], dtype="datetime64[D]")
    return same_of(joined, shared, whose(claims, shared, dates.astype(np.int64), contact_days))


def _called(book: Members) -> tuple[str, str, str, str]:
    """What books are ordered by, however they were given."""
    return book.path, book.source.sheet or "", book.branch or "", book.as_of.isoformat()


def _book(book: Members, numbering: int) -> OverlapBook:
    return OverlapBook(
        path=book.path,
        sheet=book.source.sheet,
        kept_in=None if book.origin is None else book.source.path,
        branch=book.branch,
        as_of=book.as_of,
        customers=len(book.records),
        measure=None if book.measure is None else book.measure.name,
        numbering=numbering,
    )


def _floors(combined: Combined | None) -> tuple[CombinedFloor, ...]:
    if combined is None:
        return ()
    return tuple(CombinedFloor(tier=step.tier.name, floor=step.floor) for step in combined.steps)
