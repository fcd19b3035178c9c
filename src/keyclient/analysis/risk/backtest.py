"""Whether each reason came true: what those it flagged did by the next book, against those it did not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Ints, RiskBooks
from keyclient.analysis.common.evidence.reasons import REASONS, Why
from keyclient.analysis.risk.result import BackTest
from keyclient.analysis.risk.trials import Trial, trials
from keyclient.metrics.proportions import newcombe, wilson
from keyclient.metrics.stratified import Excess, Stratum, excess, excess_in_errors
from keyclient.policy.models import Policy
from keyclient.policy.parts.risk import RiskPolicy


@dataclass(frozen=True, eq=False)
class _Sides:
    """All customers of all books for whom one reason is known: one entry for each customer and book."""

    holds: Flags
    fell: Flags
    kind: Ints
    """Book, tier and size: see `Trial.kind`."""
    who: Ints
    """One number a customer, whatever the book."""

    @property
    def whole(self) -> Stratum:
        """Everybody as one kind."""
        return _stratum(self.holds, self.fell)


def backtests(books: RiskBooks, policy: Policy) -> tuple[BackTest, ...]:
    """Of each reason that some book tells, what became of those it flagged by the next book; nothing without three books.

    Over all books that have a next one: the key customers who can be followed, and of a reason only those for whom it
    is known. A reason does better if the difference of the rates is above 0 by more than chance explains (Newcombe) and
    stays so among customers of one book, one tier and like value (Mantel and Haenszel), with a customer of several
    books counted as one witness (see `_errors`).
    """
    return backtests_of(trials(books, policy), policy.risk)


def backtests_of(tried: Sequence[Trial], policy: RiskPolicy) -> tuple[BackTest, ...]:
    """The same of trials."""
    if not tried:
        return ()
    numbers = _numbers(tried)
    found = ((reason.why, _sides(tried, reason.why, numbers)) for reason in REASONS)
    return tuple(_told(why, sides, policy) for why, sides in found if len(sides.holds))


def _numbers(tried: Sequence[Trial]) -> list[Ints]:
    """One number a customer for every trial."""
    codes, _ = pd.factorize(pd.concat([trial.who for trial in tried]))
    return np.split(np.asarray(codes), np.cumsum([len(trial.who) for trial in tried])[:-1])


def _sides(tried: Sequence[Trial], why: Why, numbers: Sequence[Ints]) -> _Sides:
    known = [trial.known[why] for trial in tried]
    return _Sides(
        np.concatenate([trial.holds[why][of] for trial, of in zip(tried, known, strict=True)]),
        np.concatenate([trial.became(why)[of] for trial, of in zip(tried, known, strict=True)]),
        np.concatenate(list(_kinds(tried, known))),
        np.concatenate([who[of] for who, of in zip(numbers, known, strict=True)]),
    )


def _kinds(tried: Sequence[Trial], known: Sequence[Flags]) -> Iterator[Ints]:
    """Kinds of several books are different ones."""
    first = 0
    for trial, of in zip(tried, known, strict=True):
        yield trial.kind[of] + first
        first += int(trial.kind.max(initial=0)) + 1


def _told(why: Why, sides: _Sides, policy: RiskPolicy) -> BackTest:
    whole, among, z = sides.whole, excess(_strata(sides)), policy.z
    own, other = wilson(whole.some_true, whole.some, z), wilson(whole.others_true, whole.others, z)
    rate = whole.some_true / whole.some if whole.some else None
    others_rate = whole.others_true / whole.others if whole.others else None
    return BackTest(
        reason=why.value,
        flagged=whole.some,
        fell=whole.some_true,
        rate=rate,
        low=None if own is None else own.low,
        high=None if own is None else own.high,
        expected_rate=(whole.some_true - among.heads) / whole.some if whole.some else None,
        others=whole.others,
        others_fell=whole.others_true,
        others_rate=others_rate,
        others_low=None if other is None else other.low,
        others_high=None if other is None else other.high,
        lift=rate / others_rate if rate is not None and others_rate else None,
        verdict=_verdict(sides, among, policy),
    )


def _verdict(sides: _Sides, among: Excess, policy: RiskPolicy) -> str:
    """A rate that is no higher at all needs nobody of like value beside it to be no better."""
    whole = sides.whole
    if min(whole.some, whole.others) < policy.few:
        return "too_few"
    apart = newcombe((whole.some_true, whole.some), (whole.others_true, whole.others), policy.z)
    if apart is None or apart.low <= 0:
        return "no_better"
    if min(among.some, among.others) < policy.few:
        return "too_few"
    return "better" if _errors(sides, among) > policy.z else "no_better"


def _errors(sides: _Sides, among: Excess) -> float:
    """The excess within kinds in standard errors.

    A reason that holds for one customer in twelve books is not twelve witnesses. So the variance of Mantel and Haenszel,
    for which every line stands alone, is multiplied by the design effect (Rao and Scott 1992), if that is above 1: by how
    much more the sums over each customer vary than her lines would if they had nothing to do with each other.
    """
    holds, fell = (_less_mean_of_kind(flags, sides.kind) for flags in (sides.holds, sides.fell))
    lines = holds * fell
    alone = float((lines**2).sum())
    together = float((np.bincount(sides.who, weights=lines) ** 2).sum())
    effect = max(together / alone, 1.0) if alone else 1.0
    return excess_in_errors(among.heads, among.variance * effect)


def _less_mean_of_kind(flags: Flags, kind: Ints) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    heads = np.bincount(kind)
    means = np.bincount(kind, weights=flags) / np.maximum(heads, 1)
    return np.asarray(flags - means[kind], dtype=np.float64)


def _strata(sides: _Sides) -> Iterator[Stratum]:
    counts = [
        np.bincount(sides.kind, weights=flags, minlength=int(sides.kind.max(initial=-1)) + 1).astype(int)
        for flags in (
            sides.holds,
            sides.holds & sides.fell,
            ~sides.holds,
            ~sides.holds & sides.fell,
        )
    ]
    return (Stratum(*(int(count) for count in one)) for one in zip(*counts, strict=True))


def _stratum(holds: Flags, fell: Flags) -> Stratum:
    return Stratum(
        int(holds.sum()), int((holds & fell).sum()), int((~holds).sum()), int((~holds & fell).sum())
    )
