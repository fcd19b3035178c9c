"""The face of `plan`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.by_tier import by_tier
from keyclient.analysis.common.face import Analysis, BookOption, Listing, Needs, SettingOption
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from types import UnionType

    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy

_PREVIOUS = BookOption(
    "--previous",
    Label(
        "The last plan, whose lines stay with what people wrote; or an earlier book of the same customers: who is down, who left. "
        "Repeatable.",
        "上一份行动计划（保留大家填写的内容）；也可指定同一批客户的往期客户表，用于判断谁下降、谁流失。可多次使用。",
    ),
    "earlier",
    metavar="PLAN|BOOK",
)
_VERIFY = BookOption(
    "--verify",
    Label(
        "Later book of the same customers: judge the plan by it instead of making one. Repeatable.",
        "同一批客户的后期客户表：不再制订计划，而是据此检查计划完成情况。可多次使用。",
    ),
    "newer",
    metavar="BOOK",
)
_UNTIL = SettingOption(
    "--until",
    Label("The last day of the plan, such as 2026-10-31.", "计划截止日，如 2026-10-31。"),
    lambda typed: (f"plan.until={typed}",),
    metavar="DATE",
)


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)._replace(life_cycle=True, product_counts=True)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.plan.answer import answer_plan

    return answer_plan(inputs, policy, query)


def _standing(inputs: "Inputs", policy: "Policy") -> "Standing":
    from keyclient.analysis.plan.standing import plan_standing

    return plan_standing(inputs, policy)


def _result() -> "type[BaseModel] | UnionType":
    from keyclient.analysis.plan.result import PlanResult
    from keyclient.analysis.plan.verify_result import VerifyResult

    return PlanResult | VerifyResult


PLAN = Analysis(
    name="plan",
    title=Label("Plan", "行动计划"),
    help=Label(
        "Who does what for which key customer until when; with --verify whether it was done and what it brought.",
        "谁在何时之前为哪位重点客户做什么；加 --verify 检查完成情况与成效。",
    ),
    policy=(
        "plan",
        "today",
        "calendar",
        "risk",
        "managers",
        "tier",
        "key",
        "segment",
        "lifecycle",
        "compare",
        "funnel",
    ),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    standing=_standing,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    listed_by=(by_tier("lines"),),
    options=(_PREVIOUS, _VERIFY, _UNTIL),
    listing=Listing(
        Label(
            "How many lines to list (default 20; all for CSV and files).",
            "列出多少行行动。默认 20；CSV 和文件为全部。",
        )
    ),
    has_groups=False,
    keeps_written=True,
    acts=True,
)
