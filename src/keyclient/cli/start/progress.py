"""What a run is doing, on a terminal, once it takes longer than a moment; of the line nothing is left in the end."""

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
"""Seconds that nobody is told what takes long."""
_BEAT = 0.25
"""Seconds between two looks at the clock."""
_LINE = Label("{what} ... {seconds} s", "{what} ... {seconds} 秒")

Clock = Callable[[], float]


class Progress:
    """One line at the foot of the terminal: what is being done, and for how long already."""

    def __init__(
        self, stream: TextIO, screen: Screen, say: Callable[[Label], str], clock: Clock = time.monotonic
    ) -> None:
        """`say`: how words are said on this terminal."""
        self._stream, self._screen, self._say, self._clock = stream, screen, say, clock
        self._what: str | None = None
        self._began = 0.0
        self._live: Live | None = None
        self._lock = threading.RLock()
        self._ended = threading.Event()

    def doing(self, what: str) -> None:
        """That this is being done from now on; the clock of the whole run goes on."""
        with self._lock:
            if self._what is None:
                self._began = self._clock()
            self._what = what

    def watch(self) -> None:
        """Look at the clock from time to time, beside the work."""
        threading.Thread(target=self._watched, daemon=True).start()

    def beat(self) -> None:
        """Show the line, or the line of this moment, where the work takes long."""
        with self._lock:
            if self._what is None or self._ended.is_set() or self._seconds < PATIENCE:
                return
            with suppress(OSError, ValueError):
                if self._live is None:
                    self._live = self._started()
                self._live.update(self._line(), refresh=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something else is written to the terminal: the line goes, and comes back with the next beat."""
        with self._lock:
            self._clear()
            yield

    def end(self) -> None:
        """Nothing is being done any longer."""
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
