"""Who else knows a customer: the customer who brought her, and a colleague of her manager."""

from random import Random
from typing import NamedTuple

from keyclient.demo.chance import clamp, happens
from keyclient.demo.identity import customer_number
from keyclient.demo.relations import Relation, colleagues
from keyclient.model.label import Lang


class Acquaintances(NamedTuple):
    """Who else knows the customer."""

    referrer: str | None
    """The number of another customer of the book."""
    assistant: str | None


class Referrals:
    """The customers who have brought others, each as often as the book says; the others come later in the book.

    Everything here is drawn by itself, so that all other figures of the book are the same without it.
    """

    def __init__(self) -> None:
        self._owed: list[int] = []

    def acquaintances(self, place: int, relation: Relation, wealth_score: float, lang: Lang) -> Acquaintances:
        """Who else knows the customer at a place of the book, who may bring others from now on."""
        rng = Random(f"{place}:who")  # noqa: S311 - a demo is repeatable, not secret
        referrer = (
            self._owed.pop(rng.randrange(len(self._owed))) if self._owed and happens(rng, 0.35) else None
        )
        self._owed += [place] * (relation.referrals or 0)
        others = colleagues(relation, lang)
        shared = bool(others) and happens(rng, clamp(0.3 + 0.2 * wealth_score, 0.1, 0.8))
        return Acquaintances(
            None if referrer is None else customer_number(referrer),
            rng.choice(others) if shared else None,
        )
