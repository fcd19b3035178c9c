"""What people wrote beside a call or a line of a plan as its status."""

from collections.abc import Mapping

from keyclient.analysis.common.group_names import group_key
from keyclient.model.filled_in import Written
from keyclient.model.label import Label


def status_of(cell: Written, statuses: Mapping[str, Label]) -> str | None:
    """The status that a cell names by its key or its word in either language; None where it names none."""
    if not isinstance(cell, str):
        return None
    words = {group_key(word): name for name, label in statuses.items() for word in (name, label.en, label.zh)}
    return words.get(group_key(cell))
