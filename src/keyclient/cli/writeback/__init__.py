"""Writing an answer into the user's own workbook."""
