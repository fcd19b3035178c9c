"""How the money of a customer of the demo bank changes in a month."""

import math
from dataclasses import dataclass
from random import Random
from statistics import median

from keyclient.demo.chance import clamp, fen, happens
from keyclient.demo.series.member import Kind, Member, Money
from keyclient.demo.series.size import SeriesSize

_HALF_YEAR = 5
"""Steps between the first and the last of six months."""
_RISE = 1.5, 1.85
"""By how much a riser grows in half a year, or over the whole series if that is shorter."""
_RISEN = 1.2, 3.0
"""Where a riser ends, in medians of the bank: far below the floor of a key tier."""
_DRESSED = 1.37, 1.50
"""What is there at the end of a quarter, in what is usual."""
_CALM, _INVESTED_SWING = 0.008, 0.01
_INSIDE, _FLOW = 0.02, 0.008
"""How often money moves between deposits and investments, comes in, or goes out in a month."""
_CALM_KINDS = frozenset(
    {Kind.RISER, Kind.LEAVER, Kind.EMPTIED, Kind.QUARTER_END, Kind.RENUMBERED, Kind.NEGLECTED}
)


@dataclass(frozen=True)
class Growth:
    """Moves the money of customers from month to month."""

    rng: Random
    size: SeriesSize

    def prepare(self, members: list[Member]) -> None:
        """Quiet money for those about whom something is planted, and a start for risers from which they can rise."""
        middle = median(member.point for member in members if member.point > 0)
        for member in members:
            if member.money is None:
                continue
            if member.kind in _CALM_KINDS or member.is_gold_together:
                member.money.swing, member.money.trend = _CALM, 0.0
            if member.kind is Kind.RISER:
                self._start(member.money, middle)

    def _start(self, money: Money, middle: float) -> None:
        steps = min(self.size.months - 1, _HALF_YEAR)
        growth = self.rng.uniform(*_RISE) ** (1 / steps)
        end = self.rng.uniform(*_RISEN) * middle
        scale = end / growth**self.size.months / money.point
        money.deposits, money.invested = int(money.deposits * scale), int(money.invested * scale)
        money.usual_deposits, money.usual_invested = money.deposits, money.invested
        money.trend = growth - 1

    def drift(self, member: Member, month: int) -> None:
        """An ordinary month."""
        money = member.money
        if money is None:
            return
        rng = self.rng
        money.usual_deposits *= 1 + money.trend
        money.usual_invested *= 1 + money.trend
        if member.fall is not None and member.fall.month == month:
            money.usual_deposits *= 1 - member.fall.share
            money.usual_invested *= 1 - member.fall.share
        if member.kind is None and not member.is_gold_together:
            self._events(money)
        money.deposits = int(money.usual_deposits * math.exp(rng.gauss(0, money.swing)))
        swing = min(money.swing, _INVESTED_SWING)
        money.invested = max(int(money.usual_invested * math.exp(rng.gauss(0, swing))), money.term)
        if member.kind is Kind.QUARTER_END and self.size.is_quarter_end(month):
            money.dressing = int(money.point * (rng.uniform(*_DRESSED) - 1))

    def _events(self, money: Money) -> None:
        """Now and then money moves between deposits and investments, comes in, or goes out."""
        rng = self.rng
        if money.usual_invested and happens(rng, _INSIDE):
            part = rng.uniform(-0.4, 0.4)
            source = money.usual_deposits if part > 0 else max(money.usual_invested - money.term, 0)
            moved = math.copysign(fen(source * abs(part) / 100, notes=1_000), part)
            money.usual_deposits -= moved
            money.usual_invested += moved
        if happens(rng, _FLOW):
            money.usual_deposits *= 1 + clamp(rng.gauss(-0.05, 0.2), -0.5, 0.2)
