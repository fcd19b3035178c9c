"""How one cell is read, as people type it: amounts, dates, ids. Text in, a value or a refusal out."""
