"""The components of a loyalty score in words: "9 years, 4 products, contact 12 days ago"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import floor
from typing import Any

from keyclient.metrics.loyalty import SOURCES
from keyclient.model.label import LISTED, Label, Lang

_LATE = Label("open date after the data date", "开户日期晚于数据日期")
_UNDER_A_YEAR = Label("under 1 year", "入行不足 1 年")
_YEAR, _YEARS = Label("1 year", "入行 1 年"), Label("{n} years", "入行 {n} 年")
_PRODUCT, _PRODUCTS = Label("1 product", "产品 1 项"), Label("{n} products", "产品 {n} 项")
_CONTACT = {
    "late": Label("contact after the data date", "联系日期晚于数据日期"),
    "today": Label("contact today", "当日有联系"),
    "day": Label("contact 1 day ago", "1 天前有联系"),
    "days": Label("contact {n} days ago", "{n} 天前有联系"),
}
_TRANSACTION = {
    "late": Label("transaction after the data date", "交易日期晚于数据日期"),
    "today": Label("transaction today", "当日有交易"),
    "day": Label("transaction 1 day ago", "1 天前有交易"),
    "days": Label("transaction {n} days ago", "{n} 天前有交易"),
}
_NO_REFERRAL, _REFERRAL = Label("no referrals", "无转介绍"), Label("1 referral", "转介绍 1 人")
_REFERRALS = Label("{n} referrals", "转介绍 {n} 人")
_SATISFACTION = Label("satisfaction {n}", "满意度 {n}")

_GIVEN = Label("{heading} {n}", "{heading} {n}")
_HAIR = 1e-9
"""Years this close to a whole number are whole."""

Columns = Mapping[str, Sequence[Any]]


@dataclass
class LoyaltyWords:
    """Puts whole columns of components into words; equal figures only once."""

    lang: Lang
    given: Mapping[str, str] = field(default_factory=dict)
    """Components read from a column of their own, with its heading."""
    said: dict[tuple[object, ...], str] = field(default_factory=dict)

    def of(self, columns: Columns) -> list[str]:
        """For every row what the customer has, in the order of the components.

        A lack of referrals is mentioned only if nothing else is known.
        """
        size = len(columns["loyalty"])
        there = [self._worded(columns, name) for name in SOURCES if name in columns]
        if not there:
            return [""] * size
        between, nothing = LISTED.text(self.lang), _NO_REFERRAL.text(self.lang)
        return [between.join(filter(None, row)) or nothing for row in zip(*there, strict=True)]

    def _worded(self, columns: Columns, name: str) -> list[str | None]:
        figures = columns[name]
        if name == "tenure" and name not in self.given:
            figures = [None if years is None else floor(years + _HAIR) for years in figures]
        contacts = columns["contacted"] if name == "recency" and name not in self.given else repeat(None)
        keys = list(zip(figures, contacts, strict=False))
        said = {key: self._once(name, *key) for key in set(keys)}
        return [said[key] for key in keys]

    def _once(self, name: str, figure: float | None, contacted: object) -> str | None:
        if figure is None or (name == "referrals" and not figure):
            return None
        key = (name, figure, contacted)
        if key not in self.said:
            self.said[key] = self._label(name, figure, contacted).text(self.lang).format(n=f"{figure:g}")
        return self.said[key]

    def _label(self, name: str, figure: float, contacted: object) -> Label:
        if name in self.given:
            return _GIVEN.filled(heading=self.given[name], n=f"{figure:g}")
        if name == "recency":
            return _recency(int(figure), _CONTACT if contacted else _TRANSACTION)
        return _WORDS[name](figure)


def _tenure(years: float) -> Label:
    if years < 1:
        return _LATE if years < 0 else _UNDER_A_YEAR
    return _YEAR if years == 1 else _YEARS


def _products(count: float) -> Label:
    return _PRODUCT if count == 1 else _PRODUCTS


def _recency(days: int, words: Mapping[str, Label]) -> Label:
    return words["late" if days < 0 else {0: "today", 1: "day"}.get(days, "days")]


def _referrals(count: float) -> Label:
    return _REFERRAL if count == 1 else _REFERRALS


def _satisfaction(_: float) -> Label:
    return _SATISFACTION


_WORDS: Mapping[str, Callable[[float], Label]] = {
    "tenure": _tenure,
    "products": _products,
    "referrals": _referrals,
    "satisfaction": _satisfaction,
}
