"""Rules 360, 438 and 439: what a column headed as a status was taken for."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC438",
    Severity.NOTE,
    title=Label("status read as outcome", "状态列按结果读取"),
    message=Label(
        "“{heading}” is read as the outcome: {known} of {filled} filled cells say won, lost or open.",
        "“{heading}”按结果读取：{filled} 个非空单元格中有 {known} 个表示成交、流失或进行中。",
    ),
    remedy=Label(
        'If it is something else, name the column of outcomes with --map outcome="HEADING".',
        '如另有所指，请用 --map outcome="列名" 指定结果列。',
    ),
    example=Label("Status: Won, Lost, Open", "“状态”列填写已签约、流失、进行中"),
)
class StatusReadAsOutcome(Issue):
    """A column headed as a status whose cells are outcomes."""

    heading: str
    known: int
    filled: int


@rule(
    "KC439",
    Severity.WARNING,
    title=Label("status not read", "状态列未读取"),
    message=Label(
        "“{heading}” is not read, although {known} of its {filled} filled cells say won, lost or open.",
        "“{heading}”未读取，但其 {filled} 个非空单元格中有 {known} 个表示成交、流失或进行中。",
    ),
    remedy=Label(
        'If it is the outcome, add --map outcome="HEADING"; add its other words to funnel.won, funnel.lost or funnel.open.',
        '如为结果列，请加上 --map outcome="列名"，并将其他用语加入 funnel.won、funnel.lost 或 funnel.open。',
    ),
    example=Label("Status: Won, visited, visited, called", "“状态”列填写已拜访、已拜访、流失"),
)
class StatusNotRead(Issue):
    """A column headed as a status, some of whose cells are outcomes."""

    heading: str
    known: int
    filled: int


@rule(
    "KC360",
    Severity.NOTE,
    title=Label("status read as stage", "状态列按阶段读取"),
    message=Label(
        "“{heading}” is read as the stage: {known} of {filled} filled cells name a stage or an outcome.",
        "“{heading}”按销售阶段读取：{filled} 个非空单元格中有 {known} 个为阶段或结果。",
    ),
    remedy=Label(
        'If it is something else, name the column of stages with --map stage="HEADING".',
        '如另有所指，请用 --map stage="列名" 指定阶段列。',
    ),
    example=Label("Status: Lead, Proposal, Won, Lost", "“状态”列填写潜在、谈判、已成交、流失"),
)
class StatusReadAsStage(Issue):
    """A column headed as a status whose cells are stages."""

    heading: str
    known: int
    filled: int
