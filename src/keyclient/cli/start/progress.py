"""The progress line of a run that takes longer than a moment; it is removed at the end."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from keyclient.model.label import Label
from keyclient.render.screen import Screen

if TYPE_CHECKING:
    from rich.live import Live

PATIENCE = 2.0
"""Seconds before the progress line appears."""
_BEAT = 0.25
"""Seconds between two updates."""
_LINE = Label("{what} ... {seconds} s", "{what} ... {seconds} 秒")

Clock = Callable[[], float]


class Progress:
    """One line at the foot of the terminal: the current step and the seconds so far."""

    def __init__(
        self, stream: TextIO, screen: Screen, say: Callable[[Label], str], clock: Clock = time.monotonic
    ) -> None:
        """`say`: writes to this terminal."""
        self._stream, self._screen, self._say, self._clock = stream, screen, say, clock
        self._what: str | None = None
        self._began = 0.0
        self._live: Live | None = None
        self._lock = threading.RLock()
        self._ended = threading.Event()

    def doing(self, what: str) -> None:
        """Set the current step; the seconds are those of the whole run."""
        with self._lock:
            if self._what is None:
                self._began = self._clock()
            self._what = what

    def watch(self) -> None:
        """Update the line from time to time, in a thread."""
        threading.Thread(target=self._watched, daemon=True).start()

    def beat(self) -> None:
        """Show or update the line, if the work takes long."""
        with self._lock:
            if self._what is None or self._ended.is_set() or self._seconds < PATIENCE:
                return
            with suppress(OSError, ValueError):
                if self._live is None:
                    self._live = self._started()
                self._live.update(self._line(), refresh=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Removes the line while something else is written to the terminal; it returns with the next update."""
        with self._lock:
            self._clear()
            yield

    def end(self) -> None:
        """Remove the line for good."""
        self._ended.set()
        with self._lock:
            self._clear()

    @property
    def _seconds(self) -> float:
        return self._clock() - self._began

    def _line(self) -> str:
        line = _LINE.filled(what=self._what, seconds=int(self._seconds))
        return self._say(line)

    def _clear(self) -> None:
        if self._live is not None:
            with suppress(OSError, ValueError):
                self._live.stop()
            self._live = None

    def _started(self) -> "Live":
        from rich.console import Console
        from rich.live import Live

        console = Console(
            file=self._stream,
            width=self._screen.width,
            force_terminal=True,
            color_system=None,
            markup=False,
            highlight=False,
            emoji=False,
        )
        live = Live(
            "",
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        live.start()
        return live

    def _watched(self) -> None:
        while not self._ended.wait(_BEAT):
            self.beat()
