"""The smallest workbooks of every format, written by hand, byte for byte; same input, same bytes."""
