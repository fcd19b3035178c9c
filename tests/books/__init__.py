"""Small ugly books, each named for its defect, with the expected outcome beside each.

`python -m tests.books.make` writes the books anew (the same bytes each time). What is expected of `NAME` is written by
hand in `NAME.expected.json`; the pages of `recipes/` say how the books are made.
"""
