import datetime as dt

import pytest

from keyclient.model.since import Since


@pytest.mark.parametrize(
    ("since", "as_of", "opening"),
    [
        (Since.MONTH, dt.date(2026, 10, 31), dt.date(2026, 9, 30)),
        (Since.MONTH, dt.date(2026, 1, 15), dt.date(2025, 12, 31)),
        (Since.QUARTER, dt.date(2026, 5, 2), dt.date(2026, 3, 31)),
        (Since.YEAR, dt.date(2026, 10, 31), dt.date(2025, 12, 31)),
        (Since.YEAR_AGO, dt.date(2024, 2, 29), dt.date(2023, 2, 28)),
        (Since.WEEK, dt.date(2026, 10, 28), dt.date(2026, 10, 25)),
        (Since.DAY, dt.date(2026, 3, 1), dt.date(2026, 2, 28)),
        (Since.PERIOD, dt.date(2026, 3, 1), None),
    ],
)
def test_change_is_counted_from_the_day_that_its_words_mean(
    since: Since, as_of: dt.date, opening: dt.date | None
) -> None:
    assert since.opening(as_of) == opening
