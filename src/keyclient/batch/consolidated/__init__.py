"""The figures over all books of a run."""
