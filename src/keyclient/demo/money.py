"""What a customer holds with the bank and earns it: a lognormal book in which about a sixth hold 80 %.

AUM is deposits plus investments, to the fen. Wealth is lognormal: with a spread of 1.8 the richest 20 % hold
1 - Phi(Phi^-1(0.8) - 1.8), which is 83 %.
"""

import math
from random import Random
from typing import NamedTuple

from keyclient.demo.chance import Weighted, clamp, fen, happens
from keyclient.demo.people import Person

MEDIAN_YUAN = 35_000
"""AUM of the customer in the middle of the book."""
SPREAD = 1.8
"""Standard deviation of the logarithm of AUM."""


class Loan(NamedTuple):
    """A loan: its purpose and balance in fen."""

    purpose: str
    balance: int


class Balances(NamedTuple):
    """The money of one customer in fen; None if the bank's systems have no figure."""

    aum: int | None
    deposits: int | None
    loans: int | None
    investments: int | None
    revenue: int | None
    fee_income: int | None
    potential: int | None
    aum_average: int | None
    deposits_average: int | None


NO_LOAN = Loan("none", 0)
NO_FIGURES = Balances(*[None] * 9)

_LARGE_DEPOSIT = fen(500_000)
"""A customer with more negotiates the rate."""
_LARGE_LOAN = fen(1_000_000)
_OTHER_PURPOSES = Weighted((("consumer", 0.55), ("business", 0.30), ("premises", 0.15)))


def make_loan(rng: Random, person: Person, wealth_score: float) -> Loan:
    """What the customer owes. Home loans go to people between 25 and 60, business loans mostly to companies."""
    if person.kind == "corporate":
        if not happens(rng, 0.45):
            return NO_LOAN
        purpose = "premises" if happens(rng, 0.2) else "business"
        return Loan(purpose, fen(_around(rng, 900_000, wealth_score, 1.0), notes=10_000))
    age = person.age or 40
    if 25 <= age < 60 and happens(rng, 0.30 if age < 45 else 0.12):
        return Loan("home", fen(_around(rng, 480_000, 0.4 * wealth_score, 0.5)))
    if age < 65 and happens(rng, 0.07):
        purpose = _OTHER_PURPOSES.pick(rng)
        median = 60_000 if purpose == "consumer" else 300_000
        return Loan(purpose, fen(_around(rng, median, 0.5 * wealth_score, 0.6), notes=100))
    return NO_LOAN


def make_balances(rng: Random, person: Person, wealth_score: float, loan: Loan) -> Balances:
    """The money of one customer; a few have no figures yet and a few accounts are empty."""
    if happens(rng, 0.015):
        return NO_FIGURES
    empty = wealth_score < 0 and happens(rng, 0.03)
    aum = 0 if empty else fen(MEDIAN_YUAN * math.exp(SPREAD * wealth_score))
    investments = _investments(rng, person, wealth_score, aum)
    fees = _fees(rng, investments, empty=empty)
    return Balances(
        aum=aum,
        deposits=aum - investments,
        loans=loan.balance,
        investments=investments,
        revenue=0 if empty and not loan.balance else _revenue(rng, aum - investments, loan, fees),
        fee_income=fees,
        potential=_potential(rng, wealth_score),
        aum_average=_average(aum),
        deposits_average=_average(aum - investments),
    )


def split_balances(rng: Random, whole: Balances) -> tuple[Balances, Balances]:
    """The same money split over two accounts, to the fen; the potential stays with the first."""
    part = rng.uniform(0.2, 0.8)
    second = Balances._make(None if amount is None else int(amount * part) for amount in whole)
    second = second._replace(aum=(second.deposits or 0) + (second.investments or 0), potential=None)
    first = Balances._make(
        None if amount is None else amount - (less or 0) for amount, less in zip(whole, second, strict=True)
    )
    return first, second


def _around(rng: Random, median: float, wealth_score: float, spread: float) -> float:
    return median * math.exp(0.5 * wealth_score + rng.gauss(0, spread))


def _investments(rng: Random, person: Person, wealth_score: float, aum: int) -> int:
    """The invested part of the AUM in whole thousands of yuan; the rich and the middle-aged invest most."""
    taste = 0.15 if person.kind == "corporate" else 0.30 + 0.15 * wealth_score
    if 40 <= (person.age or 0) < 60:
        taste += 0.10
    if not happens(rng, clamp(taste, 0.03, 0.75)):
        return 0
    return fen(aum / 100 * rng.betavariate(2.5, 2), notes=1_000)


def _average(balance: int) -> int:
    """The daily average of the year so far; drawn by itself, so that every other figure is the same without it."""
    return int(balance * Random(balance).uniform(0.82, 1.08))  # noqa: S311 - a demo is repeatable, not secret


def _fees(rng: Random, investments: int, *, empty: bool) -> int:
    if empty:
        return 0
    card = rng.expovariate(1 / 30) if happens(rng, 0.6) else 0
    return fen(investments / 100 * rng.uniform(0.001, 0.008) + card)


def _revenue(rng: Random, deposits: int, loan: Loan, fees: int) -> int:
    """Margins plus fees less cost to serve: negotiated rates, bad loans and small accounts lose money.

    Only smaller loans go bad: one large loss would outweigh a whole small book.
    """
    bargained = happens(rng, 0.12 if deposits >= _LARGE_DEPOSIT else 0.02)
    deposit_margin = rng.uniform(-0.006, 0.0) if bargained else rng.uniform(0.008, 0.018)
    bad = loan.balance < _LARGE_LOAN and happens(rng, 0.06)
    loan_margin = -rng.uniform(0.02, 0.08) if bad else rng.uniform(0.008, 0.02)
    cost = 70 * math.exp(rng.gauss(0, 0.7))
    return fen((deposits * deposit_margin + loan.balance * loan_margin + fees) / 100 - cost)


def _potential(rng: Random, wealth_score: float) -> int | None:
    """Assets at other banks in whole ten thousands of yuan; unknown for four in ten, and not only for the rich."""
    if happens(rng, 0.4):
        return None
    return fen(50_000 * math.exp(1.1 * wealth_score + rng.gauss(0, 1.1)), notes=10_000)
