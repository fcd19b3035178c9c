"""The id of a line: short, the same in every run, and of no two lines."""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence

from keyclient.analysis.common.occasions.found import NO_DAY

_SHORT, _LONG, _BYTES = 10, 16, 10
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
    return [f"#{number + 1}" for number in range(lines)]


def _digest(key: str, entry: str, day: int) -> str:
    said = "\x1f".join((key, entry, "" if day == NO_DAY else str(day)))
    return base64.b32encode(hashlib.sha256(said.encode()).digest()[:_BYTES]).decode()
