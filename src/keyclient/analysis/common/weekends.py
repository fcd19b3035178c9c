"""What is told of the years whose holidays are not known."""

from collections.abc import Iterable, Iterator

from keyclient.analysis.common.working_days import lacks_package, unpublished_years
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules import deadlines as rules
from keyclient.policy.parts.calendar import CalendarPolicy

_UNKNOWN = Label(
    "The public holidays of {years} are not known: only Saturdays and Sundays are closed (calendar.holidays).",
    "{years} 年的放假安排未知，仅按周六、周日休息（可设置 calendar.holidays）。",
)


def weekends_alone(years: Iterable[int], calendar: CalendarPolicy) -> Iterator[Sentence]:
    """A sentence if in some of these years only weekends are closed."""
    unknown = unpublished_years(years, calendar)
    if unknown:
        yield Sentence(_UNKNOWN, {"years": Value(_words(unknown), Kind.TEXT)})


def calendar_issues(years: Iterable[int], calendar: CalendarPolicy) -> Iterator[Issue]:
    """An issue if in some of these years only weekends are closed, though the policy wants the published calendar."""
    unknown = unpublished_years(years, calendar)
    if unknown and calendar.published:
        kind = rules.CalendarNotInstalled if lacks_package(calendar) else rules.CalendarNotPublished
        yield kind(years=_words(unknown))


def _words(years: Iterable[int]) -> Label:
    """Years that follow one another as their first and last."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listed(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
