"""Why each customer is in its tier, in words.

Sentences are made for whole columns at a time, and only for the rows that are asked for: a book may have a million.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from keyclient.analysis.compact import told_apart
from keyclient.analysis.tier_customers import Step
from keyclient.analysis.tier_loyalty_words import LoyaltyWords
from keyclient.model.label import Label, Lang
from keyclient.policy.tier import TierPolicy
from keyclient.segments.parts import Number

_TIER = Label("{tier}: {why}{loyalty}", "{tier}：{why}{loyalty}")
_WATCHED = Label(
    "{tier} (watch {watch} of {grace}, today {today}): {why}{loyalty}",
    "{tier}（观察 {watch}/{grace} 期，按本期为{today}）：{why}{loyalty}",
)
_TOP = Label("{amount} is in the top {share} (floor {floor})", "{amount}，位列前 {share}（门槛 {floor}）")
_REACHES = Label("{amount} reaches the floor {floor}", "{amount}，达到门槛 {floor}")
_BELOW = Label("{amount} is below {next}'s floor {floor}", "{amount}，低于{next}门槛 {floor}")
_DISLOYAL = Label(
    "{amount} reaches {next}'s floor {floor}, but loyalty {score} is below {needed}",
    "{amount}，已达{next}门槛 {floor}，但忠诚度 {score} 低于 {needed}",
)
_NO_VALUE = Label("no value", "无数值")
_NO_FLOOR = Label("no customer has a positive value", "没有客户为正值")
_ALL = Label("the only tier", "仅此一级")
_LOYALTY = Label("; loyalty {score}: {parts}", "；忠诚度 {score}：{parts}")
_LOYALTY_PARTS = Label(": {parts}", "：{parts}")
_UNKNOWN = Label("; loyalty unknown, value alone decides", "；忠诚度未知，仅按价值判定")

Columns = Mapping[str, Sequence[Any]]


class _Row(NamedTuple):
    """What the sentence of one customer is made of."""

    place: int
    """The tier that the customer holds."""
    rule: int
    """The one that today's figures give."""
    watch: int | None
    loyalty: float | None
    parts: str
    """What the loyalty is made of."""


@dataclass
class Reasons:
    """Makes the sentences, in one language."""

    steps: Sequence[Step]
    policy: TierPolicy
    lang: Lang
    words: LoyaltyWords = field(init=False)

    def __post_init__(self) -> None:
        parts = self.policy.loyalty.components.items()
        self.words = LoyaltyWords(self.lang, {name: part.column for name, part in parts if part.column})
        self.asks_loyalty = any(step.tier.loyalty is not None for step in self.steps)

    def of(self, columns: Columns) -> list[str]:
        """The sentence of every row; columns `place`, `rule`, `watch` (or null), the values and loyalty's figures."""
        names = ("place", "rule", "watch", "loyalty")
        parts = self.words.of(columns)
        rows = map(_Row, *(columns[name] for name in names), parts)
        return [self._sentence(row, columns, number) for number, row in enumerate(rows)]

    def _sentence(self, row: "_Row", columns: Columns, number: int) -> str:
        asked = self._asked(row)
        value = None if asked is None or asked.rung is None else columns[asked.rung.column][number]
        why, tells_loyalty = self._why(row, asked, value)
        said = self._loyalty(row, told=tells_loyalty)
        words: dict[str, object] = {"tier": self._name(row.place), "why": why, "loyalty": said}
        if not row.watch:
            return _TIER.text(self.lang).format(**words)
        words |= {"watch": row.watch, "grace": self.policy.grace, "today": self._name(row.rule)}
        return _WATCHED.text(self.lang).format(**words)

    def _asked(self, row: "_Row") -> Step | None:
        """The tier whose floor the sentence is about: the customer's own, for the last tier the one above."""
        place = row.place
        if place < len(self.steps) - 1:
            return self.steps[place]
        return self.steps[place - 1] if place else None

    def _why(self, row: "_Row", asked: Step | None, value: Number | None) -> tuple[str, bool]:
        """Why the customer is in the tier or not in the one asked for; and whether that tells the loyalty too."""
        if asked is None:
            return _ALL.text(self.lang), False
        if value is None or asked.floor is None:
            return (_NO_VALUE if value is None else _NO_FLOOR).text(self.lang), False
        amount, floor = told_apart(asked.measure.amount(value), asked.floor, asked.measure)
        words: dict[str, object] = {
            "amount": self._amount(amount, asked),
            "floor": floor,
            "next": asked.tier.label.text(self.lang),
        }
        meets = row.rule <= row.place < len(self.steps) - 1
        if meets and asked.tier.top is not None:
            return _TOP.text(self.lang).format(share=self._share(asked.tier.top), **words), False
        if meets:
            return _REACHES.text(self.lang).format(**words), False
        needed, loyalty = asked.tier.loyalty, row.loyalty
        if asked.measure.amount(value) >= asked.floor and needed is not None and loyalty is not None:
            words |= {"score": score_below(loyalty, needed), "needed": f"{needed:g}"}
            return _DISLOYAL.text(self.lang).format(**words), True
        return _BELOW.text(self.lang).format(**words), False

    def _loyalty(self, row: "_Row", *, told: bool) -> str:
        if row.loyalty is None:
            return _UNKNOWN.text(self.lang) if self.asks_loyalty else ""
        if told:
            return _LOYALTY_PARTS.text(self.lang).format(parts=row.parts)
        return _LOYALTY.text(self.lang).format(score=f"{row.loyalty:.0f}", parts=row.parts)

    def _name(self, place: int) -> str:
        return self.steps[place].tier.label.text(self.lang)

    def _amount(self, amount: str, asked: Step) -> str:
        """The amount, with the name of its measure where that is the tier's own."""
        if asked.rung is None or asked.rung.column == "value":
            return amount
        return f"{asked.measure.label.text(self.lang)} {amount}"

    def _share(self, share: float) -> str:
        return f"{round(share * 100, 7):g}{' %' if self.lang is Lang.EN else '%'}"


def score_below(loyalty: float, needed: float) -> str:
    """A score that is too low, with as few decimals as show that it is."""
    for decimals in range(4):
        text = f"{loyalty:.{decimals}f}"
        if Decimal(text) < Decimal(repr(needed)):
            return text
    return repr(loyalty)
