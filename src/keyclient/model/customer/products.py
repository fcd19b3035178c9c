"""Which products a customer holds, and how the bank has rated the customer."""

from typing import Annotated, Literal

from keyclient.model.column import Column, Reads
from keyclient.model.customer.values import Count, FieldGroup, Text
from keyclient.model.label import Label


class ProductsFields(FieldGroup):
    """Which products the customer holds, and how the bank rates the customer."""

    products: Annotated[
        Count | None,
        Column(
            Label("products held", "持有产品数"),
            Label("Number of products that the customer holds.", "客户持有的产品个数。"),
            (
                "持有产品数",
                "产品数量",
                "签约产品数量",
                "持有产品数量",
                "产品数",
                "产品持有数",
                "Products",
                "Product Count",
                "Number of Products",
                "Num of Products",
                "NumOfProducts",
                "Products Held",
            ),
            Reads.COUNT,
        ),
    ] = None
    holdings: Annotated[
        Text | None,
        Column(
            Label("holdings", "持有产品"),
            Label(
                "Product families held, separated by commas or the like.",
                "持有的产品种类，用逗号、顿号等分隔。",
            ),
            ("持有产品", "产品持有", "持有产品明细", "已持有产品", "签约产品", "Holdings", "Products Owned"),
            Reads.TEXT,
        ),
    ] = None
    book_tier: Annotated[
        Text | None,
        Column(
            Label("tier in the book", "客户等级"),
            Label("The tier that the bank itself has given.", "银行自有的客户等级。"),
            (
                "客户等级",
                "客户层级",
                "客户星级",
                "客户价值等级",
                "客户分层",
                "Customer Tier",
                "Tier",
                "Customer Grade",
                "Card Category",
            ),
            Reads.TEXT,
        ),
    ] = None
    risk_rating: Annotated[
        Literal["R1", "R2", "R3", "R4", "R5"] | None,
        Column(
            Label("risk rating", "客户风险等级"),
            Label(
                "Risk tolerance from R1 (cautious) to R5 (aggressive).",
                "风险承受等级，R1（谨慎）至 R5（激进）。",
            ),
            (
                "客户风险等级",
                "风险承受等级",
                "风险等级",
                "风险评级",
                "风险承受能力",
                "Risk Rating",
                "Risk Tolerance",
            ),
            Reads.CHOICE,
            choices={
                "R1": ("R1", "C1", "谨慎型", "保守型", "1"),
                "R2": ("R2", "C2", "稳健型", "2"),
                "R3": ("R3", "C3", "平衡型", "3"),
                "R4": ("R4", "C4", "进取型", "成长型", "积极型", "4"),
                "R5": ("R5", "C5", "激进型", "5"),
            },
        ),
    ] = None
