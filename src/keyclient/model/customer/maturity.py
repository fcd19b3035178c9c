"""What of a customer's money matures, and when."""

from typing import Annotated

from keyclient.model.column import Column, Merge, Reads
from keyclient.model.customer.values import DayAhead, Fen, FieldGroup
from keyclient.model.label import Label


class MaturityFields(FieldGroup):
    """What of the customer's money matures, and when."""

    maturity_date: Annotated[
        DayAhead | None,
        Column(
            Label("maturity date", "到期日"),
            Label("Day on which a deposit or a product matures.", "存款或产品的到期日期。"),
            (
                "到期日",
                "到期日期",
                "理财到期日",
                "存款到期日",
                "产品到期日",
                "理财到期日期",
                "存款到期日期",
                "Maturity Date",
                "Maturity",
            ),
            Reads.DATE,
            Merge.EARLIEST,
        ),
    ] = None
    maturity_amount: Annotated[
        Fen | None,
        Column(
            Label("maturity amount", "到期金额"),
            Label("Amount that matures.", "到期的金额。"),
            (
                "到期金额",
                "到期本金",
                "到期余额",
                "理财到期金额",
                "存款到期金额",
                "Maturity Amount",
                "Amount Maturing",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
