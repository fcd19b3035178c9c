"""Names and telephones of the records that `overlap` lists, looked up in the books that they stand in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from keyclient.analysis.common.contacts import CALLED, OWNED, ContactBook
from keyclient.analysis.common.members import Members
from keyclient.analysis.common.table_fields import TableField
from keyclient.analysis.overlap.words import claim_words
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

_OTHER = Label("other {field}", "另一方{field}")
_CLAIMED = Label("customer of", "管户方")
_SPARE = {"phone": 8}
"""A narrow terminal goes without the telephone first."""


class Whom:
    """What several books say about whom to call, by the place of the book and the row in it."""

    def __init__(self, books: Sequence[Members] = ()) -> None:
        """`books`: in the order of the result."""
        self._books = [ContactBook(_told(book)) for book in books]

    def fields(self, *names: str) -> tuple[TableField, ...]:
        """The columns of name and telephone, or of `names`, that any book has, for rows with `book` and `row`."""
        told = filter(self.knows, names or CALLED)
        return tuple(self._field(name, fields()[name].column.label) for name in told)

    def others(self) -> tuple[TableField, ...]:
        """The same of the other customer of a pair, for rows with `other_book` and `other_row`."""
        return tuple(
            self._field(name, _OTHER.filled(field=fields()[name].column.label), "other_")
            for name in CALLED
            if self.knows(name)
        )

    def claims(self, prefix: str = "") -> TableField:
        """The branch and manager of one claim of a record, for rows with `book` and `row` after `prefix`."""
        label = _OTHER.filled(field=_CLAIMED) if prefix else _CLAIMED
        column = TableColumn(f"{prefix}claims", label, Kind.TEXT, spare=2)

        def cells(books: Sequence[int], rows: Sequence[int]) -> Iterable[Label | None]:
            both = (self.texts(name, books, rows) for name in ("branch", "manager"))
            return map(claim_words, *both)

        return TableField(column, (f"{prefix}book", f"{prefix}row"), cells)

    def knows(self, name: str) -> bool:
        """Whether any book has the column."""
        return any(name in book.columns for book in self._books)

    def texts(self, name: str, books: Sequence[int], rows: Sequence[int]) -> list[str | None]:
        """The text of each record; None where it is blank or its book has no such column."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, book in enumerate(books):
            places[book].append(place)
        found: list[str | None] = [None] * len(rows)
        for book, at in places.items():
            texts = self._books[book].texts(name, [rows[place] for place in at])
            for place, text in zip(at, texts, strict=True):
                found[place] = text
        return found

    def _field(self, name: str, label: Label, prefix: str = "") -> TableField:
        column = TableColumn(
            f"{prefix}{name}",
            label,
            Kind.TEXT,
            is_personal=True,
            spare=_SPARE.get(name, 0),
            is_whole=name == "phone",
        )

        def cells(books: Sequence[int], rows: Sequence[int]) -> Iterable[str | None]:
            return self.texts(name, books, rows)

        return TableField(column, (f"{prefix}book", f"{prefix}row"), cells)


def _told(book: Members) -> pd.DataFrame:
    """Name and telephone of each record, and one branch and manager who claim it."""
    names = [name for name in CALLED if name in book.records]
    owners = [name for name in OWNED if name in book.claims]
    claims = book.claims[["row", *owners]].drop_duplicates("row")
    return book.records[["row", *names]].merge(claims, on="row", how="left")


NOBODY = Whom()
"""Of books that say nothing about whom to call."""
