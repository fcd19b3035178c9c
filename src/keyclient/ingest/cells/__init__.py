"""Reading one cell as people type it: amounts, dates, ids. Text in, a value or None out."""
