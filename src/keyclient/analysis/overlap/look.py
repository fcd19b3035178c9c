"""How the tables of `overlap` look."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keyclient.analysis.overlap.whom import NOBODY, Whom
from keyclient.model.label import Label
from keyclient.model.report import Kind


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
