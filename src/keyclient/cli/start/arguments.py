"""The command line as people type it: the options for the whole run may stand anywhere."""

from collections.abc import Sequence

FLAGS = ("--quiet", "-q", "--verbose", "--no-color")
VALUED = ("--lang", "--config")


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options of the whole run moved in front of the command, where the parser wants them."""
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            rest += [argument, *left]
            break
        if argument in FLAGS or argument.startswith(tuple(f"{name}=" for name in VALUED)):
            front.append(argument)
        elif argument in VALUED and left:
            front += [argument, left.pop(0)]
        else:
            rest.append(argument)
    return front + rest
