"""What holds for the whole run: language, verbosity, policy file. Set once by the options before the command."""

import os
import sys
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.start.language import run_language
from keyclient.cli.start.verbosity import Verbosity
from keyclient.model.label import Label, Lang
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.cli.start.narrator import Narrator
    from keyclient.render.screen import Screen

LANG = run_language(sys.argv[1:], os.environ)
"""The language of the help texts, which are made while the program starts."""


def say(en: str, zh: str) -> str:
    """A help text in the language of this run."""
    return Label(en, zh).text(LANG)


@dataclass(frozen=True)
class Session:
    """The options that every command shares."""

    lang: Lang = LANG
    config: Path | None = None
    verbosity: Verbosity = Verbosity.NORMAL
    no_color: bool = False
    is_lang_typed: bool = False
    """Whether the command line names the language."""

    @property
    def program(self) -> tuple[str, ...]:
        """What a command that is offered begins with, so that it speaks the language that was typed."""
        return ("keyclient", "--lang", self.lang.value) if self.is_lang_typed else ("keyclient",)

    @cached_property
    def narrator(self) -> "Narrator":
        """The narrator on standard error."""
        from keyclient.cli.start.narrator import narrator

        return narrator(self.lang, os.environ, verbosity=self.verbosity, no_color=self.no_color)

    @property
    def screen(self) -> "Screen":
        """How much standard output can show below the messages so far.

        If that takes more than half of the window, they do not fit together, and the answer gets two thirds of it.
        """
        from keyclient.render.screen import screen_of

        screen = screen_of(sys.stdout, os.environ, no_color=self.no_color)
        left = screen.height - self.narrator.rows
        return replace(screen, height=left if left * 2 >= screen.height else screen.height * 2 // 3)


_running = [Session()]


def start_session(session: Session) -> None:
    """Make this the session of the run; called by the options before the command."""
    _running[0] = session


def end_narration() -> None:
    """End the narration, if there has been any: a silent run makes no narrator."""
    if "narrator" in vars(current_session()):
        current_session().narrator.done()


def current_session() -> Session:
    """The session of this run."""
    return _running[0]
