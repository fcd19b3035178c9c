"""The report of `today`: how many to call and why, whom, by manager, and how the lists are made."""

from collections.abc import Iterator

from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.today.call_tables import calls_table, form_table, records_table
from keyclient.analysis.today.headline import headline
from keyclient.analysis.today.look import REASON_LABELS, TodayLook
from keyclient.analysis.today.result import TodayResult
from keyclient.analysis.today.tables import managers_table, outcomes_table, reasons_table
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.today import TodayPolicy

_TITLE = Label("Whom each manager calls today, and why", "今天每位客户经理该联系谁、为什么")
_ORDER = Label(
    "By reason: {reasons}; within one by amount, then value; no score. A list has {limit} at most (the quota of a first reason in "
    "brackets).{others}",
    "按理由先后排列：{reasons}；同一理由按涉及金额、再按客户价值，不打分。每份名单最多 {limit} 个（括号内为首要理由配额）。{others}",
)
_OTHERS = Label(
    " Overdue customers who are no key customers come last, {most} at most.",
    "逾期未联系的非重点客户排在最后，最多 {most} 个。",
)
_QUOTA = Label("{reason} ({most})", "{reason}（{most}）")
_QUIET = Label(
    "Whoever was contacted within {days} days is left out, unless money matures. Days count from {day}; another day: --as-of.",
    "{days} 天内已联系的客户不再列入，资金到期的除外。天数自 {day} 起算，其他日期请用 --as-of。",
)
_BACK = Label(
    "Fill in result and date, and name the file tomorrow with --previous: whoever was contacted is left out, whoever did not answer "
    "comes back, an appointment stays until its day.",
    "填写联系结果和日期，次日用 --previous 读回：已联系的不再列入，未接的再次列入，约见保留至约定日期。",
)
_PHONES = Label(
    "Telephone numbers are masked; --show-phones shows them.",
    "电话号码已部分隐去；显示完整号码请用 --show-phones。",
)


def today_report(result: TodayResult, whole: TodayResult, policy: TodayPolicy, look: TodayLook) -> Report:
    """The result as a report. `whole`: with all lines of all lists, which its figures are about."""
    said = tuple(headline(whole, policy, look))
    tables = (
        calls_table(result, look),
        reasons_table(result),
        managers_table(result),
        outcomes_table(result),
        look.unread,
    )
    return Report(
        title=_TITLE,
        headline=said,
        facts=(),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(policy, look)),
        records=records_table(result, look),
        sheet=form_table(result, look),
        charts=tuple(_charts(reasons_table(result), said)),
    )


def today_facts(result: TodayResult) -> Iterator[Fact]:
    """The figures for the first page of a report."""
    yield Fact(Label("customers to call", "今日应联系客户"), result.customers, Kind.COUNT)


def _charts(reasons: Table | None, said: tuple[Sentence, ...]) -> Iterator[Chart]:
    if reasons is not None:
        title = Label("Why customers are called", "联系理由分布")
        yield Chart("reasons", ChartKind.BARS, title, said[0], reasons, ("customers", "listed"))


def _notes(policy: TodayPolicy, look: TodayLook) -> Iterator[Sentence]:
    reasons = listed(_reason(name, policy.quotas.get(name)) for name in policy.reasons)
    others = NO_WORDS
    if Occasion.OVERDUE in policy.reasons:
        others = _OTHERS.filled(most=policy.overdue_others)
    told = {"reasons": Value(reasons, Kind.TEXT), "others": Value(others, Kind.TEXT)}
    yield Sentence(_ORDER, {**told, "limit": Value(policy.limit, Kind.COUNT)})
    quiet = {"days": Value(policy.quiet_days, Kind.COUNT), "day": Value(look.as_of, Kind.DATE)}
    yield Sentence(_QUIET, quiet)
    yield Sentence(_BACK)
    if look.contacts.fields("phone") and not look.phones:
        yield Sentence(_PHONES)


def _reason(name: str, quota: int | None) -> Label:
    label = REASON_LABELS[name]
    return label if quota is None else _QUOTA.filled(reason=label, most=quota)
