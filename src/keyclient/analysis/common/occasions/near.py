"""Near the next tier."""

import narwhals as nw
import numpy as np
import pyarrow as pa

from keyclient.analysis.common.amounts import full_amount, short_amount
from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.ahead import ahead_words, averages_ahead
from keyclient.analysis.common.occasions.found import Found, found, in_fen
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.occasions.targets import Target, targets
from keyclient.analysis.common.tier_book import Frame
from keyclient.metrics.tier import near_next_tier
from keyclient.model.label import Label

_SHORT = Label(
    "{gap} short of {tier} ({measure} of {floor}, today's floor)",
    "距{tier}差{gap}（当前门槛 {measure} {floor}）",
)
_DISLOYAL = Label(
    "enough value for {tier}, {points:.0f} points of loyalty short", "价值已达{tier}，忠诚度差{points:.0f}分"
)

_POINTS = Label("{points:.0f} points of loyalty", "忠诚度 {points:.0f} 分")
_SCORE = Label("a loyalty score of {score:.0f}", "忠诚度达到 {score:.0f} 分")


def near(look: Look) -> Found:
    """Near the tier above the one that she holds, as `tier` has it; the amount is the gap in yuan, none where loyalty is short."""
    frame = _near(look)
    customers = len(look.frame)
    known = look.frame["value"].notna().to_numpy(bool)
    if frame is None:
        return found(Occasion.NEAR, look.nobody, known, lambda _: [])
    at, steps = frame["at"].to_numpy(), look.book.tiers.steps
    tier, gap = frame["next"].to_numpy(), frame["gap"].to_numpy().astype("float64")
    points = frame["loyalty_gap"].to_numpy().astype("float64")
    fen = np.full(len(gap), np.nan)
    for number, step in enumerate(steps):
        mine = tier == number
        fen[mine] = in_fen(gap[mine], step.measure)
    amount, place = np.full(customers, np.nan), np.full(customers, -1)
    amount[at], place[at] = np.where(gap > 0, fen, np.nan), np.arange(len(at))
    ahead = averages_ahead(look)

    def words(positions: Ints) -> list[str]:
        numbers = place[positions].tolist()
        told = [_said(look, int(tier[n]), gap[n], points[n]) for n in numbers]
        return [
            said if gap[n] <= 0 else said + ahead_words(look, ahead.get(int(tier[n])), int(tier[n]), position)
            for said, n, position in zip(told, numbers, positions.tolist(), strict=True)
        ]

    return found(Occasion.NEAR, place >= 0, known | (place >= 0), words, amount=amount)


def lacking(look: Look, positions: Ints) -> list[str]:
    """What some customers lack of the next tier: value, else points of loyalty; empty where neither is known."""
    frame = _near(look)
    short = {}
    if frame is not None:
        short = dict(zip(frame["at"].to_list(), frame["loyalty_gap"].to_list(), strict=True))
    return [
        "" if target is None else _lacking(look, target, short.get(at))
        for at, target in zip(positions.tolist(), targets(look, positions), strict=True)
    ]


def _lacking(look: Look, target: Target, points: float | None) -> str:
    if target.gap:
        return short_amount(target.gap, target.measure, look.lang)
    if points is not None and points > 0:
        return _POINTS.say(look.lang, {"points": np.ceil(points)})
    return "" if target.loyalty is None else _SCORE.say(look.lang, {"score": target.loyalty})


def _near(look: Look) -> Frame | None:
    """The customers of `near_next_tier` by the tiers that they hold, with their positions as `at`."""
    book = look.book
    held = pa.array(book.place, pa.int64())
    table = nw.to_native(book.tiers.frame.drop("place")).append_column("place", held)
    frame = nw.from_native(table, eager_only=True).with_row_index("at")
    policy = look.policy.tier
    return near_next_tier(frame, book.tiers.rungs, share=policy.near, slack=policy.near_loyalty)


def _said(look: Look, tier: int, gap: float, points: float) -> str:
    step = look.book.tiers.steps[tier]
    if gap <= 0:
        return _DISLOYAL.say(look.lang, {"tier": step.tier.label, "points": np.ceil(points)})
    floor = step.floor
    places = {
        "tier": step.tier.label,
        "measure": step.measure.label,
        "gap": short_amount(step.measure.amount(gap), step.measure, look.lang),
        "floor": "" if floor is None else full_amount(floor, step.measure, look.lang),
    }
    return _SHORT.say(look.lang, places)
