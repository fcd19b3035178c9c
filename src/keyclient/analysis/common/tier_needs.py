"""What the tiers of a policy ask of the reader."""

from keyclient.analysis.common.face import Needs
from keyclient.policy.models import Policy
from keyclient.policy.parts.tier import TierPolicy


def tier_needs(policy: Policy) -> Needs:
    """The measure that every floor is about, where nobody names another, and further numbers."""
    tiers = policy.tier
    own = tiers.loyalty.products
    return Needs(
        measure=True,
        default_measure=measure_of_all(tiers),
        also=measures_asked(tiers),
        product_counts=own.weight > 0 and own.column is None,
    )


def measures_asked(policy: TierPolicy) -> tuple[str, ...]:
    """The fields and headings that the tiers and the loyalty score ask for beside the measure."""
    parts = policy.loyalty.components.values()
    asked = [tier.measure for tier in policy.ladder] + [part.column for part in parts if part.weight > 0]
    return tuple(dict.fromkeys(name for name in asked if name is not None))


def measure_of_all(policy: TierPolicy) -> str | None:
    """The one measure that every tier's floor is about; None where they are about several, or about the usual one."""
    asked = {tier.measure for tier in policy.ladder if not tier.is_rest}
    return asked.pop() if len(asked) == 1 else None
