"""Rules 84x: ages in a portfolio of any size."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC840",
    Severity.WARNING,
    title=Label("impossible ages in the portfolio", "客户数据中年龄不合理"),
    message=Label(
        "Customers whose age on {as_of} would not be between 0 and {oldest} years: {count}; their age is treated as unknown.",
        "按 {as_of} 计算，有 {count} 位客户的年龄不在 0 至 {oldest} 岁之间；年龄按未知处理。",
    ),
    remedy=Label(
        "Check the birth dates and ages against their source, and the data date with --as-of.",
        "请核对出生日期和年龄的原始资料，并用 --as-of 核对数据日期。",
    ),
    example=Label("born 2062-03-01", "出生日期 2062-03-01"),
)
class AgesImpossible(Issue):
    """Birth dates and ages of a portfolio that nobody can have."""

    count: int
    as_of: dt.date
    oldest: int
