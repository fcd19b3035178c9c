"""The id of a line: short, the same in every run, and of no two lines."""

from collections import Counter
from collections.abc import Sequence

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.short_id import short_id
from keyclient.model.filled_in import MASKED

_SHORT, _LONG = 10, 16
"""Fifty bits: two of twenty thousand lines agree in one of five million books, and then both get the longer id."""


def line_ids(keys: Sequence[str], entries: Sequence[str], days: Sequence[int]) -> list[str]:
    """One id a line, of the customer, the entry of the catalogue, and the day of a dated reason (an ordinal, or `NO_DAY`).

    Each begins with L, so that no spreadsheet reads it as a number.
    """
    whole = [_digest(*parts) for parts in zip(keys, entries, days, strict=True)]
    counts = Counter(one[:_SHORT] for one in whole)
    return ["L" + one[: _LONG if counts[one[:_SHORT]] > 1 else _SHORT] for one in whole]


def masked_ids(lines: int) -> list[str]:
    """Ids that say nothing about customers whose numbers are hidden; a plan with them is not read back."""
    return [f"{MASKED}{number + 1}" for number in range(lines)]


def _digest(key: str, entry: str, day: int) -> str:
    said = "\x1f".join((key, entry, "" if day == NO_DAY else str(day)))
    return short_id(said)
