"""Calendar files, as a program that knows the format takes them in."""

import datetime as dt
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.today.icalendar import Event, calendar_file

DAY = dt.date(2026, 12, 31)


def taken_in(content: bytes) -> list[Any]:
    """The events of a file."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_an_event_is_of_the_whole_day() -> None:
    (event,) = taken_in(
        calendar_file([Event("U-1@keyclient", DAY, "资金到期：张*", "到期")], dt.date(2026, 12, 1))
    )
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, dt.date(2027, 1, 1))
    assert event.decoded("dtstamp") == dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert (str(event["uid"]), str(event["summary"])) == ("U-1@keyclient", "资金到期：张*")


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ;,\\:\n")))
def test_every_text_comes_through_and_no_line_is_longer_than_the_format_allows(text: str) -> None:
    content = calendar_file([Event("U", DAY, text, text)], DAY)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = taken_in(content)
    assert str(event["summary"]) == text


def test_control_characters_of_a_cell_are_left_out() -> None:
    (event,) = taken_in(calendar_file([Event("U", DAY, "a\x07b\tc\r\nd", "")], DAY))
    assert str(event["summary"]) == "abc\nd"
    assert "description" not in event


def test_the_same_events_make_the_same_bytes() -> None:
    events = [Event("U", DAY, "a", "b")]
    assert calendar_file(events, DAY) == calendar_file(events, DAY)
