"""That customers may be in two books under two numbers: nothing is known of what became of them."""

from collections.abc import Iterator, Sequence

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.leading_zeros import NumberedBook, lost_zeros
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.series import PerhapsRenumbered

_COUNTED = Label(
    " They count neither as gone nor as new: what they were worth before is not known.",
    "既不计为流失，也不视为新增，其往期价值按未知处理。",
)


def number_issues(books: RiskBooks, names: Sequence[NumberedBook]) -> Iterator[Issue]:
    """Of every book beside those before it that count, each customer once. `names`: of the books, oldest first."""
    renumbered: set[str] = set()
    for book in range(1, len(books.books)):
        told: set[str] = set()
        for older in reversed(books.best_of(book)):
            found = books.other_numbers(book, older)
            new = found.new_ids[found.zeros.new]
            untold = new[~new.isin(told)]
            told |= {*untold}
            zeros = lost_zeros(found.gone_ids, untold)
            if zeros.gone.any():
                yield zeros.issue(names[older], names[book], _COUNTED)
            renumbered |= found.renumbered
    if renumbered:
        yield PerhapsRenumbered(count=len(renumbered), counted=_COUNTED)
