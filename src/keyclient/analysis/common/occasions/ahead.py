"""What the average of a customer near a tier comes to, in words."""

from collections.abc import Mapping

import numpy as np

from keyclient.analysis.common.average_ahead import AverageAhead, average_ahead
from keyclient.analysis.common.occasions.look import Look
from keyclient.model.averaged import OVER_LABELS
from keyclient.model.label import Label

_STAYS = Label(
    "; at today's balance the average of the {over} comes to {projected} on {last}",
    "；余额保持当前水平时，至{last}{over}日均预计为{projected}",
)
_MORE = Label(
    ", {needed} more on each of the {left} days left reaches it", "，剩余{left}天每天须多存{needed}"
)
_ENOUGH = Label(", which is enough", "，可达到门槛")
_FINAL = Label("; the average of the {over} is final", "；{over}日均已确定")


def averages_ahead(look: Look) -> Mapping[int, AverageAhead]:
    """By the place of a tier whose floor is about an average: what is known of where that is going."""
    steps = enumerate(look.book.tiers.steps)
    found = {
        place: average_ahead(look.book.portfolio, step.measure)
        for place, step in steps
        if step.rung is not None
    }
    return {place: ahead for place, ahead in found.items() if ahead is not None}


def ahead_words(look: Look, ahead: AverageAhead | None, tier: int, position: int) -> str:
    """What follows the gap of one customer; empty where nothing is known."""
    rung = look.book.tiers.steps[tier].rung
    if ahead is None or rung is None or rung.floor is None:
        return ""
    at, average = np.array([position]), look.column(rung.column)[[position]]
    projected, needed = float(ahead.at_end(average, at)[0]), float(ahead.more(average, at, rung.floor)[0])
    if np.isnan(projected):
        return ""
    places = {"over": OVER_LABELS[ahead.over], "last": ahead.days.last.isoformat(), "left": ahead.days.left}
    if not ahead.days.left:
        return _FINAL.say(look.lang, places)
    stays = _STAYS.say(look.lang, {**places, "projected": look.money(projected)})
    if needed <= 0:
        return stays + _ENOUGH.text(look.lang)
    return stays + _MORE.say(look.lang, {**places, "needed": look.money(needed)})
