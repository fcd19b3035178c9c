"""Hostile files that do not yet end as their case says, and why. The list only ever gets shorter."""

NOT_YET: dict[str, str] = {
    "a line of a hundred thousand cells": "a column takes memory however empty it is",
    "a dimension that is no range": "the exact reader stops at it",
    "a string of a negative number": "it is taken for the first string",
    "a million separators and nothing else": "a line is held as cells however many it has",
    "without xl/worksheets/sheet1.xml": "the refusal speaks of a table that was not found",
}
MUTATED_NOT_YET: dict[str, str] = {}
"""Formats whose unmutated book is not read yet."""
