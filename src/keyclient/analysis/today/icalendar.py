"""A calendar file as RFC 5545 has it: all-day events, which any calendar program takes in."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OCTETS = 75
"""A longer line is folded (section 3.1): the rest follows after a blank."""
_PRODUCT = "-//keyclient//today//EN"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a whole day."""

    uid: str
    """The same in every file about the same matter, so that a program replaces it."""
    day: dt.date
    summary: str
    description: str


def calendar_file(events: Iterable[Event], made_on: dt.date) -> bytes:
    """The file, in UTF-8. `made_on`: the day by which programs tell a newer file from an older one."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for event in events for line in _event(event, made_on)),
        "END:VCALENDAR",
    ]
    return b"".join(b"\r\n ".join(_folded(line)) + b"\r\n" for line in lines)


def _event(event: Event, made_on: dt.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{made_on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A text as section 3.3.11 has it, without control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    marked = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(letter for letter in marked if letter.isprintable() or letter == " ")


def _folded(line: str) -> Iterator[bytes]:
    """The parts of a line, none longer than the limit; no character is cut."""
    part, room = b"", _OCTETS
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > room:
            yield part
            part, room = b"", _OCTETS - 1
        part += octets
    yield part
