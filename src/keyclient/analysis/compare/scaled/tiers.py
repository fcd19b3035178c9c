"""The tiers of a portfolio that an engine computes, as far as a comparison needs them: floors and deciding scores."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.analysis.common.tier_scan import with_products
from keyclient.analysis.common.tier_steps import (
    Step,
    component_columns,
    shares_by_column,
    steps_of,
)
from keyclient.metrics.loyalty import with_loyalty
from keyclient.metrics.reached import reached_at_scale
from keyclient.model.measure import Measure
from keyclient.model.scan import Scan
from keyclient.policy.parts.tier import TierPolicy

Frame = nw.LazyFrame[Any]


def tier_steps(
    scan: Scan, policy: TierPolicy, measures: Sequence[Measure], positives: Mapping[str, int]
) -> tuple[Step, ...]:
    """The tiers with their floors. `measures`: that of the floor of each; `positives`: see `shared_columns`."""
    main = measures[0] if scan.measure is None else scan.measure
    reaches = {
        column: reached_at_scale(scan.frame, column, positives[column], shares) if shares else {}
        for column, shares in shares_by_column(policy.ladder, measures, main).items()
    }
    return steps_of(policy.ladder, measures, main, reaches)


def shared_columns(policy: TierPolicy, measures: Sequence[Measure], main: Measure) -> list[str]:
    """The columns of which floors are shares: how many customers have more than zero in each has to be known."""
    return [column for column, shares in shares_by_column(policy.ladder, measures, main).items() if shares]


def scored(scan: Scan, policy: TierPolicy) -> Frame:
    """The customers with `judged` where a tier asks for loyalty; as they are where none does."""
    given = component_columns(policy, scan.further)
    if all(tier.loyalty is None for tier in policy.ladder):
        return scan.frame
    return with_loyalty(with_products(scan), policy.loyalty, scan.as_of, given)
