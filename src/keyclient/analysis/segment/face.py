"""The face of `segment`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import LISTED_FIELDS, Analysis, ListedBy, Needs, SettingOption
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy

_CUT = SettingOption(
    "--cut",
    Label(
        "Where class A ends: share, at the policy's target (80 %); auto, at the point of this book's curve nearest to "
        "the ideal.",
        "A 类的分界：share 按策略的目标占比（80%）；auto 取本表累计曲线上距理想点最近处。",
    ),
    lambda typed: (f"segment.cut={typed}",),
    choices=("share", "auto"),
)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.segment.answer import answer_segment

    return answer_segment(inputs, policy, query)


def _at_scale(inputs: "ScanInputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.segment.at_scale import answer_segment_at_scale

    return answer_segment_at_scale(inputs, policy, query)


def _classes(_: "Policy") -> "Mapping[str, Label]":
    from keyclient.analysis.segment.grouping import LETTERS

    return {letter: Label(letter, f"{letter}类") for letter in LETTERS}


def _standing(inputs: "Inputs", policy: "Policy") -> "Standing":
    from keyclient.analysis.segment.standing import segment_standing

    return segment_standing(inputs, policy)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.segment.result import SegmentResult

    return SegmentResult


SEGMENT = Analysis(
    name="segment",
    title=Label("Customer value", "客户价值"),
    help=Label("Which few customers bring most of the value.", "哪些少数客户贡献了大部分价值。"),
    policy=("segment",),
    needs=lambda _: Needs(measure=True),
    analyse=_analyse,
    scanned=LISTED_FIELDS,
    result=_result,
    standing=_standing,
    at_scale=_at_scale,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    options=(_CUT,),
    listed_by=(ListedBy("class", Label("class", "类别"), _classes, "class_"),),
)
