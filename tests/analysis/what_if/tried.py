"""Another policy tried on a book of a handful of customers."""

from collections.abc import Sequence
from pathlib import Path

from keyclient.analysis.analyses import analysis_named
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.what_if.answer import answer_what_if
from keyclient.analysis.what_if.result import Held, WhatIfResult
from keyclient.analysis.what_if.tried import Tried
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.policy.loading.load import load_policy
from keyclient.policy.loading.trial import trial_of
from keyclient.policy.models import Policy
from tests.analysis.books import book

GOLD = ("tier.tiers=[{name='gold',floor='50万'},{name='iron'}]",)
"""Gold from 500,000 yuan, and the rest."""
WAN = 10_000
SIX = tuple(WAN * value for value in (70, 65, 58, 55, 52, 48))
"""The customers of the worked example, in yuan."""


def tried(typed: Sequence[str], settings: Sequence[str] = GOLD, *, analysis: str = "tier") -> Tried:
    """A policy with settings, and what `--what-if` tries beside it."""
    face, base = analysis_named(analysis), _policy(settings)
    trial = trial_of(typed, analysis, (*face.policy, "managers"), base)
    return Tried(face, trial, base, [_policy(settings, one) for one in trial.variants()])


def outcome_of(
    portfolio: Portfolio, asked: Tried, *, lang: Lang = Lang.EN, group: str | None = None
) -> Outcome[WhatIfResult]:
    """The answer about a book; all customers are listed."""
    return answer_what_if(inputs_of(portfolio, group=group), asked, Query(lang, by=group))


def inputs_of(portfolio: Portfolio, *, group: str | None = None) -> Inputs:
    """A book as it was read."""
    return Inputs(Loaded(portfolio, (), (), group, as_of_from_file=False, told=()))


def of_values(values: Sequence[float | None], *typed: str, settings: Sequence[str] = GOLD) -> WhatIfResult:
    """What another policy changes for customers of whom nothing but the value is known."""
    return outcome_of(book(list(values)), tried(typed, settings)).result


def counted(*some: Held) -> list[tuple[int, float]]:
    """Customers and yuan of each."""
    return [(held.customers, float(held.value or 0)) for held in some]


def _policy(settings: Sequence[str], what_if: Sequence[str] = ()) -> Policy:
    return load_policy(config=None, start=Path("/"), environ={}, settings=settings, tried=what_if).policy
