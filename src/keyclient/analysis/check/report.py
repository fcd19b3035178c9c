"""The report of `check`: headline, figures, tables, notes."""

from collections.abc import Iterator
from dataclasses import replace

from keyclient.analysis.check.calculate import Checked
from keyclient.analysis.check.customer_tables import archive_table, damaged_table, gaps_table
from keyclient.analysis.check.issue_tables import (
    brief_issue_table,
    codes_table,
    fields_table,
    issue_table,
    money_table,
)
from keyclient.analysis.check.labels import HELD, field_label, money_label
from keyclient.analysis.check.manager_tables import managers_table, missing_table
from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.receipt import ROW_LABELS, Source
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Value

_TITLE = Label("Check of the book", "客户表检查")
_CHART = Label("How much of each field is known", "各字段已填占比")
_CLEAN = Label(
    "No problems in {rows} rows, every row accounted for; notes: {notes}.",
    "{rows} 行未发现问题，逐行有据；提示 {notes} 条。",
)
_FOUND = Label(
    "Problems in {rows} rows: {findings} (errors: {errors}, warnings: {warnings}); notes: {notes}.",
    "{rows} 行中发现 {findings} 处问题：错误 {errors}，警告 {warnings}；另有提示 {notes} 条。",
)
_TIE = Label(
    "The customers add up to the book's own total in every column that has one ({count}).",
    "表内有合计的 {count} 列，各客户相加均与合计一致。",
)
_DO_NOT_TIE = Label(
    "The customers do not add up to the book's own total in {wrong} of {count} columns: {columns}.",
    "表内有合计的 {count} 列中，{wrong} 列的客户相加与合计不符：{columns}。",
)
_FILES = Label(
    "The book has {have} of the {needed} fields of a customer file; they are {share} complete, with no gap for "
    "{complete} of {customers} customers.",
    "客户档案应有 {needed} 项，表内有 {have} 项；这些项的完整率为 {share}，{customers} 个客户中 {complete} 个无缺失。",
)
_NO_FILES = Label(
    "The book has no column for any of the {needed} fields of a customer file.",
    "客户档案应有的 {needed} 项，表内均无对应列。",
)
_HIDDEN = Label(
    "Customers whose {field} is missing: {missing}; they hold {share} of {measure}.",
    "“{field}”缺失的客户有 {missing} 个，占{measure}的 {share}。",
)
_STALE = Label(
    "Customers without contact or transaction for {days} days or more: {stale}{held}; not known: {unknown}.",
    "{days} 天及以上无联系、无交易的客户 {stale} 个{held}；无从得知 {unknown} 个。",
)
_MEANING = Label(
    "A field is missing where it is blank or unreadable; a field without a column is not counted as missing.",
    "空白或无法识别均为缺失；表内没有对应列的，不计入缺失。",
)
_BASE = Label(
    "Shares of value are over the positive values of {measure}.", "价值占比以{measure}的正值合计为分母。"
)


def check_report(
    checked: Checked,
    source: Source,
    measure: Measure | None,
    *,
    top: int | None = None,
    contacts: Contacts = NOBODY,
) -> Report:
    """The report of a check; its records are the `top` first issues themselves (None: all), one a row.

    The list of customers to call says who they are as far as `contacts` knows.
    """
    result, issues, managers, gaps = checked
    amount = amount_kind(measure)
    tables = [
        codes_table(result),
        managers_table(result, amount),
        archive_table(result, amount),
        gaps_table(result, amount, contacts, gaps),
        brief_issue_table(issues, top),
        damaged_table(result, amount),
        missing_table(result),
        money_table(source, measure),
        fields_table(result),
    ]
    rows = source.rows.model_dump()
    return Report(
        title=_TITLE,
        headline=(
            _found(result, source),
            *_totals(source, measure),
            *_files(result, measure),
            *_contact(result, measure),
        ),
        facts=tuple(Fact(label, rows[key], Kind.COUNT) for key, label in ROW_LABELS.items()),
        tables=tuple(table for table in tables if table is not None and table.rows),
        notes=tuple(_notes(measure)),
        records=issue_table(issues, managers, top),
        charts=tuple(_charts(result, amount)),
    )


def _charts(result: CheckResult, amount: Kind) -> Iterator[Chart]:
    """How complete each field of the customer files is, for fields with a column in the book."""
    table, said = archive_table(result, amount), [*_files(result, None)]
    if table is None or not said:
        return
    known = [column.key for column in table.columns].index("share_known")
    rows = [row for row in table.rows if row[known] is not None]
    yield Chart("archive", ChartKind.BARS, _CHART, said[0], replace(table, rows=rows), ("share_known",))


def _found(result: CheckResult, source: Source) -> Sentence:
    counts = {
        "findings": Value(result.findings, Kind.COUNT),
        "errors": Value(result.errors, Kind.COUNT),
        "warnings": Value(result.warnings, Kind.COUNT),
        "notes": Value(result.notes, Kind.COUNT),
        "rows": Value(source.rows.read, Kind.COUNT),
    }
    return Sentence(_FOUND if result.findings else _CLEAN, counts)


def _totals(source: Source, measure: Measure | None) -> Iterator[Sentence]:
    """Whether the book ties to its own totals, if it has any."""
    totalled = [line for line in source.money if line.difference is not None]
    wrong = [money_label(line.field, line.column, measure) for line in totalled if line.difference]
    if not totalled:
        return
    words = {
        "count": Value(len(totalled), Kind.COUNT),
        "wrong": Value(len(wrong), Kind.COUNT),
        "columns": Value(listed(wrong), Kind.TEXT),
    }
    yield Sentence(_DO_NOT_TIE if wrong else _TIE, words)


def _files(result: CheckResult, measure: Measure | None) -> Iterator[Sentence]:
    archive = result.archive
    have = sum(field.column == "read" for field in archive.fields)
    words = {
        "needed": Value(len(archive.fields), Kind.COUNT),
        "have": Value(have, Kind.COUNT),
        "share": Value(archive.completeness, Kind.SHARE),
        "complete": Value(archive.complete.customers, Kind.COUNT),
        "customers": Value(result.customers, Kind.COUNT),
    }
    if not archive.fields:
        return
    yield Sentence(_FILES if have else _NO_FILES, words)
    worst = archive.fields[0]
    if measure is not None and worst.missing is not None and worst.missing.share_of_value:
        words = {
            "field": Value(field_label(worst.field), Kind.TEXT),
            "missing": Value(worst.missing.customers, Kind.COUNT),
            "share": Value(worst.missing.share_of_value, Kind.SHARE),
            "measure": Value(measure.label, Kind.TEXT),
        }
        yield Sentence(_HIDDEN, words)


def _contact(result: CheckResult, measure: Measure | None) -> Iterator[Sentence]:
    contact = result.contact
    if contact is None or not result.customers:
        return
    held: Sentence | str = ""
    if measure is not None and contact.stale.share_of_value:
        words = {
            "share": Value(contact.stale.share_of_value, Kind.SHARE),
            "measure": Value(measure.label, Kind.TEXT),
        }
        held = Sentence(HELD, words)
    yield Sentence(
        _STALE,
        {
            "days": Value(contact.days, Kind.COUNT),
            "stale": Value(contact.stale.customers, Kind.COUNT),
            "unknown": Value(contact.unknown.customers, Kind.COUNT),
            "held": Value(held, Kind.TEXT),
        },
    )


def _notes(measure: Measure | None) -> Iterator[Sentence]:
    yield Sentence(_MEANING)
    if measure is not None:
        yield Sentence(_BASE, {"measure": Value(measure.label, Kind.TEXT)})
