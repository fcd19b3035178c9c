#!/usr/bin/env bash
# One folder with two equals signs in its name hides the branch of all others.
#
# Branches and teams have names such as "零售=城东". Written as a folder, `branch=零售=城东` is a valid path, and pyarrow,
# which writes such folders, reads the name back.
#
# Guessed: the folder splits at its first equals sign; at worst the one branch has a wrong name.
# Seen: with such a branch first in order polars 2.1.0 finds no column "branch" in any file of the whole folder, with it
# last it stops ("height of column 'branch' (1) does not match DataFrame height (2)"); DuckDB 2.0.1 refuses to bind the
# files together ("Hive partition mismatch"). Without this one branch all others are read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1

venv/bin/python - <<'PYTHON'
import pathlib

import duckdb
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet


def told(read):
    try:
        return read()
    except (polars.exceptions.PolarsError, duckdb.Error) as error:
        return str(error).splitlines()[0]


def seen(other):
    for branch in ("零售=城东", other):
        folder = pathlib.Path(other, f"branch={branch}")
        folder.mkdir(parents=True)
        pyarrow.parquet.write_table(pyarrow.table({"deposits": [100]}), folder / "part.parquet")
    by_pyarrow = pyarrow.dataset.dataset(other, partitioning="hive").to_table()["branch"].to_pylist()
    by_polars = told(lambda: polars.scan_parquet(f"{other}/").collect().columns)
    query = f"from read_parquet('{other}/**/*.parquet', hive_partitioning=true)"
    by_duckdb = told(lambda: duckdb.sql(query).columns)
    print("pyarrow", by_pyarrow, "polars", by_polars, "duckdb", by_duckdb, sep="\n")
    assert set(by_pyarrow) == {"零售=城东", other}, "pyarrow no longer reads the names back"
    assert "Hive partition mismatch" in by_duckdb, "DuckDB binds them now"
    return by_polars


assert "does not match DataFrame height" in seen("城西"), "polars reads them now"
assert seen("高新") == ["deposits"], "polars finds the branch now"
PYTHON
