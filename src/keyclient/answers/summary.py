"""All analyses of a book on one page: what each says first, the figures to remember, and what cannot be told."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.segment.result import SegmentResult
from keyclient.analysis.tier.result import TierResult
from keyclient.answers.found import Found, Lack
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.report import Cell, Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.rules.catalogue import RULES

MEANING = 3
"""So many sentences say what an analysis means."""

_TITLE = Label("The customers of the book at a glance", "客户经营分析报告")
_SAYS = Label("{name}: {said}", "{name}：{said}")
_NOTHING = Label("The book has data for none of the analyses.", "表内数据不足以完成任何一项分析。")
_BOOK = Label("book", "客户表")
_NOT_KNOWN = Label("-", "—")


def summed_up(
    found: Sequence[Found[BaseModel]], lacking: Sequence[Lack], titles: Mapping[str, Label]
) -> Report:
    """The report on the first page. `titles`: what each analysis is about, by name."""
    headline = tuple(_first(one, titles[one.name]) for one in found if one.report.headline)
    tables = (_lacking(lacking, titles), _issues(found, titles))
    return Report(
        _TITLE,
        headline or (Sentence(_NOTHING),),
        tuple(fact for one in found for fact in _FACTS[one.name](one)),
        tuple(table for table in tables if table.rows),
    )


def in_three(report: Report) -> Report:
    """The report with three sentences in front that say what it means; what else it says stands in its notes."""
    said = (*report.headline, *report.notes)
    return Report(
        report.title,
        said[:MEANING],
        report.facts,
        report.tables,
        said[MEANING:],
        report.records,
        report.charts,
    )


def _first(found: Found[BaseModel], title: Label) -> Sentence:
    said = Value(found.report.headline[0], Kind.TEXT)
    return Sentence(_SAYS, {"name": Value(title, Kind.TEXT), "said": said})


def _segment_facts(found: Found[BaseModel]) -> Iterator[Fact]:
    result = found.result
    if isinstance(result, SegmentResult):
        yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
        yield Fact(Label("vital few", "关键少数客户"), result.vital_few.customers, Kind.COUNT)


def _tier_facts(found: Found[BaseModel]) -> Iterator[Fact]:
    result = found.result
    if isinstance(result, TierResult):
        yield Fact(Label("key customers", "重点客户"), result.key.customers, Kind.COUNT)
        yield Fact(Label("held by key customers", "重点客户价值占比"), result.key.share_of_value, Kind.SHARE)


def _lifecycle_facts(found: Found[BaseModel]) -> Iterator[Fact]:
    result = found.result
    if isinstance(result, LifecycleResult):
        yield Fact(Label("with a core need open", "核心需求未满足"), result.core_gap_customers, Kind.COUNT)


def _funnel_facts(found: Found[BaseModel]) -> Iterator[Fact]:
    result = found.result
    if isinstance(result, FunnelResult):
        yield Fact(Label("won of entered", "总转化率"), result.conversion, Kind.SHARE)


def _check_facts(found: Found[BaseModel]) -> Iterator[Fact]:
    result = found.result
    if isinstance(result, CheckResult):
        yield Fact(Label("fields of files known", "档案完整率"), result.archive.completeness, Kind.SHARE)


_FACTS: dict[str, Callable[[Found[BaseModel]], Iterator[Fact]]] = {
    "segment": _segment_facts,
    "tier": _tier_facts,
    "lifecycle": _lifecycle_facts,
    "funnel": _funnel_facts,
    "check": _check_facts,
}
"""The figures of each analysis that are worth remembering."""


def _column(key: str, en: str, zh: str, kind: Kind = Kind.TEXT) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind)


def _lacking(lacking: Sequence[Lack], titles: Mapping[str, Label]) -> Table:
    columns = (
        _column("analysis", "analysis", "分析"),
        _column("fields", "a column that would allow it", "补充任一列即可分析"),
        _column("reason", "why", "原因"),
    )
    rows: list[tuple[Cell, ...]] = [
        (titles[lack.name], _headings(lack.fields) if lack.fields else _NOT_KNOWN, lack.why)
        for lack in lacking
    ]
    return Table("lacking", Label("What could not be analysed", "未能分析的项目"), columns, rows)


def _headings(names: Sequence[str]) -> Label:
    labels = [fields()[name].column.label for name in names]
    return Label(" / ".join(label.en for label in labels), " / ".join(label.zh for label in labels))


def _issues(found: Sequence[Found[BaseModel]], titles: Mapping[str, Label]) -> Table:
    """What a reader has to know, one line a code: first of the book, which several analyses say, then of each of them."""
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
    title = Label("What was noticed in the book", "客户表中发现的问题")
    return Table("issues", title, columns, rows, elastic=True)


def _place(issue: Issue) -> tuple[str, str | None, str | None]:
    """What two analyses must both say to say the same."""
    return issue.code, issue.cell, issue.field


def _counted(issues: Sequence[Issue]) -> list[tuple[tuple[Severity, str], int]]:
    """How often each code is told, the worst first."""
    order = list(Severity)
    counts = Counter((issue.severity, issue.code) for issue in issues)
    return sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
