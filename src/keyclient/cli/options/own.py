"""The options that one analysis has for itself, from what its face declares."""

import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_type_hints

import typer

from keyclient.analysis.common.face import Analysis, BookOption, FileOption, OtherBooks, SettingOption
from keyclient.cli.options.expand import parameter
from keyclient.cli.start.session import say
from keyclient.errors import UsageError
from keyclient.model.label import Label

Option = SettingOption | BookOption | FileOption


class FileSuffixError(UsageError):
    """A further file whose name does not end as its format does."""

    sentence = Label(
        "{flag} {path}: the name of this file ends in {suffix}.",
        "{flag} {path}：此文件名须以 {suffix} 结尾。",
    )


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
        if isinstance(option, FileOption):
            continue
        if isinstance(option, SettingOption) and option.is_flag:
            yield from [option.flag] if typed else []
            continue
        for one in typed if isinstance(typed, list) else [] if typed is None else [typed]:
            yield from (option.flag, str(one))


def other_books(analysis: Analysis, values: Mapping[str, object]) -> OtherBooks:
    """The further books that the options name."""
    options = [option for option in analysis.options if isinstance(option, BookOption)]
    named = {option.book: values[_name(option)] for option in options}
    return OtherBooks(**named)  # type: ignore[arg-type]


def own_files(analysis: Analysis, values: Mapping[str, object]) -> dict[str, Path]:
    """The further files that the options name, by `FileOption.file`. Raises `FileSuffixError`."""
    options = [option for option in analysis.options if isinstance(option, FileOption)]
    named = [(option, path) for option in options if isinstance(path := values[_name(option)], Path)]
    for option, path in named:
        if path.suffix.lower() != option.suffix:
            raise FileSuffixError(flag=option.flag, path=path, suffix=option.suffix)
    return {option.file: path for option, path in named}


def _settings(analysis: Analysis, values: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    for option in analysis.options:
        typed = values[_name(option)]
        if isinstance(option, SettingOption) and typed is not None and typed is not False:
            yield option.settings(str(typed))


def _name(option: Option) -> str:
    return option.flag.lstrip("-").replace("-", "_")


def _annotation(option: Option) -> object:
    words = say(option.help.en, option.help.zh)
    if isinstance(option, BookOption):
        typed = get_type_hints(OtherBooks)[option.book]
        return Annotated[
            typed, typer.Option(option.flag, metavar=option.metavar, help=words, show_default=False)
        ]
    if isinstance(option, FileOption):
        return Annotated[
            Path | None, typer.Option(option.flag, metavar=option.metavar, help=words, show_default=False)
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
    if option.is_flag:
        return bool | None
    return int | None if option.is_number else str | None
