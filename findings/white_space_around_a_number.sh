#!/usr/bin/env bash
# A number with a line break around it is text.
#
# The value of a cell is an XML number, and white space around such a number has no meaning (XML Schema part 2, 3.2.5:
# the white space of a double is collapsed). Programs that indent their XML write `<v>`, the number on a line of its
# own, `</v>`; Excel opens it without a word.
#
# Guessed: 500.
# Seen: openpyxl 3.1.5 reads 500. python-calamine 0.9.1 and fastexcel 0.21.0 give the text with its line breaks, so that
# a sum of the column's numbers leaves it out without a word; with `t="n"` on the cell, which is the default and says
# nothing new, they refuse the whole sheet ("invalid float literal").
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
    book.add_worksheet().write_row(0, 0, ["C1", 500])


def rewritten(name, cell):
    with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile(name, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<c r="B1"><v>500</v>', cell))


def told(read):
    try:
        return read()
    except Exception as error:  # whatever the reader raises is what is shown
        return str(error).splitlines()[0]


def seen(name):
    openpyxl_sees = [cell.value for cell in openpyxl.load_workbook(name).active[1]]
    calamine_sees = told(lambda: python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0])
    arrow = told(lambda: fastexcel.read_excel(name).load_sheet(0, header_row=None).to_arrow())
    fastexcel_sees = arrow if isinstance(arrow, str) else [column[0].as_py() for column in arrow.columns]
    print(name, openpyxl_sees, calamine_sees, fastexcel_sees, sep="\n  ")
    assert openpyxl_sees == ["C1", 500], "openpyxl no longer reads it"
    return calamine_sees, fastexcel_sees


rewritten("lines.xlsx", b'<c r="B1"><v>\n  500\n</v>')
rewritten("typed.xlsx", b'<c r="B1" t="n"><v>\n  500\n</v>')
assert seen("lines.xlsx") == (["C1", "\n  500\n"], ["C1", "\n  500\n"]), "the text has changed"
assert all("invalid float literal" in item for item in seen("typed.xlsx")), "the sheet is no longer refused"
PYTHON
