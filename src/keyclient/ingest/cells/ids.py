"""Ids, and what Excel and people do to them."""

import re

from keyclient.ingest.cells.plain import narrow

_DECIMAL = re.compile(r"^(\d+)\.0+$")
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?E\+?\d{2,}$", re.I)
_ARMOURED = re.compile(r'^="(.*)"$')
LONG = 16
"""Excel keeps 15 digits of a number; an id this long that was ever a number has lost some."""
ODD = r"[^!-<>-~]|^'|\.0+$|^\d(\.\d+)?[eE]\+?\d{2,}$"
"""Ids that need a second look (RE2)."""


def clean_id(text: str) -> str:
    """An id as it was meant: without spaces around it, full-width digits made narrow.

    `124.0` is `124`; `="001"` and `'001` are `001`: both forms keep Excel from reading a number.
    """
    cell = narrow(text).strip().removeprefix("'").strip()
    if match := _ARMOURED.match(cell):
        cell = match[1].strip()
    if match := _DECIMAL.match(cell):
        return match[1]
    return cell


def looks_rounded(text: str) -> bool:
    """Whether Excel wrote an id as a rounded number: `1.10101E+17`."""
    return _SCIENTIFIC.match(text.strip()) is not None


def trailing_zeros_lost(text: str) -> bool:
    """Whether a long id ends in as many zeros as Excel puts in place of lost digits."""
    return len(text) >= LONG + 2 and text.isdigit() and text[15:].strip("0") == ""
