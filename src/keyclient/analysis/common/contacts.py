"""Who the customers of a list are, for people who call them: name, telephone, manager and branch."""

from collections.abc import Mapping, Sequence

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

    def __init__(self, frame: pd.DataFrame, older: pd.DataFrame | None = None, *, key: str = "row") -> None:
        """`frame`: that of a portfolio; `older`: of an earlier book, for customers whom this one does not list.

        `key`: the column by which customers are found, and the attribute of the rows that has it. Unique in `frame`.
        """
        self._key = key
        self._books = [ContactBook(frame, key), *([] if older is None else [ContactBook(older)])]

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
        if len(self._books) == 1:
            return TableField(column, (self._key,), lambda rows: self._books[0].texts(name, rows))

        def of(rows: Sequence[int | None], older: Sequence[int | None]) -> list[str | None]:
            newer, old = self._books
            before = [at if row is None else None for row, at in zip(rows, older, strict=True)]
            found = zip(rows, newer.texts(name, rows), old.texts(name, before), strict=True)
            return [text if row is not None else old_text for row, text, old_text in found]

        return TableField(column, ("row", "old_row"), of)


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
    """The texts of one book."""

    def __init__(self, frame: pd.DataFrame, key: str = "row") -> None:
        self._rows = pd.Index(frame[key].to_numpy("int64"))
        self.columns = {
            name: frame[name] for name in (*CALLED, *OWNED) if name in frame and frame[name].notna().any()
        }

    def texts(self, name: str, rows: Sequence[int | None]) -> list[str | None]:
        """The text of each row; None for one that is blank or None, and where the book has no such column."""
        if name not in self.columns:
            return [None] * len(rows)
        at = self._rows.get_indexer(np.asarray([-1 if row is None else row for row in rows], "int64"))
        found = self.columns[name].reset_index(drop=True).reindex(at)
        return [text if isinstance(text, str) else None for text in found]


SPARE_ROW = TableColumn(ROW.key, ROW.label, ROW.kind, spare=ROW_SPARE)
NOBODY = Contacts(pd.DataFrame({"row": pd.Series(dtype="int64")}))
"""Of a book that says nothing about whom to call."""
