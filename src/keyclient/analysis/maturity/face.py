"""The face of `maturity`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, BookOption, Listing, Needs
from keyclient.model.label import Label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy

_PREVIOUS = BookOption(
    "--previous",
    Label(
        "Earlier book of the same customers: what became of what has matured since. Of several the newest counts.",
        "同一批客户的往期客户表：期间到期的资金去了哪里。指定多个时以最新一期为准。",
    ),
    "earlier",
    metavar="BOOK",
)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.maturity.answer import answer_maturity

    return answer_maturity(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.maturity.result import MaturityResult

    return MaturityResult


MATURITY = Analysis(
    name="maturity",
    title=Label("Maturities", "到期"),
    help=Label(
        "What matures when, with whom; what became of what has matured.",
        "哪些资金何时到期、由谁负责；到期资金去了哪里。",
    ),
    policy=("maturity", "calendar"),
    needs=lambda _: Needs(ranked=False, about=("maturity_date",)),
    analyse=_analyse,
    result=_result,
    absence=Label("No column of maturity dates.", "没有到期日列。"),
    fields=("maturity_date",),
    options=(_PREVIOUS,),
    listing=Listing(
        Label(
            "How many products to list (default 20; all for CSV and files).",
            "列出多少笔产品。默认 20；CSV 和文件为全部。",
        )
    ),
)
