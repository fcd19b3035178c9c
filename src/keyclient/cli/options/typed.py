"""Of a command only the options that are typed: what is left out has its default, and nothing to be worked out."""

import inspect
from collections.abc import Callable, Sequence
from typing import get_args

from typer.models import OptionInfo

from keyclient.cli.options.expand import with_signature

HELP = ("--help", "-h")


def with_typed_options(run: Callable[..., None], words: Sequence[str]) -> Callable[..., None]:
    """A command of options as `parameter` makes them, without those that do not occur among the words of the command line.

    Words are looked at wherever they stand, so an option may stay that is the value of another, and none goes that is typed.
    """
    parameters = inspect.signature(run).parameters.values()
    kept = [one for one in parameters if _may_be_typed(one, words)]
    others = {one.name: one.default for one in parameters if one not in kept}

    def command(**values: object) -> None:
        run(**others, **values)

    command.__doc__ = run.__doc__
    return with_signature(command, kept)


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether help may be asked for, which tells all options."""
    return any(_stands_in(flag, words) for flag in HELP)


def _may_be_typed(one: inspect.Parameter, words: Sequence[str]) -> bool:
    option = next((said for said in get_args(one.annotation) if isinstance(said, OptionInfo)), None)
    if option is None or option.default_factory is not None or option.envvar is not None:
        return True
    flags = _flags(option)
    return not flags or any(_stands_in(flag, words) for flag in flags)


def _flags(option: OptionInfo) -> list[str]:
    """How the option is typed: of the words of an annotation typer keeps the first where a default would be."""
    said = (option.default, *(option.param_decls or ()))
    return [word for word in said if isinstance(word, str) and word.startswith("-")]


def _stands_in(flag: str, words: Sequence[str]) -> bool:
    """Whether a word is the flag, with or without its value; a short one may stand among others behind one dash."""
    if flag.startswith("--"):
        return any(word.partition("=")[0] == flag for word in words)
    return any(word.startswith("-") and not word.startswith("--") and flag[1:] in word for word in words)
