"""Renders a report as an Excel workbook: a summary, a sheet for each long table, charts, notes.

XlsxWriter creates the package with styles, tables, widths, print set-up and charts. The rows of long tables are written
as XML by `rows` and inserted into the package by `package`: converting whole columns takes a fraction of the time, and
every text is certain to stay text.
"""
