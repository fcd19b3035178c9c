"""What numbers of identity documents look like (RE2, and any other dialect)."""

RESIDENT = r"^[0-9]{17}[0-9X]$"
"""A resident identity number (GB 11643-1999)."""
OLD_RESIDENT = (
    r"^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}$"
)
"""One of 15 digits with a province and a date in it; without a check digit nothing else tells it from an account."""
BETWEEN = r"[\s\-–—]"
"""What people put between the parts of a number."""
