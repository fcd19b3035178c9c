"""The books as they are judged: managers and branches in one spelling, and dates that cannot be are unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.owners import Spellings, other_than, spellings, spelt
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.managers import ManagersPolicy

_PAST = ("open_date", "last_contact", "last_transaction")
"""Dates of what has happened: none can be after the data date."""
_MANAGERS = ("manager", "assistant")


def as_judged(portfolios: Sequence[Portfolio], policy: ManagersPolicy) -> list[Portfolio]:
    """The same books, oldest first.

    Managers and branches that are written in several ways are one, a word for nobody is a blank, a second manager who is the first
    is none, and a date after the data date is a blank: nobody knows what was meant.
    """
    people = spellings(_columns(portfolios, *_MANAGERS), policy)
    places = spellings(_columns(portfolios, "branch"))
    called = {**dict.fromkeys(_MANAGERS, people), "branch": places}
    return [_judged(portfolio, called) for portfolio in portfolios]


def late(portfolio: Portfolio, *dates: str) -> int:
    """How many customers of a book have one of some dates after the data date."""
    flags = [_is_late(portfolio, name) for name in dates if name in portfolio.frame]
    return int(pd.concat(flags, axis=1).any(axis=1).sum()) if flags else 0


def _columns(portfolios: Sequence[Portfolio], *names: str) -> list[pd.Series]:
    """Those that the books have, the last one of `names` first: the spelling of the first prevails.

    Before those of a book stand its parts: whoever stands only on further rows of customers of several is somebody too.
    """
    found = []
    for portfolio in portfolios:
        own = [name for name in reversed(names) if name in portfolio.frame]
        if portfolio.split is not None and own:
            parts = portfolio.split(own, ())
            found += [parts[name] for name in own]
        found += [portfolio.frame[name] for name in own]
    return found


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
