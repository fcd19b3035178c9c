"""Frozen dataclasses whose methods are made when they are first needed.

`dataclasses.dataclass` compiles six methods for every frozen class, used or not: half a millisecond each, a tenth of the
run of a small book. Here nothing is compiled but the `__init__` of classes that are used.

What differs from the standard: `InitVar` and `field(hash=...)` are refused; plain subclasses cannot be given attributes either;
until the first instance `inspect.signature` only knows `*given, **named`; a class without a docstring is documented by its name.
"""

import dataclasses
from _thread import RLock
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, NoReturn

__all__ = ["dataclass"]

_Class = type[object]
_PARAMS = "__dataclass_params__"
_FIELD, _INIT_VAR = (getattr(dataclasses, name) for name in ("_FIELD", "_FIELD_INITVAR"))
"""The kinds of fields, which nobody can ask for in public."""
_MAKING = RLock()
"""While a class is made, its bases are not said to be frozen."""


def _record(
    cls: _Class | None = None, /, *, frozen: bool = False, eq: bool = True, slots: bool = False, **other: bool
) -> _Class | Callable[[_Class], _Class]:
    """As `dataclasses.dataclass`, which makes the class wherever it is not frozen or more is asked.

    Raises TypeError, when the class is made, for what the standard refuses and what is not done here.
    """

    def made(given: _Class) -> _Class:
        with _MAKING:
            if not frozen or other:
                return dataclasses.dataclass(frozen=frozen, eq=eq, slots=slots, **other)(given)
            own = vars(given)
            whole = _of_fields(given, eq=eq, slots=slots)
        names = _compared_names(whole)
        if eq and "__eq__" in own and own["__hash__"] is None:  # Python's, not the class's
            setattr(whole, "__hash__", _compared(names)[1])  # noqa: B010
        methods = {**_METHODS, "__init__": _first_init(whole)}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
        if eq:
            methods["__eq__"], methods["__hash__"] = _compared(names)
        for name, method in methods.items():
            if name not in own:
                setattr(whole, name, method)
        return whole

    return made if cls is None else made(cls)


def _of_fields(given: _Class, *, eq: bool, slots: bool) -> _Class:
    """The class with fields and no methods. The standard would compile methods for bases said to be frozen."""
    bases = [vars(base)[_PARAMS] for base in given.__mro__[1:-1] if _PARAMS in vars(base)]
    if not all(base.frozen for base in bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if "__setattr__" in vars(given) or "__delattr__" in vars(given):
        raise TypeError(f"{given.__name__} is frozen and says itself how it is changed")
    if not given.__doc__:
        given.__doc__ = given.__name__
    for base in bases:
        base.frozen = False
    try:
        whole = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(given)
    finally:
        for base in bases:
            base.frozen = True
    params = vars(whole)[_PARAMS]
    params.init = params.repr = params.frozen = True
    params.eq = eq
    return whole


def _refuse_change(self: object, name: str, _: object = None, /) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")


@recursive_repr()
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


_METHODS: dict[str, Callable[..., object]] = {
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
    "__repr__": _repr,
}


def _compared_names(cls: _Class) -> list[str]:
    """The fields that are compared. Raises TypeError for a field that is not made here."""
    names = []
    for one in vars(cls)["__dataclass_fields__"].values():
        kind = one._field_type
        if one.hash is not None or kind is _INIT_VAR:
            raise TypeError(f"{cls.__name__}.{one.name}: neither field(hash=...) nor InitVar")
        if one.compare and kind is _FIELD:
            names.append(one.name)
    return names


def _compared(names: list[str]) -> tuple[Callable[[object, object], object], Callable[[object], int]]:
    """`__eq__` and `__hash__` by the fields that are compared."""
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
    names: dict[str, object] = {"__set__": object.__setattr__, "__missing__": MISSING}
    positional: list[str] = []
    named: list[str] = []
    body = []
    for one in _fields(cls):
        value = name = one.name
        if one.default_factory is not MISSING:
            names[f"__make_{name}__"] = one.default_factory
            made_now = f"__make_{name}__()"
            value = f"{made_now} if {name} is __missing__ else {name}" if one.init else made_now
        elif one.default is not MISSING:
            names[f"__default_{name}__"] = one.default
            value = name if one.init else f"__default_{name}__"
        elif not one.init:
            continue
        body.append(f"    __set__(__self__, {name!r}, {value})")
        if one.init:
            (named if one.kw_only else positional).append(_parameter(one))
    body += ["    __self__.__post_init__()"] if hasattr(cls, "__post_init__") else []
    head = f"def __init__({', '.join(['__self__', *positional, *(['*', *named] if named else [])])}):"
    text = "\n".join([head, *(body or ["    pass"])])
    exec(compile(text, f"<record {cls.__qualname__}>", "exec"), names)  # noqa: S102 - of the names of fields
    made: Callable[..., None] = names["__init__"]  # type: ignore[assignment]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(one: Field[object]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=__missing__"
    return one.name if one.default is MISSING else f"{one.name}=__default_{one.name}__"


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _record
