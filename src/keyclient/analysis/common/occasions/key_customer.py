"""A key customer without any other reason."""

from collections.abc import Iterable

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Label

_KEY = Label("key customer ({tier})", "{tier}客户定期维护")


def key_alone(look: Look, others: Iterable[Found]) -> Found:
    """Whoever is a key customer and of whom none of some other reasons holds."""
    has_other = np.logical_or.reduce([look.nobody, *(one.holds for one in others)])
    place = look.books.key_place(look.books.newest)

    def words(positions: Ints) -> list[str]:
        ladder = look.policy.tier.ladder
        return [_KEY.say(look.lang, {"tier": ladder[at].label}) for at in place[positions].tolist()]

    return found(Occasion.KEY, look.key & ~has_other, ~look.nobody, words)
