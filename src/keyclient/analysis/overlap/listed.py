"""The lists of `overlap`, about those who were asked for (`--only`), and as long as asked for."""

from collections.abc import Iterable, Sequence

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.members import Members
from keyclient.analysis.common.query import Query
from keyclient.analysis.overlap.result import Claimant, OverlapResult, PerhapsPair, SamePerson

Place = tuple[int, int]
"""The place of a book, and a row of it."""


def listed(whole: OverlapResult, books: Sequence[Members], query: Query) -> tuple[OverlapResult, int]:
    """The result with the lists that were asked for, and how many shared customers the first of them is about.

    `whole`: the result with all of them, or with the first where nothing was asked. A person is listed where any of her records was asked for. Who is asked for by
    the step that decided is a shared customer: pairs, households and prospects have no such step.
    """
    if query.only is None:
        return whole, whole.total.persons
    same = _claimed(query.only.of(whole.same, None), books)
    result = _about(whole, books, has_step=bool(query.only.made)).model_copy(update={"same": same})
    return (result if query.top is None else _first(result, query.top)), len(same)


def _about(whole: OverlapResult, books: Sequence[Members], *, has_step: bool) -> OverlapResult:
    """The result with the other lists about those asked for."""

    def wanted(places: Iterable[Place]) -> bool:
        return not has_step and _is_listed(places, books)

    return whole.model_copy(
        update={
            "perhaps": tuple(
                rule.model_copy(update={"pairs": tuple(pair for pair in rule.pairs if wanted(_both(pair)))})
                for rule in whole.perhaps
            ),
            "households": tuple(one for one in whole.households if wanted(_places(one.members))),
            "chased_twice": tuple(one for one in whole.chased_twice if wanted(_places(one.deals))),
        }
    )


def _first(result: OverlapResult, top: int) -> OverlapResult:
    """The result with the first of each list; totals stay."""
    return result.model_copy(
        update={
            "same": result.same[:top],
            "perhaps": tuple(rule.model_copy(update={"pairs": rule.pairs[:top]}) for rule in result.perhaps),
            "households": result.households[:top],
            "chased_twice": result.chased_twice[:top],
        }
    )


def _claimed(same: LazyRows[SamePerson], books: Sequence[Members]) -> LazyRows[SamePerson]:
    """Those of whom a record was asked for by a column of its book."""
    if all(book.listed is None for book in books):
        return same
    (customers,) = same.source.values("customers")
    return same.at([place for place, one in enumerate(customers) if _is_listed(_places(one), books)])


def _is_listed(places: Iterable[Place], books: Sequence[Members]) -> bool:
    rows = ((books[book].listed, row) for book, row in places)
    return any(among is None or row in among for among, row in rows)


def _places(claims: Iterable[Claimant]) -> Iterable[Place]:
    return ((claim.book, claim.row) for claim in claims)


def _both(pair: PerhapsPair) -> Iterable[Place]:
    return (pair.book, pair.row), (pair.other_book, pair.other_row)
