"""The face of `check`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, Listing, Needs
from keyclient.model.label import NO_WORDS, Label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.check.answer import answer_check

    return answer_check(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.check.result import CheckResult

    return CheckResult


CHECK = Analysis(
    name="check",
    title=Label("Data quality", "数据质量"),
    help=Label("What is wrong or missing in the book.", "客户表有哪些问题或缺失。"),
    policy=("check",),
    needs=lambda _: Needs(traced=True),
    analyse=_analyse,
    result=_result,
    absence=NO_WORDS,
    listing=Listing(
        Label(
            "How many findings and customers with gaps to list (default all findings, 20 customers; with --out all of "
            "both).",
            "列出多少条问题和多少个待补录客户。默认为全部问题和 20 个客户；使用 --out 时均为全部。",
        )
    ),
    lists_customers=False,
    has_groups=False,
    writes_back=False,
    lists_issues=True,
)
