"""The face of `compare`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, BookOption, ListedBy, Needs
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy

_SAME = BookOption(
    "--same",
    Label(
        "File with pairs of numbers that are one customer: the old number, the new one.",
        "写有同一客户号码对照的文件：旧客户号、新客户号两列。",
    ),
    "same",
    metavar="FILE",
)

_LISTED = ("customer_id", "name", "phone", "manager", "branch")
_BALANCES = (
    "aum",
    "deposits",
    "investments",
    "aum_average",
    "deposits_average",
    "aum_change",
    "deposits_change",
)
_IDENTITY = ("id_number", "birth_date", "gender", "kind")
_LOYALTY = ("open_date", "products", "last_contact", "last_transaction", "referrals", "satisfaction")
"""What the scores that may decide a tier are made of."""


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.compare.answer import answer_compare

    return answer_compare(inputs, policy, query)


def _at_scale(inputs: "ScanInputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.compare.at_scale import answer_compare_at_scale

    return answer_compare_at_scale(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.compare.result import CompareResult

    return CompareResult


def _buckets(policy: "Policy") -> "Mapping[str, Label]":  # noqa: ARG001
    from keyclient.analysis.compare.buckets import BUCKET_LABELS

    return {bucket.value: label for bucket, label in BUCKET_LABELS.items()}


def _tiers(policy: "Policy") -> "Mapping[str, Label]":
    return {tier.name: tier.label for tier in policy.tier.ladder}


COMPARE = Analysis(
    name="compare",
    title=Label("What moved", "多期对比"),
    help=Label(
        "What moved between books, in customers and in yuan; who is rising, who is leaving.",
        "各期之间变动了多少客户、多少金额；谁在上升，谁在流失。",
    ),
    policy=("compare", "tier", "key"),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    absence=Label("No earlier book to compare with.", "没有可对比的往期客户表。"),
    fields=MEASURE_FIELDS,
    options=(_SAME,),
    listed_by=(
        ListedBy("bucket", Label("bucket", "变动类别"), _buckets, everybody="moved"),
        ListedBy("from", Label("tier before", "原层级"), _tiers, attribute="from_", everybody="moved"),
        ListedBy("to", Label("tier now", "现层级"), _tiers, everybody="moved"),
    ),
    compares_books=True,
    at_scale=_at_scale,
    keeps_fields=False,
    scanned=(*_LISTED, *_BALANCES, *_IDENTITY, *_LOYALTY),
)
