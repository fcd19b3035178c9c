"""Write a workbook in one line, pandas on openpyxl: `pandas_writing.py ROWS.parquet OUT.xlsx`."""

import sys

import pandas as pd

if __name__ == "__main__":
    rows, out = sys.argv[1:]
    pd.read_parquet(rows).to_excel(out, index=False, engine="openpyxl")
