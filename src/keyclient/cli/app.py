"""The program: its commands, the options before them, how it starts and ends."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer

from keyclient import __version__
from keyclient.cli.commands.listed import COMMANDS
from keyclient.cli.options.run import Config, Language, NoColor, Quiet, Verbose
from keyclient.cli.options.typed import HELP, asks_for_help, with_typed_options
from keyclient.cli.start.arguments import command_in, hoisted
from keyclient.cli.start.exits import leave, run
from keyclient.cli.start.language import run_language
from keyclient.cli.start.session import LANG, Session, current_session, end_narration, say, start_session
from keyclient.cli.start.verbosity import Verbosity
from keyclient.model.label import Lang

if TYPE_CHECKING:
    from keyclient.cli.start.usage import NotUnderstood

ALLOCATOR = ("ARROW_DEFAULT_MEMORY_POOL", "system")
"""Arrow and NumPy share one heap: texts that are no longer needed leave room for numbers, and a large book takes a tenth less."""
SINGLE = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""What keeps NumPy and Arrow from starting threads as they are imported, which nothing here needs: a process with several
can not be forked."""


POLICY = "policy"
"""The group of the commands about the policy."""
_NOT_UNDERSTOOD = cast("type[Exception]", typer.BadParameter.__mro__[2])
"""What the parser raises for a command line that it cannot understand."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"keyclient {__version__}")
        raise typer.Exit


def _options(
    lang: Language = None,
    config: Config = None,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help=say("Show the version.", "显示版本。"), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    verbosity = Verbosity.QUIET if quiet else Verbosity.VERBOSE if verbose else Verbosity.NORMAL
    start_session(Session(lang or LANG, config, verbosity, no_color, is_lang_typed=lang is not None))


def _empty(options: Callable[..., None]) -> typer.Typer:
    """The program without commands. `options`: what takes those before the command."""
    program = typer.Typer(
        name="keyclient",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": list(HELP)},
        help=say(
            "Who are our key customers, what do they need, and whom do we call today?",
            "谁是我们的重点客户，他们需要什么，今天该联系谁？",
        ),
    )
    program.callback()(options)
    return program


@cache
def whole_program() -> typer.Typer:
    """The program with all its commands."""
    groups = {"": _empty(_options)}
    groups[POLICY] = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help=say("Cut-offs and settings.", "各项分界值与设置。")
    )
    groups[""].add_typer(groups[POLICY], name=POLICY)
    for command in COMMANDS:
        groups[command.group].command(command.name, help=command.help)(command.make())
    return groups[""]


def _program(words: Sequence[str], *, whole: bool = False) -> typer.Typer:
    """The program with the command and the options that are typed; `whole`: with all options of it.

    With all commands where there is none of the name, as for help: typer works out whatever it is given.
    """
    name = command_in(words)
    typed = next((one for one in COMMANDS if not one.group and one.name == name), None)
    if typed is None:
        return whole_program()
    options, run_it = _options, typed.make()
    if not whole:
        options, run_it = with_typed_options(options, words), with_typed_options(run_it, words)
    program = _empty(options)
    program.command(name, help=typed.help)(run_it)
    return program


def _run_typed(words: Sequence[str]) -> object:
    """Run the command that is typed. What is wrong with a command line is found among all options."""
    if not asks_for_help(words):
        with suppress(_NOT_UNDERSTOOD):
            return _program(words)(words, prog_name="keyclient", standalone_mode=False)
    return _program(words, whole=True)(words, prog_name="keyclient", standalone_mode=False)


def _understood() -> None:
    """Run the command that is typed. A command line that is none ends the run with the reason, in its language."""
    start_session(Session(run_language(sys.argv[1:], os.environ)))
    try:
        code = _run_typed(hoisted(sys.argv[1:]))
    except _NOT_UNDERSTOOD as error:
        told = cast("NotUnderstood", error)
        _say(told)
        raise SystemExit(told.exit_code) from None
    if code:
        raise SystemExit(code)


def _say(error: "NotUnderstood") -> None:
    """What is wrong with the command line; a group without a command shows its help instead."""
    from keyclient.cli.start.usage import in_chinese

    is_help = type(error).__name__ == "NoArgsIsHelpError"
    if is_help or current_session().lang is not Lang.ZH:
        error.show()
    else:
        typer.echo(in_chinese(error), err=True)


def main() -> int:
    """Run the program on the command line of this process; returns the exit code."""
    try:
        return run(_understood, lambda: current_session().narrator)
    finally:
        end_narration()


def entry() -> NoReturn:
    """The program as a process: `keyclient` and `python -m keyclient`.

    Plugins for pydantic that happen to be installed have no part in it: looking for them reads about every package.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name, value in (ALLOCATOR, *SINGLE.items()):
        os.environ.setdefault(name, value)
    leave(main())
