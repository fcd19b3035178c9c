"""By what a call is found again when the list is read back: a short text that is the same for a customer in every list."""

from collections.abc import Sequence

import numpy as np

from keyclient.analysis.common.customer_keys import customer_keys
from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.short_id import short_id
from keyclient.model.filled_in import MASKED
from keyclient.model.portfolio import Portfolio

_LENGTH = 10
"""Fifty bits: that any two of a hundred thousand customers agree happens in one of two hundred thousand books."""


def call_ids(portfolio: Portfolio, at: Ints | None = None) -> list[str]:
    """Those of the customers at some positions, of all by default: each is of her key (`customer_keys`)."""
    keys = customer_keys(portfolio).key.to_numpy(object)
    wanted = keys if at is None else keys[np.asarray(at, dtype=np.int64)]
    return [_short(str(key)) for key in wanted]


def masked_ids(rows: Sequence[int]) -> list[str]:
    """Ids that say nothing about customers whose numbers are hidden; a list with them is not read back."""
    return [f"{MASKED}{row}" for row in rows]


def _short(key: str) -> str:
    return short_id(f"call {key}")[:_LENGTH]
