"""Plans of books that are written down as text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.plan.calculate import basis_of, plan
from keyclient.analysis.plan.planned import planned
from keyclient.analysis.plan.result import PlanLine, PlanResult
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from tests.analysis.risk.held import MONTH_ENDS, TIERS
from tests.analysis.tier.tiered import book_of

SHA = "f00d"


def plan_of(
    *texts: str,
    lang: Lang = Lang.EN,
    tables: Mapping[str, object] | None = None,
    **settings: object,
) -> PlanResult:
    """Of the newest of some books, one a month from January 2026 on. Platinum from 100 yuan on, gold from 40.

    `settings`: those of `[plan]`; `tables`: further tables of the policy.
    """
    policy = Policy.model_validate({"tier": {"tiers": TIERS}, "plan": settings, **(tables or {})})
    dated = [replace(book_of(text), as_of=day) for text, day in zip(texts, MONTH_ENDS, strict=False)]
    return plan(planned(basis_of(risk_books(dated, policy), lang)), SHA)


def line_of(result: PlanResult, customer: str) -> PlanLine:
    """The one line of a customer."""
    (line,) = [one for one in result.lines if one.customer_id == customer]
    return line


def entries_of(result: PlanResult) -> dict[str | None, str | None]:
    """By customer: the entry of the catalogue that made her line."""
    return {one.customer_id: one.entry for one in result.lines}


def entry(name: str, trigger: str = "key", **settings: object) -> dict[str, object]:
    """One entry of a catalogue that asks for a contact unless settings say otherwise."""
    said = {"target": "t", "strategy": "s", "activity": "a", "proof": "contact since {start}"}
    return {"name": name, "trigger": trigger, **said, **settings}


def ordered(result: PlanResult, *attributes: str) -> Sequence[tuple[object, ...]]:
    """Some attributes of all lines in their order."""
    return [tuple(getattr(one, name) for name in attributes) for one in result.lines]
