"""Which sheet and rows are the table, and what its headings mean."""
