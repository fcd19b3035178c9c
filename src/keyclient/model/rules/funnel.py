"""Rules 430 to 449: what the funnel saw."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC430",
    Severity.WARNING,
    title=Label("unknown stage", "无法识别的阶段"),
    message=Label(
        "Rows with the stage “{stage}”: {count}; it is on no ladder. Nearest: {nearest}.",
        "{count} 行的阶段为“{stage}”，不在阶段序列中。最接近的阶段：{nearest}。",
    ),
    remedy=Label(
        "Correct the name, add it with --set funnel.aliases.STAGE=NAME, or name all stages with --stages.",
        "请更正名称，或用 --set funnel.aliases.阶段=名称 添加写法，或用 --stages 写明全部阶段。",
    ),
    example="谈盼",
)
class StageNotOnLadder(Issue):
    """A stage that no ladder has."""

    stage: Label | str
    count: int
    nearest: Label | str


@rule(
    "KC431",
    Severity.WARNING,
    title=Label("closed and lost", "已成交却流失"),
    message=Label(
        "Customers or deals at the last stage whose outcome is lost: {count}; they count as lost.",
        "{count} 个客户或商机处于最后阶段，结果却为流失；按流失计。",
    ),
    remedy=Label("Correct the stage or the outcome.", "请更正阶段或结果。"),
    example="已成交, 流失",
)
class WonYetLost(Issue):
    """Deals at the last stage whose outcome is lost."""

    count: int


@rule(
    "KC432",
    Severity.WARNING,
    title=Label("in the log only", "仅见于阶段记录"),
    message=Label(
        "Customers or deals in the log that the book does not have: {count}; they are counted, without a group.",
        "阶段记录中有 {count} 个客户或商机不在客户表中；仍计入，但无分组。",
    ),
    remedy=Label("Give the book of the same day as the log.", "请使用与阶段记录同期的客户表。"),
    example=Label("a deal deleted from the book", "表中已删除的商机"),
)
class OnlyInLog(Issue):
    """Deals of the log that the book does not have."""

    count: int


@rule(
    "KC433",
    Severity.WARNING,
    title=Label("no days for a window", "没有日期，无法按窗口统计"),
    message=Label(
        "Who was won within {days} days cannot be told: the book has no log of stages with days.",
        "无法统计 {days} 天内的转化：表格没有带日期的阶段记录。",
    ),
    remedy=Label("Give a log of stages with --log.", "请用 --log 提供阶段记录。"),
    example=Label("--window 90", "--window 90"),
)
class WindowWithoutLog(Issue):
    """A window asked of a book without days of stages."""

    days: int


@rule(
    "KC434",
    Severity.WARNING,
    title=Label("observation ends at the file's date", "观察期以文件日期为准"),
    message=Label(
        "The book names no data date; the window of {days} days is observed until {as_of}, when its file was "
        "last changed.",
        "表格没有数据日期；{days} 天窗口的观察期截至文件最后修改日期 {as_of}。",
    ),
    remedy=Label("Say the data date with --as-of.", "请用 --as-of 指定数据日期。"),
    example=Label("--window 90 without a data date", "没有数据日期时使用 --window 90"),
)
class WindowAsOfFileDate(Issue):
    """A window observed until the day the file was last changed."""

    days: int
    as_of: dt.date


@rule(
    "KC435",
    Severity.WARNING,
    title=Label("stages after the data date", "阶段日期晚于数据日期"),
    message=Label(
        "Customers or deals with a stage dated after the data date {as_of}: {count}.",
        "{count} 个客户或商机的阶段日期晚于数据日期 {as_of}。",
    ),
    remedy=Label(
        "Check the days, or say the data date with --as-of.", "请核对日期，或用 --as-of 指定数据日期。"
    ),
    example="2027-01-03",
)
class StagesInFuture(Issue):
    """Stages dated after the data date."""

    count: int
    as_of: dt.date


@rule(
    "KC436",
    Severity.NOTE,
    title=Label("last stage is not won", "最后阶段并非成交"),
    message=Label(
        "The book tells of customers who are won beside those at “{stage}”; a stage “closed” stands above it.",
        "表中除“{stage}”外另有成交；已在其上增加“已成交”阶段。",
    ),
    remedy=Label(
        "Name the stage of the won as the last of --stages.",
        "请将表示成交的阶段作为 --stages 的最后一个。",
    ),
    example=Label("--stages Prospecting,Engaging", "--stages Prospecting,Engaging"),
)
class LastStageNotWon(Issue):
    """Deals won beside those at the last stage."""

    stage: Label


@rule(
    "KC437",
    Severity.WARNING,
    title=Label("days of stages without an id", "有阶段日期而无标识"),
    message=Label(
        "The book has days of stages and no id of a customer or deal; every row counts as one of its own. If it is "
        "a log, say whose events its rows are.",
        "表中有阶段日期，但没有客户或商机的标识列；每行按一个计。如为阶段变化记录，请指明各行属于谁。",
    ),
    remedy=Label(
        "Name the column, for example with --map opportunity_id=HEADING.",
        "请指定该列，例如 --map opportunity_id=列名。",
    ),
    example=Label("session, event, timestamp", "session, event, timestamp"),
)
class StageDaysWithoutId(Issue):
    """Days of stages without a customer or deal they belong to."""
