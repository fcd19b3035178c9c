"""What differs from the defaults in the policy of an answer, as a table."""

import json
from collections.abc import Sequence

from keyclient.model.label import Label
from keyclient.model.policy_change import PolicyChange
from keyclient.model.report import Cell, Kind, Table, TableColumn

TITLE = Label("Policy: what differs from the defaults", "策略：与默认值不同的设置")
ALL_DEFAULT = Label("Every value is the default.", "全部为默认值。")
_NOT_SET = Label("not set", "未设置")
_COLUMNS = (
    TableColumn("key", Label("key", "策略项"), Kind.TEXT),
    TableColumn("value", Label("value", "本次取值"), Kind.TEXT),
    TableColumn("default", Label("default", "默认值"), Kind.TEXT),
)
_LONGEST = 120
"""A longer value is shortened: the whole of it is in the JSON of the answer."""


def policy_table(changes: Sequence[PolicyChange]) -> Table:
    """One row for each value that is not the default."""
    rows: list[tuple[Cell, ...]] = [
        (change.key, _said(change.value), _said(change.default)) for change in changes
    ]
    return Table("policy", TITLE, _COLUMNS, rows)


def _said(value: object) -> Cell:
    if value is None:
        return _NOT_SET
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
