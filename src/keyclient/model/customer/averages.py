"""What a customer holds on average over a month or a year: amounts in fen, never mixed with balances at a date."""

from typing import Annotated

from keyclient.model.column import Column, Merge, Reads
from keyclient.model.customer.values import Fen, FieldGroup
from keyclient.model.label import Label


class AverageFields(FieldGroup):
    """What the customer holds on average over a month or a year."""

    aum_average: Annotated[
        Fen | None,
        Column(
            Label("average AUM", "AUM日均"),
            Label(
                "Daily average of the assets under management over a month or a year.",
                "管理的金融资产在当月或当年内的日均额。",
            ),
            (
                "月日均AUM",
                "AUM月日均",
                "年日均AUM",
                "AUM年日均",
                "AUM日均",
                "日均AUM",
                "Average AUM",
                "AUM Average",
                "Average Daily AUM",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    deposits_average: Annotated[
        Fen | None,
        Column(
            Label("average deposits", "存款日均"),
            Label(
                "Daily average of the deposits over a month or a year.",
                "存款在当月或当年内的日均额。",
            ),
            (
                "存款年日均",
                "年日均存款",
                "月日均存款余额",
                "存款月日均",
                "月日均存款",
                "存款日均",
                "日均存款",
                "存款日均余额",
                "日均存款余额",
                "Average Deposits",
                "Deposits Average",
                "Average Daily Deposits",
                "Average Balance",
                "Average Daily Balance",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
