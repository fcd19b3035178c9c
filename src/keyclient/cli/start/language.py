"""Which language the program speaks: as the command line says, else the environment, else the machine."""

import locale
from collections.abc import Mapping, Sequence

from keyclient.model.label import Lang

VARIABLES = ("KEYCLIENT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that name a language, the strongest first."""


def run_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of this run. Anything that is not Chinese is English.

    The command line is looked at before it is parsed, since its help is in that language too.
    """
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return _lang(argument.removeprefix("--lang="))
        if argument == "--lang" and index + 1 < len(arguments):
            return _lang(arguments[index + 1])
    for name in VARIABLES:
        if environment.get(name):
            return _lang(environment[name])
    return _lang(locale.getlocale()[0] or "")


def _lang(name: str) -> Lang:
    return Lang.ZH if name.lower().startswith(("zh", "chinese")) else Lang.EN
