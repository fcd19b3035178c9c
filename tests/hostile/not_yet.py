"""Hostile files that do not yet end as their case says, and why. The list only ever gets shorter."""

NOT_YET: dict[str, str] = {}
MUTATED_NOT_YET: dict[str, str] = {}
"""Formats whose unmutated book is not read yet."""
