"""Frozen dataclasses whose methods are made when they are first needed.

`dataclasses.dataclass` compiles six methods for every frozen class, used or not: half a millisecond each, a tenth of the
run of a small book. Here nothing is compiled but the `__init__` of classes that are used.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn

__all__ = ["dataclass"]

_Class = type[object]


def _record(
    cls: _Class | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False, **other: bool
) -> _Class | Callable[[_Class], _Class]:
    """As `dataclasses.dataclass`, which makes the class wherever it is not frozen or more is asked."""

    def made(given: _Class) -> _Class:
        if not frozen or other:
            return dataclasses.dataclass(frozen=frozen, eq=eq, slots=slots, **other)(given)
        own = set(vars(given))
        whole = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(given)
        methods = {"__setattr__": _refuse_change, "__delattr__": _refuse_change, "__repr__": _repr}
        methods |= {"__init__": _first_init(whole)}
        methods |= {"__getstate__": _state, "__setstate__": _set_state} if slots else {}
        methods |= dict(zip(("__eq__", "__hash__"), _compared(whole), strict=True)) if eq else {}
        for name, method in methods.items():
            if name not in own:
                setattr(whole, name, method)
        return whole

    return made if cls is None else made(cls)


def _refuse_change(self: object, name: str, _: object = None, /) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")


def _repr(self: object) -> str:
    told = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in _fields(type(self)) if one.repr)
    return f"{type(self).__qualname__}({told})"


def _state(self: object) -> list[object]:
    return [getattr(self, one.name) for one in _fields(type(self))]


def _set_state(self: object, state: list[object]) -> None:
    for one, value in zip(_fields(type(self)), state, strict=True):
        object.__setattr__(self, one.name, value)


def _fields(cls: _Class) -> tuple[Field[object], ...]:
    return fields(cls)  # type: ignore[arg-type]


def _compared(cls: _Class) -> tuple[Callable[[object, object], object], Callable[[object], int]]:
    """`__eq__` and `__hash__` by the fields that are compared."""
    names = [one.name for one in _fields(cls) if one.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        mine, others = values(self), values(other)
        return mine is others or bool(mine == others)

    def hashed(self: object) -> int:
        return hash(values(self))

    return equal, hashed


def _first_init(cls: _Class) -> Callable[..., None]:
    """The `__init__` until the first instance is made, which puts the compiled one in its place."""

    def first(self: object, /, *given: object, **named: object) -> None:
        compiled = _compiled_init(cls)
        if vars(cls).get("__init__") is first:
            type.__setattr__(cls, "__init__", compiled)
        compiled(self, *given, **named)

    return first


def _compiled_init(cls: _Class) -> Callable[..., None]:
    names: dict[str, object] = {"_set": object.__setattr__, "_MISSING": MISSING}
    positional: list[str] = []
    named: list[str] = []
    body = []
    for one in _fields(cls):
        value = name = one.name
        if one.default_factory is not MISSING:
            names[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}" if one.init else f"_make_{name}()"
        elif one.default is not MISSING:
            names[f"_default_{name}"] = one.default
            value = name if one.init else f"_default_{name}"
        elif not one.init:
            continue
        body.append(f"    _set(self, {name!r}, {value})")
        if one.init:
            (named if one.kw_only else positional).append(_parameter(one))
    body += ["    self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    head = f"def __init__({', '.join(['self', *positional, *(['*', *named] if named else [])])}):"
    exec("\n".join([head, *(body or ["    pass"])]), names)  # noqa: S102 - of the names of fields
    made: Callable[..., None] = names["__init__"]  # type: ignore[assignment]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(one: Field[object]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=_MISSING"
    return one.name if one.default is MISSING else f"{one.name}=_default_{one.name}"


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _record
