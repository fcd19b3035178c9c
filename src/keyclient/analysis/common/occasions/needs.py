"""Needs of her age band that nothing serves, and what may be offered for them."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import pandas as pd

from keyclient.analysis.common.age_band import band_label
from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.life_cycle.need_map import NeedMap, Offer, need_label
from keyclient.analysis.common.life_cycle.people import people
from keyclient.analysis.common.life_cycle.placed import gap_column, need_column
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.metrics.age import UNKNOWN
from keyclient.model.label import Label, listed
from keyclient.policy.parts.families import Rating

_OPEN = Label("open needs ({band}): {needs}", "{band}需求未满足：{needs}")


@dataclass(frozen=True, eq=False)
class OpenNeeds:
    """What the customers of the newest book lack. Arrays have one entry a customer, in the order of its frame."""

    map: NeedMap
    band: Ints
    """The place of her age band, else `CORPORATE` or `UNKNOWN`."""
    lacks: Flags
    """By need (the first axis): whether her band has it and she holds nothing for it."""
    silent: Flags
    """By need: whether her band has it and the book does not say what she holds."""
    rating: "pd.Series[str]"
    """NA: not rated."""

    @cached_property
    def anything(self) -> Flags:
        """Who lacks something."""
        return np.asarray(self.lacks.any(axis=0))

    def needs(self, at: int) -> tuple[str, ...]:
        """The needs that are open of a customer."""
        return tuple(self.map.needs[need] for need in np.flatnonzero(self.lacks[:, at]).tolist())

    def offers(self, positions: Ints) -> list[Offer]:
        """The product families for the open needs of some customers: those that may be offered, and those withheld.

        Withheld: the rating of the customer is too low, or there is none. Nothing for one without an open need.
        """
        ratings = self.rating.iloc[positions].to_numpy(object)
        known = [cast("Rating", one) if isinstance(one, str) else None for one in ratings]
        return [self._offer(at, rating) for at, rating in zip(positions.tolist(), known, strict=True)]

    def _offer(self, at: int, rating: Rating | None) -> Offer:
        needs = self.needs(at)
        if (needs, rating) not in self._offers:
            each = [self.map.offer(need, rating) for need in needs]
            offered = [name for one in each for name in one.offered]
            withheld = [name for one in each for name in one.withheld]
            self._offers[needs, rating] = Offer(tuple(dict.fromkeys(offered)), tuple(dict.fromkeys(withheld)))
        return self._offers[needs, rating]

    @cached_property
    def _offers(self) -> dict[tuple[tuple[str, ...], Rating | None], Offer]:
        return {}


def open_needs(look: Look) -> OpenNeeds:
    """The needs of `lifecycle`."""
    needs = NeedMap(look.policy.lifecycle)
    everybody, count = people(look.book.portfolio, needs), range(len(needs.needs))
    at = pd.Index(everybody["row"].to_numpy()).get_indexer(pd.Index(look.frame["row"]))
    band = everybody["place"].to_numpy()[at]
    lacks, silent = look.nobodies(len(count)), look.nobodies(len(count))
    for need in count:
        lacks[need] = everybody[gap_column(need)].to_numpy()[at]
        has_need = np.isin(band, needs.bands_with(need, "core", "secondary"))
        silent[need] = has_need & everybody[need_column(need)].is_null().to_numpy()[at]
    portfolio = look.book.portfolio.frame
    rating = portfolio.get("risk_rating", pd.Series(pd.NA, index=portfolio.index, dtype="str"))
    return OpenNeeds(needs, band, lacks, silent, rating)


def needs_something(look: Look, needs: OpenNeeds) -> Found:
    """Something that people of her age need is not served by anything she holds. Companies have no age."""

    def words(positions: Ints) -> list[str]:
        return [_said(look, needs, at) for at in positions.tolist()]

    known = needs.anything | ((needs.band != UNKNOWN) & ~needs.silent.any(axis=0))
    return found(Occasion.NEED, needs.anything, known, words)


def _said(look: Look, needs: OpenNeeds, at: int) -> str:
    names = [need_label(needs.map, name) for name in needs.needs(at)]
    band = band_label(needs.map.bands[int(needs.band[at])])
    return _OPEN.say(look.lang, {"band": band, "needs": listed(names)})
