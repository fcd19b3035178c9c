"""What a customer holds: products in keeping with balances, age and risk rating, and the bank's own tier."""

from random import Random
from typing import NamedTuple

from keyclient.demo.chance import Weighted, clamp, happens
from keyclient.demo.money import Balances, Loan
from keyclient.demo.people import Person
from keyclient.model.label import Label, Lang

DEBIT_CARD = Label("debit card", "借记卡")
PAYROLL = Label("payroll", "代发")
SETTLEMENT = Label("settlement", "结算")
MOBILE_BANK = Label("mobile bank", "手机银行")
CURRENT_DEPOSIT = Label("current deposit", "活期")
CREDIT_CARD = Label("credit card", "信用卡")
TERM_DEPOSIT = Label("term deposit", "定期")
LARGE_DEPOSIT = Label("certificate of deposit", "大额存单")
WEALTH_PRODUCT = Label("wealth product", "理财")
INSURANCE_TRUST = Label("insurance trust", "保险金信托")
FAMILY_TRUST = Label("family trust", "家族信托")
ANNUITY = Label("annuity", "年金")
WILL_ADVICE = Label("will advice", "传承")

LOAN_PRODUCTS = {
    "home": Label("home loan", "房贷"),
    "premises": Label("business-premises loan", "商用房贷款"),
    "consumer": Label("consumer loan", "消费贷款"),
    "business": Label("business loan", "经营贷款"),
}
"""The product of a loan, by its purpose."""

INVESTMENTS = (
    (WEALTH_PRODUCT, 1, 0.75),
    (Label("government bond", "国债"), 1, 0.12),
    (Label("insurance", "保险"), 1, 0.20),
    (Label("fund", "基金"), 3, 0.40),
    (Label("precious metal", "贵金属"), 4, 0.15),
    (Label("foreign exchange", "外汇"), 4, 0.12),
    (Label("trust", "信托"), 5, 0.30),
)
"""Investments, the lowest risk rating they suit, and how often those whom they suit hold them."""

_WAN = 1_000_000
"""Ten thousand yuan in fen."""
_TIERS = (
    (100 * _WAN, Label("platinum", "铂金")),
    (20 * _WAN, Label("gold", "黄金")),
    (0, Label("ordinary", "普通")),
)
_RATINGS = Weighted(((1, 22), (2, 34), (3, 28), (4, 12), (5, 4)))


class HeldProducts(NamedTuple):
    """What the customer holds and how the bank rates the customer."""

    products: int | None
    holdings: str | None
    book_tier: str | None
    risk_rating: str | None


def has_term_deposit(held: HeldProducts) -> bool:
    """Whether the list of holdings has a deposit that matures."""
    words = (TERM_DEPOSIT.en, TERM_DEPOSIT.zh, LARGE_DEPOSIT.en, LARGE_DEPOSIT.zh)
    return any(word in (held.holdings or "") for word in words)


def make_holdings(
    rng: Random, person: Person, wealth_score: float, balances: Balances, loan: Loan, lang: Lang
) -> HeldProducts:
    """Products held and their number; both blank if the product systems were not queried."""
    rating = _rating(rng, person, wealth_score, balances)
    held = _held(rng, person, balances, loan, rating)
    asked = not happens(rng, 0.03)
    separator = "、" if lang is Lang.ZH else ", "
    return HeldProducts(
        products=len(held) if asked else None,
        holdings=separator.join(product.text(lang) for product in held) if asked else None,
        book_tier=_tier(rng, balances.aum, lang),
        risk_rating=f"R{rating}" if rating else None,
    )


def _rating(rng: Random, person: Person, wealth_score: float, balances: Balances) -> int | None:
    """Risk rating 1 to 5; only people are rated, often not those who have never invested.

    The rich take more risk, the old less.
    """
    if person.kind == "corporate" or (not balances.investments and happens(rng, 0.3)):
        return None
    rating = _RATINGS.pick(rng)
    if wealth_score > 1:
        rating = max(rating, _RATINGS.pick(rng))
    return min(rating, 2) if person.age is not None and person.age >= 65 else rating


def _tier(rng: Random, aum: int | None, lang: Lang) -> str | None:
    """The bank's tier by AUM; one in sixteen is a step out of date."""
    if aum is None:
        return None
    place = next(place for place, (floor, _) in enumerate(_TIERS) if aum >= floor)
    if happens(rng, 0.06):
        place = int(clamp(place + rng.choice((-1, 1)), 0, len(_TIERS) - 1))
    return _TIERS[place][1].text(lang)


def _held(rng: Random, person: Person, balances: Balances, loan: Loan, rating: int | None) -> list[Label]:
    """Products in keeping with balances and age; one customer in eight holds only what the balances prove."""
    deposits, investments = balances.deposits or 0, balances.investments or 0
    borrowed = [LOAN_PRODUCTS[loan.purpose]] if loan.balance else []
    invested = _invested(rng, rating) if investments else []
    saved = _saved(rng, deposits)
    everyday = _company_services(rng) if person.kind == "corporate" else _everyday(rng, person.age or 40)
    if happens(rng, 0.12):
        return saved[:1] + invested[:1] + borrowed or everyday[:1]
    return everyday + saved + borrowed + invested + _estate(rng, person.age or 0, balances.aum or 0)


def _saved(rng: Random, deposits: int) -> list[Label]:
    """Every depositor has a current account; larger depositors also have term deposits."""
    held = [CURRENT_DEPOSIT] if deposits else []
    if deposits >= 2 * _WAN and happens(rng, 0.45):
        held.append(TERM_DEPOSIT)
    if deposits >= 40 * _WAN and happens(rng, 0.4):
        held.append(LARGE_DEPOSIT)
    return held


def _invested(rng: Random, rating: int | None) -> list[Label]:
    """At least one product, none riskier than the rating (unrated: the lowest)."""
    offered = [(product, often) for product, lowest, often in INVESTMENTS if lowest <= (rating or 1)]
    return [product for product, often in offered if happens(rng, often)] or [WEALTH_PRODUCT]


def _everyday(rng: Random, age: int) -> list[Label]:
    habits = (
        (DEBIT_CARD, 0.7),
        (MOBILE_BANK, clamp(1.1 - age / 80, 0.1, 0.7)),
        (PAYROLL, 0.3 if age < 60 else 0.1),
        (CREDIT_CARD, 0.25 if 22 <= age < 60 else 0.05),
        (SETTLEMENT, 0.08),
    )
    return [product for product, often in habits if happens(rng, often)] or [DEBIT_CARD]


def _company_services(rng: Random) -> list[Label]:
    return [SETTLEMENT, PAYROLL] if happens(rng, 0.5) else [SETTLEMENT]


def _estate(rng: Random, age: int, aum: int) -> list[Label]:
    """Estate products of the old and rich; a family trust needs ten million yuan."""
    chances = (
        (ANNUITY, 0.18 if age >= 50 else 0.0),
        (WILL_ADVICE, 0.25 if age >= 60 and aum >= 30 * _WAN else 0.0),
        (INSURANCE_TRUST, 0.25 if age >= 45 and aum >= 100 * _WAN else 0.0),
        (FAMILY_TRUST, 0.5 if age >= 45 and aum >= 1_000 * _WAN else 0.0),
    )
    return [product for product, often in chances if happens(rng, often)]
