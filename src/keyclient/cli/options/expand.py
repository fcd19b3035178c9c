"""Groups of options in the signature of a command: typer sees each option, the command gets the groups.

A group is a named tuple: its fields are the options, annotated as typer wants them.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, get_type_hints

GroupT = TypeVar("GroupT", bound=tuple[Any, ...])


def parameters_of(group: type[NamedTuple]) -> list[inspect.Parameter]:
    """One parameter for each option of a group, with its annotation and default."""
    hints = get_type_hints(group, include_extras=True)
    return [parameter(name, hints[name], group._field_defaults[name]) for name in group._fields]


def parameter(name: str, annotation: object, default: object = None) -> inspect.Parameter:
    """One option of a command; without a default it has to be given."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def take(group: type[GroupT], values: Mapping[str, object]) -> GroupT:
    """A group from the values of all options of a command."""
    fields: tuple[str, ...] = group._fields  # type: ignore[attr-defined]
    return group(**{name: values[name] for name in fields})


def with_signature(run: Callable[..., None], parameters: list[inspect.Parameter]) -> Callable[..., None]:
    """A function that typer takes to have these parameters."""

    def command(**values: object) -> None:
        run(**values)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__doc__ = run.__doc__
    return command


def expanded(run: Callable[..., None]) -> Callable[..., None]:
    """The command with every parameter that is a group replaced by the options of the group."""
    hints = get_type_hints(run, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if hasattr(hint, "_fields")}
    parameters: list[inspect.Parameter] = []
    for name, own in inspect.signature(run).parameters.items():
        if name in groups:
            parameters += parameters_of(groups[name])
        else:
            parameters.append(parameter(name, hints[name], own.default))

    def grouped(**values: object) -> None:
        inner = {field for group in groups.values() for field in group._fields}
        alone = {name: value for name, value in values.items() if name not in inner}
        run(**alone, **{name: take(group, values) for name, group in groups.items()})

    grouped.__doc__ = run.__doc__
    return with_signature(grouped, parameters)
