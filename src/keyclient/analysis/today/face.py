"""The face of `today`."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.by_tier import by_tier
from keyclient.analysis.common.face import Analysis, BookOption, FileOption, Listing, Needs, SettingOption
from keyclient.analysis.common.ranking import UNMEASURED
from keyclient.model.label import Label
from keyclient.model.measure_fields import MEASURE_FIELDS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.models import Policy

_PREVIOUS = BookOption(
    "--previous",
    Label(
        "The last list of calls, whose status column is read back; or an earlier book of the same customers: whose money left. "
        "Repeatable.",
        "上一份联系名单（读回状态列）；也可指定同一批客户的往期客户表，用于判断谁的资金流出。可多次使用。",
    ),
    "earlier",
    metavar="LIST|BOOK",
)
_PLAN = BookOption(
    "--plan",
    Label(
        "The plan in force: lines that are due are a reason to call.",
        "现行行动计划：到期的行动列为联系理由。",
    ),
    "plan",
    metavar="PLAN",
)


def _manager(typed: str) -> tuple[str, ...]:
    import json

    return (f"today.manager={json.dumps(typed, ensure_ascii=False)}",)


_MANAGER = SettingOption(
    "--manager",
    Label("The list of this manager alone.", "只生成该客户经理的名单。"),
    _manager,
    metavar="NAME",
)
_PHONES = SettingOption(
    "--show-phones",
    Label(
        "Show telephone numbers in full; otherwise they are masked (138****5678).",
        "显示完整电话号码；不使用时部分隐去（138****5678）。",
    ),
    lambda _: ("today.phones=true",),
    is_flag=True,
)
_CALENDAR = FileOption(
    "--ics",
    Label(
        "Write what has a date, and appointments, to this calendar file too, for Outlook or a telephone. Names are masked.",
        "另将有日期的事项和约见写入此日历文件，可导入 Outlook 或手机；姓名部分隐去。",
    ),
    "calendar",
    ".ics",
    metavar="FILE",
)


def _needs(policy: "Policy") -> Needs:
    from keyclient.analysis.common.tier_needs import tier_needs

    return tier_needs(policy)._replace(life_cycle=True, product_counts=True)


def _analyse(inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
    from keyclient.analysis.today.answer import answer_today

    return answer_today(inputs, policy, query)


def _result() -> "type[BaseModel]":
    from keyclient.analysis.today.result import TodayResult

    return TodayResult


TODAY = Analysis(
    name="today",
    title=Label("Calls of today", "今日联系"),
    help=Label(
        "Whom each manager calls today, and why.",
        "今天每位客户经理该联系谁、为什么。",
    ),
    policy=("today", "calendar", "risk", "managers", "tier", "key", "lifecycle", "compare", "funnel"),
    needs=_needs,
    analyse=_analyse,
    result=_result,
    absence=UNMEASURED,
    fields=MEASURE_FIELDS,
    listed_by=(by_tier("lines"),),
    options=(_MANAGER, _PREVIOUS, _PLAN, _PHONES, _CALENDAR),
    listing=Listing(
        Label(
            "How many customers of each list to show (default: all on it, which are today.limit at most).",
            "每份名单显示多少个客户。默认全部，名单上限为 today.limit。",
        ),
        rows=None,
    ),
    has_groups=False,
    keeps_written=True,
    acts=True,
)
