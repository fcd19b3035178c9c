#!/usr/bin/env bash
# A cell that says false is read as true.
#
# A cell of kind b ("Cell containing a boolean", ISO/IEC 29500-1, 18.18.11) holds a boolean of XML Schema: 0, 1, false or
# true. Excel writes digits; programs that print the booleans of their language write words.
#
# Guessed: false is False, or the cell is refused.
# Seen, fastexcel 0.21.0 and polars 2.1.0: True. No warning, and all customers are 贵宾. openpyxl 3.1.5 and with it pandas
# refuse the sheet; python-calamine 0.9.1, whose parser is a newer one of the same name, gives False.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 fastexcel==0.21.0 pyarrow==26.0.1 polars==2.1.0 \
    python-calamine==0.9.1 openpyxl==3.1.5

venv/bin/python - <<'PYTHON'
import zipfile

import fastexcel
import openpyxl
import polars
import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("digits.xlsx") as book:
    book.add_worksheet().write_row(0, 0, [True, False])
with zipfile.ZipFile("digits.xlsx") as old, zipfile.ZipFile("words.xlsx", "w") as new:
    for name in old.namelist():
        text = old.read(name)
        for digit, word in ((b"0", b"false"), (b"1", b"true")):
            text = text.replace(b't="b"><v>' + digit + b"</v>", b't="b"><v>' + word + b"</v>")
        new.writestr(name, text)


def by_openpyxl(path):
    try:
        return [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    except ValueError as error:
        return str(error)


READERS = {
    "fastexcel": lambda path: list(fastexcel.read_excel(path).load_sheet(0, header_row=None).to_arrow().to_pylist()[0].values()),
    "polars": lambda path: list(polars.read_excel(path, has_header=False).row(0)),
    "calamine": lambda path: python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()[0],
    "openpyxl": by_openpyxl,
}
seen = {name: (read("digits.xlsx"), read("words.xlsx")) for name, read in READERS.items()}
print(*seen.items(), sep="\n")
assert all(digits == [True, False] for digits, _ in seen.values()), "digits are no longer right either"
assert seen["fastexcel"][1] == [True, True], "fastexcel reads the word now"
assert seen["polars"][1] == [True, True], "polars reads the word now"
assert seen["calamine"][1] == [True, False], "calamine no longer reads it"
assert "could not read" in seen["openpyxl"][1], "openpyxl reads the sheet now"
PYTHON
