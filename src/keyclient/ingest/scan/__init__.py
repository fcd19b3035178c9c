"""A second, independent look at a workbook: how many rows there are, and what the parser's text does not show."""
