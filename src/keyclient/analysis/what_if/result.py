"""What `--what-if` answers: the JSON contract."""

from dataclasses import dataclass
from math import isclose
from typing import Literal

from pydantic import Field, JsonValue, model_validator

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount

Side = Literal["in", "out"]

_CLOSE = 1e-9
"""Relative difference below which sums of floats are equal."""


class Held(Contract):
    """Some customers, and what they hold."""

    customers: int
    value: Amount | None
    """None without a measure."""


class Flow(Contract):
    """What becomes of some customers: `reform = base + in - out`, in customers and in yuan, checked when it is made."""

    base: Held
    """By the policy in force."""
    in_: Held = Field(alias="in")
    """Who comes in."""
    out: Held
    """Who goes out."""
    reform: Held
    """By the policy that is tried."""

    @model_validator(mode="after")
    def _adds_up(self) -> "Flow":
        if self.reform.customers != self.base.customers + self.in_.customers - self.out.customers:
            raise ValueError("customers: reform is not base + in - out")
        held = [one.value for one in (self.base, self.in_, self.out, self.reform)]
        base, come, gone, reform = (0.0 if value is None else float(value) for value in held)
        size = max(abs(value) for value in (base, come, gone, reform))
        if not isclose(reform, base + come - gone, rel_tol=_CLOSE, abs_tol=size * _CLOSE):
            raise ValueError("value: reform is not base + in - out")
        return self


class GroupFlow(Flow):
    """What becomes of one group: a tier, a class, an age band, a warning."""

    group: str


class FocusFlow(Flow):
    """What becomes of the customers of whom it is told by manager and branch."""

    name: str
    """Who they are: key customers, class A, with a core need open, key customers with a warning."""


class OwnedFlow(Flow):
    """What becomes of those of one manager, branch or group. A customer counts with each that has rows of hers."""

    group: str | None
    """None: nobody, or none is named."""
    key_base: int | None
    """Her key customers by the policy in force; None where nothing is said of seats."""
    key_reform: int | None
    seats: int | None
    """How many key customers a manager can look after; None for nobody, and for branches."""
    over: int | None
    """How many more key customers the policy that is tried gives her than she has seats."""


class Seats(Contract):
    """The seats that are asked for, against those there are."""

    each: int | None
    """Seats of a manager by the policy (`managers.seats`); None: as many as the busiest of the branch has key customers."""
    capacity: int
    """All seats of all managers."""
    asked_base: int
    """Key customers with a manager, once for each."""
    asked_reform: int
    managers_over: int
    over: int
    """What the managers over their seats have too many, together."""
    unowned: int
    """Key customers without a manager, by the policy that is tried."""


class Change(Contract):
    """One value that is tried."""

    key: str
    base: JsonValue
    """In force, amounts in yuan; null where it is not set."""
    reform: JsonValue
    """By the policy that is tried; of a range the range as it was typed."""


class FloorMove(Contract):
    """The value from which customers are in a group."""

    group: str
    measure: str
    """What the floor is about."""
    base: Amount | None
    """None: there is none."""
    reform: Amount | None


class CurveGroup(Contract):
    """One group at one value of a range."""

    group: str
    held: Held


class CurveStep(Contract):
    """What one value of a range gives."""

    value: Amount
    """In yuan, as a share of 1, or as a plain number."""
    text: str
    """As it would be typed."""
    policy_sha256: str
    focus: FocusFlow
    """Against the policy in force."""
    groups: tuple[CurveGroup, ...]
    over: int | None
    """Key customers beyond the seats of their managers."""


class Curve(Contract):
    """What each value of a range gives."""

    key: str
    steps: tuple[CurveStep, ...]


@dataclass(frozen=True, slots=True)
class MovedCustomer:
    """A customer whose group is another one, or who comes into focus or goes out of it."""

    customer_id: str | None
    row: int
    base: str
    """The group by the policy in force."""
    reform: str
    """The group by the policy that is tried."""
    side: Side | None
    """Whether she comes into the focus or goes out of it; None: neither."""
    value: Amount | None


@dataclass(frozen=True, slots=True)
class CustomerNearFloor:
    """A customer close to a floor that the policy moves."""

    customer_id: str | None
    row: int
    group: str
    """Whose floor it is."""
    floor: Amount
    held: Amount
    """What she has of what the floor is about."""
    distance: Amount
    """`held - floor`: negative below it."""
    base: str
    reform: str


class WhatIfResult(Contract):
    """The customers of a book by the policy in force and by another one."""

    analysis: str
    """The command whose groups they are."""
    measure: str | None
    customers: int
    blank: int
    """Customers without a value."""
    changes: tuple[Change, ...]
    base_sha256: str
    """Hash of the part of the policy in force that the analysis uses, as its own answer gives it."""
    reform_sha256: str | None
    """The same of the policy that is tried; None for a range, whose steps have their own."""
    focus: FocusFlow | None
    """None for a range."""
    groups: tuple[GroupFlow, ...]
    """Every group, best first; empty for a range."""
    floors: tuple[FloorMove, ...]
    managers: tuple[OwnedFlow, ...] | None
    """Those in focus by manager; None where the book names none, and for a range."""
    branches: tuple[OwnedFlow, ...] | None
    by: tuple[OwnedFlow, ...] | None
    """The same by the column of `--by`."""
    seats: Seats | None
    """None where the groups say nothing of key customers, the book names no manager, or a range is tried."""
    moved: LazyRows[MovedCustomer]
    """Largest value first."""
    total_moved: int
    near: LazyRows[CustomerNearFloor]
    """Closest first."""
    total_near: int
    curve: Curve | None
    """None without a range."""
