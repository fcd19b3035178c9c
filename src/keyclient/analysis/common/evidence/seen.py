"""The books as they are judged: managers and branches in one spelling, and dates that cannot be are unknown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.owners import Spellings, other_than, spellings, spelt
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.managers import ManagersPolicy

_PAST = ("open_date", "last_contact", "last_transaction")
"""Dates of what has happened: none can be after the data date."""
_MANAGERS = ("manager", "assistant")
_WHOSE = ("manager", "branch")
Split = Callable[[Sequence[str], Sequence[str]], pd.DataFrame]


def as_judged(portfolios: Sequence[Portfolio], policy: ManagersPolicy) -> list[Portfolio]:
    """The same books, oldest first.

    Managers and branches that are written in several ways are one, a word for nobody is a blank, a second manager who is the first
    is none, and a date after the data date is a blank: nobody knows what was meant.
    """
    divided = [replace(portfolio, split=_once(portfolio.split)) for portfolio in portfolios]
    columns = [*_parts(divided[-1]), *(portfolio.frame for portfolio in divided)]
    people = spellings(_named(columns, *_MANAGERS), policy)
    places = spellings(_named(columns, "branch"))
    called = {**dict.fromkeys(_MANAGERS, people), "branch": places}
    return [_judged(portfolio, called) for portfolio in divided]


def late(portfolio: Portfolio, *dates: str) -> int:
    """How many customers of a book have one of some dates after the data date."""
    flags = [_is_late(portfolio, name) for name in dates if name in portfolio.frame]
    return int(pd.concat(flags, axis=1).any(axis=1).sum()) if flags else 0


def _named(frames: Sequence[pd.DataFrame], *names: str) -> list[pd.Series]:
    """Those columns that there are, the last one of `names` first: the spelling of the first prevails."""
    return [frame[name] for frame in frames for name in reversed(names) if name in frame]


def _parts(newest: Portfolio) -> Iterator[pd.DataFrame]:
    """The names beside the parts of customers of several managers or branches: some of them stand on no first row.

    They are divided as `hands` divides them, so that this is done once.
    """
    by = [name for name in _WHOSE if name in newest.frame]
    if newest.split is not None and by:
        yield newest.split(by, [])
        if "assistant" in newest.frame:
            yield newest.split(by, ["assistant"])


def _once(split: Split | None) -> Split | None:
    """The same, which divides the customers once for each choice of columns; None stays None."""
    if split is None:
        return None
    kept: dict[tuple[tuple[str, ...], tuple[str, ...]], pd.DataFrame] = {}

    def divided(by: Sequence[str], further: Sequence[str]) -> pd.DataFrame:
        asked = tuple(by), tuple(further)
        if asked not in kept:
            kept[asked] = split(by, further)
        return kept[asked]

    return divided


def _judged(portfolio: Portfolio, called: Mapping[str, Spellings]) -> Portfolio:
    frame, split = _spelt(portfolio.frame, called), portfolio.split
    late_dates = {
        name: frame[name].mask(_is_late(portfolio, name)) for name in _PAST if name in portfolio.frame
    }
    judged = replace(portfolio, frame=frame.assign(**late_dates))
    if split is None:
        return judged
    return replace(judged, split=lambda by, further: _spelt(split(by, further), called))


def _spelt(frame: pd.DataFrame, called: Mapping[str, Spellings]) -> pd.DataFrame:
    told = {name: spelt(frame[name], names) for name, names in called.items() if name in frame}
    if {*_MANAGERS} <= told.keys():
        told["assistant"] = other_than(told["assistant"], told["manager"])
    return frame.assign(**told)


def _is_late(portfolio: Portfolio, name: str) -> pd.Series:
    return portfolio.frame[name] > pd.Timestamp(portfolio.as_of)
