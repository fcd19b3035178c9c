"""The answer on a terminal: the headline first, then figures, tables with bars, notes; no more than a screen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from keyclient.model.label import Lang
from keyclient.model.report import Report, Sentence, Table
from keyclient.render.figures import BETWEEN, WITHIN, Figure, side_by_side
from keyclient.render.grid import ACCENT, FAINT, TITLE, draw
from keyclient.render.phrases import LISTED, hidden_tables
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import wrap

_FEWEST_ROWS = 5
"""An elastic table shows at least so many rows, or what it has."""
_AROUND = 6
"""Lines of the screen that the command lines and the narration above the answer need."""


def render_terminal(report: Report, lang: Lang, screen: Screen, *, whole: bool = False) -> str:
    """The report as lines no wider than the screen, and no more of them than it has.

    An elastic table shows as many rows as there is room for, at least five, and says how many it does not show. If
    that is still too long, blank lines go, then tables from the last to the second, which is told too. `whole` shows
    everything, because the user has asked for a number of rows.
    """
    page = _Page(report, screen, Voice(lang, encoding=screen.encoding))
    if whole:
        return page.text(_Cut(rows=None))
    room = screen.height - _AROUND
    cut, text = _first_that_fits(page, room)
    elastic = sum(table.elastic for table in report.tables)
    most = _FEWEST_ROWS + (room - text.count("\n")) // elastic if elastic else 0
    for rows in range(most, _FEWEST_ROWS, -1):
        fuller = page.text(replace(cut, rows=rows))
        if fuller.count("\n") <= room:
            return fuller
    return text


def _first_that_fits(page: "_Page", room: int) -> tuple["_Cut", str]:
    """The most pleasant cut that takes no more than `room` lines, else the shortest; and what it shows."""
    for cut in _cuts(page.report):
        text = page.text(cut)
        if text.count("\n") <= room:
            break
    return cut, text


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of a report is shown."""

    rows: int | None = _FEWEST_ROWS
    """Of each elastic table; None is all."""
    airy: bool = True
    """Whether blank lines stand between the blocks."""
    without: tuple[str, ...] = ()
    """Keys of tables that are left out."""


def _cuts(report: Report) -> Iterator[_Cut]:
    """What may be shown, from the most pleasant to the shortest."""
    yield _Cut()
    yield _Cut(airy=False)
    rigid = [table.key for table in report.tables if not table.elastic]
    for kept in range(len(rigid) - 1, 0, -1):
        yield _Cut(airy=False, without=tuple(rigid[kept:]))


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws a report in one language on one screen."""

    report: Report
    screen: Screen
    voice: Voice

    def text(self, cut: _Cut) -> str:
        """The report as far as it is shown."""
        blocks = [
            [*self._head()],
            [*self._facts()],
            *(
                [*self._table(table, cut.rows)]
                for table in self.report.tables
                if table.key not in cut.without
            ),
            [*self._notes()],
            [*self._left_out(cut)],
        ]
        drawn = io.StringIO()
        console = self._console(drawn)
        for number, block in enumerate(filter(None, blocks)):
            console.print(Group(*[""] * (cut.airy and number > 0), *block))
        return drawn.getvalue()

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
        """The title over a heavy line, and the headline beside an accent."""
        marks, width = self.screen.marks, self.screen.width
        yield Text(self.voice.label(self.report.title), TITLE)
        yield Text(marks.heavy * (width - 1), ACCENT)
        for sentence in self.report.headline:
            for line in wrap(self.voice.sentence(sentence), width - 2):
                yield Text.assemble((marks.accent + " ", ACCENT), (line, "bold"))

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
        """Which tables a short screen leaves out."""
        titles = [self.voice.label(table.title) for table in self.report.tables if table.key in cut.without]
        if titles:
            yield self._bullet(hidden_tables(self.voice.label(LISTED).join(titles)))

    def _bullet(self, sentence: Sentence) -> Text:
        first, *others = wrap(self.voice.sentence(sentence), self.screen.width - 2)
        return Text(
            "\n".join([f"{self.screen.marks.bullet} {first}", *(f"  {line}" for line in others)]), FAINT
        )
