"""The grid and the calendars of Excel."""

import datetime as dt

ROWS = 1_048_576
"""Rows of a sheet."""
COLUMNS = 16_384
"""Columns of a sheet."""
EPOCH = dt.date(1899, 12, 30)
"""Day 0 of the calendar that counts from 1900. Right from March 1900 on: Excel has a 29 February 1900."""
EPOCH_1904 = dt.date(1904, 1, 1)
"""Day 0 of the calendar that counts from 1904."""
