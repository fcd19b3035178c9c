"""The face of `funnel`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import LISTED_FIELDS, Analysis, BookOption, Listing, Needs, SettingOption
from keyclient.model.label import Label
from keyclient.model.regex import regex

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy

_NAME = regex(r"\s*(?:'([^']*)'|\"([^\"]*)\"|([^,，、;；>→|]*?))\s*(?:[,，、;；>→|]|$)")
"""A stage and what may stand between stages; a name with such a sign in it stands in quotation marks."""


def _stages(typed: str) -> tuple[str, ...]:
    import json

    names = [name for match in _NAME.finditer(typed.strip()) if (name := "".join(match.groups("")))]
    return (f"funnel.stages={json.dumps(names, ensure_ascii=False)}",)


_OPTIONS = (
    BookOption(
        "--log",
        Label(
            "A second file with the log of stages: customer or deal, stage, date. By default a sheet of BOOK that is one.",
            "另一个文件中的阶段变化记录（客户或商机、阶段、日期）。省略时查找 BOOK 中的记录工作表。",
        ),
        "log",
        metavar="FILE",
    ),
    BookOption("--log-sheet", Label("Sheet that is the log.", "阶段变化记录所在的工作表。"), "log_sheet"),
    SettingOption(
        "--stages",
        Label(
            "Stages in order, first to last; the last one means won.",
            "按先后顺序的各阶段，最后一个表示成交。",
        ),
        _stages,
        metavar="A,B,C",
    ),
    BookOption(
        "--compare", Label("Earlier book to compare with.", "用于对比的上期表格。"), "older", metavar="OLD"
    ),
    SettingOption(
        "--window",
        Label(
            "Share won within this many days of entry, among those observed that long.",
            "统计进入后若干天内成交的比例，观察期不足者不计。",
        ),
        lambda typed: (f"funnel.window={typed}",),
        metavar="DAYS",
        is_number=True,
        smallest=1,
    ),
)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.funnel.answer import answer_funnel

    return answer_funnel(inputs, policy, query)


def _at_scale(inputs: "ScanInputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.funnel.at_scale import answer_funnel_at_scale

    return answer_funnel_at_scale(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.funnel.result import FunnelResult

    return FunnelResult


FUNNEL = Analysis(
    name="funnel",
    title=Label("Funnel", "营销漏斗"),
    help=Label("How many pass each stage, and where they are lost.", "各阶段转化率，以及在哪里流失。"),
    policy=("funnel",),
    needs=lambda _: Needs(pipeline=True),
    analyse=_analyse,
    at_scale=_at_scale,
    scanned=LISTED_FIELDS,
    result=_result,
    absence=Label("No column with stages or outcomes.", "没有客户阶段或商机结果列。"),
    fields=("stage", "outcome"),
    options=_OPTIONS,
    listing=Listing(
        Label(
            "How many groups to list (default all; on a terminal as many as fit).",
            "列出多少个分组。默认全部；终端中以一屏为限。",
        ),
        rows=None,
    ),
    lists_customers=False,
    by_branch=True,
)
