"""Frozen dataclasses whose methods are made when they are first needed."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, InitVar, field, fields, replace

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


def test_the_init_is_compiled_for_the_first_instance_and_kept() -> None:
    @dataclass(frozen=True)
    class Unused:
        one: int

    before = vars(Unused)["__init__"]
    Unused(1)
    after = vars(Unused)["__init__"]
    assert after is not before
    assert after.__code__.co_filename == f"<record {Unused.__qualname__}>"
    Unused(2)
    assert vars(Unused)["__init__"] is after


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


@dataclass(frozen=True)
class Alike:  # noqa: PLW1641 - its hash is what is tested
    one: int

    def __eq__(self, other: object) -> bool:
        return True


@dataclasses.dataclass(frozen=True)
class Standard:
    one: int


@dataclasses.dataclass
class Changeable:
    one: int


def test_a_class_that_compares_itself_keeps_the_hash_of_its_fields() -> None:
    assert Alike(1) == Alike(2)
    assert hash(Alike(1)) == hash(Alike(1)) != hash(Alike(2))


def test_a_class_tells_how_it_was_made() -> None:
    given: list[tuple[type, bool]] = [(Plain, True), (Derived, True), (Slotted, True), (Itself, False)]
    for cls, eq in given:
        told = vars(cls)["__dataclass_params__"]
        assert (told.frozen, told.init, told.repr, told.eq) == (True, True, True, eq)
    assert Plain.__doc__ == "Plain"


def test_records_and_standard_frozen_classes_inherit_from_each_other() -> None:
    @dataclass(frozen=True)
    class Record(Standard):
        two: int = 2

    @dataclasses.dataclass(frozen=True)
    class Usual(Single):
        two: int = 2

    assert repr((Record(1), Usual((1,)))).count("two=2") == 2
    assert vars(Standard)["__dataclass_params__"].frozen
    with pytest.raises(FrozenInstanceError):
        Record(1).one = 3  # type: ignore[misc]


def test_a_record_within_itself_is_told_once() -> None:
    made = Plain(1)
    made.made.append(made)  # type: ignore[arg-type]
    assert repr(made) == "Plain(one=1, more=(), made=[...], named=7)"


def test_fields_may_have_any_name() -> None:
    @dataclass(frozen=True)
    class Named:
        self: int
        _set: int = 2
        _MISSING: list[int] = field(default_factory=list)
        _default__set: int = 3

    assert Named(1) == Named(1, 2, [], 3)


def _of_changeable() -> object:
    @dataclass(frozen=True)
    class Frozen(Changeable):  # type: ignore[misc]
        two: int = 2

    return Frozen


def _changeable_of_record() -> object:
    @dataclass
    class Thawed(Single):  # type: ignore[misc]
        two: int = 2

    return Thawed


def _with_init_var() -> object:
    @dataclass(frozen=True)
    class Given:
        one: InitVar[int]

    return Given


def _with_hash() -> object:
    @dataclass(frozen=True)
    class Hashed:
        one: int = field(hash=False)

    return Hashed


def _with_setattr() -> object:
    @dataclass(frozen=True)
    class Setting:
        one: int

        def __setattr__(self, name: str, value: object) -> None:
            """Nothing."""

    return Setting


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_of_changeable, "cannot inherit frozen dataclass from a non-frozen one"),
        (_changeable_of_record, "cannot inherit non-frozen dataclass from a frozen one"),
        (_with_init_var, "Given.one: .*InitVar"),
        (_with_hash, "Hashed.one: .*hash"),
        (_with_setattr, "Setting is frozen"),
    ],
)
def test_what_a_record_cannot_be_is_refused_when_the_class_is_made(
    make: Callable[[], object], why: str
) -> None:
    with pytest.raises(TypeError, match=why):
        make()
