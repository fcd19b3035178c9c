"""The tables of `lifecycle`. Column keys are the keys of its JSON."""

from collections.abc import Iterator

from keyclient.analysis.lifecycle.need_map import NeedMap
from keyclient.analysis.lifecycle.result import Coverage, LifeBand, LifecycleResult, LifeGroup
from keyclient.analysis.lifecycle.rows import CrossingCells, GapCells
from keyclient.analysis.lifecycle.words import WEIGHTS, Reasons, listed, need_label
from keyclient.model.label import Label
from keyclient.model.mapped import Mapped
from keyclient.model.report import Cell, Kind, Table, TableColumn

_ID = TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT, is_personal=True)
_ROW = TableColumn("row", Label("row", "行号"), Kind.ORDINAL)
_AGE = TableColumn("age", Label("age", "年龄"), Kind.ORDINAL)
_BAND = TableColumn("band", Label("age band", "年龄段"), Kind.TEXT)
_NEED = TableColumn("need", Label("need", "需求"), Kind.TEXT)
_WEIGHT = TableColumn("weight", Label("weight", "主次"), Kind.TEXT)
_CUSTOMERS = TableColumn("customers", Label("customers", "客户数"), Kind.COUNT)
_REASON = TableColumn("reason", Label("what to talk about", "沟通建议"), Kind.TEXT)


_VALUE = Label("value", "价值")


def _value(kind: Kind | None, key: str = "value", label: Label = _VALUE) -> list[TableColumn]:
    """The column of a value; none where nothing is measured."""
    return [] if kind is None else [TableColumn(key, label, kind)]


def _coverages(needs: NeedMap) -> Iterator[TableColumn]:
    for name in needs.needs:
        yield TableColumn(name, need_label(needs, name), Kind.SHARE, shade=True)


def heat_map(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """Coverage by age band and need: no figure where the band has not the need, or nothing is known."""
    columns = (_BAND, _CUSTOMERS, *_value(amount), *_coverages(needs))
    rows = [_heat_row(band, needs, amount) for band in result.bands]
    return Table("bands", Label("Coverage of needs by age band", "各年龄段需求覆盖率"), columns, rows)


def _heat_row(band: LifeBand, needs: NeedMap, amount: Kind | None) -> tuple[Cell, ...]:
    covered = {one.need: one.coverage for one in band.needs}
    value = [] if amount is None else [band.value]
    return band.band, band.customers, *value, *map(covered.get, needs.needs)


def groups_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    columns = (
        TableColumn("group", by, Kind.TEXT),
        _CUSTOMERS,
        *_value(amount),
        *_coverages(needs),
        TableColumn("unknown_age", Label("age unknown", "年龄未知"), Kind.COUNT),
        TableColumn("unknown_holdings", Label("holdings unknown", "持有未知"), Kind.COUNT),
    )
    return Table(
        "groups",
        Label(f"Coverage by {by.en}", f"按{by.zh}的覆盖率"),
        columns,
        [_group_row(group, amount) for group in result.groups],
        elastic=True,
        total_rows=len(result.groups),
    )


def _group_row(group: LifeGroup, amount: Kind | None) -> tuple[Cell, ...]:
    name = group.group or Label("(blank)", "（空白）")
    value = [] if amount is None else [group.value]
    covered = (one.coverage for one in group.needs)
    return name, group.customers, *value, *covered, group.unknown_age, group.unknown_holdings


def needs_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """One row a band and need."""
    columns = (
        _BAND,
        _NEED,
        _WEIGHT,
        TableColumn("known", Label("known", "已知客户"), Kind.COUNT),
        TableColumn("holders", Label("holders", "持有客户"), Kind.COUNT),
        TableColumn("coverage", Label("coverage", "覆盖率"), Kind.SHARE, bar=True),
        TableColumn("gap_customers", Label("without", "未持有客户"), Kind.COUNT),
        *_value(amount, "gap_value", Label("their value", "其价值")),
    )
    rows = [
        (band.band, need_label(needs, one.need), *_need_row(one, amount))
        for band in result.bands
        for one in band.needs
    ]
    return Table("needs", Label("Needs by age band", "各年龄段需求明细"), columns, rows)


def _need_row(one: Coverage, amount: Kind | None) -> tuple[Cell, ...]:
    weight = None if one.weight is None else WEIGHTS[one.weight]
    value = [] if amount is None else [one.gap_value]
    return weight, one.known, one.holders, one.coverage, one.gap_customers, *value


def gaps_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """The first gaps in the columns that people look at."""
    reasons = Reasons(needs)

    def shown(gap: GapCells) -> tuple[Cell, ...]:
        customer, row, age, _, need, _, value, *_ = gap
        money = [] if amount is None else [value]
        return customer, row, age, need_label(needs, need), *money, reasons.of(gap)

    columns = (_ID, _ROW, _AGE, _NEED, *_value(amount), _REASON)
    title = Label("Whom to talk to about what", "向谁推荐什么")
    return Table(
        "gaps", title, columns, Mapped(shown, result.gaps.cells), elastic=True, total_rows=result.total_gaps
    )


def gap_records(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """The gaps that were asked for with everything that is known of them."""
    reasons = Reasons(needs)

    def record(gap: GapCells) -> tuple[Cell, ...]:
        customer, row, age, band, need, weight, value, rating, *_ = gap
        words = need_label(needs, need), WEIGHTS[weight]
        return customer, row, age, band, *words, value, rating, reasons.of(gap)

    columns = (
        _ID, _ROW, _AGE, _BAND, _NEED, _WEIGHT,
        TableColumn("value", _VALUE, amount or Kind.NUMBER),
        TableColumn("risk_rating", Label("risk rating", "风险等级"), Kind.TEXT),
        _REASON,
    )  # fmt: skip
    title = Label("Needs that nothing serves", "未满足的需求")
    return Table("gaps", title, columns, Mapped(record, result.gaps.cells), total_rows=result.total_gaps)


def crossings_table(result: LifecycleResult, needs: NeedMap, amount: Kind | None) -> Table:
    """The first people who enter the next age band."""

    def shown(crossing: CrossingCells) -> tuple[Cell, ...]:
        customer, row, date, _, _, after, value, new = crossing
        money = [] if amount is None else [value]
        return date, customer, row, after, *money, listed([need_label(needs, name) for name in new])

    columns = (
        TableColumn("date", Label("date", "日期"), Kind.DATE),
        _ID,
        _ROW,
        TableColumn("next_band", Label("enters", "进入"), Kind.TEXT),
        *_value(amount),
        TableColumn("new_needs", Label("new needs", "新增需求"), Kind.TEXT),
    )
    months = result.months
    title = Label(f"Entering the next band within {months} months", f"{months} 个月内进入下一年龄段")
    rows = Mapped(shown, result.crossings.cells)
    return Table("crossings", title, columns, rows, elastic=True, total_rows=result.total_crossings)
