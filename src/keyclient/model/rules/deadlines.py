"""Rules 71x: working days, deadlines and seats."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC710",
    Severity.NOTE,
    title=Label("calendar of public holidays not installed", "未安装节假日日历"),
    message=Label(
        "No calendar of public holidays is installed: in {years} only Saturdays and Sundays are closed.",
        "未安装节假日日历：{years} 年仅按周六、周日休息。",
    ),
    remedy=Label(
        "Install keyclient[calendar], or name the days: calendar.holidays and calendar.workdays in the policy.",
        "请安装 keyclient[calendar]，或在策略 calendar.holidays、calendar.workdays 中列明日期。",
    ),
    example=Label("deadlines in the first week of October", "完成时限落在国庆假期内"),
)
class CalendarNotInstalled(Issue):
    """Years for which only weekends are closed, since the package is not there."""

    years: Label


@rule(
    "KC711",
    Severity.NOTE,
    title=Label("public holidays not published yet", "放假安排尚未公布"),
    message=Label(
        "The public holidays of {years} are not in the calendar that is installed: only Saturdays and Sundays are closed.",
        "已安装的日历没有 {years} 年的放假安排：仅按周六、周日休息。",
    ),
    remedy=Label(
        "Update chinesecalendar once they are published, usually in November of the year before, or name the days: calendar.holidays "
        "and calendar.workdays in the policy.",
        "放假安排（一般于上年 11 月）公布后请更新 chinesecalendar，或在策略 calendar.holidays、calendar.workdays 中列明日期。",
    ),
    example=Label("a plan until February 2027", "计划期限至 2027 年 2 月"),
)
class CalendarNotPublished(Issue):
    """Years for which only weekends are closed, since nobody knows their holidays."""

    years: Label


@rule(
    "KC712",
    Severity.WARNING,
    title=Label("more lines than working days allow", "行动数超出可用工作日"),
    message=Label(
        "Lines that no day is left for at {per_day} a day: {count}, of {owners}. They are due on the first or last day "
        "besides.",
        "按每人每天 {per_day} 项计，期内无法排下的行动 {count} 项（{owners}），已并入首日或末日。",
    ),
    remedy=Label(
        "Give the plan more days (--until), raise plan.per_day, or hand lines to others.",
        "请延长计划期限（--until）、提高 plan.per_day，或将部分行动交由他人承担。",
    ),
    example=Label("150 lines of one manager in 22 working days", "一名客户经理 22 个工作日内有 150 项行动"),
)
class PlanCrowded(Issue):
    """Lines beyond what their owners can do."""

    count: int
    owners: Label
    per_day: int


@rule(
    "KC713",
    Severity.WARNING,
    title=Label("dates too soon to prepare for", "期限过近"),
    message=Label(
        "Lines whose date leaves too few working days before it: {count}. They are due on the first working day, {first}.",
        "距所依据的日期已不足规定工作日的行动 {count} 项，完成时限定为首个工作日 {first}。",
    ),
    remedy=Label("Do them first.", "请优先办理。"),
    example=Label("money that matures tomorrow", "明日到期的资金"),
)
class PlanDatesTooSoon(Issue):
    """Dated lines that come too late."""

    count: int
    first: dt.date


@rule(
    "KC714",
    Severity.NOTE,
    title=Label("more key customers than seats", "重点客户数超过可维护数"),
    message=Label(
        "Key customers beyond the {seats} that one manager can look after: {count}, with {managers}. {unseated}",
        "超出每名客户经理可维护数（{seats} 个）的重点客户 {count} 个，涉及{managers}；{unseated}",
    ),
    remedy=Label(
        "The table of moves says who could take whom. Nobody is moved before people decide it.",
        "承接建议见调整名单；在人工确认之前，不调整任何客户的管户关系。",
    ),
    example=Label("seats 60, 75 key customers", "可维护 60 个，实管 75 个"),
)
class ManagersOverSeats(Issue):
    """Managers with more key customers than seats."""

    count: int
    seats: int
    managers: Label
    unseated: Label
    """For how many nobody has a seat free, as a sentence."""
