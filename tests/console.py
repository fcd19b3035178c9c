"""Console blocks of a Markdown page: the commands that it shows and what it says they print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"(?P<mark><!-- not run -->\n)?^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "..."
"""A line that stands for any number of lines."""


@dataclass(frozen=True)
class Shown:
    """One command and the output that the page shows under it."""

    line: int
    command: str
    output: tuple[str, ...]
    runs: bool
    """Whether the page's claim can be tried: not so for commands that install."""

    def agrees(self, printed: str) -> bool:
        """Whether the output is as shown, line by line; blanks at the ends of lines do not count."""
        pattern = "".join(
            "(?:.*\n)*?" if line == GAP else re.escape(line.rstrip()) + "\n" for line in self.output
        )
        return (
            re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed.splitlines())) is not None
        )


def shown_commands(page: str) -> Iterator[Shown]:
    """Every command of the page in order. A line with `> ` goes on with the command above it."""
    for block in _BLOCK.finditer(page):
        line = page.count("\n", 0, block.start("body")) + 1
        yield from _commands(block["body"], line, runs=block["mark"] is None)


def _commands(body: str, line: int, *, runs: bool) -> Iterator[Shown]:
    assert body.startswith("$ "), f"line {line}: a console block begins with a command"
    command, output, at = "", list[str](), line
    for number, text in enumerate([*body.splitlines(), "$ "], line):
        if text.startswith("$ "):
            if command:
                yield Shown(at, command, tuple(output), runs)
            command, output, at = text[2:], [], number
        elif text.startswith("> ") and not output:
            command = command.removesuffix("\\") + text[2:]
        else:
            output.append(text)
