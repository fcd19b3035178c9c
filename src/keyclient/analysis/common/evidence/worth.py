"""What customers are worth, as numbers that can be summed."""

import numpy as np

from keyclient.analysis.common.evidence.books import Numbers, RiskBooks


def positive_values(books: RiskBooks) -> Numbers:
    """The value of each customer of the newest book where it is positive, else 0; whole units stay whole."""
    return np.maximum(known_values(books), 0)


def known_values(books: RiskBooks) -> Numbers:
    """The value of each customer of the newest book; 0 where blank."""
    return in_whole_units(np.nan_to_num(books.values(books.newest), nan=0.0), books)


def in_whole_units(values: Numbers, books: RiskBooks) -> Numbers:
    """Values without blanks as whole numbers, where the measure has units."""
    return values if books.measure.decimals is None else values.astype(np.int64)
