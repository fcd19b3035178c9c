"""What a later book says of the balances of a day."""

import datetime as dt

import pytest

from keyclient.analysis.compare.panel import make_panel
from keyclient.analysis.compare.restated import Restated, restated, restated_issues
from keyclient.model.label import Lang
from keyclient.model.since import Since
from tests.analysis.compare.snapshots import MONTHS, taken

JANUARY, FEBRUARY, MARCH = MONTHS[:3]
DECEMBER = dt.date(2025, 12, 31)
PLAIN, CHANGING = "customer_id|aum", "customer_id|aum|aum_change"


def _restated(
    *books: tuple[dt.date, str], since: Since | None = Since.MONTH, is_dated: bool = True, most: int = 10
) -> tuple[Restated, ...]:
    told = [taken(text, day, is_dated=is_dated, since={"aum_change": since}) for day, text in books]
    return restated(make_panel(told), [str(day) for day, _ in books], most)


def test_a_balance_less_its_change_is_what_the_later_book_says_of_the_day() -> None:
    (pair,) = _restated(
        (JANUARY, f"{PLAIN}\na|100\nb|50\nc|10\nd|5"),
        (FEBRUARY, f"{CHANGING}\nb|60|10\na|130|50\nc|12|-1\ne|9|9\nd|5|"),
    )
    assert (pair.compared, pair.customers, float(pair.difference)) == (3, 2, -17)
    assert [(one.customer_id, float(one.told), float(one.restated)) for one in pair.largest] == [
        ("a", 100, 80),
        ("c", 10, 13),
    ]


def test_only_as_many_customers_are_listed_as_asked_for() -> None:
    (pair,) = _restated((JANUARY, f"{PLAIN}\na|1\nb|1"), (FEBRUARY, f"{CHANGING}\na|1|1\nb|1|1"), most=1)
    assert (pair.customers, [one.customer_id for one in pair.largest]) == (2, ["a"])


@pytest.mark.parametrize(
    ("since", "days", "pairs"),
    [
        (Since.MONTH, (JANUARY, FEBRUARY), [(JANUARY, FEBRUARY)]),
        (Since.MONTH, (JANUARY, MARCH), []),
        (Since.MONTH, (dt.date(2026, 2, 27), MARCH), [(dt.date(2026, 2, 27), MARCH)]),
        (Since.MONTH, (dt.date(2026, 2, 26), MARCH), []),
        (Since.PERIOD, (JANUARY, MARCH), [(JANUARY, MARCH)]),
        (None, (JANUARY, MARCH), [(JANUARY, MARCH)]),
        (Since.YEAR, (JANUARY, FEBRUARY), []),
        (Since.YEAR, (DECEMBER, JANUARY, MARCH), [(DECEMBER, JANUARY), (DECEMBER, MARCH)]),
    ],
)
def test_a_change_is_held_against_the_book_of_the_day_it_counts_from(
    since: Since | None, days: tuple[dt.date, ...], pairs: list[tuple[dt.date, dt.date]]
) -> None:
    found = _restated(*((day, f"{CHANGING}\na|100|0") for day in days), since=since)
    assert [(pair.period, pair.by) for pair in found] == [(str(day), str(by)) for day, by in pairs]


def test_without_dates_a_change_since_last_month_is_since_the_book_before() -> None:
    books = [(day, f"{CHANGING}\na|100|0") for day in (JANUARY, MARCH)]
    assert len(_restated(*books, is_dated=False)) == 1
    assert _restated(*books, since=Since.YEAR, is_dated=False) == ()


def test_what_differs_is_a_note() -> None:
    differing = _restated((JANUARY, f"{PLAIN}\na|100"), (FEBRUARY, f"{CHANGING}\na|130|50"))
    (issue,) = restated_issues(differing)
    assert issue.rule.code == "KC480"
    assert "1 of 1 customers; all together -20.00 yuan" in issue.message(Lang.EN)
    equal = _restated((JANUARY, f"{PLAIN}\na|100"), (FEBRUARY, f"{CHANGING}\na|130|30"))
    assert (len(equal), list(restated_issues(equal))) == (1, [])


def test_what_rounding_brings_about_is_no_other_balance() -> None:
    fen = _restated((JANUARY, f"{PLAIN}\na|100.00"), (FEBRUARY, f"{CHANGING}\na|130.00|30.01"))
    assert [pair.customers for pair in fen] == [0]
    old = "\n".join(f"c{n}|{1000 + 100 * n}" for n in range(30))
    new = "\n".join(f"c{n}|{2000 + 100 * n}|{1100 if n else 1200}" for n in range(30))
    (pair,) = _restated((JANUARY, f"{PLAIN}\n{old}"), (FEBRUARY, f"{CHANGING}\n{new}"))
    assert [one.customer_id for one in pair.largest] == ["c0"]
