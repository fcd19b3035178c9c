"""What is planted in a demo series about customers who are neglected, and fall."""

import datetime as dt
from collections import Counter

import pytest

from keyclient.demo.book import Row
from keyclient.demo.series.size import SeriesSize
from tests.demo.series.bank import Bank, customer_of, fen, whole_bank


@pytest.fixture(scope="module", params=[1, 2, 3])
def bank(request: pytest.FixtureRequest) -> Bank:
    return whole_bank(SeriesSize(6, 4, 1200, request.param))


def _silent(row: Row, end: dt.date) -> int:
    day = row["last_contact"]
    assert isinstance(day, dt.date)
    return (end - day).days


def test_neglected_customers_fall_by_a_third_and_keep_the_rest(bank: Bank) -> None:
    assert len(bank.of("neglected")) == 30
    assert {planted.period for planted in bank.of("neglected")} == set(bank.truth.size.ends[3:])
    for planted in bank.of("neglected"):
        number, month = customer_of(planted), bank.truth.size.ends.index(planted.period) - 1
        values = [fen(book[number]["aum"]) for book in bank.months]
        lost = 1 - values[month] / max(values[:month])
        assert 0.33 < lost < 0.49
        assert planted.amount == (values[month - 1] - values[month]) / 100
        assert max(values[month:]) < 1.06 * min(values[month:])


def test_half_of_them_have_not_been_spoken_to_for_a_quarter_and_half_have_complained(bank: Bank) -> None:
    size = bank.truth.size
    for planted in bank.of("neglected"):
        number, month = customer_of(planted), size.ends.index(planted.period)
        before, now = bank.months[month - 2][number], bank.months[month - 1][number]
        if planted.detail == "overdue":
            assert _silent(before, size.ends[month - 1]) > 90
            assert now["last_contact"] == before["last_contact"]
            assert not before["complaints"]
            if month > 3:
                assert _silent(bank.months[month - 3][number], size.ends[month - 2]) <= 90
        else:
            assert (before["complaints"], now["complaints"]) == (1, 1)
            assert bank.months[0][number]["complaints"] == (1 if month == 2 else 0)
    counts = Counter(planted.detail for planted in bank.of("neglected"))
    assert set(counts) == {"overdue", "complaint"}
    assert abs(counts["overdue"] - counts["complaint"]) <= 2


def test_last_contact_never_goes_back(bank: Bank) -> None:
    for before, now in bank.pairs():
        for number in before.keys() & now.keys():
            old, new = before[number]["last_contact"], now[number]["last_contact"]
            assert old is None or (isinstance(old, dt.date) and isinstance(new, dt.date) and old <= new)
