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

_FEWEST_ROWS = 5
"""An elastic table shows at least so many rows, or what it has."""
_AROUND = 2
"""Lines of the screen that the command line above the answer and the next one below it need."""
_HEAD, _FACTS, _NOTES = "report.head", "report.facts", "report.notes"
"""Keys of the parts of a report that are no tables."""


def render_terminal(report: Report, lang: Lang, screen: Screen, *, whole: bool = False) -> str:
    """The report as lines no wider than the screen, and no more of them than it has.

    An elastic table shows as many rows as there is room for, at least five, and says how many it does not show. If
    that is still too long, blank lines go, then notes, tables, figures and the title (see `_dispensable`), which is
    told too; the headline, the first table and the first elastic one always stay. `whole` shows everything, because
    the user has asked for a number of rows.
    """
    page = _Page(report, screen, Voice(lang, encoding=screen.encoding))
    if whole:
        return page.text(_Cut(rows=None))
    room = screen.height - _AROUND
    cut, text = _first_that_fits(page, room)
    elastic = sum(table.elastic and table.key not in cut.without for table in report.tables)
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
    """Keys of the parts that are left out."""


def _cuts(report: Report) -> Iterator[_Cut]:
    """What may be shown, from the most pleasant to the shortest."""
    yield _Cut()
    dispensable = _dispensable(report)
    for dropped in range(len(dispensable) + 1):
        yield _Cut(airy=False, without=tuple(dispensable[:dropped]))


def _dispensable(report: Report) -> list[str]:
    """Keys of what a short screen does without, the first to go first.

    Notes; tables from the last to the second; figures; elastic tables from the last to the second; the title.
    """
    rigid, elastic = (
        [table.key for table in report.tables if table.elastic is kind] for kind in (False, True)
    )
    return [_NOTES, *rigid[:0:-1], _FACTS, *elastic[:0:-1], _HEAD]


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws a report in one language on one screen."""

    report: Report
    screen: Screen
    voice: Voice

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
