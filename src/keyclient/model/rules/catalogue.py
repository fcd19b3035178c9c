"""The catalogue of all rules by code."""

from collections.abc import Iterator
from types import ModuleType

from keyclient.model.issue import Issue
from keyclient.model.rules import (
    archive,
    batch_files,
    batch_results,
    cells,
    files,
    funnel,
    layout,
    lifecycle,
    plausibility,
    rows,
    segment,
    tables,
    tiers,
    totals,
)
from keyclient.model.rules.rule import Rule

CHAPTERS = (
    cells,
    tables,
    layout,
    files,
    rows,
    totals,
    archive,
    plausibility,
    segment,
    tiers,
    lifecycle,
    funnel,
    batch_files,
    batch_results,
)
"""Where rules are declared."""


def declared_rules(chapter: ModuleType) -> Iterator[Rule]:
    """The rules of one chapter: those of its issues, and those that stand for themselves."""
    for thing in vars(chapter).values():
        if isinstance(thing, Rule):
            yield thing
        elif isinstance(thing, type) and issubclass(thing, Issue) and "rule" in vars(thing):
            yield thing.rule


_ALL = [rule for chapter in CHAPTERS for rule in declared_rules(chapter)]

RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code, in order."""
