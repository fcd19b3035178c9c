"""Several books in the same units."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from keyclient.analysis.common.common_units import in_common_units
from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.common.snapshot import Snapshot, take_snapshot
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Loaded
from keyclient.model.receipt import Rows, Source
from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.books import AUM, SCORE, book

ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)
SOURCE = Source(path="a.csv", sheet=None, header_row=1, sha256="", rows=ROWS, money=())
WHOLE = replace(SCORE, decimals=0)
HALVES = replace(SCORE, decimals=1)


def _snapshot(values: list[float | Decimal | None], measure: Measure) -> Snapshot:
    portfolio = replace(book(values, measure=measure), sources=(SOURCE,))
    return take_snapshot(Loaded(portfolio, (), (), None, as_of_from_file=False, told=()), TierPolicy())


def _values(*books: Snapshot) -> list[list[Decimal | None]]:
    return [each.measure.amounts(_listed(each.frame["value"])) for each in in_common_units(books)]


def _listed(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else value for value in values.tolist()]


def test_plain_numbers_are_on_the_scale_of_the_most_exact_book() -> None:
    old, new = in_common_units([_snapshot([3, 2], WHOLE), _snapshot([Decimal("2.5"), 1], HALVES)])
    assert (old.measure.decimals, new.measure.decimals) == (1, 1)
    assert old.frame["value"].tolist() == [30, 20]


def test_floors_are_in_the_common_units_too() -> None:
    before = _snapshot([3, 2], WHOLE)
    old, _ = in_common_units([before, _snapshot([Decimal("2.5"), 1], HALVES)])
    assert [step.floor for step in old.steps] == [step.floor for step in before.steps]
    assert old.steps[0].rung is not None
    assert old.steps[0].rung.floor == 30


def test_numbers_are_floats_where_one_book_has_no_units() -> None:
    assert _values(_snapshot([3, 2], WHOLE), _snapshot([0.1, 7], SCORE)) == [
        [Decimal("3.0"), Decimal("2.0")],
        [Decimal("0.1"), Decimal("7.0")],
    ]


def test_numbers_beside_money_are_fen() -> None:
    assert _values(_snapshot([3, None], WHOLE), _snapshot([1, 2], AUM)) == [
        [Decimal("3.00"), None],
        [Decimal("1.00"), Decimal("2.00")],
    ]
    assert _values(_snapshot([0.125, 2], SCORE), _snapshot([1, 2], AUM))[0] == [
        Decimal("0.12"),
        Decimal("2.00"),
    ]


def test_money_beside_numbers_is_what_the_newest_says() -> None:
    old, new = in_common_units([_snapshot([Decimal("1.25")], AUM), _snapshot([2], WHOLE)])
    assert (old.measure.kind, old.measure.decimals, new.frame["value"].tolist()) == (
        MeasureKind.NUMBER,
        2,
        [200],
    )


def test_numbers_too_large_for_fen_are_refused() -> None:
    with pytest.raises(SumTooLargeError):
        in_common_units([_snapshot([1.0e17], WHOLE), _snapshot([1], AUM)])
