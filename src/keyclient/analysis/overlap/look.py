"""How the tables of `overlap` look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.whom import NOBODY, Whom
from keyclient.model.label import Label
from keyclient.model.report import Kind
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class OverlapLook:
    """How amounts, tiers and customers are shown, and how much is listed."""

    amount: Kind
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    is_measured: bool = True
    """Whether anything is known of what customers are worth."""
    measures: Mapping[str, Label] = field(default_factory=dict)
    """The measures' names in both languages."""
    rows: int | None = 20
    """How many rows each list shows; None is all, 0 goes without lists."""
    whom: Whom = NOBODY
    """Whom to call."""
    public: int = 4
    """Of how many people on a telephone number or address proves nothing."""
    contact_days: int = 180
    """How recent a contact counts."""
    coincidences: float = 0.1
    """Up to which share of coincidences the pairs of a rule are listed."""

    def tier(self, name: str | None) -> Label | None:
        """A tier in words."""
        return None if name is None else self.labels.get(name) or Label(name, name)

    def measure(self, name: str | None) -> Label | None:
        """A measure in words."""
        return None if name is None else self.measures.get(name) or Label(name, name)


def make_look(books: Sequence[Members], measure: str | None, policy: Policy, rows: int | None) -> OverlapLook:
    """The look of an answer about books in the order of the result. `measure`: what values are of."""
    measures = {book.measure.name: book.measure for book in books if book.measure is not None}
    return OverlapLook(
        amount=amount_kind(measures.get(measure or "")),
        labels={tier.name: tier.label for tier in policy.tier.ladder},
        is_measured=measure is not None,
        measures={name: one.label for name, one in measures.items()},
        rows=rows,
        whom=Whom(books),
        public=policy.overlap.public,
        contact_days=policy.overlap.contact_days,
        coincidences=policy.overlap.coincidences,
    )
