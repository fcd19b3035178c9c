"""The report of `lifecycle`: headline, figures, tables, notes."""

from collections.abc import Iterator

from keyclient.analysis.common.age_band import band_label
from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import NOBODY
from keyclient.analysis.common.life_cycle.need_map import NeedMap, need_label
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.tables import (
    ListsShown,
    crossings_table,
    gap_records,
    gap_sheet,
    gaps_table,
    groups_table,
    heat_map,
    needs_table,
)
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Value
from keyclient.policy.parts.lifecycle import LifecyclePolicy

_TITLE = Label("What each age band needs and holds", "各年龄段的需求与持有")
_NOBODY = Label("No customer in the book has a known age.", "表内没有年龄已知的个人客户。")
_UNKNOWN = Label(
    "The book does not say what its customers hold, so coverage is unknown.",
    "表内没有客户的产品持有信息，无法计算覆盖率。",
)
_LACKING = Label(
    "{lacking} of {known} customers whose holdings are known ({share}) lack a core need of their age.",
    "持有情况已知的 {known} 位客户中，{lacking} 位（{share}）缺少所在年龄段的核心需求产品。",
)
_LACKING_OF_KNOWN = Label(
    "{lacking} of {known} customers whose core needs are known ({share}) lack one of them.",
    "核心需求持有情况已知的 {known} 位客户中，{lacking} 位（{share}）缺少核心需求产品。",
)
_NONE_KNOWN = Label(
    "Nobody's core needs are all known, so nothing says how many customers lack one.",
    "没有一位客户的核心需求持有情况全部已知，无法判断多少客户缺少核心需求产品。",
)
_KNOWN_FOR_NOBODY = Label(
    "Core needs known for nobody: {needs}.", "以下核心需求没有任何客户的持有信息：{needs}。"
)
_NEED_AT = Label("{need} at {band}", "{band}的{need}")
_WIDEST = Label(
    "The widest core gap is {need} at {band}: {gap} of {known} customers hold none.",
    "核心需求缺口最大的是{band}的{need}：{known} 位中有 {gap} 位未持有。",
)
_WIDEST_VALUE = Label(
    "The widest core gap is {need} at {band}: {gap} of {known} customers hold none; their {measure} is {value}.",
    "核心需求缺口最大的是{band}的{need}：{known} 位中有 {gap} 位未持有，其{measure}合计 {value}。",
)
_ENTERING = Label(
    "{count} customers enter their next age band within {months} months.",
    "{months} 个月内有 {count} 位客户进入下一年龄段。",
)
_GROUP = Label("group", "分组")
_SERVED = Label(
    "A need is covered when the customer holds any product for it; shares are of the customers whose holdings are known.",
    "持有任一相关产品即视为覆盖；覆盖率以持有情况已知的客户为分母。",
)
_SUITABLE = Label(
    "Products above a customer's risk rating are not proposed; customers without a rating are offered only products that need none.",
    "不推荐高于客户风险等级的产品；未做风险测评的客户，只推荐不要求评级的产品。",
)
_UNDATED = Label(
    "For {count} people only the age is known, so the date they enter the next band is unknown.",
    "有 {count} 位客户仅有年龄、没有出生日期，无法判断进入下一年龄段的日期。",
)


def lifecycle_report(
    result: LifecycleResult,
    measure: Measure | None,
    policy: LifecyclePolicy,
    *,
    by: Label | None = None,
    lists: ListsShown | None = None,
) -> Report:
    """The result as a report. `by` is the heading of the column that was grouped by; `lists` says whom to call.

    Records are the gaps. If none was requested, the lists of gaps and crossings are left out.
    """
    needs = NeedMap(policy)
    amount = None if measure is None else amount_kind(measure)
    shown = lists or ListsShown(NOBODY, result.total_gaps, result.total_crossings)
    listed_tables = (
        gaps_table(result, needs, amount, shown),
        crossings_table(result, needs, amount, shown),
    )
    heat = heat_map(result, needs, amount)
    said = tuple(_headline(result, needs, measure))
    needed = tuple(column.key for column in heat.columns if column.shade)
    tables = (
        heat,
        *(table for table in listed_tables if table.rows or not table.total_rows),
        shown.unread,
        groups_table(result, needs, amount, by or _GROUP),
        needs_table(result, needs, amount),
    )
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(_facts(result)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result)),
        records=gap_records(result, needs, amount, shown),
        sheet=gap_sheet(result, needs, amount, shown),
        charts=(Chart("coverage", ChartKind.HEAT, heat.title, said[0], heat, needed),),
    )


def open_needs(result: LifecycleResult) -> Fact:
    """How many customers have an open core need: the figure for the first page."""
    return Fact(Label("with a core need open", "核心需求未满足"), result.core_gap_customers, Kind.COUNT)


def _headline(result: LifecycleResult, needs: NeedMap, measure: Measure | None) -> Iterator[Sentence]:
    known = result.people - result.unknown_holdings
    if not result.people:
        yield Sentence(_NOBODY)
        return
    if not known:
        yield Sentence(_UNKNOWN)
    else:
        yield _lacking(result, known)
        yield from _known_for_nobody(result, needs)
    yield from _widest(result, needs, measure)
    if result.total_crossings:
        counts = {"count": result.total_crossings, "months": result.months}
        yield Sentence(_ENTERING, {name: Value(count, Kind.COUNT) for name, count in counts.items()})


def _lacking(result: LifecycleResult, holding: int) -> Sentence:
    """How many lack a core need, of those whose core needs are known; `holding`: those of whom anything is known."""
    known, lacking = result.core_known_customers, result.core_gap_customers
    if lacking is None:
        return Sentence(_NONE_KNOWN)
    values = {
        "lacking": Value(lacking, Kind.COUNT),
        "known": Value(known, Kind.COUNT),
        "share": Value(lacking / known, Kind.SHARE),
    }
    return Sentence(_LACKING if known == holding else _LACKING_OF_KNOWN, values)


def _known_for_nobody(result: LifecycleResult, needs: NeedMap) -> Iterator[Sentence]:
    """The core needs of bands with customers of which nobody's holdings are known."""
    unknown = [
        _NEED_AT.filled(need=need_label(needs, one.need), band=band_label(needs.bands[place]))
        for place, band in enumerate(result.bands)
        for one in band.needs
        if one.weight == "core" and band.customers and not one.known
    ]
    if unknown:
        yield Sentence(_KNOWN_FOR_NOBODY, {"needs": Value(listed(unknown), Kind.TEXT)})


def _widest(result: LifecycleResult, needs: NeedMap, measure: Measure | None) -> Iterator[Sentence]:
    """The core need whose gap has the largest value, or the most customers if there is no measure."""
    core = [
        (place, one)
        for place, band in enumerate(result.bands)
        for one in band.needs
        if one.weight == "core" and one.gap_customers
    ]
    if not core:
        return
    place, widest = max(core, key=lambda item: (item[1].gap_value or 0, item[1].gap_customers))
    values = {
        "need": Value(need_label(needs, widest.need), Kind.TEXT),
        "band": Value(band_label(needs.bands[place]), Kind.TEXT),
        "gap": Value(widest.gap_customers, Kind.COUNT),
        "known": Value(widest.known, Kind.COUNT),
    }
    if measure is None:
        yield Sentence(_WIDEST, values)
        return
    money = {
        "measure": Value(measure.label, Kind.TEXT),
        "value": Value(widest.gap_value, amount_kind(measure)),
    }
    yield Sentence(_WIDEST_VALUE, values | money)


def _facts(result: LifecycleResult) -> Iterator[Fact]:
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    yield Fact(Label("in an age band", "年龄段内"), result.people, Kind.COUNT)
    yield Fact(Label("age unknown", "年龄未知"), result.unknown_age, Kind.COUNT)
    yield Fact(Label("companies", "公司客户"), result.corporate, Kind.COUNT)
    yield Fact(Label("holdings unknown", "持有未知"), result.unknown_holdings, Kind.COUNT)
    yield Fact(Label("needs not covered", "未覆盖的需求"), result.total_gaps, Kind.COUNT)


def _notes(result: LifecycleResult) -> Iterator[Sentence]:
    yield Sentence(_SERVED)
    yield Sentence(_SUITABLE)
    if result.unknown_crossings:
        yield Sentence(_UNDATED, {"count": Value(result.unknown_crossings, Kind.COUNT)})
