"""The names of the customers, for the tables that people read."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.table_fields import TableField
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

_NAME = TableColumn("name", Label("name", "客户名称"), Kind.TEXT, is_personal=True)


class CustomerNames:
    """The names of the customers of a book by the row that they stand in, looked up when they are shown."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """`frame`: columns `row` and `name` of a portfolio."""
        self._rows = pd.Index(frame["row"])
        self._names = frame["name"]

    @property
    def field(self) -> TableField:
        """The column of names beside rows that have the attribute `row`."""
        return TableField(_NAME, ("row",), self.of)

    def of(self, rows: Sequence[int]) -> list[str | None]:
        """The names in the order of the rows; None where one is blank."""
        names = self._names.iloc[self._rows.get_indexer(np.asarray(rows, "int64"))]
        return [name if isinstance(name, str) else None for name in names]


def customer_names(frame: pd.DataFrame) -> CustomerNames | None:
    """The names of a portfolio's frame; None where the book has none."""
    return CustomerNames(frame) if "name" in frame.columns and frame["name"].notna().any() else None
