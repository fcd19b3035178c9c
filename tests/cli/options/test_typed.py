"""Of a command only the options that are typed."""

import inspect
from typing import Annotated

import pytest
import typer

from keyclient.cli.commands.listed import COMMANDS
from keyclient.cli.options.expand import parameter, with_signature
from keyclient.cli.options.typed import asks_for_help, with_typed_options

PARAMETERS = [
    parameter("book", Annotated[str | None, typer.Argument()]),
    parameter("out", Annotated[str | None, typer.Option("--out", "-o")]),
    parameter("top", Annotated[str | None, typer.Option("--top")], default="ten"),
    parameter("config", Annotated[str | None, typer.Option("--config", envvar="CONFIG")]),
]


def _left(*words: str) -> tuple[list[str], dict[str, object]]:
    """The names of the options that are left, and what the command gets when the book alone is named."""
    got: dict[str, object] = {}
    command = with_typed_options(with_signature(lambda **values: got.update(values), PARAMETERS), words)
    names = list(inspect.signature(command).parameters)
    command(**dict.fromkeys(names, "typed"))
    return names, got


def test_what_is_not_typed_has_its_default() -> None:
    names, got = _left("book.xlsx")
    assert names == ["book", "config"]
    assert got == {"book": "typed", "out": None, "top": "ten", "config": "typed"}


@pytest.mark.parametrize(
    "words",
    [("--out", "x"), ("--out=x",), ("-o", "x"), ("-ox",), ("-fo", "x"), ("--", "--out"), ("--top", "--out")],
)
def test_what_may_be_typed_stays(words: tuple[str, ...]) -> None:
    assert "out" in _left(*words)[0]


@pytest.mark.parametrize("words", [("--outer", "x"), ("out",), ("--to",), ("-",)])
def test_what_only_looks_like_an_option_is_none(words: tuple[str, ...]) -> None:
    assert "out" not in _left(*words)[0]


def test_help_tells_all_options() -> None:
    assert asks_for_help(["--help"])
    assert asks_for_help(["-h"])
    assert not asks_for_help(["help", "--he"])


def test_every_command_can_do_without_the_options_that_are_not_typed() -> None:
    for command in COMMANDS:
        left = inspect.signature(with_typed_options(command.make(), ()))
        assert all(one.default is not inspect.Parameter.empty for one in left.parameters.values()), (
            command.name
        )
