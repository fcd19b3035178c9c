#!/usr/bin/env bash
# Numbers that fastexcel gives as text have nine decimals.
#
# Balances in 亿元 that a formula made of yuan (=B2/100000000) have ten decimals; foreign exchange rates and daily rates
# of interest are smaller still. `dtypes="string"` is the usual way to get a mixed column of a branch's book whole.
#
# Guessed: the text of a number has all digits of the file, or at least the shortest that give the same number back.
# Seen, fastexcel 0.21.0: nine decimals and no more. 1.2345678912 (123,456,789.12 yuan) becomes 1.234567891 (0.02 yuan
# less), 1e-10 becomes 0, and from a million on binary noise appears: 1234567890123.457 becomes
# 1234567890123.45703125. No warning. Read as floats the same cells are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 fastexcel==0.21.0 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import fastexcel
import xlsxwriter

NUMBERS = [1.2345678912, 1e-10, 1234567890123.457, 0.1]
book = xlsxwriter.Workbook("numbers.xlsx")
sheet = book.add_worksheet()
for row, number in enumerate(NUMBERS):
    sheet.write_number(row, 0, number)
book.close()

reader = fastexcel.read_excel("numbers.xlsx")
texts = reader.load_sheet(0, header_row=None, dtypes="string").to_arrow().column(0).to_pylist()
floats = reader.load_sheet(0, header_row=None).to_arrow().column(0).to_pylist()
for row in zip(NUMBERS, texts, floats, strict=True):
    print(*map(repr, row))
assert floats == NUMBERS, "read as floats the numbers are not right either"
assert texts == ["1.234567891", "0", "1234567890123.45703125", "0.1"], "the texts have changed"
PYTHON
