"""The smallest workbooks of every format, written by hand so that each byte of them can be bent; same input, same bytes."""
