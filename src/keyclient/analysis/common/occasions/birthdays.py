"""A birthday within days."""

import datetime as dt
from calendar import isleap

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints, Numbers
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.age import OLDEST
from keyclient.model.label import Label

_TURNS = Label("turns {age} on {day}", "{day}生日（满{age}岁）")
_LEAP_DAY, _DAY_BEFORE = 229, 228
_BORN = "birth_date"


def birthday_soon(look: Look) -> Found:
    """From today up to the last of the days. Born on 29 February, it is the 28th in common years. Companies have none.

    Whoever would be older than anybody is was not born then: it is not known when.
    """
    is_company = (texts(look.book.portfolio, "kind") == "corporate").fillna(value=False).to_numpy(bool)
    if _BORN not in look.frame:
        return found(Occasion.BIRTHDAY, look.nobody, is_company, lambda _: [])
    year = look.frame[_BORN].dt.year.to_numpy("float64", na_value=np.nan)
    after = _days_to(look, _month_day(look.frame[_BORN]))
    on = look.as_of.toordinal() + after
    turns = _years(look, after) - year
    known = (look.as_of.year - year <= OLDEST) & (look.as_of.year >= year)

    def words(positions: Ints) -> list[str]:
        return [
            _TURNS.say(look.lang, {"age": int(turns[at]), "day": dt.date.fromordinal(int(on[at]))})
            for at in positions.tolist()
        ]

    holds = known & ~is_company & (turns > 0)
    return found(Occasion.BIRTHDAY, holds, known | is_company, words, day=on)


def _month_day(born: "pd.Series[pd.Timestamp]") -> Ints:
    """Month and day as a number: 305 is 5 March; 0 without a date."""
    month, day = (part.to_numpy("float64", na_value=0.0) for part in (born.dt.month, born.dt.day))
    return np.asarray(month * 100 + day, dtype=np.int64)


def _days_to(look: Look, birthday: Ints) -> Numbers:
    """Days to the next birthday; NaN where it is not within those asked for."""
    after = np.full(1232, np.nan)
    for days in range(min(look.within.birthday, 365), -1, -1):
        on = look.as_of + dt.timedelta(days)
        after[on.month * 100 + on.day] = days
        if not isleap(on.year) and on.month * 100 + on.day == _DAY_BEFORE:
            after[_LEAP_DAY] = days
    return np.asarray(after[birthday])


def _years(look: Look, after: Numbers) -> Numbers:
    """The year of the day so many days after the data date, at most a year on."""
    left = (dt.date(look.as_of.year, 12, 31) - look.as_of).days
    return np.where(np.isnan(after), np.nan, look.as_of.year + (after > left))
