"""Renders results as plain text for a pipe or file: all rows, exact figures, no cutting, wrapping or colour."""

from collections.abc import Iterator, Sequence

from keyclient.model.label import Lang
from keyclient.model.report import Fact, Kind, Report, Table
from keyclient.render.phrases import EMPTY, more_rows
from keyclient.render.text import Voice
from keyclient.render.width import cells, pad

_GAP = "  "


def render_plain(report: Report, lang: Lang, *, encoding: str = "utf-8") -> str:
    """Title, headline, facts, tables and notes, separated by blank lines.

    The columns of a table are aligned: texts left, figures right. Everything can be encoded in `encoding`.
    """
    voice = Voice(lang, exact=True, encoding=encoding)
    blocks = [
        [voice.label(report.title)],
        [voice.sentence(sentence) for sentence in report.headline],
        list(_facts(report.facts, voice)),
        *(list(_table(table, voice)) for table in report.tables),
        [voice.sentence(sentence) for sentence in report.notes],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _facts(facts: Sequence[Fact], voice: Voice) -> Iterator[str]:
    """One figure per line, with aligned values."""
    names = [voice.label(fact.label) for fact in facts]
    room = max(map(cells, names), default=0)
    for name, fact in zip(names, facts, strict=True):
        yield pad(name, room) + _GAP + voice.value(fact.value, fact.kind)


def _table(table: Table, voice: Voice) -> Iterator[str]:
    """The title, the heading over a rule, and all rows."""
    yield voice.label(table.title)
    if not table.rows:
        yield voice.label(EMPTY)
        return
    columns = [
        [voice.label(column.label), *map(voice.formatter(column.kind, blanks=column.shade), values)]
        for column, values in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    padded = [
        _padded(column, right=declared.kind is not Kind.TEXT)
        for declared, column in zip(table.columns, columns, strict=True)
    ]
    heading, *rows = map(_GAP.join, zip(*padded, strict=True))
    yield heading.rstrip()
    yield _GAP.join("-" * cells(column[0]) for column in padded)
    yield from (row.rstrip() for row in rows)
    if table.total_rows is not None and table.total_rows > len(rows):
        yield voice.sentence(more_rows(len(rows), table.total_rows))


def _padded(column: Sequence[str], *, right: bool) -> list[str]:
    """The texts of a column padded to one width."""
    room = max(map(cells, column))
    return [pad(text, room, right=right) for text in column]
