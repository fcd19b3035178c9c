"""On which day a point in time is, in the zone of its column, as an expression of each engine."""

import re

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_MICROSECONDS = "(epoch_ns({0}) - (epoch_ns({0}) % 1000 + 1000) % 1000) // 1000"
"""Downwards, as a cast of nanoseconds rounds."""


def day_on_duckdb(raw: str, zone: str, *, has_nanoseconds: bool) -> str:
    """The day in a zone, by name or as +08:00, whatever the machine's own is."""
    instant = f"timezone('UTC', make_timestamp({_MICROSECONDS.format(raw)}))" if has_nanoseconds else raw
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return f"CAST(timezone({_quoted(zone)}, {instant}) AS DATE)"
    minutes = int(f"{offset[1]}{int(offset[2]) * 60 + int(offset[3])}")
    return f"CAST(timezone('UTC', {instant}) + INTERVAL ({minutes}) MINUTE AS DATE)"


def day_on_spark(raw: str, zone: str, *, has_nanoseconds: bool) -> str:
    """The day in a zone, in a session whose own zone is UTC; Spark reads nanoseconds as whole numbers."""
    instant = f"timestamp_micros((({raw}) - pmod({raw}, 1000)) div 1000)" if has_nanoseconds else raw
    return f"CAST(from_utc_timestamp({instant}, {_quoted(zone)}) AS DATE)"


def _quoted(zone: str) -> str:
    """A zone as a text; names of zones hold no signs that would have to be escaped."""
    return "'" + re.sub(r"[^\w/+:-]", "", zone, flags=re.ASCII) + "'"
