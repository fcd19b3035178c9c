"""The face of `tier`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.by_tier import by_tier
from keyclient.analysis.common.face import Analysis, BookOption, Needs, SettingOption
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import AVERAGES, MEASURE_FIELDS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy

_PRESET = SettingOption(
    "--preset",
    Label(
        "A list of tiers from the policy's presets, such as training or cards.",
        "采用策略中的某个分层方案，例如 training、cards。",
    ),
    lambda typed: (f"tier.preset={typed}", "tier.tiers=") if typed else (),
    metavar="NAME",
)
_PREVIOUS = BookOption(
    "--previous",
    Label(
        "Earlier book of the same customers: tiers rise at once and fall slowly. Repeatable.",
        "同一批客户的往期客户表：升级即时、降级从缓。可多次使用。",
    ),
    "earlier",
    metavar="BOOK",
)
_WHO = ("customer_id", "name", "phone", "manager", "branch")
_LOYAL = ("open_date", "products", "last_contact", "last_transaction", "referrals", "satisfaction")
_SCANNED = (*_WHO, *_LOYAL, "book_tier", *AVERAGES)
"""The balances tell whether it can be said where an average is going."""


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.tier.answer import answer_tier

    return answer_tier(inputs, policy, query)


def _at_scale(inputs: "ScanInputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.tier.at_scale import answer_tier_at_scale

    return answer_tier_at_scale(inputs, policy, query)


def _standing(inputs: "Inputs", policy: "Policy") -> "Standing":
    from keyclient.analysis.tier.standing import tier_standing

    return tier_standing(inputs, policy)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.tier.result import TierResult

    return TierResult


TIER = Analysis(
    name="tier",
    title=Label("Customer tiers", "客户分层"),
    help=Label(
        "Who is platinum, gold, iron, why, and who is close to the next tier.",
        "谁是铂金、黄金、铁，为什么，谁接近上一级。",
    ),
    policy=("tier", "key"),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    standing=_standing,
    at_scale=_at_scale,
    keeps_fields=False,
    scanned=_SCANNED,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    listed_by=(by_tier(),),
    options=(_PRESET, _PREVIOUS),
)
