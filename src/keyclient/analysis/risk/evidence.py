"""What each book says for each reason about each customer, with nothing that only a later book knows."""

from dataclasses import dataclass

from keyclient.analysis.risk.books import Flags, Numbers, RiskBooks
from keyclient.analysis.risk.reasons import Why
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class Finding:
    """One reason in one book: one entry a customer, in the order of the frame."""

    why: Why
    holds: Flags
    known: Flags
    """Whether the books say anything about it; where not, `holds` is False."""
    amount: Numbers | None
    """The money that it is about, in units of the measure where it holds; None where it is about none."""


def evidence(books: RiskBooks, book: int, policy: Policy) -> tuple[Finding, ...]:
    """Every reason about the customers of one book (0 is the oldest), in the order of `REASONS`."""
    raise NotImplementedError
