"""Needs of her age that nothing serves are a reason to get in touch, and say what may be offered."""

import numpy as np
import pandas as pd

from keyclient.analysis.common.occasions.book import OccasionBook
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio, held_column
from tests.analysis.common.occasions.reasons import reasons_of, told, unknown
from tests.analysis.tier.tiered import book_of

NEED = Occasion.NEED
FIFTY = "customer_id|value|birth_date|risk_rating|kind\n"


def holding(text: str, **families: list[int | None]) -> Portfolio:
    """A book with columns of held families."""
    portfolio = book_of(text)
    for family, cells in families.items():
        portfolio.frame[held_column(family)] = pd.array(cells, dtype="Int8")
    return portfolio


def at_all(book: OccasionBook) -> "np.typing.NDArray[np.int64]":
    return np.arange(len(book.look.frame))


def test_a_need_is_open_where_nothing_that_serves_it_is_held() -> None:
    text = FIFTY + "a|5|1970-01-01|R3|\nb|5|1970-01-01||\nc|5|1970-01-01||\nd|5|||\ne|5|||corporate"
    book = reasons_of(
        holding(text, payroll=[1, 1, None, 1, 1], fund=[0, 1, None, 0, 0], family_trust=[1, 1, None, 1, 1])
    )
    assert told(book, NEED) == {"a": "open needs (50-59): investment"}
    assert unknown(book, NEED) == ["c", "d"]
    chinese = reasons_of(holding(text.splitlines()[0] + "\na|5|1970-01-01|R3|", fund=[0]), lang=Lang.ZH)
    assert told(chinese, NEED) == {"a": "50-59岁需求未满足：投资"}


def test_what_is_offered_is_within_her_risk_rating_and_the_rest_is_withheld() -> None:
    text = FIFTY + "a|5|1970-01-01|R3|\nb|5|1970-01-01||\nc|5|1970-01-01|R5|"
    book = reasons_of(holding(text, fund=[0, 0, 1]))
    rated, unrated, served = book.offers(at_all(book))
    assert "fund" in rated.offered
    assert "trust" in rated.withheld
    assert "fund" in unrated.withheld
    assert "term_deposit" in unrated.offered
    assert served == ((), ())


def test_a_book_that_says_nothing_of_holdings_opens_no_need() -> None:
    book = reasons_of(FIFTY + "a|5|1970-01-01|R3|")
    assert not told(book, NEED)
    assert unknown(book, NEED) == ["a"]
    assert book.offers(at_all(book)) == [((), ())]
