"""Cells as text, the same text whichever reader they come from: plain decimals, ISO dates, `true` and `false`."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS_KEPT = 1e15
"""From here on a number has more digits than a spreadsheet keeps."""


def cell_text(value: object) -> str | None:
    """The text of a value; None if it is only white space."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return plain(value)
    return str(value)


def plain(number: float) -> str:
    """A number in plain decimals, with all its digits."""
    if not math.isfinite(number):
        return str(number)
    if number == int(number):
        return str(int(number))
    text = repr(number)
    if "e" not in text:
        return text
    from decimal import Decimal

    return format(Decimal(text), "f")


def plain_typed(text: str) -> tuple[str, bool]:
    """A number that a file holds as text, in plain decimals, and whether it has too many digits to be exact."""
    try:
        number = float(text)
    except ValueError:
        return text, False
    is_long = abs(number) >= DIGITS_KEPT
    return (plain(number) if "e" in text.lower() else text.strip()), is_long


def strings(texts: "list[str | None]") -> "pa.Array":
    """Texts as Arrow. Half a surrogate pair is no character and becomes U+FFFD."""
    import pyarrow as pa

    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        whole = [text if text is None else text.encode("utf-8", "replace").decode() for text in texts]
        return pa.array(whole, pa.string())
