"""The face of `overlap`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, ListedBy, Needs
from keyclient.model.label import Label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy

STEPS = {
    "agreed": Label("agreed", "无争议"),
    "assigned": Label("assigned", "已分配管户"),
    "contact": Label("contact", "近期联系"),
    "opening": Label("earliest opening", "最早开户"),
    "deposits": Label("largest deposits", "存款最多"),
    "loans": Label("loan", "贷款最多"),
    "revenue": Label("contribution", "贡献最大"),
    "undecided": Label("undecided", "待协商"),
    "unclaimed": Label("no owner named", "未注明归属"),
}
"""The steps of the ladder that decides whose a customer is, in their order."""


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)._replace(measure=False, ranked=False)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.overlap.answer import answer_overlap

    return answer_overlap(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.overlap.result import OverlapResult

    return OverlapResult


OVERLAP = Analysis(
    name="overlap",
    title=Label("Shared customers", "客户重叠"),
    help=Label(
        "Which customers and prospects several branches or managers claim, and whose they are, by which evidence.",
        "哪些客户、商机被多个机构或客户经理同时认领，归谁，依据是什么。",
    ),
    policy=("overlap", "managers", "tier", "key", "funnel"),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    absence=Label("No column says who the customers are.", "没有能识别客户身份的列。"),
    fields=("customer_id", "id_number", "name", "phone"),
    listed_by=(
        ListedBy("step", Label("step", "判定依据"), lambda _: STEPS, everybody="same", records="customers"),
    ),
    has_groups=False,
    writes_back=False,
    joins_books=True,
)
