"""The tiers that a book's own words mean."""

import unicodedata
from collections.abc import Iterable

from keyclient.policy.parts.tier import TierPolicy

_ENDINGS = ("客户", "会员", "级", "卡", " customer", " client", " member", " tier", " level", " card")
"""Endings of tier names that add nothing: 黄金客户, 金卡, gold customer."""


def word_key(word: str) -> str:
    """A word as compared: without width, case, surrounding blanks and empty endings."""
    key = unicodedata.normalize("NFKC", word).casefold().strip()
    ending = next((ending for ending in _ENDINGS if key.endswith(ending) and key != ending), "")
    return key.removesuffix(ending).strip()


def place_of_words(policy: TierPolicy, words: Iterable[str]) -> dict[str, int]:
    """The place of the tier that each word means; unknown words are left out.

    A tier's own names take precedence over the words of the policy.
    """
    places = {tier.name: place for place, tier in enumerate(policy.ladder)}
    known = {word_key(word): places[name] for word, name in policy.words.items() if name in places}
    for place, tier in enumerate(policy.ladder):
        known |= {word_key(name): place for name in (tier.name, tier.zh) if name}
    return {word: known[word_key(word)] for word in words if word_key(word) in known}
