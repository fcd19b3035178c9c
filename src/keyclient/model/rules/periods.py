"""Rules 345 to 349: the data dates of a book, and which of them count."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC345",
    Severity.NOTE,
    title=Label("one period of several", "多个日期中的一期"),
    message=Label(
        "Of the data dates in {heading}, {period} is analysed. Rows left out: {count}; {earlier}.",
        "按“{heading}”只分析 {period}。未纳入 {count} 行：{earlier}。",
    ),
    remedy=Label(
        "Without --period balances are those of the latest date, and what was earned adds up over all of them; a book without ids is read at its latest date.",
        "不加 --period 时，余额取最近日期，收入等发生额为各期之和；没有客户号的表只取最近一期。",
    ),
    example="202608",
)
class PeriodChosen(Issue):
    """The rows of other data dates than the one asked for, which are left out."""

    heading: str
    period: Label | str
    count: int
    earlier: Label


@rule(
    "KC346",
    Severity.NOTE,
    title=Label("added up over several dates", "各期发生额合计"),
    message=Label(
        "{field_name} is added up over {count} data dates, from {first} to {latest}.",
        "{field_name}为 {count} 个数据日期（{first} 至 {latest}）之和。",
    ),
    remedy=Label("--period takes one of them alone.", "用 --period 可只取其中一期。"),
    example=Label("the fees of January and of February", "1月和2月的中间业务收入"),
)
class FlowsAddedUp(Issue):
    """What was earned over the data dates of a book."""

    field_name: Label
    count: int
    first: str
    latest: str
