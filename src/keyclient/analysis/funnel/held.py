"""What the book of a pipeline says about each customer or deal: its groups, and the value in each."""

from typing import Any

import pandas as pd

from keyclient.analysis.funnel.events import keys_of
from keyclient.model.pipeline import Pipeline


def held_by_key(pipeline: Pipeline, group: str | None = None) -> pd.DataFrame:
    """What the book says about each `key`, and group if one is given: `value`, if there is one, added up over its rows."""
    book = pipeline.book
    keys = keys_of(book.frame, pipeline.key)
    columns: dict[str, Any] = {"key": keys}
    if group is not None and book.split is not None:
        parts = book.split([group], [])
        at = pd.Index(book.frame["row"]).get_indexer(pd.Index(parts["row"]))
        columns = {"key": keys.to_numpy()[at], "group": parts[group]}
        columns |= {"value": parts["value"]} if "value" in parts else {}
    else:
        columns |= {} if group is None else {"group": book.frame[group].astype("str").fillna("")}
        columns |= {"value": book.frame["value"]} if "value" in book.frame else {}
    held = pd.DataFrame(columns)
    names = [name for name in ("key", "group") if name in held]
    if not held.duplicated(names).any():
        return held
    if "value" not in held:
        return held.drop_duplicates(names)
    # A sum of floats depends on their order in the last digit, and row order must not matter.
    sums = held.sort_values("value", kind="stable").groupby(names, sort=False)["value"].sum(min_count=1)
    return sums.reset_index()
