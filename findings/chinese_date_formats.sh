#!/usr/bin/env bash
# Dates in the built-in formats of a Chinese Excel are plain numbers to the readers.
#
# The format ids 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean Excel (31 is 2026年3月31日, 57 is
# 2026年3月). They are built in, so the workbook holds the id alone, and no code (ECMA-376 part 1, 18.8.30). A Chinese
# Excel writes them for the formats that its own dialogue offers first.
#
# Guessed: what opens as 2026年3月31日 in Excel is read as a date, like id 14, which is built in as well.
# Seen, openpyxl 3.1.5 and fastexcel 0.21.0: id 14 is a date, all of 27-36 and 50-58 are the number 46112. No warning.
# python-calamine 0.9.1 gives a date for them, and xlrd 2.0.2 has them in its table of dates, so that the answer depends
# on the reader and on whether the book was saved as .xls or .xlsx.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 fastexcel==0.21.0 pyarrow==26.0.1 \
    python-calamine==0.9.1 xlrd==2.0.2

venv/bin/python - <<'PYTHON'
import datetime

import fastexcel
import openpyxl
import python_calamine
import xlrd.formatting
import xlsxwriter

IDS = [14, *range(27, 37), *range(50, 59)]
book = xlsxwriter.Workbook("dates.xlsx")
sheet = book.add_worksheet()
for row, number in enumerate(IDS):
    sheet.write_number(row, 0, 46112, book.add_format({"num_format": number}))
book.close()

by_openpyxl = [row[0].value for row in openpyxl.load_workbook("dates.xlsx").active.iter_rows()]
texts = fastexcel.read_excel("dates.xlsx").load_sheet(0, header_row=None, dtypes="string").to_arrow()
by_fastexcel = texts.column(0).to_pylist()
by_calamine = [row[0] for row in python_calamine.load_workbook("dates.xlsx").get_sheet_by_index(0).to_python()]
for number, *values in zip(IDS, by_openpyxl, by_fastexcel, by_calamine, strict=True):
    print(number, *map(repr, values))

assert by_openpyxl[0] == datetime.datetime(2026, 3, 31), "id 14 is no date to openpyxl"
assert by_fastexcel[0].startswith("2026-03-31"), "id 14 is no date to fastexcel"
assert set(by_openpyxl[1:]) == {46112}, "openpyxl now knows some of these ids"
assert set(by_fastexcel[1:]) == {"46112"}, "fastexcel now knows some of these ids"
assert set(by_calamine) == {datetime.date(2026, 3, 31)}, "they are no dates to calamine"
dates = {key for key, kind in xlrd.formatting.std_format_code_types.items() if kind == xlrd.formatting.FDT}
assert set(IDS) <= dates, "xlrd no longer takes them for dates"
PYTHON
