"""Rules 830 to 839: what a comparison of portfolios of any size does not look at."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC830",
    Severity.NOTE,
    title=Label("not looked at one by one", "未逐户核对"),
    message=Label(
        "{what}: there are {count} customers to look at one by one, more than the {most} that the policy allows. {instead}",
        "{what}：需逐户核对的客户有 {count} 个，超过参数允许的 {most} 个。{instead}",
    ),
    remedy=Label(
        "Compare one branch at a time, or raise scale.one_by_one: --set scale.one_by_one=NUMBER needs that much more memory.",
        "请按网点分别对比，或调高 scale.one_by_one：--set scale.one_by_one=户数，内存占用随之增加。",
    ),
    example=Label("a million customers who are all new", "一百万个客户全部为新增"),
)
class NotOneByOne(Issue):
    """Customers who are too many for what needs each of them."""

    what: Label
    count: int
    most: int
    instead: Label
    """What has been done in its place."""


@rule(
    "KC831",
    Severity.NOTE,
    title=Label("changes that stand in the portfolio are not used", "未使用表内变动额"),
    message=Label(
        "{book} has changes of its own ({columns}). A portfolio does not say since when, so they are not held against the "
        "balances of the book before.",
        "{book} 含有变动额列（{columns}）。客户数据未注明自何时起算，因此不与上期余额核对。",
    ),
    remedy=Label(
        "keyclient compare OLD NEW without --engine holds them against each other, for books that fit into memory.",
        "内存容得下的客户表可不加 --engine 运行 keyclient compare 旧表 新表，即会核对。",
    ),
    example=Label("a column aum_change", "aum_change 列"),
)
class ChangesNotUsed(Issue):
    """Changes of balances that a portfolio has itself."""

    book: str
    columns: Label
