"""Two versions of the program side by side: the same answers to the same files, byte for byte."""
