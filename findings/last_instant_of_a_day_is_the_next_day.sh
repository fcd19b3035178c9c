#!/usr/bin/env bash
# DuckDB's day of a point in time with nanoseconds is the day after, in the last half microsecond of a day.
#
# "Up to the end of the month" is often written as the last instant before the next: midnight less a nanosecond, 23:59:59.999999999. pandas and
# pyarrow write nanoseconds to Parquet as they are.
#
# Guessed: a cast of a point in time to DATE drops the time of the day, so every instant of January is in January.
# Seen, duckdb 2.0.1, pandas 3.1.1, pyarrow 26.0.1: DuckDB keeps and prints the nanoseconds, but on the way to a day (and in date_trunc) they are
# rounded to microseconds, so the last instant of January becomes 1 February: another day, month and year end. pandas says January.
# Days from epoch_ns(), divided with a floor, are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1 pandas==3.1.1

venv/bin/python - <<'PYTHON'
import datetime as dt

import duckdb
import pandas as pd

end = pd.Timestamp("2026-02-01").as_unit("ns") - pd.Timedelta(1, "ns")
noon = pd.Timestamp("2026-01-31 12:00").as_unit("ns")
pd.DataFrame({"x": [noon, end]}).to_parquet("ends.parquet")
DAY = 86_400_000_000_000
rows = duckdb.sql(
    f"""SELECT CAST(x AS VARCHAR), CAST(x AS DATE), CAST(date_trunc('day', x) AS DATE),
    DATE '1970-01-01' + CAST((epoch_ns(x) - epoch_ns(x) % {DAY}) / {DAY} AS INTEGER) FROM 'ends.parquet' ORDER BY x"""
).fetchall()
for row in rows:
    print(*map(str, row), sep=" | ")
january, february = dt.date(2026, 1, 31), dt.date(2026, 2, 1)
days = [tuple(one.date() if isinstance(one, dt.datetime) else one for one in row[1:]) for row in rows]
assert rows[1][0] == "2026-01-31 23:59:59.999999999", "the nanoseconds are not read"
assert end.date() == january and days[0] == (january, january, january)
assert days[1] == (february, february, january), f"the last instant is in {days[1]} now"
PYTHON
