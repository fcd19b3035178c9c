"""The command that lists everything of which a run has told the first cells."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from keyclient.cli.input.reading import Wanted
from keyclient.cli.start.session import Session
from keyclient.model.issue import Issue

_SAFE = frozenset("-_./\\:=#,+%@~^")
"""What needs no quotation marks in any shell, besides letters and digits."""


def full_list_command(
    session: Session,
    wanted: Wanted,
    path: Path,
    issues: tuple[Iterable[Issue], Iterable[Issue]],
    own: Sequence[str] = (),
) -> str:
    """What to type: `check` of the book as it was read, with the same sheet, headings and measure.

    `issues`: those of the book, and all that are told. Where the analysis has found some of its own, which `check` does
    not look for, its own command with a workbook that lists them. `own`: what was typed for the analysis alone.
    """
    of_book, told = ({issue.code for issue in some} for some in issues)
    words = [*_settings(session, wanted), *_options(wanted)]
    if told <= of_book:
        command = ["check", str(path), *words]
    else:
        by = [] if wanted.by is None else ["--by", wanted.by]
        command = [
            wanted.command,
            str(path),
            *words,
            *by,
            *own,
            "--out",
            f"{path.stem}.{wanted.command}.xlsx",
        ]
    return " ".join(["keyclient", *map(quoted, command)])


def quoted(word: str) -> str:
    """A word as it is typed into a shell."""
    is_plain = word and all(letter.isalnum() or letter in _SAFE for letter in word)
    return word if is_plain else '"' + word.replace('"', '\\"') + '"'


def _settings(session: Session, wanted: Wanted) -> Iterator[str]:
    if session.config is not None:
        yield from ("--config", str(session.config))
    for setting in wanted.options.settings or ():
        yield from ("--set", setting)


def _options(wanted: Wanted) -> Iterator[str]:
    options = wanted.options
    pairs = (
        ("--sheet", options.sheet),
        ("--header-row", options.header_row),
        *(("--map", pair) for pair in options.mapping or ()),
        ("--date-order", options.date_order),
        ("--measure", wanted.measure),
    )
    for flag, value in pairs:
        if value is not None:
            yield from (flag, str(value))
