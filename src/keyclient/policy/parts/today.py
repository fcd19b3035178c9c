"""Whom to call today (`today`)."""

from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart


class TodayPolicy(PolicyPart):
    """The list of calls of one day (`today`)."""

    title = Label("Calls of today", "今日联系")

    limit: Annotated[
        int,
        Field(ge=1),
        Label("Customers on the list of one manager.", "每名客户经理名单上的客户数上限。"),
    ] = 15
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
