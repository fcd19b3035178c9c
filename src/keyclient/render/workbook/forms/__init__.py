"""Writes a table that people fill in: the whole form, a sheet to print for each manager, and what was handed out.

Sheets are protected without a password: computed columns are locked, editable cells and blank rows are not. Excel refuses
to sort, or to delete rows, wherever one cell of them is locked, whatever the protection allows; the line below the title
therefore says how to lift it. A form is no table of Excel, which could not grow while it is protected.
"""
