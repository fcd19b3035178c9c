"""What else a book says about a customer: address, industry, other banks, remarks."""

from typing import Annotated

from keyclient.model.column import Column, Reads
from keyclient.model.customer.values import FieldGroup, Text
from keyclient.model.label import Label


class BackgroundFields(FieldGroup):
    """What else the book says about the customer."""

    address: Annotated[
        Text | None,
        Column(
            Label("address", "联系地址"),
            Label("Where the customer lives, or the company is.", "家庭住址、通讯地址或单位地址。"),
            (
                "联系地址",
                "通讯地址",
                "通信地址",
                "家庭地址",
                "家庭住址",
                "居住地址",
                "现住址",
                "住址",
                "常住地址",
                "客户地址",
                "地址",
                "单位地址",
                "公司地址",
                "办公地址",
                "经营地址",
                "注册地址",
                "Address",
                "Home Address",
                "Postal Address",
                "Mailing Address",
                "Street Address",
                "Contact Address",
                "Business Address",
            ),
            Reads.TEXT,
        ),
    ] = None
    industry: Annotated[
        Text | None,
        Column(
            Label("industry", "行业"),
            Label("Industry or profession.", "所属行业或职业。"),
            ("行业", "所属行业", "职业", "Industry", "Sector", "Occupation", "Job Classification"),
            Reads.TEXT,
        ),
    ] = None
    competitor: Annotated[
        Text | None,
        Column(
            Label("competitor", "竞争对手"),
            Label("Other banks that the customer deals with.", "客户往来的他行。"),
            ("竞争对手", "他行名称", "竞争银行", "往来他行", "Competitor"),
            Reads.TEXT,
        ),
    ] = None
    remark: Annotated[
        Text | None,
        Column(
            Label("remark", "备注"),
            Label("Anything else.", "备注。"),
            ("备注", "说明", "Remark", "Remarks", "Notes", "Comment"),
            Reads.TEXT,
        ),
    ] = None
