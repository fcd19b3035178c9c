"""The face of `risk`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.by_tier import by_tier
from keyclient.analysis.common.face import Analysis, BookOption, ListedBy, Needs
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy

SEVERITIES = {
    "red": Label("red", "红"),
    "orange": Label("orange", "橙"),
    "yellow": Label("yellow", "黄"),
    "grey": Label("grey", "灰"),
    "none": Label("none", "无"),
}
_PREVIOUS = BookOption(
    "--previous",
    Label(
        "Earlier book of the same customers: who is down, whose manager changed, whether warnings came true. Repeatable.",
        "同一批客户的往期客户表：谁下降、谁换了客户经理、预警是否应验。可多次使用。",
    ),
    "earlier",
    metavar="BOOK",
)


def _severities(_: "Policy") -> dict[str, Label]:
    """Those of whom something is to be said; the others are in no list."""
    return {name: label for name, label in SEVERITIES.items() if name != "none"}


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)._replace(life_cycle=True, product_counts=True)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.risk.answer import answer_risk

    return answer_risk(inputs, policy, query)


def _standing(inputs: "Inputs", policy: "Policy") -> "Standing":
    from keyclient.analysis.risk.standing import risk_standing

    return risk_standing(inputs, policy)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.risk.result import RiskResult

    return RiskResult


RISK = Analysis(
    name="risk",
    title=Label("Customers at risk", "流失风险"),
    help=Label(
        "Which key customers may leave, why, and through whom; whether such warnings came true.",
        "哪些重点客户可能流失、为什么、系于谁；以往预警是否应验。",
    ),
    policy=("risk", "managers", "tier", "key", "compare", "funnel", "lifecycle"),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    standing=_standing,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    listed_by=(
        ListedBy("severity", Label("severity", "预警等级"), _severities, everybody="customers"),
        by_tier("customers"),
    ),
    options=(_PREVIOUS,),
    has_groups=False,
)
