"""Rules 60x: customers at risk."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC608",
    Severity.NOTE,
    title=Label("too little known of key customers", "重点客户资料不足"),
    message=Label(
        "Key customers of whom too little is known to say whether they may leave: {count} of {of}. What would tell: {fields}.",
        "资料不足、无法判断流失风险的重点客户：{of} 个中有 {count} 个；可补充：{fields}。",
    ),
    remedy=Label(
        "Fill in these columns or add them to the book, or name an earlier book with --previous.",
        "请补填或补充这些列，或用 --previous 指定往期客户表。",
    ),
    example=Label(
        "no manager, no date of contact, no earlier book", "没有客户经理、最近联系日期，也没有往期客户表"
    ),
)
class RiskTooLittleKnown(Issue):
    """Grey key customers."""

    count: int
    of: int
    fields: Label


@rule(
    "KC609",
    Severity.NOTE,
    title=Label("reasons that the book says nothing about", "表内无法判断的流失原因"),
    message=Label(
        "Reasons to leave that the book says nothing about: {reasons}. They need the columns: {fields}.",
        "表内没有资料、无法判断的流失原因：{reasons}；需要的列：{fields}。",
    ),
    remedy=Label(
        "Add the columns, or name a column of the book with --map FIELD=HEADING. Without them these reasons find nobody.",
        "请补充这些列，或用 --map 字段=列名 指定表内的列；缺少时不会按这些原因提示客户。",
    ),
    example=Label("no column of complaints", "没有投诉次数列"),
)
class RiskReasonsUnknown(Issue):
    """Reasons without data."""

    reasons: Label
    fields: Label
