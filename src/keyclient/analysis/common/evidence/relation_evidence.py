"""A relation that has cooled: no contact, a complaint, nobody to look after her, another manager."""

from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.evidence.books import ABSENT, Flags, Numbers, RiskBooks
from keyclient.analysis.common.evidence.columns import is_filled, numbers, texts
from keyclient.analysis.common.evidence.finding import Finding, finding, nothing_known
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.evidence.renamed import names_before, renamed


def relation_findings(books: RiskBooks, book: int) -> Iterator[Finding]:
    """The reasons of the family, in order. With a customer of a few days the relation has not begun: known and quiet."""
    is_new = books.books[book].days_ago("open_date") < books.policy.risk.new_days
    yield overdue(books, book)
    for look in (complaint, _no_owner, _changed):
        yield _begun(look(books, book), is_new)


def overdue(books: RiskBooks, book: int) -> Finding:
    """No contact for longer than her tier allows; a customer of a few days is known and quiet."""
    is_new = books.books[book].days_ago("open_date") < books.policy.risk.new_days
    return _begun(_overdue(books, book), is_new)


def _begun(found: Finding, is_new: Flags) -> Finding:
    """A finding about those with whom the relation has begun: the others are known and quiet."""
    return finding(
        found.why, found.holds & ~is_new, found.known | is_new, found.amount, found.measure, **found.details
    )


def _overdue(books: RiskBooks, book: int) -> Finding:
    days = books.books[book].days_ago("last_contact")
    allowed, place = contact_days(books, book)
    return finding(Why.OVERDUE, days > allowed, ~np.isnan(days), days=days, allowed=allowed, place=place)


def contact_days(books: RiskBooks, book: int) -> tuple[Numbers, Numbers]:
    """How many days each customer may wait for a contact, and the tier that says so: that by which she is a key customer."""
    key = books.key_place(book)
    place = np.where(key == ABSENT, books.books[book].place, key)
    policy = books.policy
    days = [
        policy.risk.contact_days.get(tier.name, policy.risk.contact_days_others)
        for tier in policy.tier.ladder
    ]
    return np.array(days, dtype="float64")[place], place


def complaint(books: RiskBooks, book: int) -> Finding:
    """She has complained, whether the relation has begun or not."""
    count = numbers(books.books[book].portfolio, "complaints")
    return finding(Why.COMPLAINT, count > 0, ~np.isnan(count), count=count)


def _no_owner(books: RiskBooks, book: int) -> Finding:
    """A blank says so in a book that names managers at all, and so does a word for nobody."""
    one = books.books[book]
    owned = is_filled(one.portfolio, "manager")
    return finding(Why.NO_OWNER, ~owned, np.full(len(owned), one.names_managers))


def _changed(books: RiskBooks, book: int) -> Finding:
    """Against the book before, where both name a manager; one who is only called otherwise now is the same."""
    now = texts(books.books[book].portfolio, "manager")
    if book == 0:
        return nothing_known(Why.MANAGER_CHANGED, len(now))
    before = names_before(books, book)
    known = (now.notna() & before.notna()).to_numpy(bool)
    called = {one.before: one.now for one in renamed(books, book)}
    is_same = (before.replace(called) if called else before) == now
    changed = ~is_same.fillna(value=False).to_numpy(bool)
    return finding(Why.MANAGER_CHANGED, known & changed, known, manager=before.to_numpy(object))
