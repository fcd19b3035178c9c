"""Regular expressions that are compiled when they are first used.

The words for units, dates and changes of a bank make long expressions, and an ordinary book meets few of them. Compiling
all of them cost every start of the program more than reading a branch's book.
"""

import re
from typing import AnyStr, cast


class _Later:
    """Stands for a compiled expression; each of its methods is fetched once, then found like an attribute of its own."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what copying and pickling ask for is not answered by what is compiled
            raise AttributeError(name)
        found: object = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = found
        return found


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression, compiled on first use: a pattern for every call of its methods, but no instance of `re.Pattern`.

    An expression that is wrong raises `re.error` only then.
    """
    return cast("re.Pattern[AnyStr]", _Later(text, flags))
