"""How the tables of `risk` look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.risk.result import CustomerAtRisk, RiskResult
from keyclient.analysis.risk.words import GREY
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Table, TableColumn

_GONE_OF = Label("{balance} gone", "{balance}已流出")


@dataclass(frozen=True)
class RiskLook:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    lang: Lang = Lang.EN
    """The language of the sentences in the result."""
    rows: int | None = 20
    """How many rows each list shows; None is all, 0 goes without lists of customers."""
    contacts: Contacts = NOBODY
    """Whom to call about the customers."""
    total: int | None = None
    """How many customers the list is about; None: all that are told."""
    missing: Mapping[str, int] | None = None
    """What the grey customers lack, and how many of them do, the most frequent first."""
    unread: Table | None = None
    """The table of customers whose value cannot be read."""
    undated: Sequence[str] = ()
    """The earlier books without a data date of their own."""

    def money(self, key: str, en: str, zh: str, spare: int = 0) -> TableColumn:
        """A column of values."""
        return column(key, en, zh, self.amount, spare=spare)

    def tier(self, name: str) -> Label:
        """A tier in words."""
        return self.labels[name]


def tells_gone(result: RiskResult) -> bool:
    """Whether the books say of anybody what is gone."""
    return any(one.gone is not None for one in result.severities)


def other_balance(result: RiskResult) -> Label | None:
    """What the balance is called of which the result tells what is gone, where that is not the measure."""
    return None if result.gone_of == result.measure else fields()[result.gone_of].column.label


def gone_column(result: RiskResult, look: RiskLook, spare: int = 0) -> TableColumn:
    """What is gone, and of which balance where that is not the measure."""
    found = look.money("gone", "gone", "已流出", spare)
    other = other_balance(result)
    return found if other is None else replace(found, label=_GONE_OF.filled(balance=other))


def missing_of_grey(customers: LazyRows[CustomerAtRisk]) -> dict[str, int]:
    """What the grey customers of a list lack, and how many of them do: the most frequent first, then in their own order."""
    severities, missing = customers.source.values("severity", "missing")
    lacking: list[Sequence[str]] = [
        names for severity, names in zip(severities, missing, strict=True) if severity == GREY
    ]
    counts: dict[str, int] = {}
    for name in (name for names in lacking for name in names):
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda one: -one[1]))
