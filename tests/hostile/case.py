"""What a hostile file is, and how reading it must end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from keyclient.errors import InputError


@dataclass(frozen=True)
class Answered:
    """The book is read."""

    read: int
    """Rows under the heading, down to the last used one."""
    tells: frozenset[str] = frozenset()
    """Issue codes, with the cell behind them where it matters (`KC101 B3`), that have to be among those told."""


@dataclass(frozen=True)
class Refused:
    """The book is refused, with one of these causes."""

    causes: tuple[type[InputError], ...]


@dataclass(frozen=True)
class Either:
    """An answer or a refusal, whichever: what matters is that it ends in one of them."""


Ends: TypeAlias = Answered | Refused | Either
Make = Callable[[Path], Path]
"""Makes the file in a folder."""


@dataclass(frozen=True)
class Case:
    """A hostile file."""

    name: str
    make: Make
    ends: Ends | tuple[Ends, ...]
    """What it must end in; of several each will do."""


def answered(read: int = 3, *tells: str) -> Answered:
    """Read to the end, with some issues among those told."""
    return Answered(read, frozenset(tells))


def refused(*causes: type[InputError]) -> Refused:
    """Refused with one of these causes."""
    return Refused(causes)


EITHER = Either()


def saved(name: str, content: Callable[[], bytes]) -> Make:
    """A file of a name with some content."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content())
        return path

    return make
