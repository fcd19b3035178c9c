"""The face of `lifecycle`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import LISTED_FIELDS, Analysis, Needs, SettingOption
from keyclient.model.label import Label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy

_MONTHS = SettingOption(
    "--months",
    Label(
        "List customers who enter the next age band within N months.",
        "列出 N 个月内进入下一年龄段的客户。",
    ),
    lambda typed: (f"lifecycle.months={typed}",),
    metavar="N",
    is_number=True,
)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.lifecycle.answer import answer_lifecycle

    return answer_lifecycle(inputs, policy, query)


def _at_scale(inputs: "ScanInputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.lifecycle.at_scale import answer_lifecycle_at_scale

    return answer_lifecycle_at_scale(inputs, policy, query)


def _standing(inputs: "Inputs", policy: "Policy") -> "Standing":
    from keyclient.analysis.lifecycle.standing import lifecycle_standing

    return lifecycle_standing(inputs, policy)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.lifecycle.result import LifecycleResult

    return LifecycleResult


LIFECYCLE = Analysis(
    name="lifecycle",
    title=Label("Life cycle", "生命周期"),
    help=Label(
        "What each age band needs and holds, and whom to talk to.",
        "各年龄段需要什么、持有什么、该找谁谈什么。",
    ),
    policy=("lifecycle",),
    needs=lambda _: Needs(life_cycle=True),
    analyse=_analyse,
    scanned=(*LISTED_FIELDS, "kind", "birth_date", "age", "id_number", "risk_rating"),
    result=_result,
    standing=_standing,
    at_scale=_at_scale,
    absence=Label("No column with birth dates, ages or id numbers.", "没有出生日期、年龄或身份证号列。"),
    fields=("birth_date", "age", "id_number"),
    options=(_MONTHS,),
)
