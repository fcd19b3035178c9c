"""Rules 47x: what a comparison of books hangs on."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC470",
    Severity.WARNING,
    title=Label("blank now, worth something before", "本期金额空白"),
    message=Label(
        "{book}: customers with an amount in the book before and none here: {count}. They count as emptied, but nobody can "
        "tell whether their money left.",
        "{book}：{count} 个客户上期有金额、本期为空白，按清空计，但无法判断资金是否流出。",
    ),
    remedy=Label(
        "Fill in the amounts, 0 where there is nothing left. --only bucket=emptied lists the customers.",
        "请补全金额，确已清空的填 0；可用 --only bucket=清空 列出这些客户。",
    ),
    example=Label("(blank)", "（空白）"),
)
class BlankNow(Issue):
    """Customers whose value is no longer filled in."""

    book: str
    count: int


@rule(
    "KC471",
    Severity.NOTE,
    title=Label("customers who cannot be followed", "无法逐期追溯的客户"),
    message=Label(
        "{book}: customers with no id, or with one that several share: {count}. They cannot be followed from book to book and "
        "stand apart, in no bucket.",
        "{book}：{count} 个客户没有客户号或客户号重复，无法逐期追溯，单列，不计入任何一类变动。",
    ),
    remedy=Label("Fill in the ids, or correct them.", "请补全或更正客户号。"),
    example=Label("(blank)", "（空白）"),
)
class NotFollowed(Issue):
    """Customers of a book who cannot be found in another."""

    book: str
    count: int


@rule(
    "KC472",
    Severity.NOTE,
    title=Label("blank before, worth something now", "上期金额空白"),
    message=Label(
        "{book}: customers without an amount here and with one in the book after: {count}. All of it counts as their change.",
        "{book}：{count} 个客户本期金额为空白、下期有金额，其全部金额计为变动。",
    ),
    remedy=Label("Fill in the amounts, 0 where there was nothing.", "请补全金额，确无余额的填 0。"),
    example=Label("(blank)", "（空白）"),
)
class BlankBefore(Issue):
    """Customers whose value was not filled in."""

    book: str
    count: int
