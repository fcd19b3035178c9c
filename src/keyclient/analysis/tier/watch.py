"""The customers who keep a tier that they are below: how much longer, and what saves it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.drop_day import drop_day
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.tier_book import TierBook
from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.tier.lists import by_value, valued
from keyclient.analysis.tier.rows import WatchedCustomer
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.tier import TOLERANCE
from keyclient.model.amount_words import YUAN, amount_words
from keyclient.model.label import NO_WORDS, Label, Lang
from keyclient.model.measure import Amount, Measure, MeasureKind
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.record import dataclass

_AVERAGE = Label("an average of {amount}", "日均达到 {amount}")
_OF_MEASURE = Label("{measure} of {amount}", "{measure}达到 {amount}")
_LOYALTY = Label("a loyalty of {score}", "忠诚度达到 {score}")
_BOTH = Label("{value} and {loyalty}", "{value}且{loyalty}")


@dataclass(frozen=True)
class Watch:
    """How misses are counted."""

    grace: int
    """The books in a row for which a customer below the tier keeps it."""
    days: Sequence[dt.date]
    """The data dates of the books, oldest first, the book of today last; empty where they are not known."""
    lang: Lang

    @property
    def allowed(self) -> int:
        """With so many misses in a row the customer drops."""
        return self.grace + 1


def watched(book: TierBook, watch: Watch) -> LazyRows[WatchedCustomer]:
    """The customers who keep a tier that they are below, largest value first."""
    drops = {left: drop_day(watch.days, left) for left in range(1, watch.allowed + 1)}

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        saving = [_saving(book, columns, number, place) for number, place in enumerate(columns["place"])]
        return {
            **valued(columns, book),
            "tier": book.tiers_at(columns["place"]),
            "falls_to": book.tiers_at(columns["rule"]),
            "watch": columns["watch"],
            "misses": columns["watch"],
            "allowed": [watch.allowed] * len(saving),
            "drops_on": [drops[watch.allowed - count] for count in columns["watch"]],
            "saves": [one.amount for one in saving],
            "saved_by": [one.words.text(watch.lang) for one in saving],
        }

    under_watch = by_value(book.frame.filter(nw.col("watch") > 0))
    return LazyRows(WatchedCustomer, ArrowSource(under_watch.to_native(), convert))


@dataclass(frozen=True)
class _Saving:
    """What a customer needs to keep the tier."""

    amount: Amount | None
    """The floor that is missed; None where the value is enough."""
    words: Label


def _saving(book: TierBook, columns: Mapping[str, Sequence[Any]], number: int, place: int) -> _Saving:
    step = book.steps[place]
    value = _floor_missed(step, columns, number)
    loyalty = _loyalty_missed(step, columns, number)
    if value is None:
        return _Saving(None, loyalty or NO_WORDS)
    amount = step.measure.amount(value)
    said = _yuan(amount, step.measure)
    is_average = all(column in AVERAGES.values() for column in step.measure.columns)
    words = (
        _AVERAGE.filled(amount=said)
        if is_average
        else _OF_MEASURE.filled(measure=step.measure.label, amount=said)
    )
    return _Saving(amount, words if loyalty is None else _BOTH.filled(value=words, loyalty=loyalty))


def _floor_missed(step: Step, columns: Mapping[str, Sequence[Any]], number: int) -> Number | None:
    if step.rung is None or step.rung.floor is None:
        return None
    value = columns[step.rung.column][number]
    return step.rung.floor if value is None or value < step.rung.floor else None


def _loyalty_missed(step: Step, columns: Mapping[str, Sequence[Any]], number: int) -> Label | None:
    if step.rung is None or step.rung.loyalty is None:
        return None
    score = columns[step.rung.score][number]
    if score is None or score >= step.rung.loyalty - TOLERANCE:
        return None
    return _LOYALTY.filled(score=f"{step.rung.loyalty:g}")


def _yuan(amount: Amount, measure: Measure) -> Label:
    """An amount to the fen, without the fen where there are none: a rounded floor would save nobody."""
    if measure.kind is MeasureKind.MONEY and amount == amount.to_integral_value():
        return YUAN.filled(amount=f"{amount:,.0f}")
    return amount_words(amount, measure.kind)
