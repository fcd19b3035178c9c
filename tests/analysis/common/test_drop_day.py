"""The day on which a customer under watch drops."""

import datetime as dt

import pytest

from keyclient.analysis.common.drop_day import drop_day


@pytest.mark.parametrize(
    ("days", "books", "drops"),
    [
        (("2026-03-31", "2026-04-30"), 1, "2026-06-01"),
        (("2026-03-31", "2026-04-30"), 2, "2026-07-01"),
        (("2026-10-31", "2026-11-30"), 1, "2027-01-01"),
        (("2026-01-31", "2026-03-31", "2026-04-30"), 1, "2026-06-01"),
        (("2025-12-31", "2026-03-31"), 1, "2026-07-01"),
        (("2026-05-01", "2026-05-08"), 1, "2026-05-16"),
        (("2026-05-08", "2026-05-08"), 1, None),
        (("2026-05-08",), 1, None),
    ],
)
def test_the_day_after_the_last_period_that_may_be_missed(
    days: tuple[str, ...], books: int, drops: str | None
) -> None:
    found = drop_day([dt.date.fromisoformat(day) for day in days], books)
    assert (None if found is None else found.isoformat()) == drops
