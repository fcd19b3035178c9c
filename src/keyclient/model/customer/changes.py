"""How a customer's money has changed since the last month or the start of the year, as the book says: amounts in fen."""

from typing import Annotated

from keyclient.model.column import Column, Merge, Reads
from keyclient.model.customer.values import Fen, FieldGroup
from keyclient.model.label import Label


class ChangeFields(FieldGroup):
    """How the customer's money has changed, as the book says; since when is what the heading says."""

    aum_change: Annotated[
        Fen | None,
        Column(
            Label("AUM change", "AUM变动"),
            Label(
                "Change of the AUM since the last month or the start of the year, as the heading says.",
                "AUM 较上月或较年初的变动额，以列名为准。",
            ),
            (
                "AUM较上月",
                "AUM比上月",
                "AUM较上月变动",
                "AUM较上月增减",
                "AUM较上期",
                "AUM较年初",
                "AUM比年初",
                "AUM较年初变动",
                "AUM较年初增减",
                "AUM Change Since Last Month",
                "AUM Change",
                "AUM Change Since Start of Year",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    deposits_change: Annotated[
        Fen | None,
        Column(
            Label("deposits change", "存款变动"),
            Label(
                "Change of the deposits since the last month or the start of the year, as the heading says.",
                "存款较上月或较年初的变动额，以列名为准。",
            ),
            (
                "存款较上月",
                "存款比上月",
                "存款较上月变动",
                "存款较上月增减",
                "存款较上期",
                "存款较年初",
                "存款比年初",
                "存款较年初变动",
                "存款较年初增减",
                "Deposits Change Since Last Month",
                "Deposits Change",
                "Deposits Change Since Start of Year",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
