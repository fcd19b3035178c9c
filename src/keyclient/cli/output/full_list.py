"""The command that lists everything of which a run has told the first cells."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.reading import Wanted
from keyclient.cli.start.session import Session
from keyclient.model.issue import Issue
from keyclient.model.rules import lifecycle
from keyclient.model.rules.catalogue import declarations
from keyclient.model.rules.repeats import CustomersInSeveralGroups

if TYPE_CHECKING:
    from keyclient.analysis.common.face import Needs
    from keyclient.policy.models import Policy

_SAFE = frozenset("-_./:=#+%@~")
"""What needs no quotation marks in any shell, besides letters and digits; some of it not as the first letter."""
_NOT_FIRST = ("#", "@", "~")
_EXPANDED = frozenset('"$`\\!')
"""What a shell of Unix reads as its own inside double quotation marks."""


def full_list_command(
    session: Session,
    wanted: Wanted,
    read: tuple[Path, "Policy"],
    issues: tuple[Iterable[Issue], Iterable[Issue]],
    own: Sequence[str] = (),
    older: Sequence[Path] = (),
) -> str:
    """What to type: `check` of the book as it was read, with the same sheet, headings, period and measure.

    `read`: the book and the policy. `issues`: those of the book, and all that are told. Where the analysis has read more
    than `check` does, or has found something of its own, its own command with a workbook that lists them. `own`: what
    was typed for the analysis alone. `older`: the books before it, where the analysis compares several.
    """
    path, policy = read
    needs = None if wanted.needs is None else wanted.needs(policy)
    of_book, told = ({issue.code for issue in some} for some in issues)
    words = [*_settings(session, wanted), *_options(wanted, needs, policy)]
    if told <= of_book - _untold_by_check(needs) and not (needs and (needs.pipeline or needs.also)):
        command = ["check", str(path), *words]
    else:
        by = [] if wanted.by is None else ["--by", wanted.by]
        command = [
            wanted.command,
            *map(str, older),
            str(path),
            *words,
            *by,
            *own,
            "--out",
            f"{path.stem}.{wanted.command}.xlsx",
        ]
    return " ".join(["keyclient", *map(quoted, command)])


def _untold_by_check(needs: "Needs | None") -> set[str]:
    """The codes of issues that `check` does not look for, as it reads neither groups nor holdings."""
    of_life = {thing.rule.code for _, thing in declarations(lifecycle) if isinstance(thing, type)}
    return {CustomersInSeveralGroups.rule.code, *(of_life if needs is not None and needs.life_cycle else ())}


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """A word as it is typed into a shell: cmd.exe or PowerShell on Windows, else a shell of Unix."""
    is_plain = all(
        letter.isalnum() or letter in _SAFE for letter in word.replace("\\", "" if windows else "\\")
    )
    if word and is_plain and not word.startswith(_NOT_FIRST):
        return word
    if windows:
        return '"' + re.sub(r'(\\*)("|$)', lambda part: part[1] * 2 + ('\\"' if part[2] else ""), word) + '"'
    return f'"{word}"' if _EXPANDED.isdisjoint(word) else shlex.quote(word)


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
