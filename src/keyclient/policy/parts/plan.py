"""Who does what for which key customer until when (`plan`)."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart, Proportion


class PlanPolicy(PolicyPart):
    """The plan for key customers (`plan`)."""

    title = Label("Plan", "行动计划")

    days: Annotated[
        int,
        Field(ge=1, le=366),
        Label("Days after the data date by which all lines are due.", "计划期限：自数据日期起的天数。"),
    ] = 30
    until: Annotated[
        dt.date | None,
        Label(
            "The last day of the plan (--until). Unset: as `days` says.",
            "计划截止日（--until）。未设置时按 days。",
        ),
    ] = None
    per_day: Annotated[
        int,
        Field(ge=1),
        Label("Lines of one manager that may be due on one day.", "每名客户经理每天到期的行动数上限。"),
    ] = 5
    wallet: Annotated[
        Proportion,
        Label(
            "A large customer is kept (保) from this share of the wallet, and to be won (争) below it.",
            "大客户钱包份额达到此值为“保”，低于此值为“争”。",
        ),
    ] = 0.50
    resources: Annotated[
        Proportion,
        Label(
            "The share of all effort that belongs to the customers of class A.", "应投向 A 类客户的资源占比。"
        ),
    ] = 0.80
    few: Annotated[
        int,
        Field(ge=1),
        Label(
            "The return of a plan is not judged with fewer customers than this on either side.",
            "对照任一侧客户数少于此数的，不计算成效。",
        ),
    ] = 10
    z: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "Width of the intervals, in standard errors: 1.959964 means 95 %.",
            "区间宽度（标准误倍数）：1.959964 即 95%。",
        ),
    ] = 1.959964
