"""The generators of the documentation pages."""
