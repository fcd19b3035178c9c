#!/usr/bin/env bash
# DuckDB takes NaN of a Parquet file for an ordinary number, even in isnan(), if the file has the usual statistics.
#
# Systems of banks leave NaN where a ratio has no base, and pandas and pyarrow write it. A query keeps it out with isnan() or with bounds.
#
# Guessed: isnan(x) is true for NaN, and NaN lies within no bounds (or, as DuckDB sorts it last, above them all), in a file as in a table.
# Seen, duckdb 2.0.1, pyarrow 26.0.1: statistics of Parquet leave NaN out, and DuckDB believes that they bound all rows. A condition that they
# "prove" becomes a constant: `isnan(x)` finds nothing, `NOT isnan(x)` and `x BETWEEN -10 AND 10` find the NaN too, without a warning. The same
# file written without statistics, or the same rows in a table, are right. `isfinite(x)` is right everywhere: it is asked of every row.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

TESTS = ("isnan(x)", "NOT isnan(x)", "x BETWEEN -10 AND 10", "isfinite(x)")
RIGHT, WRONG = [1, 2, 2, 2], [0, 3, 3, 2]

table = pa.table({"x": [1.0, float("nan"), 2.0]})
pq.write_table(table, "usual.parquet")
pq.write_table(table, "bare.parquet", write_statistics=False)
duckdb.execute("CREATE TABLE own AS FROM 'usual.parquet'")
found = {}
for name in ("'usual.parquet'", "'bare.parquet'", "own"):
    found[name] = [duckdb.sql(f"SELECT count(*) FROM {name} WHERE {test}").fetchall()[0][0] for test in TESTS]
    print(name, dict(zip(TESTS, found[name], strict=True)))
assert found["'bare.parquet'"] == found["own"] == RIGHT, "without statistics it is not right either"
assert found["'usual.parquet'"] == WRONG, "with statistics it has changed"
PYTHON
