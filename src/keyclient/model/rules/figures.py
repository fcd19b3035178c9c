"""Rules 35x: rows that hold other figures than the sum of all customers: averages, groups, what a filter shows."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC350",
    Severity.NOTE,
    title=Label("total row with another figure", "合计行不是合计数"),
    message=Label(
        "{column}: the total row computes the {figure} of {whose}, not the sum of all customers ({read}); nothing is checked against it.",
        "{column}：合计行计算的是{whose}的{figure}，不是合计（各客户相加为 {read}）；未用于核对。",
    ),
    remedy=Label(
        "To have the column checked, let the total row compute its sum.",
        "如需核对该列，请将合计行的计算方式改为求和。",
    ),
    example="=AVERAGE(E2:E11), =SUBTOTAL(101,E2:E11)",
)
class TotalOfAnotherKind(Issue):
    """A total row that computes an average, a number of rows or the like."""

    column: str
    figure: Label
    whose: Label
    read: Label


@rule(
    "KC351",
    Severity.WARNING,
    title=Label("total of the rows that are shown", "合计仅含显示的行"),
    message=Label(
        "{column}: the total row adds up only the rows that are shown ({shown}). The book has {hidden} more that are hidden or "
        "filtered out; they count, and all customers add up to {read}. Nothing is checked against the total.",
        "{column}：合计行只合计显示的行（{shown}）。另有 {hidden} 行被隐藏或筛选掉，仍计入；全部客户相加为 {read}，未与该合计核对。",
    ),
    remedy=Label(
        "Clear the filter to have the total checked; if the hidden rows should not count, delete them.",
        "如需核对合计，请清除筛选；如隐藏的行不应计入，请删除。",
    ),
    example=Label("=SUBTOTAL(109, …) under a filter", "筛选后的 =SUBTOTAL(109, …)"),
)
class TotalOfShownRows(Issue):
    """A total row of what a filter shows."""

    column: str
    shown: Label
    hidden: int
    read: Label


@rule(
    "KC352",
    Severity.NOTE,
    title=Label("averages without a label", "没有字样的平均数等行"),
    message=Label(
        "Rows without an id or a name that compute an average, a number of rows or the like: {count}; they are left out ({amounts}).",
        "{count} 行没有客户号和名称，内容为平均数、计数等，已排除（{amounts}）。",
    ),
    remedy=Label("If they are customers, give them ids.", "如为客户，请填写客户号。"),
    example=Label("=AVERAGE(C2:C9) below the customers", "客户下方的 =AVERAGE(C2:C9)"),
)
class FigureRows(Issue):
    """Rows that compute a figure of the customers, and name none."""

    count: int
    amounts: Label


@rule(
    "KC353",
    Severity.NOTE,
    title=Label("details of a customer", "客户的明细行"),
    message=Label(
        "Rows without an id that are details in the outline of a customer, who has their sum: {count}; they are left out ({amounts}).",
        "{count} 行是分级显示中客户的明细（没有客户号，客户行已含其合计），已排除（{amounts}）。",
    ),
    remedy=Label("If they are customers, give them ids.", "如为客户，请填写客户号。"),
    example=Label("two accounts below C001, who has their sum", "C001 下方的两个账户，C001 行为其合计"),
)
class DetailRows(Issue):
    """Details of customers, whose amounts are in the customer's own row."""

    count: int
    amounts: Label


@rule(
    "KC354",
    Severity.WARNING,
    title=Label("group does not tie", "分组小计不符"),
    message=Label(
        "Rows without an id or a name that stand over others in the outline, but hold other amounts than their sums: {count}; "
        "they are left out as sums of groups ({amounts}).",
        "{count} 行处于分级显示的上级且没有客户号和名称，但金额与下级各行之和不符；已按分组小计排除（{amounts}）。",
    ),
    remedy=Label(
        "Look for rows missing from the sum of the group; if they are customers, give them ids.",
        "请检查小计是否漏行；如为客户，请填写客户号。",
    ),
    example=Label("1,000 over details of 900", "下级各行相加 900，上级行 1,000"),
)
class GroupDoesNotTie(Issue):
    """Rows over the details of a group that hold other amounts than their sums."""

    count: int
    amounts: Label
