"""What `segment` says of values, computed from its definition in plain Python, without rounding."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any


def segment_of(values: Sequence[int | None]) -> dict[str, Any]:
    """Totals and counts as whole numbers, shares and coefficients as fractions; values in fen."""
    known = sorted((value for value in values if value is not None), reverse=True)
    positive = [value for value in known if value > 0]
    gross = sum(positive)
    return {
        "total": sum(known),
        "gross_positive": gross,
        "gross_negative": sum(value for value in known if value < 0),
        "vital_few": fewest(positive, Fraction(80, 100)),
        "classes": classes_of(values, positive),
        "gini_positive": gini(positive),
        "gini": gini(known),
        "hhi": Fraction(sum(value**2 for value in positive), gross**2) if gross else None,
    }


def classes_of(values: Sequence[int | None], positive: Sequence[int]) -> dict[str, tuple[int, int | None]]:
    """Customers and value of each class; customers with one value are in one class, the higher."""
    ends = {letter: reaching(positive, Fraction(share, 100)) for letter, share in (("A", 80), ("B", 95))}
    parts = {
        "A": positive[: ends["A"]],
        "B": positive[ends["A"] : ends["B"]],
        "C": positive[ends["B"] :],
        "Z": [0 for value in values if value == 0],
        "N": [value for value in values if value is not None and value < 0],
    }
    blanks = sum(value is None for value in values)
    return {letter: (len(part), sum(part)) for letter, part in parts.items()} | {"U": (blanks, None)}


def fewest(positive: Sequence[int], share: Fraction) -> int:
    """How many of the largest bring this share of all."""
    so_far, target = 0, share * sum(positive)
    for number, value in enumerate(positive, start=1):
        so_far += value
        if so_far >= target:
            return number
    return 0


def reaching(positive: Sequence[int], share: Fraction) -> int:
    """The same, with everybody who has as much as the last of them."""
    few = fewest(positive, share)
    return sum(value >= positive[few - 1] for value in positive) if few else 0


def gini(values: Sequence[int]) -> Fraction | None:
    """The mean difference of all pairs over twice the mean; with negatives over that of the absolute values (Raffinetti)."""
    weight = sum(map(abs, values))
    if not weight:
        return None
    ascending = sorted(values)
    differences = sum((2 * place - len(values) + 1) * value for place, value in enumerate(ascending))
    return Fraction(differences, len(values) * weight)
