"""Why each customer is in its tier, in words.

Sentences are made for whole columns at a time, and only for requested rows: a book may have a million.
Customers of one case differ only in amount and loyalty, so the words around these are put together once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from keyclient.analysis.common.amounts import distinct_amounts, short_amount, short_fen
from keyclient.analysis.common.tier_steps import Step, TierSteps
from keyclient.analysis.tier.loyalty_words import LoyaltyWords
from keyclient.metrics.exact_shares import Number
from keyclient.model.label import Label, Lang
from keyclient.model.measure import MeasureKind
from keyclient.policy.parts.tier import TierPolicy

_CLOSE = 100
"""A value within a hundredth of the floor may look like it in few digits."""


class FloorWords:
    """The floor of a tier above the last, in one language."""

    def __init__(self, step: Step, column: str, lang: Lang) -> None:
        self.column = column
        """The column that the floor is about."""
        self.floor = None if step.rung is None else step.rung.floor
        self.needed = step.tier.loyalty
        self.top = step.tier.top
        self.name = step.tier.label.text(lang)
        self._step = step
        self._is_money = step.measure.kind is MeasureKind.MONEY
        self._lang = lang
        self._about = "" if column == "value" else f"{step.measure.label.text(lang)} "
        self._said = "" if step.floor is None else short_amount(step.floor, step.measure, lang)

    def said(self, value: Number) -> tuple[str, str]:
        """A value and the floor; the value with the name of its measure where that is the tier's own."""
        measure, exact, floor = self._step.measure, self._step.floor, self.floor or 0
        if exact is not None and abs(value - floor) * _CLOSE < floor:
            amount, beside = distinct_amounts(measure.amount(value), exact, measure, self._lang)
            return f"{self._about}{amount}", beside
        if self._is_money:
            return f"{self._about}{short_fen(int(value), self._lang)}", self._said
        return f"{self._about}{short_amount(measure.amount(value), measure, self._lang)}", self._said


_TIER = Label("{tier}: {why}", "{tier}：{why}")
_WATCHED = Label(
    "{tier} (watch {watch} of {grace}, today {today}): {why}",
    "{tier}（观察 {watch}/{grace} 期，按本期为{today}）：{why}",
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
_FEW = Label(
    "; loyalty {score} rests on too little to decide, value alone does: {parts}",
    "；忠诚度 {score} 依据过少，不作判定，仅按价值：{parts}",
)

_AMOUNT, _SCORE = "\x00", "\x01"
"""Stand for the amount and the score while the words around them are put together."""

Columns = Mapping[str, Sequence[Any]]
State = Literal["reached", "below", "disloyal", "blank", "nobody", "only"]
"""How a customer compares with the floor in the sentence."""


class _Row(NamedTuple):
    """The inputs of one customer's sentence."""

    place: int
    """The tier that the customer holds."""
    rule: int
    """The one that today's figures give."""
    watch: int | None
    loyalty: float | None
    judged: float | None
    """The same if it may decide."""
    parts: str
    """What the loyalty is made of, in words."""


class _Case(NamedTuple):
    """What customers share whose sentences differ only in amount and loyalty."""

    place: int
    rule: int
    watch: int | None
    state: State
    floor: str


@dataclass
class TierReasons:
    """Writes the sentences in one language."""

    steps: Sequence[Step]
    policy: TierPolicy
    lang: Lang
    _around: dict[_Case, tuple[str, str, str]] = field(default_factory=dict, init=False)
    """The words before the amount, between amount and score, and behind them."""

    def __post_init__(self) -> None:
        parts = self.policy.loyalty.components.items()
        self._words = LoyaltyWords(self.lang, {name: part.column for name, part in parts if part.column})
        own = [
            None if step.rung is None else FloorWords(step, step.rung.column, self.lang)
            for step in self.steps
        ]
        self._floors = [*own[:-1], own[-2] if len(own) > 1 else None]
        """The floor that the sentence of each place is about: the tier's own, of the last tier the one above."""
        asks_loyalty = any(step.tier.loyalty is not None for step in self.steps)
        self._unknown = _UNKNOWN.text(self.lang) if asks_loyalty else ""
        self._few = (_FEW if asks_loyalty else _LOYALTY).text(self.lang)

    def of(self, columns: Columns) -> list[str]:
        """The sentence of every row; columns `place`, `rule`, `watch` (or null), the values, `loyalty`, `judged`, figures."""
        values = [None if floor is None else columns[floor.column] for floor in self._floors]
        names = ("place", "rule", "watch", "loyalty", "judged")
        rows = map(_Row, *(columns[name] for name in names), self._words.of(columns))
        return [
            self._sentence(row, None if (column := values[row.place]) is None else column[number])
            for number, row in enumerate(rows)
        ]

    def _sentence(self, row: _Row, value: Number | None) -> str:
        state = self._state(row, value)
        floor, amount, said, score = self._floors[row.place], "", "", ""
        if floor is not None and value is not None and state != "nobody":
            amount, said = floor.said(value)
        if state == "disloyal" and floor is not None:
            score = score_below(row.loyalty or 0.0, floor.needed or 0.0)
        case = _Case(row.place, row.rule, row.watch, state, said)
        before, between, behind = self._around.get(case) or self._put_together(case)
        return f"{before}{amount}{between}{score}{behind}{self._loyalty(row, told=bool(score))}"

    def _state(self, row: _Row, value: Number | None) -> State:
        floor = self._floors[row.place]
        if floor is None:
            return "only"
        if value is None:
            return "blank"
        if floor.floor is None:
            return "nobody"
        if value < floor.floor:
            return "below"
        is_last = row.place == len(self.steps) - 1
        return "disloyal" if is_last or row.rule > row.place else "reached"

    def _put_together(self, case: _Case) -> tuple[str, str, str]:
        """The words of a case, around its amount and score."""
        labels = [step.tier.label.text(self.lang) for step in self.steps]
        why = self._why(case)
        words: dict[str, object] = {"tier": labels[case.place], "why": why}
        if case.watch:
            words |= {"watch": case.watch, "grace": self.policy.grace, "today": labels[case.rule]}
        text = (_WATCHED if case.watch else _TIER).text(self.lang).format(**words)
        before, _, rest = text.partition(_AMOUNT)
        between, _, behind = rest.partition(_SCORE)
        self._around[case] = before, between, behind
        return before, between, behind

    def _why(self, case: _Case) -> str:
        floor = self._floors[case.place]
        if floor is None or case.state in _WITHOUT_AMOUNT:
            return _WITHOUT_AMOUNT.get(case.state, _ALL).text(self.lang)
        words: dict[str, object] = {
            "amount": _AMOUNT,
            "floor": case.floor,
            "next": floor.name,
            "score": _SCORE,
        }
        if case.state == "reached" and floor.top is not None:
            share = f"{round(floor.top * 100, 7):g}{' %' if self.lang is Lang.EN else '%'}"
            return _TOP.text(self.lang).format(share=share, **words)
        return _WITH_AMOUNT[case.state].text(self.lang).format(needed=f"{floor.needed or 0:g}", **words)

    def _loyalty(self, row: _Row, *, told: bool) -> str:
        if row.loyalty is None:
            return self._unknown
        if told:
            return _LOYALTY_PARTS.text(self.lang).format(parts=row.parts)
        said = self._few if row.judged is None else _LOYALTY.text(self.lang)
        return said.format(score=f"{row.loyalty:.0f}", parts=row.parts)


def reasons_of(book: TierSteps, policy: TierPolicy, lang: Lang) -> tuple[TierReasons, TierReasons]:
    """What words the reasons in the language of the answer, and in that of programs, English."""
    return TierReasons(book.steps, policy, lang), TierReasons(book.steps, policy, Lang.EN)


_WITHOUT_AMOUNT: Mapping[State, Label] = {"blank": _NO_VALUE, "nobody": _NO_FLOOR, "only": _ALL}
_WITH_AMOUNT: Mapping[State, Label] = {"reached": _REACHES, "below": _BELOW, "disloyal": _DISLOYAL}


def score_below(loyalty: float, needed: float) -> str:
    """A score that is too low, with just enough decimals to show it."""
    for decimals in range(4):
        text = f"{loyalty:.{decimals}f}"
        if float(text) < needed:
            return text
    return repr(loyalty)
