"""Numbers of the right form that belong to nobody: customer, resident, company and phone numbers.

Region codes that start with 99 and phone numbers that start with 100 are assigned to no one, while the check
digits are right, so that a program that verifies them has something to verify. A number is computed from the
customer's place in the book: up to `MOST` customers all have different ones.
"""

import datetime as dt

from keyclient.model.check_digits import credit_check, resident_check

MOST = 1_000_000
"""The most customers of a demo book; a worksheet holds hardly more."""

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_STRIDE = 7_654_321
"""Shares no factor with the powers of ten below: multiplying by it scatters the numbers without collisions."""


def first_place(seed: int) -> int:
    """The first place of a book, so that small books of different seeds share no numbers."""
    return seed * 10_007 % MOST


def resident_number(place: int, born: dt.date, *, male: bool) -> str:
    """A resident identity number: region, birth date, an odd serial for men, check digit."""
    region, serial = divmod(place * _STRIDE % 5_000_000, 500)
    first_17 = f"99{region:04d}{born:%Y%m%d}{2 * serial + male:03d}"
    return first_17 + resident_check(first_17)


def organisation_check(body: str) -> str:
    """The 9th character of an organisation code (GB 11714-1997)."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def credit_code(place: int) -> str:
    """A company's unified social credit code."""
    body = f"MA{place * _STRIDE % 1_000_000:06d}"
    first_17 = f"91990000{body}{organisation_check(body)}"
    return first_17 + credit_check(first_17)


def phone_number(place: int) -> str:
    """Eleven digits that are no one's phone number."""
    return f"100{(place * _STRIDE + 20_261_031) % 100_000_000:08d}"


def customer_number(place: int) -> str:
    """The bank's own number: ten digits with leading zeros, rising with the place but with gaps."""
    return f"{20_000 + 17 * place + place * _STRIDE % 13:010d}"
