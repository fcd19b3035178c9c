"""The command that lists everything of which a run has told the first cells."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.reading import Wanted
from keyclient.cli.output.quoting import quoted
from keyclient.cli.start.session import Session
from keyclient.model.issue import Issue
from keyclient.model.rules import lifecycle
from keyclient.model.rules.declared import declarations
from keyclient.model.rules.repeats import CustomersInSeveralGroups

if TYPE_CHECKING:
    from keyclient.analysis.common.face import Needs
    from keyclient.policy.models import Policy


def full_list_command(
    session: Session,
    wanted: Wanted,
    read: tuple[Path, "Policy"],
    issues: tuple[Iterable[Issue], Iterable[Issue]] | None,
    own: Sequence[str] = (),
    books: Sequence[Path] = (),
    *,
    into: str | None = None,
) -> str:
    """What to type: `check` of the book as it was read, with the same sheet, headings, period and measure.

    `read`: the book and the policy. `issues`: those of the book, and all that are told; None: of a portfolio, which `check`
    does not read. Where the analysis has read more
    than `check` does, or has found something of its own, its own command with a workbook that lists them. `own`: what
    was typed for the analysis alone; `books`: all that it compares; `into`: where the list goes, None: a workbook named after the book.
    """
    path, policy = read
    needs = None if wanted.needs is None else wanted.needs(policy)
    words = [*_settings(session, wanted), *_options(wanted, needs, policy)]
    is_checked = len(books) != 1 and not (needs and (needs.pipeline or needs.also))
    if issues is not None and is_checked and _are_told_by_check(issues, needs):
        command = ["check", str(path), *words]
    else:
        by = [] if wanted.by is None else ["--by", wanted.by]
        command = [
            wanted.command,
            *map(str, books or (path,)),
            *words,
            *by,
            *own,
            "--out",
            into or f"{_called(path, books)}.{wanted.command}.xlsx",
        ]
    return " ".join(map(quoted, (*session.program, *command)))


def _called(path: Path, books: Sequence[Path]) -> str:
    """What the workbook is named after: the book, or the folder in which the books were found."""
    folder = next((book for book in books if book.is_dir()), None)
    return path.stem if folder is None else folder.resolve().name or path.stem


def _are_told_by_check(issues: tuple[Iterable[Issue], Iterable[Issue]], needs: "Needs | None") -> bool:
    """Whether `check` lists all issues that are told."""
    of_book, told = ({issue.code for issue in some} for some in issues)
    return told <= of_book - _untold_by_check(needs)


def _untold_by_check(needs: "Needs | None") -> set[str]:
    """The codes of issues that `check` does not look for, as it reads neither groups nor holdings."""
    of_life = {thing.rule.code for _, thing in declarations(lifecycle) if isinstance(thing, type)}
    return {CustomersInSeveralGroups.rule.code, *(of_life if needs is not None and needs.life_cycle else ())}


def _settings(session: Session, wanted: Wanted) -> Iterator[str]:
    if session.config is not None:
        yield from ("--config", str(session.config))
    for setting in wanted.options.settings or ():
        yield from ("--set", setting)


def _options(wanted: Wanted, needs: "Needs | None", policy: "Policy") -> Iterator[str]:
    """What changes how the book is read; the measure too that an analysis takes where none is named."""
    options = wanted.options
    default = None if needs is None or policy.segment.measure is not None else needs.default_measure
    pairs = (
        ("--sheet", options.sheet),
        ("--header-row", options.header_row),
        *(("--map", pair) for pair in options.mapping or ()),
        ("--as-of", options.as_of),
        ("--period", options.period),
        ("--date-order", options.date_order),
        ("--measure", wanted.measure or default),
    )
    for flag, value in pairs:
        if value is not None:
            yield from (flag, str(value))
