"""Groups of options in the signature of a command: typer sees each option, the command gets the groups."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, TypeVar, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

GroupT = TypeVar("GroupT", bound="DataclassInstance")


def parameters_of(group: "type[DataclassInstance]") -> list[inspect.Parameter]:
    """One parameter for each option of a group, with its annotation and default."""
    hints = get_type_hints(group, include_extras=True)
    return [parameter(field.name, hints[field.name], field.default) for field in fields(group)]


def parameter(name: str, annotation: object, default: object = None) -> inspect.Parameter:
    """One option of a command; without a default it has to be given."""
    default = inspect.Parameter.empty if default is MISSING else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def take(group: type[GroupT], values: Mapping[str, object]) -> GroupT:
    """A group from the values of all options of a command."""
    return group(**{field.name: values[field.name] for field in fields(group)})


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
    groups = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}
    parameters: list[inspect.Parameter] = []
    for name, own in inspect.signature(run).parameters.items():
        if name in groups:
            parameters += parameters_of(groups[name])
        else:
            default = MISSING if own.default is inspect.Parameter.empty else own.default
            parameters.append(parameter(name, hints[name], default))

    def grouped(**values: object) -> None:
        inner = {field.name for group in groups.values() for field in fields(group)}
        alone = {name: value for name, value in values.items() if name not in inner}
        run(**alone, **{name: take(group, values) for name, group in groups.items()})

    grouped.__doc__ = run.__doc__
    return with_signature(grouped, parameters)
