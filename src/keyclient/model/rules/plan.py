"""Rules 70x and 71x: the plan: its catalogue, owners, deadlines and capacity."""

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
