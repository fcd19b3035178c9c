"""Rules 430 to 437, and 447: what the funnel saw."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label, listed
from keyclient.model.rules.rule import Severity


@rule(
    "KC430",
    Severity.WARNING,
    title=Label("unknown stage", "无法识别的阶段"),
    message=Label(
        "Rows with a stage that is not known: {count} (“{stage}”). Nearest: {nearest}.",
        "{count} 行的阶段无法识别：“{stage}”。最接近的阶段：{nearest}。",
    ),
    remedy=Label(
        "Correct the name, add it with --set funnel.aliases.STAGE=NAME or list all stages with --stages; if it means lost "
        "or won, add --set \"funnel.lost=['NAME']\" or funnel.won.",
        "请更正名称，或用 --set funnel.aliases.阶段=名称 添加写法，或用 --stages 写明全部阶段；如表示流失或成交，请用 --set \"funnel.lost=['名称']\" "
        "或 funnel.won 添加。",
    ),
    example="谈盼",
)
class StageNotOnLadder(Issue):
    """A stage that no ladder has."""

    stage: Label | str
    count: int
    nearest: Label | str

    def together(self, others: Sequence[Issue]) -> Issue:
        """All stages that no ladder has, with all their rows."""
        issues = [self, *(issue for issue in others if isinstance(issue, StageNotOnLadder))]
        stages = {_words(issue.stage): None for issue in issues}
        near = {_words(issue.nearest): None for issue in issues}
        return replace(
            self,
            stage=_between_marks(list(stages)),
            count=sum(issue.count for issue in issues),
            nearest=listed(near if 1 in (len(stages), len(near)) else map(_with_nearest, issues)),
        )


_MOST_STAGES = 10
"""How many stages that no ladder has one line names."""
_NEAR = Label("“{stage}”: {nearest}", "“{stage}”：{nearest}")


def _with_nearest(issue: StageNotOnLadder) -> Label:
    return _NEAR.filled(stage=issue.stage, nearest=issue.nearest)


def _between_marks(stages: Sequence[Label]) -> Label:
    """Stages in a row, for a place that stands in quotation marks; of very many the first."""
    first = [*stages[:_MOST_STAGES], *([Label("…", "…")] if len(stages) > _MOST_STAGES else [])]
    return Label("”, “".join(stage.en for stage in first), "”、“".join(stage.zh for stage in first))


def _words(said: Label | str) -> Label:
    return said if isinstance(said, Label) else Label(said, said)


@rule(
    "KC431",
    Severity.WARNING,
    title=Label("at the last stage but lost", "最后阶段却为流失"),
    message=Label(
        "Customers or deals at the last stage with the outcome lost: {count}; they count as lost.",
        "{count} 个客户或商机处于最后阶段，结果却为流失；按流失计。",
    ),
    remedy=Label("Correct the stage or the outcome.", "请更正阶段或结果。"),
    example=Label("won, lost", "已成交、流失"),
)
class WonYetLost(Issue):
    """Deals at the last stage whose outcome is lost."""

    count: int


@rule(
    "KC432",
    Severity.WARNING,
    title=Label("only in the log", "仅见于阶段记录"),
    message=Label(
        "Customers or deals in the log but not in the book: {count}; they are counted, without a group.",
        "阶段记录中有 {count} 个客户或商机不在客户表中；仍计入，但无分组。",
    ),
    remedy=Label("Use a book of the same day as the log.", "请使用与阶段记录同期的客户表。"),
    example=Label("a deal deleted from the book", "表中已删除的商机"),
)
class OnlyInLog(Issue):
    """Deals of the log that the book does not have."""

    count: int


@rule(
    "KC433",
    Severity.WARNING,
    title=Label("no dates for a window", "没有日期，无法按窗口统计"),
    message=Label(
        "Conversion within {days} days cannot be measured: the book has no dated stage log.",
        "无法统计 {days} 天内的转化：表格没有带日期的阶段记录。",
    ),
    remedy=Label("Provide a stage log with --log.", "请用 --log 提供阶段记录。"),
    example=Label("--window 90", "--window 90"),
)
class WindowWithoutLog(Issue):
    """A window asked of a book without days of stages."""

    days: int


@rule(
    "KC434",
    Severity.WARNING,
    title=Label("window ends on the file date", "观察期以文件日期为准"),
    message=Label(
        "The book has no data date; the window of {days} days is observed until {as_of}, when its file was last changed.",
        "表格没有数据日期；{days} 天窗口的观察期截至文件最后修改日期 {as_of}。",
    ),
    remedy=Label("Set the data date with --as-of.", "请用 --as-of 指定数据日期。"),
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
        "Check the dates, or set the data date with --as-of.", "请核对日期，或用 --as-of 指定数据日期。"
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
        "The book has won customers who are not at “{stage}”; a stage “closed” was added after it.",
        "表中有成交客户不在“{stage}”阶段；已在其后增加“已成交”阶段。",
    ),
    remedy=Label(
        "Put the won stage last in --stages.",
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
    title=Label("stage dates without an id", "有阶段日期，无标识"),
    message=Label(
        "The book has stage dates but no customer or deal id; every row counts as a separate deal. If it is a log, say which deal each row belongs to.",
        "表中有阶段日期，但没有客户或商机的标识列；每行按一个计。如为阶段变化记录，请指明各行属于谁。",
    ),
    remedy=Label(
        "Name the id column, for example with --map opportunity_id=HEADING.",
        "请指定标识列，例如 --map opportunity_id=列名。",
    ),
    example=Label("session, event, timestamp", "会话编号、事件、时间"),
)
class StageDaysWithoutId(Issue):
    """Days of stages without a customer or deal they belong to."""


@rule(
    "KC447",
    Severity.WARNING,
    title=Label("won before the first contact", "成交早于首次接触"),
    message=Label(
        "Customers or deals won before the first day at any other stage: {count}; they count as won.",
        "{count} 个客户或商机的成交日期早于其他各阶段的最早日期；按成交计。",
    ),
    remedy=Label(
        "Check the dates of the first contact and of the signing.",
        "请核对首次接触与成交的日期。",
    ),
    example=Label("won 2026-01-05, first contact 2026-02-01", "成交 2026-01-05，首次接触 2026-02-01"),
)
class WonBeforeContact(Issue):
    """Deals won before any contact."""

    count: int
