"""Rules 34x: amounts that stand in several rows of a customer and count once, or in each group for its own rows."""

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC340",
    Severity.WARNING,
    title=Label("balances of several dates", "多个日期的余额"),
    message=Label(
        "{field_name}: balances of several data dates are not added up; the latest of each customer counts ({latest}). Not counted: {earlier}.",
        "{field_name}：不同数据日期的余额不相加；每个客户取最近日期（{latest}）。未计入：{earlier}。",
    ),
    remedy=Label(
        "Another date is analysed with --period, for example --period 202608.",
        "分析其他日期请用 --period，例如 --period 202608。",
    ),
    example=Label("a customer on 31 August and on 30 September", "同一客户 8月31日、9月30日各一行"),
)
class EarlierBalances(Issue):
    """Balances of earlier data dates, which do not count."""

    field_name: Label
    latest: str
    earlier: Label


@family
class BehindLatest(Issue):
    """Customers whose balance is not one of the latest date."""

    field_name: Label
    latest: str
    count: int
    amount: Label


@rule(
    "KC341",
    Severity.WARNING,
    title=Label("not in the book at the latest date", "最近日期无记录"),
    message=Label(
        "Customers without a row of the latest data date ({latest}): {count}. Their last balance counts: {amount} of {field_name}.",
        "{count} 个客户没有最近数据日期（{latest}）的行；按其最后一次余额计入，{field_name}共 {amount}。",
    ),
    remedy=Label(
        "If they have left the bank, analyse the latest date alone with --period, or delete their rows.",
        "如已销户或转出，请用 --period 只分析最近一期，或删除其行。",
    ),
    example=Label(
        "a row of 31 August only, in a book that ends on 30 September", "表截至9月30日，该客户只有8月31日的行"
    ),
)
class CustomersBehind(BehindLatest):
    """Customers whose last row is older than the book."""


@rule(
    "KC342",
    Severity.WARNING,
    title=Label("amount repeated on every row", "每行重复的金额"),
    message=Label(
        "{field_name}: every customer with several rows ({customers}) has the same amount in each of them; it counts once. Not added again: {amount}.",
        "{field_name}：有多行记录的客户（{customers} 个）各行金额均相同；只计一次。未重复计入：{amount}。",
    ),
    remedy=Label(
        "If each row is an amount of its own, add the rows up in the book.",
        "如各行金额应当相加，请先在表中汇总。",
    ),
    example=Label("the AUM of a customer on each account row", "每个账户行都写有客户的 AUM"),
)
class AmountsCountOnce(Issue):
    """An amount of a customer that stands on each of her rows."""

    field_name: Label
    customers: int
    amount: Label


@rule(
    "KC343",
    Severity.WARNING,
    title=Label("amount perhaps repeated", "金额可能重复"),
    message=Label(
        "{field_name}: of the customers with several rows ({of}), {customers} have the same amount in each of them. All rows are added up; if it is one amount, {amount} is too much.",
        "{field_name}：{of} 个有多行记录的客户中，{customers} 个各行金额相同。各行已相加；如实为同一金额，则多计 {amount}。",
    ),
    remedy=Label(
        "If the amount belongs to the customer, leave it in one of the rows only.",
        "如金额属于客户而非账户，请只在其中一行保留。",
    ),
    example=Label(
        "100 and 100 for one customer, 60 and 40 for another", "一个客户 100、100，另一个客户 60、40"
    ),
)
class AmountsPerhapsRepeated(Issue):
    """Amounts that are equal in all rows of some customers."""

    field_name: Label
    customers: int
    of: int
    amount: Label


@rule(
    "KC344",
    Severity.NOTE,
    title=Label("customers in several groups", "跨组客户"),
    message=Label(
        "Customers whose rows stand in several groups: {count}. Each group has the money of its own rows; such a customer counts in each of them and once in the whole.",
        "{count} 个客户的行分属多个分组：金额计入各行所在的组；客户在各组分别计数，在总数中只计一户。",
    ),
    remedy=Label("No action needed.", "无需处理。"),
    example=Label("a customer with accounts at two branches", "客户在两个网点开户"),
)
class CustomersInSeveralGroups(Issue):
    """Customers who count in several groups."""

    count: int
