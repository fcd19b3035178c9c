"""The commands: one module for all analyses, one for each of the others."""
