"""The report of `plan --verify`: how many lines were met, what the work brought, managers, lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keyclient.analysis.plan.verify.returns import BETTER, TOO_FEW
from keyclient.analysis.plan.verify.tables import (
    VerifyLook,
    completion,
    lines_table,
    managers_table,
    reasons_table,
    records_table,
    share,
    sheet_table,
)
from keyclient.analysis.plan.verify.verdicts import VERDICTS, Verdict
from keyclient.analysis.plan.verify_result import Return, VerifyResult
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.plan import PlanPolicy

_TITLE = Label("What became of the plan", "行动计划检查")
_COUNTS = Label(
    "Of {lines} lines, {met} are met by {day}, {missed} missed, {lost} met and then lost, {open} open, {undecidable} undecidable.",
    "共 {lines} 项行动，截至 {day}：达成 {met} 项，未达成 {missed} 项，达成后又失去 {lost} 项，未到期 {open} 项，无法判断 {undecidable} 项。",
)
_NO_LINES = Label("The plan has no line to judge.", "计划中没有可检查的行动。")
_BETTER = Label(
    "Customers worked on ({worked}) changed by {some} on average, those like them who were left alone ({alone}) by {others}: "
    "the difference is {difference} ({low} to {high}).",
    "已跟进客户（{worked} 个）平均变动 {some}，同类未跟进客户（{alone} 个）平均变动 {others}，相差 {difference}（{low} 至 {high}）。",
)
_NO_BETTER = Label(
    "Customers worked on ({worked}) changed by {some} on average, those like them who were left alone ({alone}) by {others}: "
    "no difference that chance does not explain ({low} to {high}).",
    "已跟进客户（{worked} 个）平均变动 {some}，同类未跟进客户（{alone} 个）平均变动 {others}：差异不显著（{low} 至 {high}）。",
)
_TOO_FEW = Label(
    "What the work brought cannot be said: {worked} customers worked on and {alone} like them left alone can be compared, "
    "and {few} are needed on either side.",
    "成效无法评估：可对照的已跟进客户 {worked} 个、同类未跟进客户 {alone} 个，两侧均须至少 {few} 个。",
)
_RULE = Label(
    "The first book on or after the deadline decides; before the deadline, a line that is met counts. Met, and not any more "
    "in the last book, is lost.",
    "以完成时限当日或之后的第一期客户表为准；时限之前已达成的即为达成；达成后在最近一期不再符合的，列为“达成后又失去”。",
)
_FLOORS = Label(
    "Tiers are judged by the floors of the plan's own book, so that growth counts: by the floors of a later book a tier may hold "
    "the same share of customers whatever they have gained.",
    "层级一律按计划所依据客户表的门槛判断，使增长得以体现；若按后期客户表自身的门槛，各层级的客户占比可能不变。",
)
_OTHERWISE = Label(
    "Lines about tiers that the floors of {book} itself would judge otherwise: {count}.",
    "若按 {book} 自身的门槛，有 {count} 项层级类行动的结果会不同。",
)
_DROPPED = Label("Dropped lines, which are not judged: {count}.", "已取消、不作检查的行动 {count} 项。")
_CONTACTS = Label(
    "Contacted: after the data date of the plan, by the dates of last contact in the later books.",
    "“已联系”以后期客户表的最近联系日期为准，须晚于计划的数据日期。",
)
_NO_CONTACTS = Label(
    "The later books have no dates of last contact: coverage is not known, and customers who were called without a line count "
    "as left alone.",
    "后期客户表没有最近联系日期：联系覆盖率未知，未列入计划但实际联系过的客户会被计为未跟进。",
)
_LIKE = Label(
    "Customers like each other are of one tier and one of {parts} parts of it by value. Nobody drew lots for whom to work on: "
    "a difference may have other causes.",
    "同类客户指同一层级且价值处于同一组（每层级分 {parts} 组）的客户。跟进对象并非随机选取，差异也可能另有原因。",
)
_APART = Label(
    "Worked on and not compared: {unmatched} without customers like them who were left alone, {unknown} with a value that the "
    "books do not both tell.",
    "已跟进但未纳入对照：{unmatched} 个没有同类未跟进客户，{unknown} 个的价值未能在前后两期同时得知。",
)

_CHART = Label("Decided lines of each owner: {verdicts}.", "各责任人已有结果的行动数：{verdicts}。")


@dataclass(frozen=True)
class Told:
    """What the report says beside the result."""

    measure: Measure
    reasons: Mapping[Label, Sequence[str]]
    """Why lines are undecidable."""
    otherwise: int
    """Lines that the floors of the last book would judge otherwise."""


def verify_report(result: VerifyResult, told: Told, policy: PlanPolicy, look: VerifyLook) -> Report:
    """The result as a report."""
    managers = managers_table(result)
    return Report(
        title=_TITLE,
        headline=tuple(_headline(result, told, policy)),
        facts=tuple(facts(result)),
        tables=tuple(_tables(result, told, managers, look)),
        notes=tuple(_notes(result, told, policy)),
        records=records_table(result, look),
        charts=tuple(_charts(result, managers)),
        sheet=sheet_table(result, look),
    )


def _tables(result: VerifyResult, told: Told, managers: Table, look: VerifyLook) -> Iterator[Table]:
    if result.managers:
        yield managers
    for table in (lines_table(result, look), reasons_table(told.reasons)):
        if table is not None:
            yield table


def counted(result: VerifyResult) -> dict[Verdict, int]:
    """How many lines of all managers are judged in each way."""
    return {verdict: sum(getattr(one, verdict.value) for one in result.managers) for verdict in Verdict}


def facts(result: VerifyResult) -> Iterator[Fact]:
    """Met, completion, coverage."""
    counts = counted(result)
    yield Fact(Label("lines met", "达成行动"), counts[Verdict.MET], Kind.COUNT)
    done = completion(counts[Verdict.MET], counts[Verdict.MISSED], counts[Verdict.LOST])
    yield Fact(Label("completion", "完成率"), done, Kind.SHARE)
    calls = [one.contacted for one in result.managers if one.contacted is not None]
    if calls:
        yield Fact(Label("coverage", "联系覆盖率"), share(sum(calls), result.total_lines), Kind.SHARE)


def _headline(result: VerifyResult, told: Told, policy: PlanPolicy) -> Iterator[Sentence]:
    if not result.total_lines:
        yield Sentence(_NO_LINES)
        return
    counts = {verdict.value: Value(count, Kind.COUNT) for verdict, count in counted(result).items()}
    lines = Value(result.total_lines, Kind.COUNT)
    yield Sentence(_COUNTS, {"lines": lines, "day": Value(result.as_of, Kind.DATE), **counts})
    yield _brought(result.return_, told.measure, policy)


def _brought(found: Return, measure: Measure, policy: PlanPolicy) -> Sentence:
    sides = {"worked": Value(found.worked, Kind.COUNT), "alone": Value(found.left_alone, Kind.COUNT)}
    if found.verdict == TOO_FEW:
        return Sentence(_TOO_FEW, {**sides, "few": Value(policy.few, Kind.COUNT)})
    kind = Kind.MONEY if measure.kind is MeasureKind.MONEY else Kind.NUMBER
    figures = {
        "some": found.worked_change,
        "others": found.left_alone_change,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
    }
    said = _BETTER if found.verdict == BETTER else _NO_BETTER
    return Sentence(said, sides | {name: Value(figure, kind) for name, figure in figures.items()})


def _notes(result: VerifyResult, told: Told, policy: PlanPolicy) -> Iterator[Sentence]:
    yield Sentence(_RULE)
    yield Sentence(_FLOORS)
    if told.otherwise:
        book = Value(result.books[-1], Kind.TEXT)
        yield Sentence(_OTHERWISE, {"book": book, "count": Value(told.otherwise, Kind.COUNT)})
    if result.dropped:
        yield Sentence(_DROPPED, {"count": Value(result.dropped, Kind.COUNT)})
    has_contacts = any(one.contacted is not None for one in result.managers)
    yield Sentence(_CONTACTS if has_contacts else _NO_CONTACTS)
    yield Sentence(_LIKE, {"parts": Value(policy.strata, Kind.COUNT)})
    apart = result.return_
    if apart.unmatched or apart.unknown:
        counts = {"unmatched": apart.unmatched, "unknown": apart.unknown}
        yield Sentence(_APART, {name: Value(count, Kind.COUNT) for name, count in counts.items()})


def _charts(result: VerifyResult, managers: Table) -> Iterator[Chart]:
    """The decided lines of each owner; three series are as many as a chart of bars takes."""
    counts = counted(result)
    series = tuple(one.value for one in (Verdict.MET, Verdict.MISSED, Verdict.LOST) if counts[one])
    if series:
        title = Label("Lines by owner and verdict", "各责任人的行动结果")
        said = listed(VERDICTS[Verdict(one)] for one in series)
        says = Sentence(_CHART, {"verdicts": Value(said, Kind.TEXT)})
        yield Chart("managers", ChartKind.BARS, title, says, managers, series)
