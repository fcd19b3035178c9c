"""Whether a plan was met, as later books show it."""
