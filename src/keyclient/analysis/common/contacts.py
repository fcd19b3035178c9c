"""Who the customers of a list are, for people who call them: name, telephone, manager and branch."""

from collections.abc import Sequence

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

    def __init__(self, frame: pd.DataFrame) -> None:
        """`frame`: that of a portfolio."""
        self._rows = pd.Index(frame["row"])
        self._columns = {
            name: frame[name] for name in (*CALLED, *OWNED) if name in frame and frame[name].notna().any()
        }

    def fields(self, *names: str) -> tuple[TableField, ...]:
        """The columns of those of some fields that the book has, for rows with an attribute `row`."""
        return tuple(self._field(name) for name in names if name in self._columns)

    @property
    def who(self) -> tuple[TableField, ...]:
        """Which customer a row is about: id, name and telephone; the row in place of a missing name."""
        return field(CUSTOMER_ID), *([] if "name" in self._columns else [field(ROW)]), *self.fields(*CALLED)

    @property
    def whose(self) -> tuple[TableField, ...]:
        """Manager and branch, and the row where a name stands in its place."""
        return *self.fields(*OWNED), *([field(SPARE_ROW)] if "name" in self._columns else [])

    def _field(self, name: str) -> TableField:
        label = fields()[name].column.label
        column = TableColumn(
            name,
            label,
            Kind.TEXT,
            is_personal=name in SHAPES,
            spare=_SPARE.get(name, 0),
            is_whole=name == "phone",
        )
        texts = self._columns[name]

        def of(rows: Sequence[int]) -> list[str | None]:
            found = texts.iloc[self._rows.get_indexer(np.asarray(rows, "int64"))]
            return [text if isinstance(text, str) else None for text in found]

        return TableField(column, ("row",), of)


SPARE_ROW = TableColumn(ROW.key, ROW.label, ROW.kind, spare=ROW_SPARE)
NOBODY = Contacts(pd.DataFrame({"row": pd.Series(dtype="int64")}))
"""Of a book that says nothing about whom to call."""
