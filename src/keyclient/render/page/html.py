"""Renders a result as a single HTML file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import LISTED, NO_WORDS, Label, Lang
from keyclient.model.policy_change import PolicyChange
from keyclient.model.receipt import ROW_LABELS, Source
from keyclient.model.report import Chart, Fact, Kind, Report, Table
from keyclient.render.answer import PartAnswer
from keyclient.render.issues import issues_beside, issues_table
from keyclient.render.page.drawing import draw
from keyclient.render.phrases import EMPTY, NOTES, more_rows
from keyclient.render.policy_table import policy_table
from keyclient.render.text import Voice
from keyclient.render.width import cells

if TYPE_CHECKING:
    from jinja2 import Template

_LANGUAGES = {Lang.EN: "en", Lang.ZH: "zh-CN"}
_BOOK = Label(
    "Book: {path}, sheet {sheet}, headings in row {row}; SHA-256 {sha256}.",
    "客户表：{path}，工作表 {sheet}，表头在第 {row} 行；SHA-256 {sha256}。",
)
_ROWS = Label("Rows: {rows}.", "行数：{rows}。")
_COUNTED = Label("{name} {count}", "{name} {count}")
_MADE = Label(
    "keyclient {version}; data date {as_of}; policy {policy}.",
    "keyclient {version}；数据日期 {as_of}；策略 {policy}。",
)
_MOST_ISSUES = 200
_LONG = 24
"""A text of more letters may be wrapped, but not letter by letter."""
_A_CHART = Label("chart", "图")
_PRINTED = Label(
    "Long lists are printed as far as they help; all of them are in the file.",
    "长名单仅打印前若干行，完整内容见文件。",
)
_LISTED = Label("list", "清单")
_PARTS = Label("analyses", "各项分析")


def render_html(
    report: Report,
    envelope: Envelope[BaseModel],
    lang: Lang,
    parts: Sequence[PartAnswer] = (),
    changes: Sequence[PolicyChange] = (),
    *,
    is_brief: bool = False,
) -> bytes:
    """The report, its charts, and the origin of the figures. The same input gives the same bytes.

    The results it summarises follow, each in a section linked from the top of the page.
    """
    voice = Voice(lang)
    own = [] if parts or is_brief else [*_issues(envelope)]
    own += [policy_table(changes)] if changes and not is_brief else []
    return (
        _template()
        .render(
            language=_LANGUAGES[lang],
            page="report" if parts else "brief" if is_brief else "single",
            main=_answer(report, own, voice),
            parts=[
                {"id": part.name, "name": voice.label(part.title), **_answer(part.report, (), voice)}
                for part in parts
            ]
            + [*_noticed(envelope, parts, voice)],
            words={
                "notes": voice.label(NOTES),
                "parts": voice.label(_PARTS),
                "chart": voice.label(_A_CHART),
                "printed": voice.label(_PRINTED),
            },
            footer=list(_footer(envelope, voice)),
        )
        .encode("utf-8", "replace")
    )


def _answer(report: Report, more: Sequence[Table], voice: Voice) -> dict[str, object]:
    """One result as data for the template; its first table and the list that leads are expanded."""
    tables = [*report.tables, *more]
    return {
        "title": voice.label(report.title),
        "headline": [voice.sentence(sentence) for sentence in report.headline],
        "facts": [_fact(fact, voice) for fact in report.facts],
        "charts": [_chart(chart, voice) for chart in report.charts if chart.table.rows],
        "tables": [
            _table(table, voice, is_open=not place or table.leads) for place, table in enumerate(tables)
        ],
        "notes": [voice.sentence(sentence) for sentence in report.notes],
    }


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("keyclient.render.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=False,
    )
    return environment.get_template("page.html.j2")


def _fact(fact: Fact, voice: Voice) -> dict[str, str]:
    return {"name": voice.label(fact.label), "value": voice.value(fact.value, fact.kind)}


def _chart(chart: Chart, voice: Voice) -> dict[str, object]:
    return {
        "title": voice.label(chart.title),
        "says": voice.sentence(chart.says),
        "shapes": draw(chart, voice),
    }


def _table(table: Table, voice: Voice, *, is_open: bool) -> dict[str, object]:
    formats = [voice.formatter(column.kind) for column in table.columns]
    rows = [[say(cell) for say, cell in zip(formats, row, strict=True)] for row in table.rows]
    total = table.total_rows or len(rows)
    more = voice.sentence(more_rows(len(rows), total)) if total > len(rows) else ""
    return {
        "title": voice.label(table.title),
        "heads": list(_heads(table, rows, voice)),
        "rows": rows,
        "more": more if rows else voice.label(EMPTY),
        "is_open": is_open,
    }


def _heads(table: Table, rows: Sequence[Sequence[str]], voice: Voice) -> Iterator[dict[str, object]]:
    """The headings; columns with long texts keep a width in which those can be read."""
    for place, column in enumerate(table.columns):
        is_text = column.kind is Kind.TEXT
        yield {
            "text": voice.label(column.label),
            "right": not is_text,
            "long": is_text and any(cells(row[place]) > _LONG for row in rows),
            "tones": {voice.label(word): tone.value for word, tone in column.tones},
        }


def _issues(envelope: Envelope[BaseModel]) -> Sequence[Table]:
    table = issues_table(envelope, _MOST_ISSUES)
    return [] if table is None else [table]


def _noticed(
    envelope: Envelope[BaseModel], parts: Sequence[PartAnswer], voice: Voice
) -> Iterator[dict[str, object]]:
    """The section of the issues that no section of a report lists itself."""
    table = issues_beside(envelope, parts, _MOST_ISSUES) if parts else None
    if table is not None:
        listed = Report(NO_WORDS, (), (), (replace(table, title=_LISTED),))
        yield {"id": "noticed", "name": voice.label(table.title), **_answer(listed, (), voice)}


def _footer(envelope: Envelope[BaseModel], voice: Voice) -> Iterator[str]:
    for source in envelope.sources:
        values = {
            "path": source.path,
            "sheet": source.sheet or "-",
            "row": source.header_row,
            "sha256": source.sha256,
        }
        yield voice.label(_BOOK.filled(**values))
        yield voice.label(_ROWS.filled(rows=_rows(source, voice)))
    yield voice.label(
        _MADE.filled(
            version=envelope.version, as_of=envelope.as_of or "-", policy=envelope.policy_sha256[:12]
        )
    )


def _rows(source: Source, voice: Voice) -> str:
    counts = source.rows.model_dump()
    said = (
        voice.label(_COUNTED.filled(name=voice.label(label), count=f"{counts[key]:,}"))
        for key, label in ROW_LABELS.items()
        if counts[key] or key in ("read", "customers")
    )
    return voice.label(LISTED).join(said)
