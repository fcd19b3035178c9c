"""All analyses of a book on one page: their headlines, key figures, and what could not be analysed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel

from keyclient.analysis.common.outcome import NotPossible, Outcome
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.rules.catalogue import RULES

LONGEST_HEADLINE = 3
"""How many sentences introduce an analysis."""

_TITLE = Label("The customers of the book at a glance", "客户经营分析报告")
_SAYS = Label("{name}: {said}", "{name}：{said}")
_NOTHING = Label("The book has no data for any analysis.", "表内数据不足以完成任何一项分析。")
_BOOK = Label("book", "客户表")
_NOT_KNOWN = Label("-", "—")


def first_page(
    found: Sequence[Outcome[BaseModel]], lacking: Sequence[NotPossible], titles: Mapping[str, Label]
) -> Report:
    """The report on the first page. `titles`: what each analysis is about, by name."""
    headline = tuple(_first(one, titles[one.name]) for one in found if one.report.headline)
    tables = (_lacking(lacking, titles), _issues(found, titles))
    return Report(
        _TITLE,
        headline or (Sentence(_NOTHING),),
        tuple(fact for one in found for fact in one.facts),
        tuple(table for table in tables if table.rows),
    )


def with_short_headline(report: Report) -> Report:
    """The report with three sentences in front; its other sentences become notes."""
    said = (*report.headline, *report.notes)
    return replace(report, headline=said[:LONGEST_HEADLINE], notes=said[LONGEST_HEADLINE:])


def _first(found: Outcome[BaseModel], title: Label) -> Sentence:
    said = Value(found.report.headline[0], Kind.TEXT)
    return Sentence(_SAYS, {"name": Value(title, Kind.TEXT), "said": said})


def _column(key: str, en: str, zh: str, kind: Kind = Kind.TEXT) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind)


def _lacking(lacking: Sequence[NotPossible], titles: Mapping[str, Label]) -> Table:
    columns = (
        _column("analysis", "analysis", "分析"),
        _column("fields", "a column that would allow it", "补充任一列即可分析"),
        _column("reason", "why", "原因"),
    )
    rows: list[tuple[Cell, ...]] = [
        (titles[lack.name], _headings(lack.fields) if lack.fields else _NOT_KNOWN, lack.reason)
        for lack in lacking
    ]
    return Table("lacking", Label("What could not be analysed", "未能分析的项目"), columns, rows)


def _headings(names: Sequence[str]) -> Label:
    labels = [fields()[name].column.label for name in names]
    return Label(" / ".join(label.en for label in labels), " / ".join(label.zh for label in labels))


def _issues(found: Sequence[Outcome[BaseModel]], titles: Mapping[str, Label]) -> Table:
    """The issues, one line per code: first those several analyses share, then those of each analysis."""
    columns = (
        _column("analysis", "analysis", "分析"),
        _column("code", "code", "代码"),
        _column("severity", "severity", "级别"),
        _column("count", "count", "数量", Kind.COUNT),
        _column("title", "what was noticed", "问题"),
    )
    told = Counter(place for one in found for place in {*map(_place, one.issues)})
    shared: list[Issue] = []
    for one in found:
        known = {*map(_place, shared)}
        shared += [issue for issue in one.issues if told[_place(issue)] > 1 and _place(issue) not in known]
    own = [(titles[one.name], [issue for issue in one.issues if told[_place(issue)] == 1]) for one in found]
    rows: list[tuple[Cell, ...]] = [
        (whose, code, SEVERITIES[severity], count, RULES[code].title)
        for whose, issues in ((_BOOK, shared), *own)
        for (severity, code), count in _counted(issues)
    ]
    title = Label("Issues found in the book", "客户表中发现的问题")
    return Table("issues", title, columns, rows, elastic=True)


def _place(issue: Issue) -> tuple[str, str | None, str | None]:
    """Two issues with the same place are the same issue."""
    return issue.code, issue.cell, issue.field


def _counted(issues: Sequence[Issue]) -> list[tuple[tuple[Severity, str], int]]:
    """How often each code occurs, the worst first."""
    order = list(Severity)
    counts = Counter((issue.severity, issue.code) for issue in issues)
    return sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
