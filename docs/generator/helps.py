"""Prints the help of every command as JSON, keyed by the words of the command.

A separate program, because the language and width of the help are fixed when keyclient is imported.
"""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout, suppress
from typing import Protocol

import typer

from keyclient.cli.app import whole_program


class _Command(Protocol):
    def main(self, args: list[str], prog_name: str) -> object: ...


def _help(command: _Command, words: tuple[str, ...]) -> str:
    out = io.StringIO()
    with redirect_stdout(out), suppress(SystemExit):
        command.main([*words, "--help"], prog_name="keyclient")
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").split("\n"))


def _called(command: object, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of a command and of each command below it: none, `policy`, `policy show`."""
    yield before
    below: Mapping[str, object] = getattr(command, "commands", {})
    for name, inner in below.items():
        yield from _called(inner, (*before, name))


if __name__ == "__main__":
    program = typer.main.get_command(whole_program())
    print(json.dumps({" ".join(words): _help(program, words) for words in _called(program)}))
