"""The check characters of Chinese identity numbers and credit codes."""

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""The weights of the first 17 digits of a resident identity number (GB 11643-1999)."""
RESIDENT_CHECKS = "10X98765432"
"""The 18th character by the weighted sum modulo 11 (ISO 7064 MOD 11-2)."""

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a unified social credit code in the order of their values (GB 32100-2015)."""
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
"""The weights of the first 17 characters; the 18th makes the weighted sum a multiple of 31."""


def resident_check(first_17: str) -> str:
    """The 18th character of a resident identity number."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, RESIDENT_WEIGHTS, strict=True))
    return RESIDENT_CHECKS[total % 11]


def credit_check(first_17: str) -> str:
    """The 18th character of a unified social credit code."""
    total = sum(
        CREDIT_ALPHABET.index(char) * weight for char, weight in zip(first_17, CREDIT_WEIGHTS, strict=True)
    )
    return CREDIT_ALPHABET[-total % 31]
