"""Summarises the issues of a book: one line per code and column, worst first, with the first cells to look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import LISTED, Label
from keyclient.model.report import Kind, Sentence, Table, TableColumn, Value
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.rules.rows import RowsLeftOut
from keyclient.render.text import Voice

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.model.envelope import Envelope
    from keyclient.render.answer import PartAnswer

KEY = "issues"
"""The key of the table; the result of `check` has its own."""
_ISSUES_FOUND = Label("Issues found in the book", "客户表中发现的问题")
_OTHERS_FOUND = Label("Found by the analyses", "各项分析发现的问题")
_COLUMNS = (
    TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
    TableColumn("code", Label("code", "代码"), Kind.TEXT),
    TableColumn("cell", Label("cell", "单元格"), Kind.TEXT, is_place=True),
    TableColumn("message", Label("what is wrong", "问题"), Kind.TEXT),
)


def issues_table(envelope: "Envelope[BaseModel]", most: int | None = None) -> Table | None:
    """The issues with the addresses of their cells, at most the first `most`; None if there are none."""
    lines = envelope.issues
    rows = [
        (SEVERITIES[Severity(line.severity)], line.code, line.cell, line.message) for line in lines[:most]
    ]
    return Table(KEY, _ISSUES_FOUND, _COLUMNS, rows, total_rows=len(lines)) if rows else None


def issues_beside(
    envelope: "Envelope[BaseModel]", parts: "Sequence[PartAnswer]", most: int | None = None
) -> Table | None:
    """The issues of a report that none of its parts lists itself, at most the first `most`; None if there are none."""
    listed = {
        line.model_dump_json()
        for part in parts
        if any(table.key == KEY for table in part.report.tables)
        for line in part.envelope.issues
    }
    rest = tuple(line for line in envelope.issues if line.model_dump_json() not in listed)
    table = issues_table(envelope.model_copy(update={"issues": rest}), most)
    return None if table is None else replace(table, key="issues_beside", title=_OTHERS_FOUND)


_ONCE = Label("{severity} {code}: {message}", "{severity} {code}：{message}")
_OFTEN = Label("{severity} {code}, {count} times: {message}", "{severity} {code}（{count} 处）：{message}")
_ELSEWHERE = Label(
    "{severity} {code}, {count} more times in {columns} other columns: {names}.",
    "{severity} {code}（另有 {count} 处）：涉及其他 {columns} 列：{names}。",
)
_AT = Label(" See {cells}.", "见 {cells}。")
_AT_AND_MORE = Label(" See {cells} and {more} more.", "见 {cells}，另有 {more} 处。")
_REMEDY = Label("    {remedy}", "    {remedy}")
_AS_TYPED = Label("    {cell}: “{value}”", "    {cell}：“{value}”")

_CELLS = 3
_SUBJECTS = 3
"""A code with more columns than this, plus one, is not reported column by column."""
_NAMES = 10
"""How many of the other columns are named."""
_CELLS_IN_DETAIL = 20

Line = tuple[Severity, str]
"""The severity and text of a line."""


def summary(
    issues: Iterable[Issue], voice: Voice, unit: AmountUnit = AmountUnit.YUAN, *, detail: bool = False
) -> Iterator[Line]:
    """One line per code and subject: severity, number, message of the first issue, first cells.

    If a code affects more than `_SUBJECTS` columns, the others share one line. `detail` adds the remedy and the
    content of the first cells, which may be personal data.
    """
    codes: dict[tuple[Severity, str], dict[object, list[Issue]]] = {}
    for issue in issues:
        subjects = codes.setdefault((issue.severity, issue.code), {})
        subjects.setdefault(_subject(issue), []).append(issue)
    worst_first = list(SEVERITIES)
    for (severity, _), found in sorted(
        codes.items(), key=lambda item: (worst_first.index(item[0][0]), item[0][1])
    ):
        groups = list(found.values())
        shown = _SUBJECTS if len(groups) > _SUBJECTS + 1 else len(groups)
        for group in groups[:shown]:
            yield severity, _headline(severity, group, (voice, unit))
            if detail:
                yield from ((severity, line) for line in _details(group, voice))
        if groups[shown:]:
            yield severity, _others(severity, groups[shown:], voice)


def _subject(issue: Issue) -> object:
    """The subject of an issue: a column, else a kind of row."""
    return issue.field or (issue.kind if isinstance(issue, RowsLeftOut) else None)


def _others(severity: Severity, groups: Sequence[Sequence[Issue]], voice: Voice) -> str:
    """One line for the same issue in further columns."""
    together = [issue for group in groups for issue in group]
    names = [_name(group[0], voice) for group in groups]
    listed = voice.label(LISTED).join([*names[:_NAMES], *(["…"] if len(names) > _NAMES else [])])
    words = {
        "severity": Value(SEVERITIES[severity], Kind.TEXT),
        "code": Value(together[0].code, Kind.TEXT),
        "count": Value(len(together), Kind.COUNT),
        "columns": Value(len(groups), Kind.COUNT),
        "names": Value(listed, Kind.TEXT),
    }
    return voice.sentence(Sentence(_ELSEWHERE, words)) + _places(together, voice)


def _name(issue: Issue, voice: Voice) -> str:
    spec = fields().get(issue.field or "")
    return (issue.field or "-") if spec is None else voice.label(spec.column.label)


def _headline(severity: Severity, group: Sequence[Issue], how: tuple[Voice, AmountUnit]) -> str:
    (voice, unit), first = how, group[0]
    words = {
        "severity": Value(SEVERITIES[severity], Kind.TEXT),
        "code": Value(first.code, Kind.TEXT),
        "count": Value(len(group), Kind.COUNT),
        "message": Value(first.together(group[1:]).message(voice.lang, unit), Kind.TEXT),
    }
    return voice.sentence(Sentence(_ONCE if len(group) == 1 else _OFTEN, words)) + _places(group, voice)


def _places(group: Sequence[Issue], voice: Voice) -> str:
    """The first cells, if the issue has any."""
    cells = [issue.cell for issue in group if issue.cell]
    if not cells:
        return ""
    listed = Value(voice.label(LISTED).join(cells[:_CELLS]), Kind.TEXT)
    more = len(cells) - _CELLS
    label = _AT_AND_MORE if more > 0 else _AT
    return voice.sentence(Sentence(label, {"cells": listed, "more": Value(more, Kind.COUNT)}))


def _details(group: Sequence[Issue], voice: Voice) -> Iterator[str]:
    remedy = Value(group[0].remedy(voice.lang), Kind.TEXT)
    yield voice.sentence(Sentence(_REMEDY, {"remedy": remedy}))
    for issue in group[:_CELLS_IN_DETAIL]:
        if issue.cell and issue.value is not None:
            words = {"cell": Value(issue.cell, Kind.TEXT), "value": Value(issue.value, Kind.TEXT)}
            yield voice.sentence(Sentence(_AS_TYPED, words))
