"""Converts a report to 万元 for `--unit`. The values themselves are divided, and headings name the unit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from keyclient.model.amount_unit import WAN, AmountUnit
from keyclient.model.amount_words import WAN_YUAN
from keyclient.model.label import Label
from keyclient.model.mapped import Mapped
from keyclient.model.regex import regex
from keyclient.model.report import (
    Cell,
    Chart,
    ChartKind,
    Fact,
    Kind,
    Report,
    Sentence,
    Table,
    TableColumn,
    Value,
)

_HEADED = Label("{name} (10k yuan)", "{name}（万元）")
_SIZES = {"": 1, "万": WAN, "亿": 10**8, "k": 10**3, "m": 10**6, "bn": 10**9}
"""Yuan in one of each unit of an amount in words."""
_IN_WORDS = regex(
    r"(?P<number>(?<![A-Za-z0-9_.])(?<!\d,)-?\d[\d,]*(?:\.\d+)?)(?:(?P<zh>[万亿]?)元|(?P<en>k|m|bn|) yuan\b)"
)
"""An amount: it may follow a Chinese character, which Latin letters and digits before it would make part of a code."""
_NOTE = Label(
    "Amounts are in units of 10,000 yuan where the heading says so.",
    "标有“万元”的金额以万元为单位（1 万元 = 10,000 元）。",
)


def in_unit(report: Report, unit: AmountUnit) -> Report:
    """The report with its amounts in this unit, in tables, figures, charts and sentences alike."""
    if unit is AmountUnit.YUAN:
        return report
    kinds = {fact.kind for fact in report.facts}
    kinds |= {column.kind for table in report.tables for column in table.columns}
    note = (Sentence(_NOTE),) if Kind.MONEY in kinds else ()
    return replace(
        report,
        headline=tuple(map(_sentence, report.headline)),
        facts=tuple(map(_fact, report.facts)),
        tables=tuple(map(_table, report.tables)),
        notes=(*map(_sentence, report.notes), *note),
        records=None if report.records is None else _table(report.records),
        sheet=None if report.sheet is None else _table(report.sheet),
        charts=tuple(map(_chart, report.charts)),
    )


def _divided(amount: Cell) -> Cell:
    """Exact: an amount of fen has at most six decimals in 万元."""
    return amount / WAN if isinstance(amount, Decimal | int | float) else amount


def _column(column: TableColumn) -> TableColumn:
    if column.kind is not Kind.MONEY:
        return column
    name = column.label
    headed = Label(_HEADED.en.format(name=name.en), _HEADED.zh.format(name=name.zh))
    return replace(column, label=headed, kind=Kind.WAN)


def table_in_unit(table: Table, unit: AmountUnit) -> Table:
    """The table with its amounts in this unit."""
    return table if unit is AmountUnit.YUAN else _table(table)


def _table(table: Table) -> Table:
    has_amounts = any(column.kind is Kind.MONEY or column.says_amounts for column in table.columns)
    has_words = any(isinstance(cell, Sentence) for row in table.rows[:1] for cell in row)
    if not has_amounts and not has_words:
        return table
    return replace(
        table,
        columns=tuple(map(_column, table.columns)),
        rows=Mapped(partial(_row, table.columns), table.rows),
    )


def _row(columns: Sequence[TableColumn], row: Sequence[Cell]) -> Sequence[Cell]:
    return tuple(_cell(cell, column) for cell, column in zip(row, columns, strict=True))


def _cell(cell: Cell, column: TableColumn) -> Cell:
    if column.kind is Kind.MONEY:
        return _divided(cell)
    if isinstance(cell, Sentence):
        return _sentence(cell)
    if isinstance(cell, Label):
        return cell.in_unit(AmountUnit.WAN)
    return words_in_wan(cell) if column.says_amounts and isinstance(cell, str) else cell


def words_in_wan(text: str) -> str:
    """A text with its amounts in 万元: `3,200元` is 0.32万元, `1.35亿元` 13,500万元."""
    return _IN_WORDS.sub(_in_wan, text)


def _in_wan(found: "re.Match[str]") -> str:
    size = _SIZES[found["zh"] or found["en"] or ""]
    amount = Decimal(found["number"].replace(",", "")) * size / WAN
    label = WAN_YUAN.en if found["zh"] is None else WAN_YUAN.zh
    return label.format(amount=f"{amount.normalize():,f}")


def _fact(fact: Fact) -> Fact:
    if fact.kind is not Kind.MONEY:
        return fact
    headed = Label(_HEADED.en.format(name=fact.label.en), _HEADED.zh.format(name=fact.label.zh))
    return Fact(headed, _divided(fact.value), Kind.WAN)


def _sentence(sentence: Sentence) -> Sentence:
    return replace(sentence, values={name: _said(value) for name, value in sentence.values.items()})


def _said(value: Value) -> Value:
    if isinstance(value.value, Sentence):
        return Value(_sentence(value.value), Kind.TEXT)
    if value.kind is not Kind.MONEY or value.value is None:
        return value
    return Value(Sentence(WAN_YUAN, {"amount": Value(_divided(value.value), Kind.WAN)}), Kind.TEXT)


def _chart(chart: Chart) -> Chart:
    """The chart in 万元. The line across a curve is converted too if its axis shows amounts."""
    kinds = {column.key: column.kind for column in chart.table.columns}
    is_amount = chart.kind is ChartKind.CURVE and kinds[chart.series[0]] is Kind.MONEY
    mark = chart.mark / WAN if is_amount and chart.mark is not None else chart.mark
    return replace(chart, table=_table(chart.table), says=_sentence(chart.says), mark=mark)
