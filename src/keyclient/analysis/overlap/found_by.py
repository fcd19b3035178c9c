"""By which rules each pair that is perhaps one person was found: a pair is one, however many rules find it."""

from collections.abc import Sequence

import numpy as np

from keyclient.analysis.overlap.pairs import Pairs
from keyclient.analysis.overlap.perhaps import Perhaps
from keyclient.analysis.overlap.who import Flags, Ints


class FoundBy:
    """The pairs of all rules, each once."""

    def __init__(self, rules: Sequence[Perhaps]) -> None:
        """`rules`: in the order of the answer."""
        self._rules = rules
        self._width = 1 + max((int(one.pairs.other.max(initial=0)) for one in rules), default=0)
        self._keys = [self._of(one.pairs) for one in rules]

    @property
    def pairs(self) -> int:
        """How many different pairs there are. Those of crowds, which are never listed, count for the rule that has most of them."""
        listed = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *self._keys]))
        crowded = (one.found - len(keys) for one, keys in zip(self._rules, self._keys, strict=True))
        return len(listed) + max(crowded, default=0)

    @property
    def shown(self) -> int:
        """How many different pairs the rules have whose pairs are listed."""
        keys = [keys for one, keys in zip(self._rules, self._keys, strict=True) if one.shown]
        return len(np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *keys])))

    def is_new(self, place: int) -> Flags:
        """Which pairs of a rule no rule before it lists."""
        before = [
            keys for one, keys in zip(self._rules[:place], self._keys[:place], strict=True) if one.shown
        ]
        known = np.concatenate([np.zeros(0, dtype=np.int64), *before])
        return ~np.isin(self._keys[place], known)

    def rules(self, pairs: Pairs) -> Ints:
        """The rules that find each of some pairs, as bits of their place."""
        keys = self._of(pairs)
        bits = np.zeros(len(keys), dtype=np.int64)
        for place, known in enumerate(self._keys):
            bits |= np.isin(keys, known).astype(np.int64) << place
        return bits

    def names(self, bits: int) -> tuple[str, ...]:
        """The rules of such bits."""
        return tuple(one.rule for place, one in enumerate(self._rules) if bits >> place & 1)

    def _of(self, pairs: Pairs) -> Ints:
        return np.asarray(pairs.one * self._width + pairs.other)
