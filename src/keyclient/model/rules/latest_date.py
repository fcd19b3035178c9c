"""Rules 365 to 368: customers, names and branches that do not stand at the latest date of a book."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.repeats import BehindLatest
from keyclient.model.rules.rule import Severity


@rule(
    "KC365",
    Severity.WARNING,
    title=Label("latest row set aside", "最近日期的行已搁置"),
    message=Label(
        "Customers whose row of the latest data date ({latest}) is set aside: {count}. Their last balance that can be read counts: {amount} of {field_name}.",
        "{count} 个客户最近数据日期（{latest}）的行已搁置；按此前可读取的最后一次余额计入，{field_name}共 {amount}。",
    ),
    remedy=Label(
        "Correct their cells of the latest date, which are listed too.",
        "请更正其最近日期的单元格（已另行列出）。",
    ),
    example=Label("“about 100” on 30 September, 103 on 31 August", "9月30日为“约100”，8月31日为 103"),
)
class LatestUnread(BehindLatest):
    """Customers whose row of the latest date does not count."""


@rule(
    "KC366",
    Severity.WARNING,
    title=Label("no data date", "没有数据日期"),
    message=Label(
        "Customers without a data date in a book of several, the latest of which is {latest}: {count}. They count with {amount} of {field_name}.",
        "{count} 个客户的行没有数据日期，而表中有多个日期（最近为 {latest}）；仍计入，{field_name}共 {amount}。",
    ),
    remedy=Label(
        "Fill in their data dates, or delete their rows if they are old.",
        "请补充其数据日期；如为旧数据，请删除。",
    ),
    example=Label("a blank cell under Data date", "“数据日期”为空"),
)
class CustomersUndated(BehindLatest):
    """Customers of whom nobody knows when their balance was true."""


@rule(
    "KC367",
    Severity.WARNING,
    title=Label("names of several dates added up", "多个日期的客户名称"),
    message=Label(
        "{heading} has several dates, and the book no customer ids. Of the names at the latest date ({latest}: {of}), {count} stand at an "
        "earlier one, too few for balances of the same customers; all rows are added up. If they are balances of several dates, "
        "{amount} of {measure} is too much.",
        "“{heading}”有多个日期，表中没有客户号。最近日期（{latest}）的 {of} 个客户名称中有 {count} 个在较早日期出现，数量过少，未视为同一批客户的"
        "各期余额，各行已相加；如实为各期余额，则{measure}多计 {amount}。",
    ),
    remedy=Label(
        "Analyse one date with --period, or add customer ids.",
        "请用 --period 只分析一期，或补充客户号。",
    ),
    example=Label("new customers of August and of September", "8月、9月的新增客户"),
)
class NamesAddedUp(Issue):
    """Balances of names at several dates, which are added up."""

    heading: str
    latest: str
    of: int
    count: int
    amount: Label
    measure: Label


@rule(
    "KC368",
    Severity.WARNING,
    title=Label("missing at the latest date", "最近日期整体缺失"),
    message=Label(
        "{column} {name}: none of its customers has a row of the latest data date ({latest}); before it had {count}, with {amount} of "
        "{measure}. They are set aside. Perhaps the export is incomplete.",
        "{column}“{name}”：最近数据日期（{latest}）没有任何客户的行；此前有 {count} 户，{measure} {amount}。这些客户已搁置，导出可能不完整。",
    ),
    remedy=Label(
        "Export the latest date again with it; if it was closed, no action is needed.",
        "请重新导出含该部分的最近日期数据；如已撤并，无需处理。",
    ),
    example=Label(
        "a branch of ten customers in August, and of none in September", "8月有10户的网点，9月没有一户"
    ),
)
class GroupMissing(Issue):
    """A branch or a manager whose customers have all left at once."""

    column: str
    name: str
    latest: str
    count: int
    amount: Label
    measure: Label
