"""Which names a file of customers may have; what a file is, is told by its content alone."""

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
"""Of files that are hardly ever anything else than a table."""
SOMETIMES = (".txt",)
"""Of files that are often no table: read where a name or a pattern asks for them, and never picked."""
PATTERNS = tuple(f"*{suffix}" for suffix in (*SUFFIXES, *SOMETIMES))
"""Names of all of them."""
