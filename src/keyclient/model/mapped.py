"""A sequence seen through a function: every item is made when it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

OldT = TypeVar("OldT")
NewT = TypeVar("NewT")


class Mapped(Sequence[NewT], Generic[OldT, NewT]):
    """`make` of every item of another sequence."""

    def __init__(self, make: Callable[[OldT], NewT], items: Sequence[OldT]) -> None:
        self._make = make
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[NewT]:
        return map(self._make, self._items)

    @overload
    def __getitem__(self, index: int) -> NewT: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NewT]: ...
    def __getitem__(self, index: int | slice) -> NewT | Sequence[NewT]:
        if isinstance(index, slice):
            return [*map(self._make, self._items[index])]
        return self._make(self._items[index])
