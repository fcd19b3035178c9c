"""Lists that may be about the customers of some tiers. Faces import it, so it imports nothing heavy."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import ListedBy
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.policy.models import Policy


def by_tier(everybody: str = "top") -> ListedBy:
    """The tiers of the policy. `everybody`: the list of the result that holds every customer."""
    return ListedBy("tier", Label("tier", "层级"), _tiers, everybody=everybody)


def _tiers(policy: "Policy") -> dict[str, Label]:
    return {tier.name: tier.label for tier in policy.tier.ladder}
