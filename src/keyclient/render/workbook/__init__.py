"""From a report to an Excel workbook: a summary, a sheet for each long table, the notes.

XlsxWriter makes the package with everything that is drawn once: styles, tables, widths, print set-up, and later charts.
The rows of long tables are written as XML by `rows` and put into the package by `package`: whole columns of text at
once take a fraction of the time, and every text is certain to stay text.
"""
