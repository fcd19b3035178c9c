"""Cells as text, the same text whichever reader they come from: plain decimals, ISO dates, `true` and `false`."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS_KEPT = 1e15
"""From here on a number has more digits than a spreadsheet keeps."""
KEPT = 15
"""These digits; what calculations leave behind them is noise."""
LARGE = 1e6
"""From here on they end before the ninth decimal."""
NO_FEN = 1e13
"""From here on they end before the fen, and all digits are kept that the number has."""


def cell_text(value: object) -> str | None:
    """The text of a value; None if it is only white space."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
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


def number_text(number: float) -> str:
    """The number of a cell in plain decimals, without the noise of calculations with large numbers."""
    is_large = math.isfinite(number) and abs(number) >= LARGE and number != int(number)
    return without_noise(number) if is_large else plain(number)


def without_noise(number: float) -> str:
    """A number from `LARGE` on with the digits that a spreadsheet keeps, or more if fen need them."""
    return plain(float(f"{number:.{KEPT}g}") if abs(number) < NO_FEN else number)


def plain_typed(text: str) -> tuple[str, bool]:
    """A number that a file holds as text, in plain decimals, and whether it has too many digits to be exact."""
    try:
        number = float(text)
    except ValueError:
        return text, False
    is_long = abs(number) >= DIGITS_KEPT
    if "e" in text.lower():
        return number_text(number), is_long
    text = text.strip()
    is_noisy = len(text) > KEPT + 1 and "." in text and LARGE <= abs(number) < math.inf
    return (without_noise(number) if is_noisy else text), is_long


def strings(texts: "list[str | None]") -> "pa.Array":
    """Texts as Arrow. Half a surrogate pair is no character and becomes U+FFFD."""
    import pyarrow as pa

    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        whole = [text if text is None else text.encode("utf-8", "replace").decode() for text in texts]
        return pa.array(whole, pa.string())
