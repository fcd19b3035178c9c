"""How a customer's money has changed since the month before, and what of it matures when.

Everything here is drawn by itself, so that all other figures of the book are the same without it.
"""

import datetime as dt
from random import Random
from typing import NamedTuple

from keyclient.demo.chance import clamp, fen, happens
from keyclient.demo.money import Balances
from keyclient.demo.products import HeldProducts, has_term_deposit
from keyclient.demo.relations import Relation

_MONTH = dt.timedelta(days=31)
_LAST_DAY = dt.date(2199, 12, 31)
_QUIET = 0.25
"""The share of customers whose deposits have not moved at all."""


class Movements(NamedTuple):
    """Changes since the month before and the next maturity of one customer; money in fen."""

    aum_change: int | None
    deposits_change: int | None
    maturity_date: dt.date | None
    maturity_amount: int | None


def make_movements(
    place: int, balances: Balances, holdings: HeldProducts, relation: Relation, as_of: dt.date
) -> Movements:
    """The movements of one customer; the balances less the changes are what she had a month before.

    `place`: the customer's place in the book. Whoever joined within the month had nothing before.
    """
    rng = Random(f"{place}:{balances.aum}")  # noqa: S311 - a demo is repeatable, not secret
    if balances.aum is None:
        return Movements(None, None, None, None)
    deposits, investments = balances.deposits or 0, balances.investments or 0
    if relation.open_date > as_of - _MONTH:
        change, invested = deposits, investments
    else:
        change, invested = _change(rng, deposits), _invested(rng, investments)
    return Movements(change + invested, change, *_maturity(rng, balances, holdings, as_of))


def split_movements(whole: Movements, first: Balances, second: Balances) -> tuple[Movements, Movements]:
    """The same movements over two accounts with these balances, to the fen; neither had less than nothing before."""
    if whole.aum_change is None or whole.deposits_change is None:
        return whole, whole
    deposits = _part(whole.deposits_change, first.deposits, second.deposits)
    invested = _part(whole.aum_change - whole.deposits_change, first.investments, second.investments)
    amount = whole.maturity_amount
    later = None if amount is None else _part(amount, first.aum, second.aum)
    one = Movements(
        whole.aum_change - deposits - invested,
        whole.deposits_change - deposits,
        whole.maturity_date,
        None if amount is None else amount - (later or 0),
    )
    return one, Movements(deposits + invested, deposits, whole.maturity_date, later)


def _part(amount: int, first: int | None, second: int | None) -> int:
    """The second account's part of an amount, by the balances, none of which it may exceed."""
    one, other = first or 0, second or 0
    if not one + other:
        return 0
    return max(amount - one, min(other, amount * other // (one + other)))


def _change(rng: Random, deposits: int) -> int:
    """What came into the deposits; an empty account was mostly empty before."""
    if not deposits:
        return -fen(rng.expovariate(1 / 8_000)) if happens(rng, 0.4) else 0
    if happens(rng, _QUIET):
        return 0
    return int(deposits * clamp(rng.gauss(0.01, 0.12), -1.5, 0.9))


def _invested(rng: Random, investments: int) -> int:
    """What came into the investments, in whole thousands; some have just sold everything."""
    if not investments:
        return -fen(rng.expovariate(1 / 40_000), notes=1_000) if happens(rng, 0.02) else 0
    if happens(rng, 0.6):
        return 0
    return fen(investments / 100 * clamp(rng.gauss(0.03, 0.2), -1.5, 0.9), notes=1_000)


def _maturity(
    rng: Random, balances: Balances, holdings: HeldProducts, as_of: dt.date
) -> tuple[dt.date | None, int | None]:
    """The next maturity of whoever has investments or term deposits; a fifth of these have no date in the systems."""
    of_investments = balances.investments or 0
    of_deposits = (balances.deposits or 0) if has_term_deposit(holdings) else 0
    whole = of_investments or of_deposits
    if not whole or happens(rng, 0.2):
        return None, None
    day = as_of + dt.timedelta(days=1 + int(rng.expovariate(1 / 110)))
    amount = fen(whole / 100 * rng.uniform(0.3, 1.0), notes=1_000) or whole
    return min(day, _LAST_DAY), None if happens(rng, 0.04) else amount
