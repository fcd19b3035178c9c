"""The command line as people type it."""

import pytest

from keyclient.cli.start.arguments import command_in


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ""),
        (["--quiet"], ""),
        (["segment", "tier"], "segment"),
        (["--lang", "zh", "-q", "tier"], "tier"),
        (["--config", "segment", "tier"], "tier"),
        (["--help", "segment"], "--help"),
    ],
)
def test_the_command_is_the_first_word_after_the_options_of_the_run(words: list[str], command: str) -> None:
    assert command_in(words) == command
