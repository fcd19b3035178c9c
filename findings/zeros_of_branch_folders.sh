#!/usr/bin/env bash
# Branches 0012 and 12 are one branch when the branch is only the name of a folder.
#
# Branch codes have zeros in front. A folder per branch (`branch=0012/part.parquet`) is the usual layout of Parquet
# files by branch, and leaves the column out of the files.
#
# Guessed: 0012 and 12 stay two branches, since one of them is plainly no number.
# Seen: polars 2.1.0 and pyarrow 26.0.1 make the number 12 of both and add them up without a word; pandas 3.1.1 stops
# ("Categorical categories must be unique"); DuckDB 2.0.1 keeps two texts. With the branch as a column of the file as
# well, its text can be used everywhere.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pyarrow==26.0.1 pandas==3.1.1 duckdb==2.0.1

venv/bin/python - <<'PYTHON'
import pathlib

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

for branch, amount in (("0012", 100), ("12", 200)):
    folder = pathlib.Path("portfolio", f"branch={branch}")
    folder.mkdir(parents=True)
    pyarrow.parquet.write_table(pyarrow.table({"deposits": [amount]}), folder / "part.parquet")

total = polars.col("deposits").sum()
by_polars = polars.scan_parquet("portfolio/").group_by("branch").agg(total).collect().rows()
by_pyarrow = pyarrow.dataset.dataset("portfolio", partitioning="hive").to_table()
by_pyarrow = by_pyarrow.group_by("branch").aggregate([("deposits", "sum")]).to_pylist()
by_duckdb = duckdb.sql(
    "select branch, sum(deposits)::int from read_parquet('portfolio/**/*.parquet', hive_partitioning=true)"
    " group by branch order by branch"
).fetchall()
try:
    by_pandas = pandas.read_parquet("portfolio").to_dict("records")
except ValueError as error:
    by_pandas = str(error)
print("polars", by_polars, "pyarrow", by_pyarrow, "pandas", by_pandas, "duckdb", by_duckdb, sep="\n")

assert by_polars == [(12, 300)], "polars no longer adds them up"
assert by_pyarrow == [{"branch": 12, "deposits_sum": 300}], "pyarrow no longer adds them up"
assert by_pandas == "Categorical categories must be unique", "pandas no longer stops"
assert by_duckdb == [("0012", 100), ("12", 200)], "DuckDB no longer keeps both"
PYTHON
