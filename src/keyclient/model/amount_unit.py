"""The unit in which people want to read amounts."""

from enum import StrEnum

WAN = 10_000
"""Yuan in one 万元."""


class AmountUnit(StrEnum):
    """The unit of amounts."""

    YUAN = "yuan"
    WAN = "wan"
    """Ten thousand yuan."""
