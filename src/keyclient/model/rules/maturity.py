"""Rules 47x: maturities."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC475",
    Severity.WARNING,
    title=Label("maturity without an amount in yuan", "有到期日、无人民币到期金额"),
    message=Label(
        "Products with a maturity date and no amount in yuan: {count}. They are counted, and their amount is not known.",
        "有到期日但没有人民币到期金额的产品 {count} 笔：计入笔数，金额不详。",
    ),
    remedy=Label(
        "Fill in the amounts, or name their column with --map maturity_amount=HEADING. Amounts in other currencies are told "
        "apart from these (KC317): give their rates in the policy.",
        "请补填到期金额，或用 --map maturity_amount=列名 指定金额列。外币金额另有提示（KC317），可在策略中给出汇率。",
    ),
    example=Label("2026-06-30 and a blank", "到期日 2026-06-30，到期金额为空"),
)
class MaturityAmountsMissing(Issue):
    """Maturity dates without amounts."""

    count: int


@rule(
    "KC476",
    Severity.WARNING,
    title=Label("maturity without a date", "有到期金额、无到期日"),
    message=Label(
        "Amounts without a maturity date: {count}, {amount} in all. They are in the total and on no step of the ladder.",
        "没有到期日的到期金额 {count} 笔，合计{amount}：计入合计，不计入到期阶梯。",
    ),
    remedy=Label("Fill in the dates.", "请补填到期日。"),
    example=Label("a blank and 200,000", "到期日为空，到期金额 200,000"),
)
class MaturityDatesMissing(Issue):
    """Amounts that mature nobody knows when."""

    count: int
    amount: Label


@rule(
    "KC477",
    Severity.WARNING,
    title=Label("maturities as of the file date", "到期按文件日期计算"),
    message=Label(
        "The book has no data date; maturities are counted from {as_of}, when its file was last changed.",
        "表内没有数据日期；到期天数按文件最后修改日期 {as_of} 计算。",
    ),
    remedy=Label("Set the data date with --as-of.", "请用 --as-of 指定数据日期。"),
    example=Label("no data date above the table", "表头上方没有数据日期"),
)
class MaturitiesAsOfFileDate(Issue):
    """Maturities counted from the day the file was last changed."""

    as_of: dt.date


@rule(
    "KC478",
    Severity.WARNING,
    title=Label("matured money that cannot be followed", "到期资金无法追溯"),
    message=Label(
        "{book}: customers with matured money and no id of their own: {count}, {amount}. What became of it is not known.",
        "{book}：有到期资金、但没有客户号或客户号与他人重复的客户 {count} 个，合计{amount}，去向无法追溯。",
    ),
    remedy=Label("Fill in the customer ids in both books.", "请在两期客户表中补填客户号。"),
    example=Label("an earlier book with blank customer ids", "往期客户表的客户号为空"),
)
class MaturedNotFollowed(Issue):
    """Customers of an earlier book, with matured money, who have no id of their own."""

    book: str
    count: int
    amount: Label


@rule(
    "KC479",
    Severity.WARNING,
    title=Label("negative maturity amounts", "到期金额为负"),
    message=Label(
        "Negative maturity amounts: {count}. They reduce the sums.",
        "到期金额为负 {count} 笔，已在合计中扣减。",
    ),
    remedy=Label("Check them against their source.", "请核对原始资料。"),
    example="-50000",
)
class MaturityAmountsNegative(Issue):
    """Amounts below zero."""

    count: int


@rule(
    "KC496",
    Severity.NOTE,
    title=Label("products without an end", "无固定到期日的产品"),
    message=Label(
        "Maturity dates after the year {last}: {count}. They are taken for products without an end and stand after the last "
        "step of the ladder.",
        "到期日晚于 {last} 年的产品 {count} 笔：视为无固定到期日，列入到期阶梯最后一档之后。",
    ),
    remedy=Label(
        "Nothing, if they have no end; else correct the dates.",
        "确为无固定期限的无需处理；否则请更正到期日。",
    ),
    example="9999-12-31",
)
class MaturitiesEndless(Issue):
    """Dates that stand for no maturity."""

    count: int
    last: str
