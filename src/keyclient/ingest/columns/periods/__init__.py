"""The data dates of the rows, and the period that was asked for."""
