"""Renders results as Markdown, for a page, a ticket or a mail: all rows, exact figures, always UTF-8.

Tables follow GitHub Flavored Markdown. Text appears exactly as in the book: characters special to Markdown or HTML are
escaped, so that a customer named `<b>*张三*|` looks like that and does not end a cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label, Lang
from keyclient.model.receipt import Source
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, Value
from keyclient.render.answer import PartAnswer
from keyclient.render.issues import issues_beside
from keyclient.render.phrases import EMPTY, FIGURES, more_rows
from keyclient.render.text import Voice

_SPECIAL = re.compile(r"[\\`*\[\]|~$#]|(?<![^\W_])_|_(?![^\W_])")
"""Characters that may be special to Markdown anywhere; `_` is not special within a word."""
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LISTS = re.compile(r"^(\d*)([-+.)])")
"""Turns a line that begins with it into a list."""

_VALUE = Label("value", "数值")
_SHEET = Label("{path}, sheet {sheet}", "{path}，工作表 {sheet}")
_FURTHER = Label("further books: {count}", "另有 {count} 份表格")
_MANY_BOOKS = 24
"""So many books are named."""
_DAY = Label("data date {day}", "数据日期 {day}")


def render_md(
    report: Report, envelope: Envelope[BaseModel], lang: Lang, parts: Sequence[PartAnswer] = ()
) -> str:
    """Title, headline, book and data date, facts, tables and notes; figures as in plain text.

    The results it summarises follow, each under its own heading, then the issues that none of them lists.
    """
    voice = Voice(lang, exact=True)
    blocks = [
        *_blocks(report, voice, _origin(envelope, voice), level=1),
        *(block for part in parts for block in _blocks(part.report, voice, "", level=2)),
    ]
    noticed = issues_beside(envelope, parts) if parts else None
    if noticed is not None:
        blocks.append("\n".join(_table(noticed, voice, 2)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _blocks(report: Report, voice: Voice, origin: str, *, level: int) -> Iterator[str]:
    """The blocks of one result under a heading of this level."""
    yield f"{'#' * level} {_escaped_line(voice.label(report.title))}"
    yield from (f"**{_escaped(voice.sentence(sentence))}**" for sentence in report.headline)
    yield origin
    yield "\n".join(_facts(report.facts, voice))
    yield from ("\n".join(_table(table, voice, level + 1)) for table in report.tables)
    yield "\n".join(f"- {_escaped_line(voice.sentence(note))}" for note in report.notes)


def _escaped(text: str) -> str:
    """The text escaped for literal display; surrounding spaces would prevent emphasis."""
    return _SPECIAL.sub(r"\\\g<0>", text.strip()).translate(_HTML)


def _escaped_line(text: str) -> str:
    """The same for text at the beginning of a line."""
    return _LISTS.sub(r"\1\\\2", _escaped(text))


def _origin(envelope: Envelope[BaseModel], voice: Voice) -> str:
    """The books, the first of many with the number of the others, and the data date."""
    sources = envelope.sources
    shown = sources if len(sources) <= _MANY_BOOKS else sources[:1]
    said = [voice.sentence(_source(source)) for source in shown]
    if len(shown) < len(sources):
        said.append(voice.sentence(Sentence(_FURTHER, {"count": Value(len(sources) - 1, Kind.COUNT)})))
    if envelope.as_of is not None:
        said.append(voice.sentence(Sentence(_DAY, {"day": Value(envelope.as_of, Kind.DATE)})))
    return _escaped_line(" · ".join(said))


def _source(source: Source) -> Sentence:
    label = Label("{path}", "{path}") if source.sheet is None else _SHEET
    return Sentence(label, {"path": Value(source.path, Kind.TEXT), "sheet": Value(source.sheet, Kind.TEXT)})


def _facts(facts: Sequence[Fact], voice: Voice) -> Iterator[str]:
    """A table of two columns."""
    if facts:
        yield _row([voice.label(FIGURES), voice.label(_VALUE)])
        yield _ruler([Kind.TEXT, Kind.NUMBER])
    for fact in facts:
        yield _row([voice.label(fact.label), voice.value(fact.value, fact.kind)])


def _table(table: Table, voice: Voice, level: int) -> Iterator[str]:
    """The title as a heading, and every row."""
    yield f"{'#' * level} {_escaped_line(voice.label(table.title))}\n"
    if not table.rows:
        yield voice.label(EMPTY)
        return
    yield _row(voice.label(column.label) for column in table.columns)
    yield _ruler(column.kind for column in table.columns)
    columns = [
        map(voice.formatter(column.kind), values)
        for column, values in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    yield from map(_row, zip(*columns, strict=True))
    if table.total_rows is not None and table.total_rows > len(table.rows):
        yield "\n" + _escaped_line(voice.sentence(more_rows(len(table.rows), table.total_rows)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _ruler(kinds: Iterable[Kind]) -> str:
    """The line below the heading: texts left, figures right."""
    return f"| {' | '.join('---' if kind is Kind.TEXT else '---:' for kind in kinds)} |"
