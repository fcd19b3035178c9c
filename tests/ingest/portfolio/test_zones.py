"""A point in time is on its day in the zone of its column, on every engine and machine."""

import datetime as dt
import time
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio.refusals import TypesDiffer
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, needing, read, write_parquet

MIDNIGHT = dt.datetime(2026, 9, 29, 16, tzinfo=dt.UTC)
"""The thirtieth begins in Shanghai."""
STAMPS = [MIDNIGHT, MIDNIGHT - dt.timedelta(microseconds=1), dt.datetime(1950, 1, 1, tzinfo=dt.UTC), None]


def zoned(path: Path) -> Path:
    """Points in time of several zones and units."""
    kinds = {
        f"{field}": pa.array(STAMPS, pa.timestamp(unit, zone))
        for field, unit, zone in (
            ("birth_date", "us", "Asia/Shanghai"),
            ("open_date", "us", "+08:00"),
            ("last_contact", "us", "UTC"),
            ("last_transaction", "ms", "America/New_York"),
        )
    }
    exact = pa.array([_nanoseconds(stamp) for stamp in STAMPS], pa.int64())
    kinds["next_due"] = exact.cast(pa.timestamp("ns", "Asia/Shanghai"))
    return write_parquet(path, {"aum": [1, 2, 3, 4], **kinds}, fen=["aum"])


def _nanoseconds(stamp: dt.datetime | None) -> int | None:
    """With 999 nanoseconds more."""
    return None if stamp is None else int(stamp.timestamp() * 1_000_000) * 1000 + 999


def days(engine: Engine, file: Path, field: str) -> list[str]:
    """The days of one column in order of the customers."""
    rows = sorted(read(engine, file, needs=needing(field)).rows, key=lambda row: str(row["value"]))
    return [str(row[field]) for row in rows]


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("machine", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_days_are_those_of_the_columns_zone(
    engine: Engine, machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        file = zoned(tmp_path / "a.parquet")
        shanghai = ["2026-09-30", "2026-09-29", "1950-01-01", "None"]
        assert days(engine, file, "birth_date") == shanghai
        assert days(engine, file, "open_date") == shanghai
        assert days(engine, file, "last_contact") == ["2026-09-29", "2026-09-29", "1950-01-01", "None"]
        assert days(engine, file, "last_transaction") == ["2026-09-29", "2026-09-29", "1949-12-31", "None"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_two_zones_in_one_column_are_refused(tmp_path: Path) -> None:
    for name, zone in (("a", "UTC"), ("b", "Asia/Shanghai")):
        dates = pa.array([MIDNIGHT], pa.timestamp("us", zone))
        write_parquet(tmp_path / f"{name}.parquet", {"aum": [1], "birth_date": dates})
    with pytest.raises(TypesDiffer):
        read(Engine.PANDAS, tmp_path)
