"""The report of `plan`: headline, figures, the lines as a form, the grid, resources, competitors, and the last plan."""

from collections.abc import Iterator

from keyclient.analysis.plan.charts import plan_charts
from keyclient.analysis.plan.headline import headline
from keyclient.analysis.plan.line_tables import form_table, lines_table, records_table
from keyclient.analysis.plan.look import PlanLook
from keyclient.analysis.plan.result import PlanResult
from keyclient.analysis.plan.tables import plan_tables
from keyclient.analysis.plan.words import named
from keyclient.model.label import Label, listed
from keyclient.model.report import Fact, Kind, Report, Sentence, Value
from keyclient.policy.parts.plan import PlanPolicy

_TITLE = Label("Who does what for which key customer until when", "重点客户行动计划")
_WHOM = Label(
    "Planned for: {whom}. One line a customer, by the first entry of the catalogue that fits; all her reasons stand on it.",
    "列入范围：{whom}。每位客户一条行动，取行动目录中第一个适用的条目，其全部理由一并列出。",
)
_OF_WHOM = {
    "key": Label("key customers", "重点客户"),
    "near": Label("those near a key tier", "临界重点层级的客户"),
    "grow": Label("those to grow", "可培育客户"),
}
_PROOF = Label(
    "Every line has an acceptance criterion; keyclient plan BOOK --verify NEWBOOK says who met it.",
    "每条行动均有验收标准；用 keyclient plan 客户表 --verify 后期客户表 检查是否达成。",
)
_EVENTS = Label(
    "Reasons to meet, by tier, age and need: {events}.", "邀约活动（按层级、年龄、需求匹配）：{events}。"
)
_PERKS = Label("Perks that customers value: {perks}.", "客户看重的权益：{perks}。")
_PERK = Label("{perk} {share:.1%}", "{perk} {share:.1%}")
_BACK = Label(
    "Fill in owner, deadline, criterion, status and remark; --previous PLAN keeps them in the next plan.",
    "可填写责任人、完成时限、验收标准、状态与备注；下次用 --previous 计划文件 读回并保留。",
)


def plan_report(result: PlanResult, policy: PlanPolicy, look: PlanLook) -> Report:
    """The result as a report."""
    said = tuple(headline(result, look))
    tables = (lines_table(result, look), look.unread, *plan_tables(result, look))
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(plan_facts(result)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(policy)),
        records=records_table(result, look),
        sheet=form_table(result, look),
        charts=tuple(plan_charts(result, said[0])),
    )


def plan_facts(result: PlanResult) -> Iterator[Fact]:
    """The figures for the first page of a report."""
    yield Fact(Label("lines to do", "待办行动数"), result.open_lines, Kind.COUNT)
    yield Fact(Label("until", "截止日"), result.until, Kind.DATE)


def _notes(policy: PlanPolicy) -> Iterator[Sentence]:
    whom = listed(_OF_WHOM[name] for name in policy.whom)
    yield Sentence(_WHOM, {"whom": Value(whom, Kind.TEXT)})
    yield Sentence(_PROOF)
    yield Sentence(_BACK)
    events = listed(named(name, one.zh) for name, one in policy.activities.items())
    if policy.activities:
        yield Sentence(_EVENTS, {"events": Value(events, Kind.TEXT)})
    perks = sorted(policy.perks.items(), key=lambda one: -one[1].share)
    if perks:
        said = listed(_PERK.filled(perk=named(name, one.zh), share=one.share) for name, one in perks)
        yield Sentence(_PERKS, {"perks": Value(said, Kind.TEXT)})
