"""Rules 60x: customers at risk."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC606",
    Severity.WARNING,
    title=Label("managers who seem renamed", "客户经理疑似改名"),
    message=Label(
        "Managers whose customers all stand under one new name: {count} ({names}). They count as renamed: no warning that "
        "the manager has changed.",
        "有 {count} 名客户经理的客户全部改列于同一个新姓名之下（{names}），视为姓名写法变更，不提示更换客户经理。",
    ),
    remedy=Label(
        "If others have taken over, let it count as a change: --set risk.renaming=false.",
        "如确为更换客户经理，请用 --set risk.renaming=false 按更换处理。",
    ),
    example=Label("Wang Fang, then Wang Fang (0123)", "王芳，下一期为 王芳(0123)"),
)
class ManagersRenamed(Issue):
    """Managers with another name in the next book."""

    count: int
    names: Label


@rule(
    "KC607",
    Severity.NOTE,
    title=Label("lead sources of no group", "来源渠道未归类"),
    message=Label(
        "Lead sources that are in no group: {words}; key customers: {count}. Whether they hang on one person is not known.",
        "来源渠道有 {words} 种用语未归类，涉及重点客户 {count} 个，无法判断是否依赖个人关系。",
    ),
    remedy=Label(
        "keyclient funnel --by source lists them. Put each into a group: [funnel] families in the policy.",
        "keyclient funnel --by source 列出这些来源；可在策略 [funnel] families 中归类。",
    ),
    example=Label("Walk-in", "自己来的"),
)
class RiskSourcesUnknown(Issue):
    """Sources that no group of the policy has."""

    words: int
    count: int


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
