"""What else a book says about a customer: industry, other banks, remarks."""

from typing import Annotated

from keyclient.model.column import Column, Reads
from keyclient.model.customer.values import FieldGroup, Text
from keyclient.model.label import Label


class BackgroundFields(FieldGroup):
    """What else the book says about the customer."""

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
