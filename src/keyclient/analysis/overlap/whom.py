"""Names and telephones of the records that `overlap` lists, looked up in the books that they stand in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from keyclient.analysis.common.contacts import CALLED, ContactBook
from keyclient.analysis.common.members import Members
from keyclient.analysis.common.table_fields import TableField
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

_OTHER = Label("other {field}", "另一方{field}")
_SPARE = {"phone": 8}
"""A narrow terminal goes without the telephone first."""


class Whom:
    """What several books say about whom to call, by the place of the book and the row in it."""

    def __init__(self, books: Sequence[Members] = ()) -> None:
        """`books`: in the order of the result."""
        self._books = [ContactBook(book.records) for book in books]

    def fields(self) -> tuple[TableField, ...]:
        """The columns of name and telephone that any book has, for rows with `book` and `row`."""
        return tuple(self._field(name, fields()[name].column.label) for name in CALLED if self.knows(name))

    def others(self) -> tuple[TableField, ...]:
        """The same of the other customer of a pair, for rows with `other_book` and `other_row`."""
        return tuple(
            self._field(name, _OTHER.filled(field=fields()[name].column.label), "other_")
            for name in CALLED
            if self.knows(name)
        )

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


NOBODY = Whom()
"""Of books that say nothing about whom to call."""
