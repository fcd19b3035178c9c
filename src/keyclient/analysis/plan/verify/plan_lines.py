"""The plan that is judged: what people filled in and gave back, else what the book gives."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.tier_book import TierBook
from keyclient.analysis.plan.kept import kept
from keyclient.analysis.plan.plan_book import InBook, PlanBook
from keyclient.analysis.plan.result import PlanLine
from keyclient.model.filled_in import FilledIn, FormKind
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.model.rules.filled_in import DeletedStayOut, LinesGone, OwnersDiffer
from keyclient.policy.models import Policy

_ABOUT_THE_NEXT_PLAN = (LinesGone, DeletedStayOut, OwnersDiffer)


class WrittenLines(NamedTuple):
    """What stands in a plan that was given back."""

    lines: Sequence[PlanLine]
    issues: tuple[Issue, ...]
    """What could not be read of it, or lacks a customer or a criterion."""


def written_lines(
    written: Sequence[FilledIn], inputs: Inputs, tiers: TierBook, policy: Policy, lang: Lang
) -> "WrittenLines":
    """The lines that stand in a plan as people left it, those that they added too, those that they deleted not."""
    found = kept((), written, plan_book(inputs, tiers, policy), lang)
    told = tuple(issue for issue in found.issues if not isinstance(issue, _ABOUT_THE_NEXT_PLAN))
    return WrittenLines(found.lines, told)


def plans(inputs: Inputs) -> tuple[FilledIn, ...]:
    """The plans that were given back."""
    return tuple(one for one in inputs.written if one.kind is FormKind.PLAN)


def plan_book(inputs: Inputs, tiers: TierBook, policy: Policy) -> PlanBook:
    """The plan's own book, where a line that people added finds its customer."""
    portfolio = inputs.loaded.portfolio
    until = policy.plan.until or portfolio.as_of + dt.timedelta(days=policy.plan.days)
    frame, names = portfolio.frame, tiers.names
    places = tiers.frame["rule"].to_numpy()
    owner = frame.get("manager")
    ids = frame.get("customer_id")

    def at(place: int) -> InBook:
        value = frame["value"].iloc[place]
        who, whose = (None if column is None else column.iloc[place] for column in (ids, owner))
        return InBook(
            customer_id=who if isinstance(who, str) else None,
            row=int(frame["row"].iloc[place]),
            tier=names[int(places[place])],
            value=None if pd.isna(value) else tiers.measure.amount(value),
            cell=None,
            owner=whose if isinstance(whose, str) else None,
        )

    sources = portfolio.sources
    return PlanBook(frame, portfolio.as_of, until, sources[0].sha256 if sources else "", at)
