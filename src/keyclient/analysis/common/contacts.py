"""Who the customers of a list are, for people who call them: name, telephone, manager and branch."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW
from keyclient.analysis.common.table_fields import TableField, field
from keyclient.model.fields import fields
from keyclient.model.masking import SHAPES
from keyclient.model.report import Kind, TableColumn

CALLED = ("name", "phone")
"""The fields that say whom to call, at which number."""
OWNED = ("manager", "branch")
"""The fields that say whose customer it is."""
_SPARE = {"manager": 2, "branch": 6}
ROW_SPARE = 7
"""A row number is the first that a narrow terminal leaves out where the customer has a name."""


class Contacts:
    """What a book says about whom to call, by row, looked up when shown."""

    def __init__(
        self, frame: pd.DataFrame, older: pd.DataFrame | None = None, *, by_id: bool = False
    ) -> None:
        """`frame`: that of a portfolio; `older`: of an earlier book, for customers whom this one does not list.

        `by_id`: a portfolio of several books has each row number several times, so that a customer is looked up by
        row and `customer_id`, and the rows of a list have both.
        """
        self._books = [ContactBook(one, by_id=by_id) for one in (frame, older) if one is not None]
        self._by_id = by_id

    def fields(self, *names: str) -> tuple[TableField, ...]:
        """The columns of those of some fields that the book has, for rows with an attribute `row`.

        With an older book, rows have `old_row` too, which counts where `row` is None.
        """
        return tuple(self._field(name) for name in names if self._has(name))

    @property
    def who(self) -> tuple[TableField, ...]:
        """Which customer a row is about: id, name and telephone; the row in place of a missing name."""
        return field(CUSTOMER_ID), *([] if self._has("name") else [field(ROW)]), *self.fields(*CALLED)

    def who_else(self, names: Mapping[str, str]) -> tuple[TableField, ...]:
        """The same for rows with a `line_id`; where the book has no name for one, that of `names` by its id."""
        if not names:
            return self.who
        book = self._books[0]

        def of(rows: Sequence[int | None], ids: Sequence[str]) -> list[str | None]:
            found = zip(book.texts("name", rows), ids, strict=True)
            return [name or names.get(line) for name, line in found]

        named = TableField(_column("name"), ("row", "line_id"), of)
        return field(CUSTOMER_ID), named, *self.fields("phone")

    @property
    def whose(self) -> tuple[TableField, ...]:
        """Manager and branch, and the row where a name stands in its place."""
        return *self.fields(*OWNED), *([field(SPARE_ROW)] if self._has("name") else [])

    def _has(self, name: str) -> bool:
        return any(name in book.columns for book in self._books)

    def _field(self, name: str) -> TableField:
        column = _column(name)
        ids = ("customer_id",) if self._by_id else ()
        if len(self._books) == 1:
            return TableField(column, ("row", *ids), partial(self._books[0].texts, name))

        def of(
            rows: Sequence[int | None], older: Sequence[int | None], *ids: Sequence[str | None]
        ) -> list[str | None]:
            newer, old = self._books
            before = [at if row is None else None for row, at in zip(rows, older, strict=True)]
            found = zip(rows, newer.texts(name, rows, *ids), old.texts(name, before, *ids), strict=True)
            return [text if row is not None else old_text for row, text, old_text in found]

        return TableField(column, ("row", "old_row", *ids), of)


def _column(name: str) -> TableColumn:
    return TableColumn(
        name,
        fields()[name].column.label,
        Kind.TEXT,
        is_personal=name in SHAPES,
        spare=_SPARE.get(name, 0),
        is_whole=name == "phone",
    )


class ContactBook:
    """The texts of one book, or of several by row and id."""

    def __init__(self, frame: pd.DataFrame, *, by_id: bool = False) -> None:
        self._rows = pd.Index(frame["row"].to_numpy("int64"))
        self.columns = {
            name: frame[name] for name in (*CALLED, *OWNED) if name in frame and frame[name].notna().any()
        }
        self._ids = frame["customer_id"] if by_id and "customer_id" in frame else None

    def texts(
        self, name: str, rows: Sequence[int | None], ids: Sequence[str | None] | None = None
    ) -> list[str | None]:
        """The text of each row; None for one that is blank or None, and where the book has no such column.

        `ids`: the customer's id beside each row, where rows alone do not say who it is. Where customers with the same row
        and id have different texts nobody knows whose is meant, and there is none.
        """
        if name not in self.columns:
            return [None] * len(rows)
        if ids is not None:
            known = self._by_key(name)
            return [known.get((row, id_)) for row, id_ in zip(rows, ids, strict=True)]
        at = self._rows.get_indexer(np.asarray([-1 if row is None else row for row in rows], "int64"))
        found = self.columns[name].reset_index(drop=True).reindex(at)
        return [text if isinstance(text, str) else None for text in found]

    def _by_key(self, name: str) -> dict[tuple[int | None, str | None], str | None]:
        """The text by row and id; None where it differs among customers with both the same."""
        ids = [None] * len(self._rows) if self._ids is None else self._ids
        found: dict[tuple[int | None, str | None], str | None] = {}
        for row, id_, text in zip(self._rows, ids, self.columns[name], strict=True):
            key = (int(row), id_ if isinstance(id_, str) else None)
            own = text if isinstance(text, str) else None
            found[key] = own if found.get(key, own) == own else None
        return found


SPARE_ROW = TableColumn(ROW.key, ROW.label, ROW.kind, spare=ROW_SPARE)
NOBODY = Contacts(pd.DataFrame({"row": pd.Series(dtype="int64")}))
"""Of a book that says nothing about whom to call."""
