"""What one chapter of rules declares."""

from collections.abc import Iterator
from types import ModuleType

from keyclient.model.issue import Issue
from keyclient.model.rules.rule import Rule


def declarations(chapter: ModuleType) -> Iterator[tuple[str, Rule | type[Issue]]]:
    """What one chapter declares, by name: classes of issues, and the rules that no issue of a book breaks."""
    for name, thing in vars(chapter).items():
        is_kind = isinstance(thing, type) and issubclass(thing, Issue) and "rule" in vars(thing)
        if is_kind or isinstance(thing, Rule):
            yield name, thing
