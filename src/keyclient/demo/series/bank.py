"""The branches of a demo bank and the managers of each."""

from dataclasses import dataclass
from random import Random

from keyclient.demo.names import person_name
from keyclient.demo.series.size import SeriesSize
from keyclient.model.label import Label, Lang

_BRANCHES = (
    Label("Chengdong", "城东支行"),
    Label("Binjiang", "滨江支行"),
    Label("Gaoxin", "高新支行"),
    Label("Nanhu", "南湖支行"),
    Label("Hexi", "河西支行"),
    Label("Jinshan", "金山支行"),
    Label("Beizhan", "北站支行"),
    Label("Wenhua", "文化路支行"),
)
_CUSTOMERS_OF_MANAGER = 40
_FEWEST, _MOST = 4, 40
"""Managers of a branch."""
_NOT_EXPORTED = 2


@dataclass(frozen=True)
class Branch:
    """A branch: the managers who have nothing special about them stand apart."""

    name: str
    managers: tuple[str, ...]
    special: frozenset[str] = frozenset()
    """Those whose customers are missing in the last month, or have their money there at the ends of quarters."""

    @property
    def usual(self) -> tuple[str, ...]:
        """The other managers."""
        return tuple(name for name in self.managers if name not in self.special)


@dataclass(frozen=True)
class Bank:
    """All branches, and the managers about whom something is planted."""

    branches: tuple[Branch, ...]
    not_exported: tuple[str, ...]
    """Managers whose customers are in no book of the last month."""
    dresser: str
    """The manager whose customers have more at the ends of quarters."""


def make_bank(rng: Random, size: SeriesSize, lang: Lang) -> Bank:
    """A bank of so many branches; no two managers have one name."""
    each = min(max(size.customers // size.branches // _CUSTOMERS_OF_MANAGER, _FEWEST), _MOST)
    names = _managers(rng, each * size.branches, lang)
    staff = [names[place * each : (place + 1) * each] for place in range(size.branches)]
    special = [staff[place % size.branches].pop() for place in range(_NOT_EXPORTED + 1)]
    branches = []
    for place, label in enumerate(_BRANCHES[: size.branches]):
        own = special[place :: size.branches]
        branches.append(Branch(label.text(lang), (*staff[place], *own), frozenset(own)))
    return Bank(tuple(branches), tuple(special[:_NOT_EXPORTED]), special[_NOT_EXPORTED])


def _managers(rng: Random, number: int, lang: Lang) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < number:
        names[person_name(rng, rng.randint(1972, 1999), lang, male=rng.random() < 0.5)] = None
    return list(names)
