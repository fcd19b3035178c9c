"""The command line as people type it: the options for the whole run may stand anywhere."""

from collections.abc import Sequence

from keyclient.errors import UsageError
from keyclient.model.label import Label

FLAGS = ("--quiet", "-q", "--verbose", "--no-color")
VALUED = {"--lang": "--lang zh", "--config": "--config keyclient.toml"}
"""Options with a value, and how they are typed."""


class ValueMissingError(UsageError):
    """An option of the whole run without the value that belongs to it."""

    sentence = Label("{option} needs a value: {example}.", "{option} 后面缺少取值，例如 {example}。")


class ValueNotTakenError(UsageError):
    """An option of the whole run with a value where it takes none."""

    sentence = Label("{option} takes no value.", "{option} 不带取值。")


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options of the whole run moved in front of the command, where the parser wants them.

    Raises `ValueMissingError` for one that has no value, and `ValueNotTakenError` for one that has one too many.
    """
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            rest += [argument, *left]
            break
        name, equals, value = argument.partition("=")
        if argument in FLAGS:
            front.append(argument)
        elif equals and name in FLAGS:
            raise ValueNotTakenError(option=name)
        elif equals and name in VALUED:
            front += [name, _value(name, [value] if value else [])]
        elif argument in VALUED:
            front += [argument, _value(argument, left)]
        else:
            rest.append(argument)
    return front + rest


def command_in(words: Sequence[str]) -> str:
    """The command among words as `hoisted` gives them: the first after the options of the whole run; "" if there is none."""
    at = 0
    while at < len(words) and (words[at] in FLAGS or words[at] in VALUED):
        at += 2 if words[at] in VALUED else 1
    return words[at] if at < len(words) else ""


def _value(option: str, left: list[str]) -> str:
    """The value that follows an option, taken from what is left; at the end, or before another option, there is none."""
    if not left or left[0].startswith("-"):
        raise ValueMissingError(option=option, example=VALUED[option])
    return left.pop(0)
