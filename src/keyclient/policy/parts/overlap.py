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
    numbering: Annotated[
        Proportion,
        Label(
            "If more than this share of the customer ids of two books is contradicted by names or id numbers, the books number "
            "their customers differently, and no customer id joins them.",
            "两份表格相同客户号中，姓名或证件号码不符的占比高于此值的，视为各自编号，不按客户号合并。",
        ),
    ] = 0.5
    numbering_ids: Annotated[
        int,
        Field(ge=1),
        Label(
            "This is judged by so many names and id numbers at least that stand with one customer id in both books.",
            "作出上述判断所需的最少可比项数（同一客户号在两份表格中均有的姓名或证件号码）。",
        ),
    ] = 10
    same_list: Annotated[
        Proportion,
        Label(
            "A book of which this share of the customers stands in another one of its date and branch, and of these this share with "
            "the same values and managers, is that list saved twice and does not count.",
            "同一日期、同一网点的两份表格，较小一份中达到此比例的客户也在另一份中，且金额、客户经理相同的也达到此比例，视为同一清单重复保存，不再计入。",
        ),
    ] = 0.8
