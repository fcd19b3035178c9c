"""The customers of a book by the policy in force and by another one."""

from collections.abc import Iterator, Sequence

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.standing import Standing
from keyclient.analysis.what_if.flows import Pair, worth_of
from keyclient.analysis.what_if.lists import moved, near_floors
from keyclient.analysis.what_if.owned import Owned, by_branch, by_column, by_manager, owned_flows
from keyclient.analysis.what_if.result import (
    Curve,
    CurveGroup,
    CurveStep,
    CustomerNearFloor,
    FloorMove,
    MovedCustomer,
    WhatIfResult,
)
from keyclient.analysis.what_if.seats import seats_asked, seats_of
from keyclient.analysis.what_if.tried import Tried
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.policy.models import Policy

Standings = tuple[Standing, Sequence[Standing]]
"""Those of the policy in force, and of each policy that is tried."""


def standings(tried: Tried, inputs: Inputs) -> Standings:
    """Where each policy puts each customer. Raises as the analysis."""
    stand = tried.analysis.standing
    if stand is None:
        raise ValueError("an analysis without groups of customers has no what-if")
    return stand(inputs, tried.base), [stand(inputs, policy) for policy in tried.reforms]


def what_if(tried: Tried, inputs: Inputs, found: Standings) -> WhatIfResult:
    """Who comes in and who goes out, all of them listed; for a range the curve alone."""
    loaded, worth = inputs.loaded, worth_of(inputs.loaded.portfolio)
    base, reforms = found
    pairs = [Pair(base, reform, worth) for reform in reforms]
    plain = _plain(tried, loaded.portfolio)
    if tried.trial.key is not None:
        return plain.model_copy(update={"curve": _curve(tried, loaded.portfolio, pairs)})
    return plain.model_copy(update=_compared(tried, loaded, pairs[0]))


def _plain(tried: Tried, portfolio: Portfolio) -> WhatIfResult:
    """What holds whatever is tried."""
    measure, frame = portfolio.measure, portfolio.frame
    return WhatIfResult(
        analysis=tried.analysis.name,
        measure=None if measure is None else measure.name,
        customers=len(frame),
        blank=int(frame["value"].isna().sum()) if "value" in frame else len(frame),
        changes=tried.changes(),
        base_sha256=tried.sha256(tried.base),
        reform_sha256=None,
        focus=None,
        groups=(),
        floors=(),
        managers=None,
        branches=None,
        by=None,
        seats=None,
        moved=LazyRows(MovedCustomer, ListSource()),
        total_moved=0,
        near=LazyRows(CustomerNearFloor, ListSource()),
        total_near=0,
        curve=None,
    )


def _compared(tried: Tried, loaded: Loaded, pair: Pair) -> dict[str, object]:
    """The figures of one policy that is tried."""
    portfolio, reform = loaded.portfolio, tried.reforms[0]
    managers, branches = by_manager(portfolio, tried.base.managers), by_branch(portfolio)
    each = seats_each(reform)
    seats = None if managers is None else seats_of(managers, branches, pair, each)
    moving, near = moved(portfolio, pair), near_floors(portfolio, pair, tried.base.what_if.near)
    return {
        "reform_sha256": tried.sha256(reform),
        "focus": pair.focus,
        "groups": tuple(pair.groups()),
        "floors": tuple(_floors(pair)),
        "managers": None if managers is None else owned_flows(managers, pair, seats),
        "branches": None if branches is None else owned_flows(branches, pair),
        "by": None if loaded.group is None else owned_flows(by_column(portfolio, loaded.group), pair),
        "seats": None if managers is None or seats is None else seats_asked(managers, pair, seats, each),
        "moved": moving,
        "total_moved": len(moving),
        "near": near,
        "total_near": len(near),
    }


def seats_each(policy: Policy) -> int | None:
    """The seats of a manager, where the policy says."""
    return policy.managers.seats


def _floors(pair: Pair) -> Iterator[FloorMove]:
    """Every floor of either policy, in the order of the groups."""
    for group in dict.fromkeys((*pair.reform.groups, *pair.base.groups)):
        old, new = pair.base.floors.get(group), pair.reform.floors.get(group)
        told = new or old
        if told is not None:
            yield FloorMove(
                group=group,
                measure=told.measure.name,
                base=None if old is None else old.floor,
                reform=None if new is None else new.floor,
            )


def _curve(tried: Tried, portfolio: Portfolio, pairs: Sequence[Pair]) -> Curve:
    managers, branches = by_manager(portfolio, tried.base.managers), by_branch(portfolio)
    steps = zip(tried.trial.steps, tried.reforms, pairs, strict=True)
    return Curve(
        key=tried.trial.key or "",
        steps=tuple(
            CurveStep(
                value=step.number,
                text=step.text,
                policy_sha256=tried.sha256(policy),
                focus=pair.focus,
                groups=tuple(CurveGroup(group=flow.group, held=flow.reform) for flow in pair.groups()),
                over=_over(managers, branches, pair, seats_each(policy)),
            )
            for step, policy, pair in steps
        ),
    )


def _over(managers: Owned | None, branches: Owned | None, pair: Pair, each: int | None) -> int | None:
    """Key customers beyond the seats of their managers; None where nothing is said of seats."""
    seats = None if managers is None else seats_of(managers, branches, pair, each)
    asked = None if managers is None or seats is None else seats_asked(managers, pair, seats, each)
    return None if asked is None else asked.over
