"""Money that matures within days."""

import datetime as dt

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.calendar_evidence import maturing_soon
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Label

_ON_DAY = Label("{amount} matures on {first}", "{first}到期{amount}")
_BY_DAY = Label("{amount} matures by {last}, the first on {first}", "{last}前共到期{amount}，最早为{first}")
_SOMETHING = Label(
    "money matures on {first}; the book does not say how much", "{first}有资金到期，表内未注明金额"
)


def matures(look: Look) -> Found:
    """Something matures within the days, also where nobody knows how much; nothing of one who has nothing with the bank.

    The day is that of the first product. The amount is not more than what she has with the bank.
    """
    soon = maturing_soon(look.books, look.books.newest, look.within.maturing)
    has_date = ~np.isnan(soon.days)
    holds = has_date & ~(soon.is_whole & (np.nan_to_num(soon.amount) <= 0))
    amount = np.where(soon.amount > 0, soon.amount, np.nan)

    def words(positions: Ints) -> list[str]:
        return [_said(look, amount[at], soon.days[at], soon.last[at]) for at in positions.tolist()]

    known = soon.is_whole | has_date
    return found(Occasion.MATURES, holds, known, words, amount=amount, day=look.day(soon.days))


def _said(look: Look, amount: float, first: float, last: float) -> str:
    days = {name: look.as_of + dt.timedelta(int(after)) for name, after in (("first", first), ("last", last))}
    if np.isnan(amount):
        return _SOMETHING.say(look.lang, days)
    label = _ON_DAY if first == last else _BY_DAY
    return label.say(look.lang, {**days, "amount": look.money(amount)})
