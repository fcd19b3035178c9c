"""Which sheet and which rows are the table, and what its headings mean."""
