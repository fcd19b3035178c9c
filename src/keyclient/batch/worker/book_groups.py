"""The customers of a book in its branches and with its managers, each with the money of the rows there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from keyclient.analysis.tier.result import TierResult
from keyclient.batch.record.figures import BranchFigures, GroupFigures, SharedCustomer, TierFigures
from keyclient.batch.worker.portfolio_files import BRANCH, amounts_of
from keyclient.model.portfolio import Portfolio

MANAGER = "manager"


class Part(NamedTuple):
    """What a customer has in one branch with one manager."""

    row: int
    branch: str
    manager: str | None
    amount: Decimal | None


def parts_of(portfolio: Portfolio, default: str) -> list[Part]:
    """A part for every customer, branch and manager. `default`: the branch where the book names none."""
    by = [name for name in (BRANCH, MANAGER) if name in portfolio.frame]
    frame = portfolio.frame
    if portfolio.split is not None and by:
        frame = portfolio.split(by, [])
    size, measure = len(frame), portfolio.measure
    branches, managers = (
        frame[name].fillna("").astype(str).str.strip().tolist() if name in by else [""] * size
        for name in (BRANCH, MANAGER)
    )
    amounts = [None] * size if measure is None else amounts_of(frame["value"], measure)
    return [
        Part(row, branch or default, manager or None, amount)
        for row, branch, manager, amount in zip(
            frame["row"].tolist(), branches, managers, amounts, strict=True
        )
    ]


def groups_of(parts: Iterable[Part]) -> Iterator[GroupFigures]:
    """The customers and values by branch and manager, added up exactly."""
    found: dict[tuple[str, str | None], list[Part]] = defaultdict(list)
    for part in parts:
        found[part.branch, part.manager].append(part)
    for (branch, manager), own in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        yield GroupFigures(
            branch=branch,
            manager=manager,
            customers=len(_rows(own)),
            valued=len(_valued(own)),
            value=_sum(own),
        )


def branches_of(parts: Iterable[Part], tiers: TierResult | None) -> Iterator[BranchFigures]:
    """The customers and values by branch, with those of each tier."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.branch].append(part)
    tier_of = _tier_of(tiers)
    for branch, own in sorted(found.items()):
        yield BranchFigures(
            branch=branch,
            customers=len(_rows(own)),
            valued=len(_valued(own)),
            value=_sum(own),
            tiers=None if tiers is None else tuple(_tiers(own, tiers, tier_of)),
        )


def _tiers(parts: Sequence[Part], tiers: TierResult, tier_of: dict[int, str]) -> Iterator[TierFigures]:
    for line in tiers.tiers:
        own = [part for part in parts if tier_of.get(part.row) == line.tier]
        yield TierFigures(tier=line.tier, customers=len(_rows(own)), value=_sum(own))


def shared_of(parts: Iterable[Part], tiers: TierResult | None) -> Iterator[SharedCustomer]:
    """The customers who stand in several groups."""
    found: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.row].append(part)
    tier_of = _tier_of(tiers)
    for row, own in sorted(found.items()):
        groups = sorted({(part.branch, part.manager) for part in own}, key=lambda one: (one[0], one[1] or ""))
        if len(groups) > 1:
            valued = {part.branch for part in own if part.amount is not None}
            yield SharedCustomer(
                row=row, groups=tuple(groups), valued=tuple(sorted(valued)), tier=tier_of.get(row)
            )


def _tier_of(tiers: TierResult | None) -> dict[int, str]:
    return {} if tiers is None else {customer.row: customer.tier for customer in tiers.top}


def _rows(parts: Iterable[Part]) -> set[int]:
    return {part.row for part in parts}


def _valued(parts: Iterable[Part]) -> set[int]:
    return {part.row for part in parts if part.amount is not None}


def _sum(parts: Iterable[Part]) -> Decimal:
    return sum((part.amount for part in parts if part.amount is not None), Decimal(0))
