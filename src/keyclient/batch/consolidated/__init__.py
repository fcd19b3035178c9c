"""The consolidated figures of all books of a run."""
