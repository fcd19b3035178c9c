"""Customers whom several branches or managers claim (`overlap`)."""

from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart, Proportion


class OverlapPolicy(PolicyPart):
    """Customers of several branches or managers (`overlap`)."""

    title = Label("Shared customers", "客户重叠")

    public: Annotated[
        int,
        Field(ge=2),
        Label(
            "A telephone number or address of so many people or more proves nothing.",
            "被此数以上（含）的人共用的电话或地址不作为依据。",
        ),
    ] = 4
    coincidences: Annotated[
        Proportion,
        Label(
            "If more than this share of the pairs of a rule is to be expected by coincidence, only their number is shown.",
            "预计由巧合造成的占比高于此值的规则，只显示数量，不列名单。",
        ),
    ] = 0.1
    contact_days: Annotated[
        int,
        Field(ge=1),
        Label(
            "Whoever was in contact with the customer within so many days comes before others.",
            "最近多少天内有过联系的一方优先。",
        ),
    ] = 180
