"""The days over which averages run."""

import datetime as dt

import pytest

from keyclient.model.averaged import AveragedOver


@pytest.mark.parametrize(
    ("over", "as_of", "gone", "left", "last"),
    [
        (AveragedOver.MONTH, dt.date(2026, 6, 20), 20, 10, dt.date(2026, 6, 30)),
        (AveragedOver.MONTH, dt.date(2024, 2, 1), 1, 28, dt.date(2024, 2, 29)),
        (AveragedOver.MONTH, dt.date(2026, 12, 31), 31, 0, dt.date(2026, 12, 31)),
        (AveragedOver.QUARTER, dt.date(2026, 5, 1), 31, 60, dt.date(2026, 6, 30)),
        (AveragedOver.YEAR, dt.date(2024, 3, 1), 61, 305, dt.date(2024, 12, 31)),
    ],
)
def test_the_data_date_is_one_of_the_days_gone(
    over: AveragedOver, as_of: dt.date, gone: int, left: int, last: dt.date
) -> None:
    assert over.days(as_of) == (gone, left, last)
