"""Which customer of the book a row means that people filled in: by the id of the call, else by number, else by name."""

import pandas as pd

from keyclient.analysis.common.identity import folded, folded_names
from keyclient.model.filled_in import FilledRow
from keyclient.model.portfolio import Portfolio


class KnownCustomers:
    """The customers of a book by what is written about them."""

    def __init__(self, portfolio: Portfolio) -> None:
        frame = portfolio.frame
        self._ids = _alone(frame["customer_id"]) if "customer_id" in frame else {}
        self._names = _alone(folded_names(frame["name"])) if "name" in frame else {}

    def position(self, row: FilledRow) -> int | None:
        """The position of the only customer with the number of a row; where it has none, with its name."""
        number, name = row.text("customer_id"), row.text("name")
        if number:
            return self._ids.get(number)
        return self._names.get(folded(name)) if name else None


def _alone(column: pd.Series) -> dict[str, int]:
    """Position by text, of texts that stand there once."""
    texts = column.reset_index(drop=True).dropna()
    texts = texts[~texts.duplicated(keep=False)]
    return dict(zip(map(str, texts), map(int, texts.index), strict=True))
