#!/usr/bin/env bash
# A workbook whose texts are in a part of another name than Excel's is not read.
#
# The texts of a workbook stand in one part, which the workbook names by a relationship of type sharedStrings
# (ISO/IEC 29500-1, 12.3.15). How the part is called is left to the writer (ISO/IEC 29500-2, 7.2).
#
# Guessed: readers follow the relationship, as they do for sheets, whose names they take from it.
# Seen, python-calamine 0.9.1, fastexcel 0.21.0 and polars 2.1.0: they look for xl/sharedStrings.xml. With
# xl/strings.xml in its place the sheet is refused ("Cell string index not found in shared strings table"), though
# xl/page1.xml for xl/worksheets/sheet1.xml is no trouble. openpyxl 3.1.5 reads both.
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

with xlsxwriter.Workbook("usual.xlsx") as book:
    book.add_worksheet().write_row(0, 0, ["C1", "张三"])


def renamed(path, part, other):
    """The same package with a part of another name, in all that names it."""
    with zipfile.ZipFile("usual.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(part.encode(), other.encode())
            new.writestr(name.replace(f"xl/{part}", f"xl/{other}"), text)


renamed("texts.xlsx", "sharedStrings.xml", "strings.xml")
renamed("sheet.xlsx", "worksheets/sheet1.xml", "page1.xml")


def told(read, path):
    try:
        return list(read(path))
    except Exception as error:  # whatever the reader raises is what is shown
        return str(error).splitlines()[0]


READERS = {
    "calamine": lambda path: python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()[0],
    "fastexcel": lambda path: fastexcel.read_excel(path).load_sheet(0, header_row=None).to_arrow().to_pylist()[0].values(),
    "polars": lambda path: polars.read_excel(path, has_header=False).row(0),
    "openpyxl": lambda path: [cell.value for cell in openpyxl.load_workbook(path).active[1]],
}
for name, read in READERS.items():
    usual, sheet, texts = (told(read, path) for path in ("usual.xlsx", "sheet.xlsx", "texts.xlsx"))
    print(name, usual, sheet, texts)
    assert usual == sheet == ["C1", "张三"], f"{name} does not even read the others"
    if name == "openpyxl":
        assert texts == usual, "openpyxl no longer follows the relationship"
    else:
        assert "not found in shared strings" in texts, f"{name} follows the relationship now"
PYTHON
