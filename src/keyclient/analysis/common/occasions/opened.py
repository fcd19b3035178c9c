"""New customers, and those who are dormant."""

import datetime as dt

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.dormant import still
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Label

_NEW = Label("opened on {day}, {days} days ago", "{day}开户，至今{days}天")
_DORMANT = Label(
    "{amount} with the bank and no transaction for {days} days", "在本行资产{amount}，已{days}天无交易"
)


def opened(look: Look) -> Found:
    """Opened fewer than so many days before the data date; a date after it counts as unknown."""
    ago = look.book.days_ago("open_date")

    def words(positions: Ints) -> list[str]:
        return [
            _NEW.say(look.lang, {"day": look.as_of - dt.timedelta(days), "days": days})
            for days in ago[positions].astype(np.int64).tolist()
        ]

    return found(Occasion.NEW, ago < look.within.new, ~np.isnan(ago), words)


def asleep(look: Look) -> Found:
    """Next to nothing with the bank and no transaction for long, as `risk` counts them; the amount is what she has."""
    one = still(look.books, look.policy)

    def words(positions: Ints) -> list[str]:
        return [
            _DORMANT.say(look.lang, {"amount": look.money(one.balance[at]), "days": int(one.days[at])})
            for at in positions.tolist()
        ]

    return found(Occasion.DORMANT, one.is_dormant, one.known, words, amount=one.balance)
