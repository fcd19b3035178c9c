"""Which customer of a book is meant by what people wrote: her number, else a name that nobody else has."""

from collections.abc import Iterable

import pandas as pd

from keyclient.analysis.common.identity import folded, folded_names
from keyclient.model.bare_id import bare_id


class KnownCustomers:
    """The customers of a book by what is written about them."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """`frame`: one row a customer, with `customer_id` and `name` where the book has them."""
        ids = frame["customer_id"].reset_index(drop=True).dropna() if "customer_id" in frame else None
        self._ids = {} if ids is None else _alone(ids.items())
        self._bare = (
            {} if ids is None else _alone((at, bare_id(str(text).strip())) for at, text in ids.items())
        )
        self._names = {} if "name" not in frame else _alone(_folded(frame["name"]))

    def position(self, number: str | None, name: str | None) -> int | None:
        """The position of the only customer with a number; without a number, of the only one with a name.

        A number that no customer has is that of the only one whose number is the same but for zeros before it, which
        spreadsheets lose.
        """
        if number:
            found = self._ids.get(number)
            return self._bare.get(bare_id(number.strip())) if found is None else found
        return self._names.get(folded(name)) if name else None


def _folded(names: pd.Series) -> Iterable[tuple[object, object]]:
    return folded_names(names).reset_index(drop=True).dropna().items()


def _alone(texts: Iterable[tuple[object, object]]) -> dict[str, int]:
    """Position by text, of texts that stand there once."""
    known: dict[str, int] = {}
    twice: set[str] = set()
    for position, text in texts:
        said = str(text)
        if said in known:
            twice.add(said)
        known[said] = int(str(position))
    return {said: position for said, position in known.items() if said not in twice}
