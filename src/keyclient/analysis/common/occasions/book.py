"""Every reason to get in touch with every customer of the newest book, each looked for when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Ints, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.life_cycle.need_map import Offer
from keyclient.analysis.common.occasions.birthdays import birthday_soon
from keyclient.analysis.common.occasions.elsewhere import mostly_elsewhere, not_asked
from keyclient.analysis.common.occasions.found import Found
from keyclient.analysis.common.occasions.key_customer import key_alone
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.maturing import matures
from keyclient.analysis.common.occasions.money_left import left, tier_lost
from keyclient.analysis.common.occasions.near import near
from keyclient.analysis.common.occasions.needs import OpenNeeds, needs_something, open_needs
from keyclient.analysis.common.occasions.occasion import OCCASIONS, Occasion
from keyclient.analysis.common.occasions.opened import asleep, opened
from keyclient.analysis.common.occasions.relation import complained, contact_overdue
from keyclient.analysis.common.occasions.targets import Target, targets
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.common.occasions.within import Within
from keyclient.model.label import Lang
from keyclient.policy.models import Policy

_LOOKED_FOR: Mapping[Occasion, Callable[[Look], Found]] = {
    Occasion.MATURES: matures,
    Occasion.LEFT: left,
    Occasion.GRACE_ENDS: tier_lost,
    Occasion.NEAR: near,
    Occasion.OVERDUE: contact_overdue,
    Occasion.BIRTHDAY: birthday_soon,
    Occasion.NEW: opened,
    Occasion.DORMANT: asleep,
    Occasion.COMPLAINT: complained,
    Occasion.WALLET: mostly_elsewhere,
    Occasion.ASK: not_asked,
}
_AT_LAST = (Occasion.NEED, Occasion.KEY)
"""Made from more than the books."""


class FoundOccasions(Mapping[Occasion, Found]):
    """The reasons in the order in which they are told, each made when it is first asked for."""

    def __init__(self, look: Look) -> None:
        """`look`: what they are made from."""
        self._look = look
        self._made: dict[Occasion, Found] = {}

    @cached_property
    def needs(self) -> OpenNeeds:
        """What the customers lack."""
        return open_needs(self._look)

    def __getitem__(self, occasion: Occasion) -> Found:
        if occasion not in self._made:
            self._made[occasion] = self._found(occasion)
        return self._made[occasion]

    def _found(self, occasion: Occasion) -> Found:
        if occasion is Occasion.NEED:
            return needs_something(self._look, self.needs)
        if occasion is Occasion.KEY:
            return key_alone(self._look, [self[other] for other in self if other is not Occasion.KEY])
        return _LOOKED_FOR[occasion](self._look)

    def __iter__(self) -> Iterator[Occasion]:
        return (one.occasion for one in OCCASIONS if one.occasion in _LOOKED_FOR or one.occasion in _AT_LAST)

    def __len__(self) -> int:
        return len(_LOOKED_FOR) + len(_AT_LAST)


@dataclass(frozen=True, eq=False)
class OccasionBook:
    """The customers of the newest book. All arrays have one entry a customer, in the order of its frame."""

    look: Look
    found: FoundOccasions
    """By reason, in the order in which they are told: all but `PLAN_DUE`."""

    @property
    def books(self) -> RiskBooks:
        """The books."""
        return self.look.books

    @property
    def key(self) -> Flags:
        """Whether each is a key customer."""
        return self.look.key

    @property
    def place(self) -> Ints:
        """The tier held, 0 is the best."""
        return self.look.book.place

    @cached_property
    def value(self) -> Numbers:
        """In units of the measure of the books; NaN where blank."""
        return self.books.values(self.books.newest)

    def told(self, positions: Ints, *, among: tuple[Occasion, ...] | None = None) -> list[tuple[Told, ...]]:
        """The reasons of some customers with their words, in order. `among`: only these; None: all."""
        reasons: list[list[Told]] = [[] for _ in range(len(positions))]
        for occasion, one in self.found.items():
            if among is not None and occasion not in among:
                continue
            held = np.flatnonzero(one.holds[positions])
            for number, told in zip(held.tolist(), told_of(one, positions[held]), strict=True):
                reasons[number].append(told)
        return [tuple(found) for found in reasons]

    def offers(self, positions: Ints) -> list[Offer]:
        """What may be offered some customers for their open needs, and what not; see `OpenNeeds.offers`."""
        return self.found.needs.offers(positions)

    def targets(self, positions: Ints) -> list[Target | None]:
        """The tier above that of some customers, and what they lack of it; None for one who holds the best."""
        return targets(self.look, positions)


def told_of(found: Found, positions: Ints) -> list[Told]:
    """One reason of some customers who have it."""
    pairs = zip(found.amount[positions].tolist(), found.words(positions), strict=True)
    return [
        Told(found.occasion.value, None if isnan(fen) else YUAN.amount(round(fen)), text)
        for fen, text in pairs
    ]


def occasions(books: RiskBooks, policy: Policy, within: Within, lang: Lang) -> OccasionBook:
    """The reasons to get in touch with the customers of the newest book. Sentences are in `lang`.

    Each raises what its evidence raises when it is asked for: `SumTooLargeError` of what matures.
    """
    look = Look(books, policy, within, lang)
    return OccasionBook(look, FoundOccasions(look))
