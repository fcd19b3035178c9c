"""Why a customer is in a bucket, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from keyclient.analysis.common.amounts import distinct_amounts, short_amount
from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.compare.buckets import ORDER, Bucket
from keyclient.metrics.exact_shares import Number
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure

_NEW = Label("in no earlier book; now {after}", "往期均无；现为{after}")
_RETURNED = Label("not in the last book, seen before; now {after}", "上期没有、更早出现过；现为{after}")
_LOST = Label("{before} in the last book; no longer listed", "上期{before}，本期已不在表内")
_TRANSFERRED = Label("{before} in the last book; now in another branch", "上期{before}，现在其他网点名下")
_EMPTIED = Label("{before} in the last book; now {after}", "上期{before}，现为{after}")
_MOVED = Label("{was} to {now}: {before} to {after}", "由{was}到{now}：{before} → {after}")
_STAYED = Label("still {now}: {before} to {after}", "仍为{now}：{before} → {after}")
_WORDS = {
    Bucket.NEW: _NEW,
    Bucket.RETURNED: _RETURNED,
    Bucket.LOST: _LOST,
    Bucket.TRANSFERRED: _TRANSFERRED,
    Bucket.EMPTIED: _EMPTIED,
    Bucket.PROMOTED: _MOVED,
    Bucket.DEMOTED: _MOVED,
    Bucket.STAYED: _STAYED,
}
_BLANK = Label("no value", "无数值")


class Reasons:
    """Sentences about customers, in one language."""

    def __init__(self, steps: Sequence[Step], measure: Measure, lang: Lang) -> None:
        self._tiers = [step.tier.label.text(lang) for step in steps]
        self._measure = measure
        self._lang = lang

    def of(self, columns: Mapping[str, Sequence[Any]]) -> Iterator[str]:
        """One sentence a customer, made when read: columns `bucket`, `was`, `now`, `before`, `after`."""
        names = ("bucket", "was", "now", "before", "after")
        return (self._said(*row) for row in zip(*(columns[name] for name in names), strict=True))

    def _said(
        self, bucket: int, was: int | None, now: int | None, before: Number | None, after: Number | None
    ) -> str:
        words = _WORDS[ORDER[bucket]].text(self._lang)
        tiers = {"was": self._tier(was), "now": self._tier(now)}
        was_worth, is_worth = self._amounts(before, after)
        return words.format(**tiers, before=was_worth, after=is_worth)

    def _tier(self, place: int | None) -> str:
        return "" if place is None else self._tiers[place]

    def _amounts(self, before: Number | None, after: Number | None) -> tuple[str, str]:
        """Both amounts, in full where different ones would look alike."""
        if before is None or after is None:
            return self._amount(before), self._amount(after)
        amounts = self._measure.amount(before), self._measure.amount(after)
        return distinct_amounts(*amounts, self._measure, self._lang)

    def _amount(self, value: Number | None) -> str:
        if value is None:
            return _BLANK.text(self._lang)
        return short_amount(self._measure.amount(value), self._measure, self._lang)
