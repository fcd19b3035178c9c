#!/usr/bin/env bash
# A span of 36 hours becomes noon on New Year's Day of 1900 when it is asked for as text.
#
# Times on hold and in the queue are kept in cells of the format [h]:mm. `dtypes="string"` is the usual way to get a mixed
# column of a branch's book whole.
#
# Guessed: the text of a span is a span (36:00, PT36H, or 1 day, 12:00:00), as its value is.
# Seen, fastexcel 0.21.0: the value is timedelta(days=1, hours=12), the text "1900-01-01 12:00:00"; six hours are
# "1899-12-31 06:00:00". Nothing tells them from dates, and a column of both is one of dates.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 fastexcel==0.21.0 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
from datetime import timedelta

import fastexcel
import xlsxwriter

with xlsxwriter.Workbook("spans.xlsx") as book:
    sheet, span = book.add_worksheet(), book.add_format({"num_format": "[h]:mm"})
    sheet.write_number(0, 0, 1.5, span)
    sheet.write_number(1, 0, 0.25, span)

reader = fastexcel.read_excel("spans.xlsx")
values = reader.load_sheet(0, header_row=None).to_arrow().column(0).to_pylist()
texts = reader.load_sheet(0, header_row=None, dtypes="string").to_arrow().column(0).to_pylist()
print(*zip(values, texts, strict=True), sep="\n")
assert values == [timedelta(days=1, hours=12), timedelta(hours=6)], "the values are no longer spans"
assert texts == ["1900-01-01 12:00:00", "1899-12-31 06:00:00"], "the texts have changed"
PYTHON
