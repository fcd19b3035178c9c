"""Money that matures is a reason to get in touch."""

from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from tests.analysis.common.occasions.reasons import days_of, reasons_of, told, unknown, yuan
from tests.analysis.tier.tiered import book_of

MATURES = Occasion.MATURES


def test_money_matures_tomorrow_up_to_the_last_of_the_days() -> None:
    book = reasons_of(
        "customer_id|value|maturity_date|maturity_amount\n"
        "a|100|2026-02-01|30\nb|100|2026-02-07|20\nc|100|2026-02-08|90\nd|100|2026-01-31|90\ne|100||"
    )
    assert yuan(book, MATURES) == {"a": "30.00", "b": "20.00"}
    assert {one: str(day) for one, day in days_of(book, MATURES).items()} == {
        "a": "2026-02-01",
        "b": "2026-02-07",
    }


def test_no_more_matures_than_she_has_with_the_bank() -> None:
    book = reasons_of(
        "customer_id|value|maturity_date|maturity_amount\na|50|2026-02-02|90\nb|0|2026-02-02|90"
    )
    assert yuan(book, MATURES) == {"a": "50.00"}


def test_a_day_without_an_amount_is_a_reason_without_yuan() -> None:
    book = reasons_of("customer_id|value|maturity_date|maturity_amount\na|50|2026-02-02|\nb|50|2026-02-02|0")
    assert yuan(book, MATURES) == {"a": None}
    assert told(book, MATURES) == {
        "a": "money matures on 2026-02-02; the book does not say how much",
    }


def test_an_amount_without_a_day_is_no_reason_and_is_not_known() -> None:
    book = reasons_of("customer_id|value|maturity_date|maturity_amount\na|50||90\nb|50||")
    assert not yuan(book, MATURES)
    assert unknown(book, MATURES) == ["a"]


def test_nothing_is_known_of_a_book_without_days() -> None:
    assert unknown(reasons_of("customer_id|value\na|50"), MATURES) == ["a"]


def test_several_products_are_told_together() -> None:
    portfolio = book_of("customer_id|value|maturity_date|maturity_amount\na|100|2026-02-02|30")
    rows = pd.DataFrame(
        {
            "row": pd.Series([2, 2, 2], dtype="int64"),
            "own_row": pd.Series([2, 3, 4], dtype="int64"),
            "maturity_date": pd.to_datetime(["2026-02-05", "2026-02-03", "2026-05-05"]).astype(
                "datetime64[s]"
            ),
            "maturity_amount": pd.array([1000, 2000, 4000], dtype="Int64"),
        }
    )
    own = replace(portfolio, rows_of=lambda names: rows[["row", "own_row", *names]])
    book = reasons_of(own, lang=Lang.ZH)
    assert told(book, MATURES) == {"a": "2026-02-05前共到期30元，最早为2026-02-03"}
    assert told(reasons_of(own), MATURES) == {"a": "30 yuan matures by 2026-02-05, the first on 2026-02-03"}
