"""Rules 74x: reasons to get in touch, and what nobody knows of them."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC745",
    Severity.NOTE,
    title=Label("reasons to get in touch that the book says nothing about", "表内无法判断的联系理由"),
    message=Label(
        "Reasons to get in touch that the book says nothing about: {reasons}. What would tell: {fields}.",
        "表内没有资料、无法判断的联系理由：{reasons}；可补充：{fields}。",
    ),
    remedy=Label(
        "Add the columns, or name a column of the book with --map FIELD=HEADING. Without them these reasons find nobody, which does "
        "not mean that there is nobody. A list of calls goes without a reason with, for example, --set today.quotas.birthday=0.",
        "请补充这些列，或用 --map 字段=列名 指定表内的列；缺少时不会按这些理由列出客户，并不表示没有此类客户。"
        "今日联系如不采用某理由，可用 --set today.quotas.birthday=0。",
    ),
    example=Label("no column of birth dates", "没有出生日期列"),
)
class OccasionsUnknown(Issue):
    """Reasons without data."""

    reasons: Label
    fields: Label


@rule(
    "KC746",
    Severity.NOTE,
    title=Label("reasons not known of some key customers", "部分重点客户的联系理由无法判断"),
    message=Label(
        "Key customers of whom something is blank: {count} of {of}. Nobody knows whether these reasons hold: {reasons}. "
        "What would tell: {fields}.",
        "资料有空缺的重点客户：{of} 个中有 {count} 个，无法判断的联系理由：{reasons}；可补填：{fields}。",
    ),
    remedy=Label(
        "Fill in the blanks. Such a customer may have a reason that no list names.",
        "请补填空缺；这些客户可能有名单未列出的联系理由。",
    ),
    example=Label("last contact blank for a gold customer", "黄金客户的最近联系日期为空"),
)
class OccasionsPartlyUnknown(Issue):
    """Key customers with blanks."""

    count: int
    of: int
    reasons: Label
    fields: Label


@rule(
    "KC747",
    Severity.NOTE,
    title=Label("money that matures without an amount", "到期资金未注明金额"),
    message=Label(
        "Customers whose money matures within {days} days, and nobody knows how much: {count}. They come after those whose amount is "
        "known.",
        "{days} 天内有资金到期但未注明金额的客户：{count} 个，排在金额已知的客户之后。",
    ),
    remedy=Label(
        "Fill in the amounts: a column of maturing amounts, or --map maturity_amount=HEADING.",
        "请补填到期金额列，或用 --map maturity_amount=列名 指定。",
    ),
    example=Label("a maturity date, and no amount", "有到期日，到期金额为空"),
)
class MaturingUnknown(Issue):
    """Maturity dates without amounts."""

    count: int
    days: int
