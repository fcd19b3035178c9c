"""Renders results on a terminal: headline, figures, tables with bars, notes; at most one screen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from keyclient.model.label import LISTED, Label, Lang
from keyclient.model.report import Report, Sentence, Table
from keyclient.render.figures import BETWEEN, WITHIN, KeyFigure, side_by_side
from keyclient.render.grid import ACCENT, FAINT, TITLE, draw
from keyclient.render.phrases import FIGURES, NOTES, hidden_parts, more_parts
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import wrap

_FEW_ROWS = 5
"""Rows of an elastic table that are shown before other parts are."""
_FEWEST_ROWS = 3
"""The same on the smallest screen."""
_AROUND = 2
"""Lines for the command above the output and the prompt below it."""
_HEAD, _FACTS, _NOTES = "report.head", "report.facts", "report.notes"
"""Keys of the parts of a report other than tables."""


def render_terminal(report: Report, lang: Lang, screen: Screen, *, whole: bool = False) -> str:
    """The report as lines no wider than the screen, and no more lines than fit.

    An elastic table shows as many rows as fit, at least five, and says how many it does not show. If the report is
    still too long, blank lines are dropped, then notes, tables, figures and the title (see `_dispensable`), then all
    but three rows, then the first table too, in place of which smaller parts may return; a line says what is left
    out. The headline and three rows of the first elastic table always stay; where the first table is the answer itself,
    that stays in their place, all of it, and the screen scrolls if need be. `whole` shows everything, because the user
    has chosen a number of rows.
    """
    page = _TerminalPage(report, screen, Voice(lang, encoding=screen.encoding))
    if whole:
        return page.text(_Selection(rows=None))
    room = screen.height - _AROUND
    cut = next((cut for cut in _selections(report) if page.lines(cut) <= room), _shortest(report))
    if set(_last_to_drop(report)) & set(cut.without):
        cut = _with_parts(page, cut, room)
    return page.text(_with_rows(page, cut, room))


@dataclass(frozen=True, slots=True)
class _Selection:
    """The selection of a report to show."""

    rows: int | None = _FEW_ROWS
    """Rows of each elastic table; None: all."""
    airy: bool = True
    """Whether there are blank lines between the blocks."""
    without: tuple[str, ...] = ()
    """Keys of the parts left out, in the order they are dropped."""


def _selections(report: Report) -> Iterator[_Selection]:
    """The possible selections, from the most comfortable to the shortest."""
    yield _Selection()
    dispensable = _dispensable(report)
    for dropped in range(len(dispensable) + 1):
        yield _Selection(airy=False, without=tuple(dispensable[:dropped]))
    for rows in range(_FEW_ROWS - 1, _FEWEST_ROWS - 1, -1):
        yield _Selection(rows=rows, airy=False, without=tuple(dispensable))
    for rows in range(_FEW_ROWS, _FEWEST_ROWS, -1):
        yield replace(_shortest(report), rows=rows)


def _shortest(report: Report) -> _Selection:
    """The headline and the first rows of one table, or all of one that stays."""
    return _Selection(rows=_FEWEST_ROWS, airy=False, without=(*_dispensable(report), *_last_to_drop(report)))


def _dispensable(report: Report) -> list[str]:
    """Keys of the parts a small screen drops, in this order.

    Notes; tables from last to second; figures; elastic tables from last to second; the title.
    """
    rigid, elastic = _tables(report)
    return [_NOTES, *rigid[:0:-1], _FACTS, *elastic[:0:-1], _HEAD]


def _last_to_drop(report: Report) -> list[str]:
    """Key of the table dropped last: the first one, if an elastic table remains; that one, if the first one stays."""
    rigid, elastic = _tables(report)
    if any(table.stays for table in report.tables):
        return elastic[:1]
    return rigid[:1] if elastic else []


def _tables(report: Report) -> tuple[list[str], list[str]]:
    """Keys of the tables shown in full, and of the elastic ones."""
    keys = [(table.elastic, table.key) for table in report.tables]
    return [key for elastic, key in keys if not elastic], [key for elastic, key in keys if elastic]


def _with_parts(page: "_TerminalPage", cut: _Selection, room: int) -> _Selection:
    """The selection with those smaller parts that fit in place of a large one, the last dropped first."""
    for part in cut.without[-2::-1]:
        fuller = replace(cut, without=tuple(other for other in cut.without if other != part))
        if page.lines(fuller) <= room:
            cut = fuller
    return cut


def _with_rows(page: "_TerminalPage", cut: _Selection, room: int) -> _Selection:
    """The selection with as many rows of the elastic tables as fit."""
    elastic = sum(table.elastic and table.key not in cut.without for table in page.report.tables)
    fewest = cut.rows or 0
    most = fewest + (room - page.lines(cut)) // elastic if elastic else 0
    fuller = (replace(cut, rows=rows) for rows in range(most, fewest, -1))
    return next((cut for cut in fuller if page.lines(cut) <= room), cut)


@dataclass(frozen=True, slots=True)
class _TerminalPage:
    """Draws a report in one language on one screen."""

    report: Report
    screen: Screen
    voice: Voice

    def lines(self, cut: _Selection) -> int:
        """The number of lines of a selection."""
        return self.text(cut).count("\n")

    def text(self, cut: _Selection) -> str:
        """The text of a selection."""
        drawn = io.StringIO()
        console = self._console(drawn)
        for number, block in enumerate(filter(None, self._blocks(cut))):
            console.print(Group(*[""] * (cut.airy and number > 0), *block))
        return drawn.getvalue()

    def _blocks(self, cut: _Selection) -> Iterator[list[RenderableType]]:
        """The parts in order; those left out are empty."""
        yield [*([] if _HEAD in cut.without else self._head()), *self._headline()]
        yield [] if _FACTS in cut.without else [*self._facts()]
        for table in self.report.tables:
            yield [] if table.key in cut.without else [*self._table(table, cut.rows)]
        yield [] if _NOTES in cut.without else [*self._notes()]
        yield [*self._left_out(cut)]

    def _console(self, file: TextIO) -> Console:
        """A console that draws into a file, independent of the machine and its environment."""
        return Console(
            file=file,
            width=self.screen.width,
            height=self.screen.height,
            _environ={},
            force_terminal=True,
            force_jupyter=False,
            color_system="standard" if self.screen.colour else None,
            no_color=not self.screen.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def _head(self) -> Iterator[RenderableType]:
        """The title over a heavy line."""
        yield Text(self.voice.label(self.report.title), TITLE)
        yield Text(self.screen.marks.heavy * (self.screen.width - 1), ACCENT)

    def _headline(self) -> Iterator[RenderableType]:
        """The headline sentences, marked with an accent."""
        for sentence in self.report.headline:
            for line in wrap(self.voice.sentence(sentence), self.screen.width - 2):
                yield Text.assemble((self.screen.marks.accent + " ", ACCENT), (line, "bold"))

    def _facts(self) -> Iterator[RenderableType]:
        """The key figures, with dimmed names."""
        facts = self.report.facts
        said = [
            KeyFigure(self.voice.label(fact.label), self.voice.value(fact.value, fact.kind)) for fact in facts
        ]
        for line in side_by_side(said, self.screen.width):
            parts = [Text.assemble((figure.name, FAINT), WITHIN, figure.value) for figure in line]
            yield Text(BETWEEN).join(parts)

    def _table(self, table: Table, elastic_rows: int | None) -> Iterator[RenderableType]:
        rows = elastic_rows if table.elastic or elastic_rows is None else len(table.rows)
        return draw(table, self.voice, self.screen, rows=rows)

    def _notes(self) -> Iterator[RenderableType]:
        """The notes, one bullet each."""
        return map(self._bullet, self.report.notes)

    def _left_out(self, cut: _Selection) -> Iterator[RenderableType]:
        """The parts left out: by name or, if even the title is, as a number."""
        report = self.report
        parts: list[tuple[str, Label, object]] = [
            (_FACTS, FIGURES, report.facts),
            *((table.key, table.title, table) for table in report.tables),
            (_NOTES, NOTES, report.notes),
        ]
        names = [self.voice.label(name) for key, name, part in parts if part and key in cut.without]
        if names and _HEAD in cut.without:
            yield self._bullet(more_parts(len(names)))
        elif names:
            yield self._bullet(hidden_parts(self.voice.label(LISTED).join(names)))

    def _bullet(self, sentence: Sentence) -> Text:
        first, *others = wrap(self.voice.sentence(sentence), self.screen.width - 2)
        return Text(
            "\n".join([f"{self.screen.marks.bullet} {first}", *(f"  {line}" for line in others)]), FAINT
        )
