"""Frozen dataclasses whose methods are made when they are first needed."""

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from keyclient.model.record import dataclass


@dataclass(frozen=True)
class Plain:
    one: int
    more: tuple[int, ...] = ()
    made: list[int] = field(default_factory=list)
    aside: str = field(default="", compare=False, repr=False)
    named: int = field(default=7, kw_only=True)


@dataclass(frozen=True)
class Derived(Plain):
    last: int = 3

    def __post_init__(self) -> None:
        if self.last < 0:
            raise ValueError("negative")


@dataclass(frozen=True, slots=True)
class Slotted:
    one: int
    count: list[int] = field(default_factory=list, init=False, compare=False)


@dataclass(frozen=True)
class Single:
    one: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Itself:
    one: int


def test_a_record_is_made_by_place_and_by_name() -> None:
    made = Plain(1, (2,), named=4)
    assert (made.one, made.more, made.made, made.aside, made.named) == (1, (2,), [], "", 4)
    assert Plain(1).made is not Plain(1).made
    assert Derived(1, last=5).last == 5


@pytest.mark.parametrize("given", [{}, {"one": 1, "two": 2}])
def test_a_record_needs_its_fields_and_takes_no_others(given: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        Plain(**given)  # type: ignore[arg-type]


def test_a_record_checks_itself_once_it_is_made() -> None:
    with pytest.raises(ValueError, match="negative"):
        Derived(1, last=-1)


@pytest.mark.parametrize("made", [Plain(1), Derived(1), Slotted(1)])
def test_a_record_cannot_be_changed(made: Plain | Slotted) -> None:
    with pytest.raises(FrozenInstanceError, match="one"):
        made.one = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="one"):
        del made.one


def test_records_are_equal_by_the_fields_that_count() -> None:
    assert Plain(1, aside="x") == Plain(1, aside="y") != Plain(2)
    assert Plain(1) != Derived(1)
    assert hash(Single((1,))) == hash(Single((1,)))
    assert {Single((1,)), Single((1,))} == {Single((1,))}
    assert Itself(1) != Itself(1)


def test_a_record_says_what_it_holds() -> None:
    assert repr(Plain(1, aside="x")) == "Plain(one=1, more=(), made=[], named=7)"


@pytest.mark.parametrize("made", [Plain(1, (2,)), Derived(1), Slotted(1)])
def test_copies_of_a_record_are_equal_to_it(made: Plain | Slotted) -> None:
    assert copy.copy(made) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == made
    assert replace(made, one=5).one == 5
    assert next(one.name for one in fields(made)) == "one"


def test_matching_takes_a_record_apart() -> None:
    match Slotted(3):
        case Slotted(one):
            assert one == 3
