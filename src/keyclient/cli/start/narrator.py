"""The messages on standard error while a command runs; nothing else writes there."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import field
from typing import TextIO

from keyclient.cli.start.crash import write_log
from keyclient.cli.start.progress import Progress
from keyclient.cli.start.verbosity import Verbosity
from keyclient.errors import KeyclientError
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang, listed
from keyclient.model.record import dataclass
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.policy.loading.refusals import SeveralRefusals
from keyclient.render.issues import Line, summary
from keyclient.render.screen import screen_of
from keyclient.render.text import Voice
from keyclient.render.width import cells, cut

_PREFIXED = Label("{severity}: {said}", "{severity}：{said}")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "2"}
_FULL_LIST = Label("Full list: {command}", "完整清单：{command}")
_REST = Label(
    "{count} more ({kinds}); full list: {command}", "另有 {count} 条（{kinds}）；完整清单：{command}"
)
_COUNTED = Label("{severity} {count}", "{severity} {count}")
MOST_ROWS = 5
"""On a terminal the answer is what people look for: more than this is counted, and shown with `--verbose`."""
_INTERRUPTED = Label("Stopped.", "已中断。")
_INTERNAL = Label(
    "internal error ({kind}). Where it happened, without any customer data: {path}",
    "程序内部错误（{kind}）。出错位置（不含客户数据）见 {path}",
)
_INTERNAL_UNLOGGED = Label("internal error ({kind}).", "程序内部错误（{kind}）。")


@dataclass(frozen=True, slots=True)
class Narrator:
    """Reports progress on standard error. It never fails: if standard error is closed, the run goes on."""

    stream: TextIO | None
    voice: Voice
    verbosity: Verbosity = Verbosity.NORMAL
    colour: bool = False
    width: int | None = None
    """Columns of the terminal; None if standard error is not a terminal."""
    progress: Progress | None = None
    """The progress line on a terminal."""
    _taken: list[int] = field(default_factory=list, init=False, compare=False)

    @property
    def rows(self) -> int:
        """How many rows of the terminal have been used so far."""
        return sum(self._taken)

    def doing(self, what: Label | Sentence) -> None:
        """Set the current step; it is shown only while it takes long."""
        if self.progress is not None:
            self.progress.doing(self._text(what))

    def done(self) -> None:
        """Clear the current step, before the answer is shown or the run ends."""
        if self.progress is not None:
            self.progress.end()

    def detail(self, said: Label | Sentence) -> None:
        """A detail, shown with `--verbose`."""
        if self.verbosity is Verbosity.VERBOSE:
            self._write(Severity.NOTE, self._text(said))

    def note(self, said: Label | Sentence) -> None:
        """A note."""
        self._write(Severity.NOTE, self._text(said))

    def told(self, choices: Iterable[Label | Sentence]) -> None:
        """Choices that were made, the first ones first; a line of the terminal is left for what is wrong with the book."""
        for choice in choices:
            self.detail(choice) if self._room == 1 else self.note(choice)

    def warning(self, said: Label | Sentence) -> None:
        """A warning: the result may not be what was meant."""
        self._write(Severity.WARNING, self._prefixed(Severity.WARNING, self._text(said)))

    def error(self, error: KeyclientError) -> None:
        """Why the run failed; several reasons, one per line."""
        for reason in error.refusals if isinstance(error, SeveralRefusals) else (error,):
            self._write(Severity.ERROR, self._prefixed(Severity.ERROR, reason.text(self.voice.lang)))

    def issues(
        self,
        issues: Iterable[Issue],
        command: str | Label | None = None,
        unit: AmountUnit = AmountUnit.YUAN,
    ) -> None:
        """The issues of a book, one line per code, and the command that lists them all.

        Values as typed, which may be personal data, are shown only with `--verbose`.
        """
        heard = [
            line for line in summary(issues, self.voice, unit, detail=self._verbose) if self._hears(line[0])
        ]
        if not heard:
            return
        last = [] if command is None else [(Severity.NOTE, self._full_list(command))]
        told, room = [*heard, *last], self._room
        if room is not None and sum(self._height(line) for _, line in told) > room:
            told = self._shortened(heard, command, room)
        for severity, line in told:
            self._write(severity, line)

    def _shortened(self, lines: Sequence[Line], command: str | Label | None, room: int) -> list[Line]:
        """The first lines, each in one row, and how many more there are, in as many rows as there are left."""
        shown = max(0, room - self._height(self._rest(lines, command)))
        width, mark = (self.width or 0) - 1, "…" if self.voice.encoding.startswith("utf") else ".."
        first = [(severity, cut(line, width, mark)) for severity, line in lines[:shown]]
        if lines[shown:]:
            return [*first, (Severity.NOTE, self._rest(lines[shown:], command))]
        return [*first, (Severity.NOTE, self._full_list(command or "--verbose"))]

    def _rest(self, lines: Sequence[Line], command: str | Label | None) -> str:
        """How many lines are not shown, by severity, and what to type to see them."""
        counts = Counter(severity for severity, _ in lines)
        kinds = [
            _COUNTED.filled(severity=SEVERITIES[one], count=counts[one]) for one in SEVERITIES if counts[one]
        ]
        joined = listed(kinds)
        words = {
            "count": Value(len(lines), Kind.COUNT),
            "kinds": Value(joined, Kind.TEXT),
            "command": Value(command or "--verbose", Kind.TEXT),
        }
        return self._text(Sentence(_REST, words))

    def _full_list(self, command: str | Label) -> str:
        return self._text(Sentence(_FULL_LIST, {"command": Value(command, Kind.TEXT)}))

    @property
    def _room(self) -> int | None:
        """How many rows of the terminal are left for what is told about the book; None: any number."""
        return None if self.width is None or self._verbose else max(1, MOST_ROWS - self.rows)

    def _height(self, text: str) -> int:
        """How many rows of the terminal a line takes."""
        return max(1, -(-cells(text) // (self.width or 1)))

    def interrupted(self) -> None:
        """The user stopped the run."""
        self._write(Severity.ERROR, self._text(_INTERRUPTED))

    def internal_error(self, error: BaseException) -> None:
        """The program has a defect: where its trace is, never the trace itself."""
        path = write_log(error)
        label = _INTERNAL if path else _INTERNAL_UNLOGGED
        words = {"kind": Value(type(error).__name__, Kind.TEXT), "path": Value(path, Kind.TEXT)}
        said = self._text(Sentence(label, words))
        self._write(Severity.ERROR, self._prefixed(Severity.ERROR, said))

    def _text(self, said: Label | Sentence) -> str:
        return self.voice.label(said) if isinstance(said, Label) else self.voice.sentence(said)

    def _prefixed(self, severity: Severity, text: str) -> str:
        words = {"severity": Value(SEVERITIES[severity], Kind.TEXT), "said": Value(text, Kind.TEXT)}
        return self.voice.sentence(Sentence(_PREFIXED, words))

    @property
    def _verbose(self) -> bool:
        return self.verbosity is Verbosity.VERBOSE

    def _hears(self, severity: Severity) -> bool:
        return severity is Severity.ERROR or self.verbosity is not Verbosity.QUIET

    def _write(self, severity: Severity, text: str) -> None:
        if self.stream is None or not self._hears(severity):
            return
        if self.width:
            self._taken.append(self._height(text))
        line = f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if self.colour else text
        aside = nullcontext() if self.progress is None else self.progress.aside()
        with aside, suppress(OSError, ValueError):
            self.stream.write(f"{line}\n")
            self.stream.flush()


def narrator(
    lang: Lang,
    environment: Mapping[str, str],
    *,
    verbosity: Verbosity = Verbosity.NORMAL,
    no_color: bool = False,
) -> Narrator:
    """A narrator on standard error, which may be closed."""
    screen = screen_of(sys.stderr, environment, no_color=no_color)
    voice = Voice(lang, encoding=screen.encoding)
    width = screen.width if screen.terminal else None
    progress = None
    if sys.stderr is not None and screen.terminal and verbosity is not Verbosity.QUIET:
        progress = Progress(sys.stderr, screen, voice.label)
        progress.watch()
    return Narrator(sys.stderr, voice, verbosity, colour=screen.colour, width=width, progress=progress)
