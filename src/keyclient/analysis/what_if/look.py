"""How the tables of a what-if look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.what_if.result import Change
from keyclient.model.amount_words import YUAN, amount_words
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn
from keyclient.policy.loading.schema import is_yuan
from keyclient.policy.loading.to_toml import to_toml

_GROUP = Label("group", "分组")
_NOT_SET = Label("not set", "未设置")
_LONGEST = 60
"""Most characters of a value that are shown."""


@dataclass(frozen=True)
class WhatIfLook:
    """Words and kinds of one answer."""

    amount: Kind
    """How values of the measure look."""
    has_value: bool
    """Whether there is a measure."""
    what: Label
    """What the groups are."""
    focus: Label
    """Of whom it is told by manager and branch."""
    labels: Mapping[str, Label]
    """The groups in words."""
    rows: int | None = 20
    """How many customers each list shows; None: all, 0: no lists."""
    contacts: Contacts = NOBODY
    by: Label = _GROUP
    """What the column of `--by` is called."""

    def name(self, group: str) -> Label:
        """A group in words."""
        return self.labels.get(group, Label(group, group))

    def called(self, by: Label) -> "WhatIfLook":
        """The same with the name of the column of `--by`."""
        return replace(self, by=by)

    @property
    def value(self) -> TableColumn:
        """The column of values."""
        return column("value", "value", "价值", self.amount)


def change_words(change: Change, side: Literal["base", "reform"]) -> Label:
    """What a policy says of a key in words; amounts with their unit."""
    value = getattr(change, side)
    if isinstance(value, float) and is_yuan(tuple(change.key.split("."))):
        return yuan_words(Decimal(repr(value)))
    return value_words(value)


def yuan_words(amount: Decimal) -> Label:
    """An amount of money, whole yuan without decimals."""
    said = amount_words(amount)
    is_whole = amount == amount.to_integral_value()
    return replace(YUAN.filled(amount=f"{amount:,.0f}"), in_wan=said.in_wan) if is_whole else said


def value_words(value: object) -> Label:
    """A value of the policy in words; a long one is shortened."""
    if value is None:
        return _NOT_SET
    text = value if isinstance(value, str) else to_toml(value)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return Label(text, text)
