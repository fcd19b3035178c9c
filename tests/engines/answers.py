"""What the commands answer about a portfolio on an engine, as somebody who types them sees it."""

from collections.abc import Iterator
from pathlib import Path

from keyclient.model.engine import Engine
from tests.engines.portfolios import Made
from tests.program import typed

COMMANDS = ("segment", "tier", "lifecycle", "funnel", "compare")


def questions(made: Made, *, grouped: bool = True) -> Iterator[tuple[str, ...]]:
    """Every command, with or without groups."""
    for command in COMMANDS:
        yield (command, *(("--by", made.by) if grouped else ()))


def answer(folder: Path, engine: Engine, question: tuple[str, ...], *more: str) -> tuple[int, str, str]:
    """The exit code, the answer as JSON, and what is said, but for the name of the engine."""
    command, *options = question
    done = typed(
        folder.parent,
        "--lang",
        "en",
        command,
        folder.name,
        *options,
        *more,
        "-f",
        "json",
        "--engine",
        engine.value,
    )
    return done.returncode, done.stdout, done.stderr.replace(engine.value, "ENGINE")
