#!/usr/bin/env bash
# Three in ten computed amounts come back from .xlsx as other numbers than were written.
#
# A float has up to 17 digits, and Excel writes 17 into its files (<v>10.199999999999999</v> in tests/issue446.xlsx of calamine,
# which its docProps/app.xml says Excel wrote). The usual check of an export is to read it again and compare.
#
# Guessed: a cell holds the number that was written.
# Seen, XlsxWriter 3.3.1, openpyxl 3.1.5, and with them pandas 3.1.1 and polars 2.1.0: 16 digits are written. 0.1 + 0.2 comes
# back as 0.3, 123,456,789,012,345.67 yuan as 123,456,789,012,345.70, the whole number 110101199003074514 (an id) as
# 1.101011990030745E+17; of averages (yuan times 31/365) three in ten (302 of 1,000) differ in their last digit. No warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 pandas==3.1.1 polars==2.1.0

venv/bin/python - <<'PYTHON'
import random
import re
import zipfile

import openpyxl
import pandas
import polars
import xlsxwriter

random.seed(1)
KNOWN = [0.1 + 0.2, 123456789012345.67, 110101199003074514]
AVERAGES = [round(random.uniform(0, 1e6), 2) * 31 / 365 for _ in range(1000)]
NUMBERS = [*KNOWN, *AVERAGES]


def by_xlsxwriter(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, NUMBERS)


def by_openpyxl(path):
    book = openpyxl.Workbook()
    for number in NUMBERS:
        book.active.append([number])
    book.save(path)


def by_pandas(path):
    pandas.DataFrame({"amount": pandas.Series(NUMBERS, dtype=object)}).to_excel(path, index=False, header=False)


def by_polars(path):
    polars.DataFrame({"amount": list(map(float, NUMBERS))}).write_excel(path, include_header=False)


for write in (by_xlsxwriter, by_openpyxl, by_pandas, by_polars):
    write("book.xlsx")
    with zipfile.ZipFile("book.xlsx") as package:
        texts = re.findall(r"<v>([^<]*)</v>", package.read("xl/worksheets/sheet1.xml").decode())
    found = list(map(float, texts))
    assert len(found) == len(NUMBERS)
    others = sum(one != number for one, number in zip(found[len(KNOWN) :], AVERAGES, strict=True))
    print(write.__name__, texts[: len(KNOWN)], others, "of", len(AVERAGES))
    assert found[: len(KNOWN)] == [0.3, 123456789012345.7, 1.101011990030745e17], f"{write.__name__} writes other digits now"
    assert others > len(AVERAGES) / 4, f"{write.__name__} writes more digits now"
PYTHON
