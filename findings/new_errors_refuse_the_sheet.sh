#!/usr/bin/env bash
# One cell with a new kind of error makes the whole sheet unreadable.
#
# `#SPILL!`, `#CALC!`, `#FIELD!` and the like came with dynamic arrays and data types. A summary formula that lies in
# the way of another leaves one in a book whose customers are all in order.
#
# Guessed: the cell is an error or a blank, like `#N/A`; the others are read.
# Seen, python-calamine 0.9.1 and fastexcel 0.21.0: the sheet is refused ("Unsupported cell error value '#SPILL!'"), no
# cell of it is given. openpyxl 3.1.5 reads them all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 fastexcel==0.21.0 pyarrow==26.0.1 python-calamine==0.9.1 openpyxl==3.1.5

venv/bin/python - <<'PYTHON'
import zipfile

import fastexcel
import openpyxl
import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("plain.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["C1", 100])
    sheet.write_formula(1, 0, "=NA()", value="#N/A")
    sheet.write_row(2, 0, ["C2", 200])
with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile("book.xlsx", "w") as new:
    for name in old.namelist():  # the error as Excel writes it: the text is another one, no more
        new.writestr(name, old.read(name).replace(b"<v>#N/A</v>", b"<v>#SPILL!</v>"))


def told(read):
    try:
        return read()
    except Exception as error:  # whatever the reader raises is what is shown
        return str(error).splitlines()[0]


by_calamine = told(lambda: python_calamine.load_workbook("book.xlsx").get_sheet_by_index(0).to_python())
by_fastexcel = told(lambda: fastexcel.read_excel("book.xlsx").load_sheet(0, header_row=None, dtypes="string"))
by_openpyxl = [row[0].value for row in openpyxl.load_workbook("book.xlsx", data_only=True).active.iter_rows()]
print(by_calamine, by_fastexcel, by_openpyxl, sep="\n")

assert "#SPILL!" in str(by_calamine) and "nsupported" in str(by_calamine), "calamine reads the sheet now"
assert "#SPILL!" in str(by_fastexcel), "fastexcel reads the sheet now"
assert by_openpyxl == ["C1", "#SPILL!", "C2"], "openpyxl no longer reads it"
PYTHON
