"""The options that one analysis has for itself, from what its face declares."""

import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, get_type_hints

import typer

from keyclient.analysis.common.face import Analysis, BookOption, OtherBooks, SettingOption
from keyclient.cli.options.expand import parameter
from keyclient.cli.start.session import say


def own_parameters(analysis: Analysis) -> list[inspect.Parameter]:
    """One parameter for each option that the analysis declares."""
    return [parameter(_name(option), _annotation(option)) for option in analysis.options]


def own_settings(analysis: Analysis, values: Mapping[str, object]) -> list[str]:
    """The policy values that the options set, as `key=value`."""
    return [setting for settings in _settings(analysis, values) for setting in settings]


def own_words(analysis: Analysis, values: Mapping[str, object]) -> Iterator[str]:
    """What was typed for these options, as words of a command line."""
    for option in analysis.options:
        typed = values[_name(option)]
        for one in typed if isinstance(typed, list) else [] if typed is None else [typed]:
            yield from (option.flag, str(one))


def other_books(analysis: Analysis, values: Mapping[str, object]) -> OtherBooks:
    """The further books that the options name."""
    options = [option for option in analysis.options if isinstance(option, BookOption)]
    named = {option.book: values[_name(option)] for option in options}
    return OtherBooks(**named)  # type: ignore[arg-type]


def _settings(analysis: Analysis, values: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    for option in analysis.options:
        if isinstance(option, SettingOption) and (typed := values[_name(option)]) is not None:
            yield option.settings(str(typed))


def _name(option: SettingOption | BookOption) -> str:
    return option.flag.lstrip("-").replace("-", "_")


def _annotation(option: SettingOption | BookOption) -> object:
    words = say(option.help.en, option.help.zh)
    if isinstance(option, BookOption):
        typed = get_type_hints(OtherBooks)[option.book]
        return Annotated[
            typed, typer.Option(option.flag, metavar=option.metavar, help=words, show_default=False)
        ]
    return Annotated[
        _type(option),
        typer.Option(
            option.flag,
            metavar=option.metavar,
            min=option.smallest,
            help=words,
            show_default=False,
            case_sensitive=not option.choices,
        ),
    ]


def _type(option: SettingOption) -> object:
    if option.choices:
        choices = StrEnum(_name(option), {choice.upper(): choice for choice in option.choices})  # type: ignore[misc]
        return choices | None
    return int | None if option.is_number else str | None
