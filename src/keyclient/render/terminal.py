"""The answer on a terminal: the headline first, then figures, tables with bars, notes; no more than a screen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from keyclient.model.label import Label, Lang
from keyclient.model.report import Report, Sentence, Table
from keyclient.render.figures import BETWEEN, WITHIN, Figure, side_by_side
from keyclient.render.grid import ACCENT, FAINT, TITLE, draw
from keyclient.render.phrases import FIGURES, LISTED, NOTES, hidden_parts, more_parts
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import wrap

_FEW_ROWS = 5
"""So many rows an elastic table shows before anything else is left out for them, or what it has."""
_FEWEST_ROWS = 3
"""And so many on the shortest screen."""
_AROUND = 2
"""Lines of the screen that the command line above the answer and the next one below it need."""
_HEAD, _FACTS, _NOTES = "report.head", "report.facts", "report.notes"
"""Keys of the parts of a report that are no tables."""


def render_terminal(report: Report, lang: Lang, screen: Screen, *, whole: bool = False) -> str:
    """The report as lines no wider than the screen, and no more of them than it has.

    An elastic table shows as many rows as there is room for, at least five, and says how many it does not show. If
    that is still too long, blank lines go, then notes, tables, figures and the title (see `_dispensable`), then all
    but three rows, then the first table too, for which smaller parts may come back; what is left out is told. The
    headline and three rows of the first elastic table always stay. `whole` shows everything, because the user has
    asked for a number of rows.
    """
    page = _Page(report, screen, Voice(lang, encoding=screen.encoding))
    if whole:
        return page.text(_Cut(rows=None))
    room = screen.height - _AROUND
    cut = next((cut for cut in _cuts(report) if page.lines(cut) <= room), _shortest(report))
    if set(_basis(report)) & set(cut.without):
        cut = _with_parts(page, cut, room)
    return page.text(_with_rows(page, cut, room))


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of a report is shown."""

    rows: int | None = _FEW_ROWS
    """Of each elastic table; None is all."""
    airy: bool = True
    """Whether blank lines stand between the blocks."""
    without: tuple[str, ...] = ()
    """Keys of the parts that are left out, the first to go first."""


def _cuts(report: Report) -> Iterator[_Cut]:
    """What may be shown, from the most pleasant to the shortest."""
    yield _Cut()
    dispensable = _dispensable(report)
    for dropped in range(len(dispensable) + 1):
        yield _Cut(airy=False, without=tuple(dispensable[:dropped]))
    for rows in range(_FEW_ROWS - 1, _FEWEST_ROWS - 1, -1):
        yield _Cut(rows=rows, airy=False, without=tuple(dispensable))
    for rows in range(_FEW_ROWS, _FEWEST_ROWS, -1):
        yield replace(_shortest(report), rows=rows)


def _shortest(report: Report) -> _Cut:
    """The headline and the first rows of one table."""
    return _Cut(rows=_FEWEST_ROWS, airy=False, without=(*_dispensable(report), *_basis(report)))


def _dispensable(report: Report) -> list[str]:
    """Keys of what a short screen does without, the first to go first.

    Notes; tables from the last to the second; figures; elastic tables from the last to the second; the title.
    """
    rigid, elastic = _tables(report)
    return [_NOTES, *rigid[:0:-1], _FACTS, *elastic[:0:-1], _HEAD]


def _basis(report: Report) -> list[str]:
    """Key of the table that goes last: the first one, where an elastic one stays that can be shortened."""
    rigid, elastic = _tables(report)
    return rigid[:1] if elastic else []


def _tables(report: Report) -> tuple[list[str], list[str]]:
    """Keys of the tables that are shown in full and of the elastic ones."""
    keys = [(table.elastic, table.key) for table in report.tables]
    return [key for elastic, key in keys if not elastic], [key for elastic, key in keys if elastic]


def _with_parts(page: "_Page", cut: _Cut, room: int) -> _Cut:
    """The cut with the smaller parts that fit where a large one has gone, the last to go first."""
    for part in cut.without[-2::-1]:
        fuller = replace(cut, without=tuple(other for other in cut.without if other != part))
        if page.lines(fuller) <= room:
            cut = fuller
    return cut


def _with_rows(page: "_Page", cut: _Cut, room: int) -> _Cut:
    """The cut with as many rows of the elastic tables as there is room for."""
    elastic = sum(table.elastic and table.key not in cut.without for table in page.report.tables)
    fewest = cut.rows or 0
    most = fewest + (room - page.lines(cut)) // elastic if elastic else 0
    fuller = (replace(cut, rows=rows) for rows in range(most, fewest, -1))
    return next((cut for cut in fuller if page.lines(cut) <= room), cut)


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws a report in one language on one screen."""

    report: Report
    screen: Screen
    voice: Voice

    def lines(self, cut: _Cut) -> int:
        """How many lines the report takes as far as it is shown."""
        return self.text(cut).count("\n")

    def text(self, cut: _Cut) -> str:
        """The report as far as it is shown."""
        drawn = io.StringIO()
        console = self._console(drawn)
        for number, block in enumerate(filter(None, self._blocks(cut))):
            console.print(Group(*[""] * (cut.airy and number > 0), *block))
        return drawn.getvalue()

    def _blocks(self, cut: _Cut) -> Iterator[list[RenderableType]]:
        """The parts in their order; one that is left out is empty."""
        yield [*([] if _HEAD in cut.without else self._head()), *self._headline()]
        yield [] if _FACTS in cut.without else [*self._facts()]
        for table in self.report.tables:
            yield [] if table.key in cut.without else [*self._table(table, cut.rows)]
        yield [] if _NOTES in cut.without else [*self._notes()]
        yield [*self._left_out(cut)]

    def _console(self, file: TextIO) -> Console:
        """A console that draws into a file and asks neither the machine nor its environment."""
        return Console(
            file=file,
            width=self.screen.width,
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
        """What the answer says first, beside an accent."""
        for sentence in self.report.headline:
            for line in wrap(self.voice.sentence(sentence), self.screen.width - 2):
                yield Text.assemble((self.screen.marks.accent + " ", ACCENT), (line, "bold"))

    def _facts(self) -> Iterator[RenderableType]:
        """The figures, their names faint."""
        facts = self.report.facts
        said = [
            Figure(self.voice.label(fact.label), self.voice.value(fact.value, fact.kind)) for fact in facts
        ]
        for line in side_by_side(said, self.screen.width):
            parts = [Text.assemble((figure.name, FAINT), WITHIN, figure.value) for figure in line]
            yield Text(BETWEEN).join(parts)

    def _table(self, table: Table, elastic_rows: int | None) -> Iterator[RenderableType]:
        rows = elastic_rows if table.elastic or elastic_rows is None else len(table.rows)
        return draw(table, self.voice, self.screen, rows=rows)

    def _notes(self) -> Iterator[RenderableType]:
        """What to know about the answer, one note a bullet."""
        return map(self._bullet, self.report.notes)

    def _left_out(self, cut: _Cut) -> Iterator[RenderableType]:
        """What a short screen leaves out: by name, or where even the title goes, in one line."""
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
