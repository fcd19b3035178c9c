"""Numbers as the native reader writes them: which have too few decimals, which have noise, and these without it.

It writes nine decimals, but no zeros at the end. From a million on these are more than the fifteen digits that a
spreadsheet keeps: 11770983.69 becomes 11770983.689999999, and 423278863.74 becomes 423278863.74000001.
"""

from keyclient.ingest.child.texts import KEPT, without_noise
from keyclient.model.regex import regex

DECIMALS = 9
"""Decimals that the native reader writes."""
CUT = rf"^-?[0-9]{{1,6}}\.[0-9]{{{DECIMALS}}}$"
"""A number that may have more decimals."""
NOISY = "^-?({})$".format(
    "|".join(rf"[0-9]{{{KEPT + 1 - least},}}\.[0-9]{{{least}}}" for least in range(1, DECIMALS + 1))
)
"""A large number that may have noise."""
EITHER = f"{CUT}|{NOISY}"
_CUT, _NOISY = (regex(pattern.replace("$", r"\Z")) for pattern in (CUT, NOISY))


def as_written(number: float) -> str:
    """A number as the native reader writes it."""
    return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")


def noise_removed(text: str) -> str:
    """What matches `NOISY` without its noise; a text that is no number as the native reader writes it as it is."""
    number = float(text)
    return without_noise(number) if as_written(number) == text else text


def may_differ(text: str) -> bool:
    """Whether a cell of the native reader matches `CUT` or `NOISY`."""
    return _CUT.match(text) is not None or _NOISY.match(text) is not None


def is_told_otherwise(text: str) -> bool:
    """Whether a text is taken for a number of the native reader that is to be mended."""
    return _CUT.match(text) is not None or (_NOISY.match(text) is not None and noise_removed(text) != text)
