"""How many examples a property is tried with: few in the quick run, many with `--hypothesis-profile=many`."""

from collections.abc import Callable
from math import ceil
from typing import Any, TypeVar

from hypothesis import settings

FEW, MANY = 4, 16
COSTLY = 0.4
"""The part of them that a costly property is tried with."""

Property = TypeVar("Property", bound=Callable[..., Any])


def costly(tried: Property) -> Property:
    """Marks a property whose every example is a whole book, a whole analysis or a query of a database."""
    return settings(max_examples=ceil(settings().max_examples * COSTLY))(tried)
