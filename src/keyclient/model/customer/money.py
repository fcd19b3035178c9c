"""What a customer holds, owes and earns the bank: amounts in fen."""

from typing import Annotated

from keyclient.model.column import Column, Merge, Reads
from keyclient.model.customer.values import Fen, FieldGroup
from keyclient.model.label import Label


class MoneyFields(FieldGroup):
    """What the customer holds, owes and earns the bank."""

    aum: Annotated[
        Fen | None,
        Column(
            Label("AUM", "AUM"),
            Label("Assets under management.", "管理的金融资产总额。"),
            (
                "AUM",
                "AUM余额",
                "时点AUM",
                "AUM时点余额",
                "AUM(时点)",
                "AUM余额(时点)",
                "金融资产",
                "综合金融资产",
                "金融资产余额",
                "管理资产",
                "Assets under Management",
                "Total Assets",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    deposits: Annotated[
        Fen | None,
        Column(
            Label("deposits", "存款"),
            Label("Deposit balance.", "存款余额。"),
            (
                "存款",
                "存款余额",
                "银行存款",
                "时点余额",
                "存款时点余额",
                "存款余额(时点)",
                "各项存款",
                "Deposits",
                "Deposit",
                "Deposit Balance",
                "Bank Deposits",
                "Balance",
                "Account Balance",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    loans: Annotated[
        Fen | None,
        Column(
            Label("loans", "贷款"),
            Label("Loan balance.", "贷款余额。"),
            (
                "贷款余额",
                "贷款",
                "个贷余额",
                "各项贷款",
                "贷款时点余额",
                "Loans",
                "Loan",
                "Loan Balance",
                "Bank Loans",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    investments: Annotated[
        Fen | None,
        Column(
            Label("investments", "投资理财"),
            Label("Wealth products, funds and other investments.", "理财、基金等投资余额。"),
            (
                "投资理财",
                "理财余额",
                "基金余额",
                "投资",
                "投资余额",
                "理财",
                "Investments",
                "Investment",
                "Investment Balance",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    revenue: Annotated[
        Fen | None,
        Column(
            Label("revenue", "综合贡献度"),
            Label(
                "What the customer earns the bank: contribution, profit, EVA.",
                "客户为银行创造的收益：贡献度、利润、EVA。",
            ),
            (
                "综合贡献度",
                "贡献度",
                "综合贡献",
                "利润",
                "EVA",
                "FTP利润",
                "盈利",
                "模拟利润",
                "净利润",
                "营业收入",
                "Revenue",
                "Profit",
                "Contribution",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    fee_income: Annotated[
        Fen | None,
        Column(
            Label("fee income", "中间业务收入"),
            Label("Fees and commissions.", "手续费及佣金收入。"),
            ("中间业务收入", "中收", "手续费收入", "Fee Income", "Fees", "Commission"),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    potential: Annotated[
        Fen | None,
        Column(
            Label("potential", "他行资产"),
            Label("Assets that the customer holds elsewhere.", "客户在其他银行的资产。"),
            (
                "他行资产",
                "行外资产",
                "他行金融资产",
                "行外金融资产",
                "潜力",
                "Potential",
                "Assets Elsewhere",
                "External Assets",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
