"""The tables of `lifecycle`. Column keys are the keys of its JSON."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from keyclient.analysis.common.columns import BLANK, CUSTOMER_ID, ROW
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.life_cycle.need_map import NeedMap, need_label
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.lifecycle.result import Coverage, LifecycleResult
from keyclient.analysis.lifecycle.words import WEIGHTS, GapReasons
from keyclient.model.label import Label, listed
from keyclient.model.measure import Share
from keyclient.model.report import Kind, Table, TableColumn

_AGE = TableColumn("age", Label("age", "年龄"), Kind.ORDINAL)
_BAND = TableColumn("band", Label("age band", "年龄段"), Kind.TEXT)
_NEED = TableColumn("need", Label("need", "需求"), Kind.TEXT)
_WEIGHT = TableColumn("weight", Label("weight", "主次"), Kind.TEXT)
_CUSTOMERS = TableColumn("customers", Label("customers", "客户数"), Kind.COUNT)
_RATING = TableColumn("risk_rating", Label("risk rating", "风险等级"), Kind.TEXT)
_REASON = TableColumn("reason", Label("what to talk about", "沟通建议"), Kind.TEXT)


_UNCOVERED = Label("Uncovered needs", "未覆盖的需求")


class ListsShown(NamedTuple):
    """Whom the lists are about."""

    contacts: Contacts
    gaps: int
    """How many gaps there are of these customers."""
    crossings: int
    unread: Table | None = None
    """The table of customers whose value cannot be read."""


def _value(kind: Kind | None, spare: int = 0) -> list[TableField]:
    """The column of values; none without a measure."""
    return [] if kind is None else [field(TableColumn("value", Label("value", "价值"), kind, spare=spare))]


def _need(needs: NeedMap) -> TableField:
    return field(_NEED, each=partial(need_label, needs))


def _reason(needs: NeedMap) -> TableField:
    return field(_REASON, "band", "need", "weight", "risk_rating", each=GapReasons(needs).of)


def _coverages(needs: NeedMap) -> list[TableField]:
    """A column of coverage for each need; blank for needs that a band does not have."""
    return [
        field(
            TableColumn(name, need_label(needs, name), Kind.SHARE, shade=True),
            "needs",
            each=partial(_coverage_of, name),
        )
        for name in needs.needs
    ]


def _coverage_of(need: str, coverages: Sequence[Coverage]) -> Share | None:
    return next((one.coverage for one in coverages if one.need == need), None)


def heat_map(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """Coverage by age band and need; blank if the band does not have the need or nothing is known."""
    fields = (field(_BAND), field(_CUSTOMERS), *_value(amount), *_coverages(needs))
    title = Label("Coverage of needs by age band", "各年龄段需求覆盖率")
    return table_of("bands", title, fields, result.bands)


def groups_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    fields = (
        field(TableColumn("group", by, Kind.TEXT), each=lambda name: name or BLANK),
        field(_CUSTOMERS),
        *_value(amount),
        *_coverages(needs),
        field(TableColumn("unknown_age", Label("age unknown", "年龄未知"), Kind.COUNT)),
        field(TableColumn("unknown_holdings", Label("holdings unknown", "持有未知"), Kind.COUNT)),
    )
    title = Label(f"Coverage by {by.en}", f"按{by.zh}的覆盖率")
    return table_of("groups", title, fields, result.groups, elastic=True, total_rows=len(result.groups))


class _BandNeed(NamedTuple):
    """A need of an age band."""

    band: str
    need: Coverage


def _gap_value(kind: Kind | None) -> list[TableField]:
    column = Label("their value", "其价值")
    return [] if kind is None else [field(TableColumn("gap_value", column, kind), "need.gap_value")]


def needs_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """One row a band and need."""
    fields = (
        field(_BAND),
        field(_NEED, "need.need", each=partial(need_label, needs)),
        field(_WEIGHT, "need.weight", each=WEIGHTS.get),
        field(TableColumn("known", Label("known", "已知客户"), Kind.COUNT), "need.known"),
        field(TableColumn("holders", Label("holders", "持有客户"), Kind.COUNT), "need.holders"),
        field(TableColumn("coverage", Label("coverage", "覆盖率"), Kind.SHARE, bar=True), "need.coverage"),
        field(TableColumn("gap_customers", Label("without", "未持有客户"), Kind.COUNT), "need.gap_customers"),
        *_gap_value(amount),
    )
    rows = [_BandNeed(band.band, need) for band in result.bands for need in band.needs]
    return table_of("needs", Label("Needs by age band", "各年龄段需求明细"), fields, rows)


def gaps_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None, shown: ListsShown) -> Table:
    """The first gaps in the columns for people."""
    age = replace(_AGE, spare=5)
    fields = (
        *shown.contacts.who,
        field(age),
        _need(needs),
        *_value(amount, spare=3),
        _reason(needs),
        *shown.contacts.whose,
    )
    title = Label("Whom to contact about what", "向谁推荐什么")
    return table_of("gaps", title, fields, result.gaps, elastic=True, total_rows=shown.gaps)


def gap_records(result: LifecycleResult, needs: NeedMap, amount: Kind | None, shown: ListsShown) -> Table:
    """The requested gaps with all their figures, in the words of programs."""
    fields = (
        field(CUSTOMER_ID),
        field(ROW),
        field(_AGE),
        field(_BAND),
        field(_NEED),
        field(_WEIGHT),
        *_value(amount or Kind.NUMBER),
        field(_RATING),
        _reason(needs),
    )
    return table_of("gaps", _UNCOVERED, fields, result.gaps, total_rows=shown.gaps)


def gap_sheet(result: LifecycleResult, needs: NeedMap, amount: Kind | None, shown: ListsShown) -> Table:
    """The same for people, with whom to call."""
    fields = (
        *shown.contacts.who,
        field(_AGE),
        field(_BAND),
        _need(needs),
        field(_WEIGHT, each=WEIGHTS.get),
        *_value(amount),
        field(_RATING),
        *shown.contacts.whose,
        _reason(needs),
    )
    return table_of("gaps", _UNCOVERED, fields, result.gaps, total_rows=shown.gaps)


def crossings_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None, shown: ListsShown) -> Table:
    """The first people entering the next age band."""

    def new_needs(names: Sequence[str]) -> Label:
        return listed([need_label(needs, name) for name in names])

    fields = (
        field(TableColumn("date", Label("date", "日期"), Kind.DATE)),
        *shown.contacts.who,
        field(TableColumn("next_band", Label("enters", "进入"), Kind.TEXT)),
        *_value(amount, spare=3),
        field(TableColumn("new_needs", Label("new needs", "新增需求"), Kind.TEXT), each=new_needs),
        *shown.contacts.whose,
    )
    months = result.months
    title = Label(f"Entering the next band within {months} months", f"{months} 个月内进入下一年龄段")
    rows, total = result.crossings, shown.crossings
    return table_of("crossings", title, fields, rows, elastic=True, total_rows=total)
