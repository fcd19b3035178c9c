"""Whom to call today (`today`)."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.label import Label, listed
from keyclient.policy.parts.base import Contradiction, PolicyPart
from keyclient.policy.parts.tier import one_of

REASONS = (
    "matures",
    "left",
    "grace_ends",
    "near",
    "plan_due",
    "overdue",
    "birthday",
    "new",
    "dormant",
)
"""Why a customer may be on a list of calls, in the order in which lists are filled."""


class TodayPolicy(PolicyPart):
    """The list of calls of one day (`today`)."""

    title = Label("Calls of today", "今日联系")

    limit: Annotated[
        int,
        Field(ge=1),
        Label("Customers on the list of one manager.", "每名客户经理名单上的客户数上限。"),
    ] = 15
    quotas: Annotated[
        dict[str, Annotated[int, Field(ge=0)]],
        Label(
            "Most customers on one list for whom a reason is the first one; 0: it is no reason. Reasons that are not named are "
            "limited by the list alone: {reasons}.",
            "每份名单中以某理由为首要理由的客户数上限；0 表示不采用该理由。未列明的理由仅受名单总数限制。可用：{reasons}。",
        ).filled(reasons=listed(REASONS)),
    ] = Field(
        default_factory=lambda: {
            "left": 8,
            "grace_ends": 5,
            "near": 5,
            "overdue": 10,
            "birthday": 3,
            "new": 3,
            "dormant": 2,
        }
    )
    overdue_others: Annotated[
        int,
        Field(ge=0),
        Label(
            "Most customers on one list who are no key customers and whose first reason is an overdue contact. They come after all "
            "others; overdue key customers are limited by quotas.",
            "每份名单中以逾期未联系为首要理由的非重点客户数上限，此类客户排在最后；重点客户的上限见 quotas。",
        ),
    ] = 3
    manager: Annotated[
        Annotated[str, StringConstraints(min_length=1)] | None,
        Label(
            "Make the list of this manager alone. Width, case and blanks make no difference.",
            "只生成该客户经理的名单；不区分全角半角、大小写和空格。",
        ),
    ] = None
    phones: Annotated[
        bool,
        Label(
            "Show telephone numbers in full. Otherwise they are masked: 138****5678.",
            "显示完整电话号码；否则部分隐去：138****5678。",
        ),
    ] = False
    calendar_names: Annotated[
        bool,
        Label(
            "Name customers in full in a calendar file. Otherwise names are masked; telephone numbers never stand in it.",
            "日历文件中显示客户全名；否则部分隐去。日历文件中不含电话号码。",
        ),
    ] = False
    quiet_days: Annotated[
        int,
        Field(ge=0),
        Label(
            "Whoever was contacted within so many days is left out, unless money matures.",
            "在此天数内已联系过的客户不再列入，资金到期的除外。",
        ),
    ] = 14
    maturing_days: Annotated[
        int,
        Field(ge=0, le=366),
        Label("Money that matures within so many days is a reason.", "多少天内到期的资金列为联系理由。"),
    ] = 7
    birthday_days: Annotated[
        int,
        Field(ge=0, le=60),
        Label("A birthday within so many days is a reason.", "多少天内的生日列为联系理由。"),
    ] = 7
    new_days: Annotated[
        int,
        Field(ge=0, le=366),
        Label("An account opened within so many days is a reason.", "开户未满多少天的新客户列为联系理由。"),
    ] = 30
    stale_days: Annotated[
        int,
        Field(ge=0, le=3660),
        Label(
            "A data date of more than so many days ago is told by today and plan.",
            "数据日期距今超过此天数时，today 与 plan 给出提示。",
        ),
    ] = 3

    @model_validator(mode="after")
    def _quotas_are_of_reasons(self) -> "TodayPolicy":
        for name in self.quotas:
            if name not in REASONS:
                raise Contradiction(one_of(REASONS), f"quotas.{name}")
        return self

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons that count, in order."""
        return tuple(name for name in REASONS if self.quotas.get(name) != 0)
