"""A worksheet part of an .xlsx read from its XML in pieces: the places of tags by NumPy, the texts by Arrow."""
