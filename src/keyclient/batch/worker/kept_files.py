"""What is kept of the customers of a book for later runs."""

from collections.abc import Sequence

from keyclient.analysis.common.snapshot import take_snapshot
from keyclient.analysis.common.tier_needs import tier_needs
from keyclient.answers.book import SharedBook
from keyclient.answers.request import request_for
from keyclient.batch.record.kept_customers import kept_bytes
from keyclient.errors import InputError, UsageError


def kept_of(book: SharedBook, branches: Sequence[str]) -> dict[str, bytes]:
    """The file of each branch. `branches`: that of every customer of the book.

    Nothing of a book without a data date of its own, or without the numbers that the tiers are about, and where the policy
    keeps nothing.
    """
    policy, customers = book.request.policy, book.customers
    if customers.as_of_from_file or not policy.batch.history:
        return {}
    try:
        loaded = book.load(request_for(tier_needs(policy), book.request))
        if loaded.portfolio.measure is None:
            return {}
        kept = take_snapshot(loaded, policy.tier)
    except (InputError, UsageError):
        return {}
    known = dict(zip(customers.portfolio.frame["row"].tolist(), branches, strict=True))
    own = [known.get(row) for row in kept.frame["row"].tolist()]
    return kept_bytes(kept, policy.tier, [branch or branches[0] for branch in own]) if own else {}
