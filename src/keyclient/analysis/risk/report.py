"""The report of `risk`: headline, figures, whom to call, why, through whom, and whether such warnings came true."""

from collections.abc import Iterator
from decimal import Decimal

from keyclient.analysis.risk.backtest_report import backtest_notes, backtest_table, changes_table
from keyclient.analysis.risk.charts import risk_charts
from keyclient.analysis.risk.customer_tables import customers_table, records_table, sheet_table
from keyclient.analysis.risk.headline import headline
from keyclient.analysis.risk.look import RiskLook
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.risk.tables import (
    concentration_table,
    managers_table,
    reasons_table,
    severities_table,
)
from keyclient.model.label import Label, listed
from keyclient.model.report import Fact, Kind, Report, Sentence, Value
from keyclient.policy.parts.risk import RiskPolicy

_TITLE = Label("Which key customers may leave, why, and through whom", "哪些重点客户可能流失、为什么、系于谁")
_UNDATED = Label(
    "These books have no data date, so reasons that count days (contact overdue, matures soon) are not tried in them: {books}.",
    "以下客户表没有数据日期，其中按天数判断的原因（联系逾期、大额将到期）不参与回溯检验：{books}。",
)
_SEVERITY = Label(
    "Red: less money and a further family of reasons, or emptied. Orange: less money alone, or two others. Yellow: one other. "
    "Grey: no reason found, but too little known to say there is none. Reasons are never added up to a score.",
    "红：资金原因并有其他类别原因，或已清空；橙：仅资金原因，或两类其他原因；黄：一类其他原因；灰：未见原因，但资料不足、不能判断。各类原因不相加、不打分。",
)
_STAKE = Label(
    "Gone is the best value of the last {books} books less today's; what matures soon is part of what is still here.",
    "已流出指近 {books} 期最高值减本期价值；近期到期包含在尚余之内。",
)
_SEATS = Label(
    "A manager can look after {seats} key customers (managers.seats).",
    "每名客户经理可维护重点客户 {seats} 个（managers.seats）。",
)
_SEATS_TODAY = Label(
    "Free seats: up to the key customers of the busiest manager of the branch today; set managers.seats for your own number.",
    "承接余量按本机构目前管户最多的客户经理计算；可用 managers.seats 设定。",
)
_NO_DATES = Label(
    "Dormant customers cannot be told: that needs dates of transactions, and what customers have with the bank (AUM or deposits).",
    "无法识别睡眠户：需要最近交易日期，以及客户在本行的资产（AUM 或存款）。",
)
_DORMANT = Label(
    "Dormant: less than {under} with the bank, and no transaction for {days} days.",
    "睡眠户：在本行资产低于 {under}，且连续 {days} 天无交易。",
)
_IRON = Label(
    "One customer of the first tier is worth as much as {count} average ones of the last.",
    "一个最高层级客户的价值约等于 {count} 个最低层级客户（均值）。",
)


def risk_report(result: RiskResult, policy: RiskPolicy, look: RiskLook) -> Report:
    """The result as a report."""
    said = tuple(headline(result, policy, look))
    tables = (
        severities_table(result, look),
        customers_table(result, look),
        look.unread,
        managers_table(result, look),
        reasons_table(result, look),
        backtest_table(result.backtest),
        changes_table(result.after_changes),
        concentration_table(result, look),
    )
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(_facts(result, look)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result, policy, look)),
        records=records_table(result, look),
        sheet=sheet_table(result, look),
        charts=tuple(risk_charts(result, look, said)),
    )


def risk_facts(result: RiskResult) -> Iterator[Fact]:
    """The figures for the first page of a report."""
    counts = {one.severity: one.customers for one in result.severities}
    yield Fact(Label("key customers at risk, red", "流失风险：红"), counts.get("red", 0), Kind.COUNT)
    yield Fact(Label("key customers at risk, orange", "流失风险：橙"), counts.get("orange", 0), Kind.COUNT)


def _facts(result: RiskResult, look: RiskLook) -> Iterator[Fact]:
    yield Fact(Label("key customers", "重点客户"), result.key_customers, Kind.COUNT)
    held = result.concentration
    if held.hhi is not None:
        yield Fact(Label("managers", "客户经理数"), held.managers, Kind.COUNT)
        yield Fact(Label("HHI over managers", "客户经理集中度 HHI"), held.hhi, Kind.INDEX)
        yield Fact(Label("as many equal managers", "等效客户经理数"), held.effective_managers, Kind.YEARS)
    if held.without_manager:
        yield Fact(Label("without a manager", "无管户经理金额"), held.without_manager, look.amount)
    if result.dormant is not None:
        yield Fact(Label("dormant", "睡眠户"), result.dormant, Kind.COUNT)
        yield Fact(Label("assets of the dormant", "睡眠户资产"), result.dormant_value, Kind.MONEY)


def _notes(result: RiskResult, policy: RiskPolicy, look: RiskLook) -> Iterator[Sentence]:
    yield from backtest_notes(result.backtest, policy.fall)
    if result.backtest and look.undated:
        yield Sentence(_UNDATED, {"books": Value(listed(look.undated), Kind.TEXT)})
    yield Sentence(_SEVERITY)
    yield Sentence(_STAKE, {"books": Value(policy.best_of, Kind.COUNT)})
    if result.managers and result.seats is None:
        yield Sentence(_SEATS_TODAY)
    elif result.managers:
        yield Sentence(_SEATS, {"seats": Value(result.seats, Kind.COUNT)})
    if result.concentration.iron_for_one_platinum is not None:
        yield Sentence(_IRON, {"count": Value(result.concentration.iron_for_one_platinum, Kind.COUNT)})
    if result.dormant is None:
        yield Sentence(_NO_DATES)
    elif result.dormant:
        under = Value(Decimal(repr(policy.dormant_under)), Kind.MONEY)
        yield Sentence(_DORMANT, {"under": under, "days": Value(policy.dormant_days, Kind.COUNT)})
