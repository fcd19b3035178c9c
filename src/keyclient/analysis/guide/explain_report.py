"""The answer of `explain` as a report: one code in full, or the list of all."""

from keyclient.analysis.guide.explain import ExplainedCode, ExplainResult
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.rules import SEVERITIES, Severity

_TITLE = Label("Issue codes", "问题代码")
_COUNT = Label(
    "{codes} codes. One of them in full: keyclient explain CODE",
    "共 {codes} 个代码。查看详情：keyclient explain 代码",
)
_HEADLINE = Label("{code}: {title}", "{code}：{title}")
_REMEDY = Label("What to do: {remedy}", "处理办法：{remedy}")
_PLACES = Label("Words in < > stand for what is filled in.", "< > 处填入具体内容。")
_ASIDE = Label(
    "A defect for which a row has to be set aside counts as an error.", "导致整行搁置的问题按错误计。"
)
_HEADS = (
    TableColumn("code", Label("code", "代码"), Kind.TEXT),
    TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
    TableColumn("title", Label("title", "名称"), Kind.TEXT),
    TableColumn("meaning", Label("meaning", "含义"), Kind.TEXT),
    TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT),
    TableColumn("example", Label("example", "示例"), Kind.TEXT),
)
_LISTED = 3
"""Columns of the list that a reader sees: code, severity, title."""


def explain_report(result: ExplainResult) -> Report:
    """One code as sentences and facts; several as a table. The records hold everything in either case."""
    rows = [_row(code) for code in result.codes]
    records = Table("codes", _TITLE, _HEADS, rows)
    if len(result.codes) == 1:
        return _one(result.codes[0], records)
    listed = Table("codes", _TITLE, _HEADS[:_LISTED], [row[:_LISTED] for row in rows])
    count = Sentence(_COUNT, {"codes": Value(len(rows), Kind.COUNT)})
    return Report(_TITLE, (count,), (), (listed,), (Sentence(_ASIDE),), records)


def _one(code: ExplainedCode, records: Table) -> Report:
    words = {
        "code": Value(code.code, Kind.TEXT),
        "title": Value(code.title.label, Kind.TEXT),
        "remedy": Value(code.remedy.label, Kind.TEXT),
    }
    sentences = (Sentence(_HEADLINE, words), Sentence(code.meaning.label), Sentence(_REMEDY, words))
    facts = (
        Fact(Label("severity", "级别"), SEVERITIES[code.severity], Kind.TEXT),
        Fact(Label("example", "示例"), code.example.label, Kind.TEXT),
    )
    notes = [_PLACES] if "<" in code.meaning.en else []
    notes += [_ASIDE] if code.severity is Severity.WARNING else []
    return Report(_TITLE, sentences, facts, (), tuple(map(Sentence, notes)), records)


def _row(code: ExplainedCode) -> tuple[object, ...]:
    words = (code.title.label, code.meaning.label, code.remedy.label)
    return (code.code, SEVERITIES[code.severity], *words, code.example.label)
