"""A second, independent look at a workbook: its package, how many rows it has, and what its parser cannot see."""
