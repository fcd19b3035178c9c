"""The lists of `overlap`, about those who were asked for (`--only`), and as long as asked for."""

from collections.abc import Iterable, Sequence
from typing import cast

from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.analysis.common.members import Members
from keyclient.analysis.common.query import Query
from keyclient.analysis.overlap.result import Claimant, OverlapResult

Place = tuple[int, int]
"""The place of a book, and a row of it."""
_SIDES = ("book", "row", "other_book", "other_row")


def listed(whole: OverlapResult, books: Sequence[Members], query: Query) -> tuple[OverlapResult, int]:
    """The result with the lists that were asked for, and how many shared customers the first of them is about.

    `whole`: the result with all of them, or with the first where nothing was asked. A person is listed where any of her records was asked for. Who is asked for by
    the step that decided is a shared customer: pairs, households and prospects have no such step.
    """
    if query.only is None:
        return whole, whole.total.persons
    same = _Among(books).of(query.only.of(whole.same, None), "customers")
    result = _about(whole, books, has_step=bool(query.only.made)).model_copy(update={"same": same})
    return (result if query.top is None else _first(result, query.top)), len(same)


def _about(whole: OverlapResult, books: Sequence[Members], *, has_step: bool) -> OverlapResult:
    """The result with the other lists about those asked for."""
    among = _Among(books, nobody=has_step)
    households, chased = whole.households, whole.chased_twice
    return whole.model_copy(
        update={
            "perhaps": tuple(
                rule.model_copy(update={"pairs": among.of(rule.pairs, *_SIDES)}) for rule in whole.perhaps
            ),
            "doubts": among.of(whole.doubts, "book", "row"),
            "households": among.of(households, "members"),
            "chased_twice": among.of(chased, "deals"),
        }
    )


def _first(result: OverlapResult, top: int) -> OverlapResult:
    """The result with the first of each list; totals stay."""
    rules = [rule.model_copy(update={"pairs": rule.pairs[:top]}) for rule in result.perhaps]
    return result.model_copy(
        update={
            "same": result.same[:top],
            "perhaps": tuple(rules),
            "doubts": result.doubts[:top],
            "households": result.households[:top],
            "chased_twice": result.chased_twice[:top],
        }
    )


class _Among:
    """Picks the rows of lists with a record that was asked for by a column of its book."""

    def __init__(self, books: Sequence[Members], *, nobody: bool = False) -> None:
        self._listed = [book.listed for book in books]
        self._nobody = nobody

    def of(self, rows: LazyRows[RowT], *attributes: str) -> LazyRows[RowT]:
        """The rows of which one has such a record. `attributes`: the claims, or book and row of each side."""
        if self._nobody:
            return rows[:0]
        if all(among is None for among in self._listed):
            return rows
        columns = rows.source.values(*attributes)
        lines = zip(*columns, strict=True)
        return rows.at([place for place, cells in enumerate(lines) if any(map(self._has, _places(*cells)))])

    def _has(self, place: Place) -> bool:
        book, row = place
        among = self._listed[book]
        return among is None or row in among


def _places(*cells: object) -> Iterable[Place]:
    """The records of a line."""
    if len(cells) == 1:
        (claims,) = cells
        return ((claim.book, claim.row) for claim in cast("tuple[Claimant, ...]", claims))
    numbers = cast("tuple[int, ...]", cells)
    return zip(numbers[::2], numbers[1::2], strict=True)
